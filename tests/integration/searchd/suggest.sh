#!/usr/bin/env bash
# GET /v1/suggest: the same suggestions as casebank suggest, and every mistake named.
set -euo pipefail
# shellcheck source=tests/integration/searchd/common.sh
. "$(dirname "$0")/common.sh"
start_searchd --index index

# same_as_cli QUERY-STRING WORD...: the same suggestions, byte for byte.
same_as_cli() {
    local query=$1
    shift
    curl -s "$url/v1/suggest?$query" >http.json
    "$casebank" suggest --index index --format json "$@" | tr -d '\n' >cli.json || true
    if cmp <(tr -d '\n' <http.json) cli.json; then
        ok "like casebank suggest $*"
    else
        fail "not like casebank suggest $*"
    fi
}

same_as_cli 'q=ment' ment
same_as_cli 'q=h%C3%A5nd&n=1' --antal 1 hånd
same_as_cli 'q=en+ment&n=' 'en ment'
same_as_cli 'q=qqqq' qqqq
same_as_cli 'q=mentor+' 'mentor '
same_as_cli '' ''
expect_status 200 '/v1/suggest?q=ment'
expect_text headers 'Content-Type: application/json; charset=utf-8'
expect_text headers 'Cache-Control: no-cache'
expect_text out '"suggestions":[{"text":"mentor","kind":"word"'
expect_status 200 '/v1/suggest?q=ment' -I

expect_problem 400 bad-parameter '/v1/suggest?q=a&q=b'
expect_problem 400 bad-parameter '/v1/suggest?q=a&n=0'
expect_text out '"parameter":"n"'
expect_problem 400 bad-parameter '/v1/suggest?q=a&n=51'
expect_problem 400 bad-parameter '/v1/suggest?q=a&n=1&n=2'
expect_problem 400 bad-parameter '/v1/suggest?q=a&page=1'
expect_problem 400 bad-address '/v1/suggest?q=%ff'
expect_problem 404 no-such-address /v1/suggest/
expect_problem 405 method-not-allowed /v1/suggest -d 'q=a'

# --- Its contacts are told to nobody
for typed in u ud udvik ko kon; do
    expect_status 200 "/v1/suggest?q=$typed&n=50"
    expect_no_text out udviklingskonsulent
done

finish
