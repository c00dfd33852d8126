#!/usr/bin/env bash
# The casebank-extract that is installed: which layers of its cage are there is told; where one is missing it is
# told too, or nothing is read; --no-sandbox reads all the same.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

[ "$INSTRUMENTED" -eq 0 ] || { echo 'a build with sanitizers or coverage has no cage'; exit 77; }

fail() {
    echo "not ok: $*"
    [ -f err ] && sed 's/^/    /' err
    exit 1
}

mkdir source
cp "$CASEBANK_SOURCE_DIR"/corpus/pages/filer/planche-*.pdf source/
echo '<title>Makkerordning</title><h1>Makkerordning</h1><p>Alle nye elever får en makker.' >source/side.html

# expect CODE PROGRAM ARGUMENT...: runs casebank-index on the source.
expect() {
    local expected=$1 code=0
    shift
    "$@" source >out 2>err || code=$?
    [ "$code" -ne 77 ] || { cat err; exit 77; }
    [ "$code" -eq "$expected" ] || fail "exit code $code, expected $expected: $*"
}

sandbox_is() { # INDEX PATTERN
    local told
    told=$(casebank status --index "$1" --format json | jq -r .sandbox)
    # shellcheck disable=SC2053 # a pattern
    [[ $told == $2 ]] || fail "the cage of $1 is '$told', expected '$2'"
    echo "ok: $1: $told"
}

# Everything but when it was built, how large it is, and the cage itself.
content() { # INDEX
    casebank status --index "$1" --format json --files | jq 'del(.built, .index_bytes, .sandbox, .file_list[].took_ms, .file_list[].read_at)'
    casebank search --index "$1" --format tsv 'makker OR velkommen'
}

expect 0 casebank-index --index caged
full=$(casebank status --index caged --format json | jq -r .sandbox)
case $full in
full) ! grep -q spærret out || fail 'a whole cage is nothing to talk about' ;;
'partial: landlock'*) grep -q 'kun delvis spærret inde' out || fail 'what is missing is not said' ;;
*) fail "the cage is '$full'" ;;
esac
echo "ok: $full"

expect 0 casebank-index --index open --no-sandbox
sandbox_is open off
grep -q 'ikke spærret inde' out || fail 'that there was no cage is not said'
casebank status --index open | grep -q '^Spærret *nej' || fail 'status does not say it in words'
[ "$(content caged)" = "$(content open)" ] || fail 'the cage costs text'
echo 'ok: the same is read with the cage and without'

expect 0 without landlock casebank-index --index no-landlock
sandbox_is no-landlock 'partial: landlock unavailable'
grep -q 'kun delvis spærret inde' out || fail 'what is missing is not said'
casebank status --index no-landlock | grep -q '^Spærret *delvis' || fail 'status does not say it in words'
expect 0 without landlock-refused casebank-index --index refused
sandbox_is refused 'partial: landlock refused'

expect 4 without seccomp casebank-index --index no-seccomp
[ "$(wc -l <err)" -eq 1 ] || fail 'not one line'
for word in seccomp --no-sandbox; do
    grep -qF -- "$word" err || fail "»$word« is not said"
done
! casebank status --index no-seccomp >/dev/null 2>&1 || fail 'an index was made'
expect 4 without seccomp casebank-index --index caged --full
sandbox_is caged "$full"
echo 'ok: without seccomp nothing is read, and an old index stays'
expect 0 without seccomp casebank-index --index no-seccomp --no-sandbox
sandbox_is no-seccomp off

# Nothing of it needs to be root.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    mkdir -m 777 unprivileged
    nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all)
    if "${nobody[@]}" test -x "$CASEBANK_BIN_DIR/casebank-index" -a -r source/side.html; then
        expect 0 "${nobody[@]}" "$CASEBANK_BIN_DIR/casebank-index" --index unprivileged/index
        sandbox_is unprivileged/index "$full"
    fi
fi
