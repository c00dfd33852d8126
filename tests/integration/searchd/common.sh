#!/usr/bin/env bash
# For the tests of casebank-searchd: what the tests of casebank have, and a service to ask.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$CASEBANK_SOURCE_DIR/tests/integration/cli/common.sh"

searchd=$CASEBANK_BIN_DIR/casebank-searchd
command -v curl >/dev/null || { echo 'no program "curl" to ask with'; exit 77; }
pid=
url=

# The last service is not left behind, whatever happens.
trap '[ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true' EXIT

# start_searchd OPTION...: on a free port; sets pid, url and port; its log is the file log.
start_searchd() {
    : >log
    "$searchd" --listen 127.0.0.1:0 "$@" 2>log &
    pid=$!
    for _ in $(seq 200); do
        url=$(sed -n 's/^casebank-searchd: lytter på //p' log)
        [ -z "$url" ] || break
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.05
    done
    # shellcheck disable=SC2034 # used by the tests
    port=${url##*:}
    [ -n "$url" ] || { echo 'casebank-searchd did not start:'; cat log; exit 1; }
}

# stop_searchd: with SIGTERM; it must end with 0.
stop_searchd() {
    local code=0
    kill -TERM "$pid"
    wait "$pid" || code=$?
    pid=
    if [ "$code" -ne 0 ]; then
        fail "casebank-searchd ended with $code"
        cat log
    fi
}

# expect_status STATUS PATH [CURL-OPTION...]: asks; the body is then in out, the headers in headers.
expect_status() {
    local wanted=$1 path=$2 status
    shift 2
    status=$(curl -s --path-as-is -m 20 -o out -D headers -w '%{http_code}' "$@" "$url$path")
    if [ "$status" = "$wanted" ]; then
        ok "$status: $path"
    else
        fail "$path gives $status, not $wanted"
        head -c 300 out
        echo
    fi
}

# expect_problem STATUS CODE PATH [CURL-OPTION...]: the answer is a problem of RFC 9457.
expect_problem() {
    local status=$1 code=$2
    shift 2
    expect_status "$status" "$@"
    expect_text headers 'Content-Type: application/problem+json; charset=utf-8'
    expect_text out "\"status\":$status"
    expect_text out "\"code\":\"$code\""
    expect_text out '"detail":"'
}
