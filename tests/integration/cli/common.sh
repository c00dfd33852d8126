#!/usr/bin/env bash
# For the tests of the programs: an index to ask, and ways to say what is expected. Source it; it needs an empty
# current folder.
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
# GLib's own allocator would hide from the sanitizers what belongs to whom.
export G_SLICE=always-malloc
unset CASEBANK_INDEX NO_COLOR PAGER LESS COLUMNS LINES

# shellcheck disable=SC2034 # used by the tests
casebank=$CASEBANK_BIN_DIR/casebank
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
failures=0

"$CASEBANK_BIN_DIR/test-make-index" index

fail() {
    printf 'not ok: %s\n' "$*"
    failures=$((failures + 1))
}

ok() {
    printf 'ok: %s\n' "$*"
}

# expect_exit CODE COMMAND...: runs it with its output in the files out and err.
expect_exit() {
    local wanted=$1 code=0
    shift
    "$@" >out 2>err || code=$?
    if [ "$code" -eq "$wanted" ]; then
        ok "$code: ${*##*/}"
    else
        fail "exit code $code, not $wanted: $*"
        sed 's/^/    /' err
    fi
}

# expect_text FILE TEXT: TEXT stands in FILE, letter for letter.
expect_text() {
    if grep -qF -- "$2" "$1"; then
        ok "$1 says: $2"
    else
        fail "$1 does not say: $2"
        head -40 "$1" | sed 's/^/    /'
    fi
}

expect_no_text() {
    if grep -qF -- "$2" "$1"; then
        fail "$1 says: $2"
    else
        ok "$1 does not say: $2"
    fi
}

expect_empty() {
    if [ -s "$1" ]; then
        fail "$1 is not empty: $(head -3 "$1")"
    else
        ok "$1 is empty"
    fi
}

# expect_same NAME FILE: FILE is what expected/NAME says. What differs from run to run has been taken out before.
# With CASEBANK_ACCEPT set, FILE becomes what is expected: look at it with git diff.
expect_same() {
    if [ -n "${CASEBANK_ACCEPT:-}" ]; then
        mkdir -p "$here/expected"
        cp -- "$2" "$here/expected/$1"
    fi
    if diff -u "$here/expected/$1" "$2"; then
        ok "as expected/$1"
    else
        fail "not as expected/$1"
    fi
}

finish() {
    [ "$failures" -eq 0 ] || { echo "$failures failures"; exit 1; }
}
