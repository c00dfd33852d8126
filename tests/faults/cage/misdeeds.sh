#!/usr/bin/env bash
# Files that take over the parser, one way each: every one is recorded with what stopped it, the files after it are
# read, and nothing has got out.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    exit 1
}

# order, and what stopped it: a pattern in the reason that the index has; on a slow machine the deadline may come
# before the bound
misdeeds='
crash               signal 11
give-up             signal 6
loop                det tog over 5,0 sekunder
eat-memory          signal 6|det tog over
overflow-stack      signal 11
flood               64 MB|det tog over
lie-about-length    svarede forkert
open-file           Permission denied
create-file         Permission denied
write-file          Bad file descriptor
stat-file           Permission denied
read-environment    Permission denied
read-parent         Permission denied
raise-limit         Permission denied
become-debuggable   Permission denied
remove-file         signal 31
make-memory-file    signal 31
make-socket         signal 31
make-local-socket   signal 31
connect-socket      signal 31
execute             signal 31
make-child          signal 31
make-threads        signal 31
trace-parent        signal 31
kill-parent         signal 31
kill-parents-thread signal 31
make-namespace      signal 31
make-program        signal 31
call-as-32-bits     signal 31
'

mkdir source
number=0
while read -r order _; do
    [ -n "$order" ] || continue
    number=$((number + 1))
    echo "$order" >"source/$(printf '%02d' "$number")-$order.pdf"
    echo ok >"source/$(printf '%02d' "$number")-$order-next.pdf" # sorts after it
done <<<"$misdeeds"

code=0
casebank-index --index index --deadline 5 --extractor "$CASEBANK_BIN_DIR/caged-extractor" source >out 2>err || code=$?
[ "$code" -eq 1 ] || fail "exit code $code, expected 1: $(head -3 err)"
casebank status --index index --format json --files >status.json

sandbox=$(jq -r .sandbox status.json)
case $sandbox in
full | 'partial: '*) echo "ok: the cage was $sandbox" ;;
*) fail "the cage was '$sandbox'" ;;
esac

failures=0
while read -r order reason; do
    [ -n "$order" ] || continue
    found=$(jq -r --arg part "-$order.pdf" \
        '.file_list[] | select(.path | endswith($part)) | .state + ": " + (.reason // "")' status.json)
    next=$(jq -r --arg part "-$order-next.pdf" '.file_list[] | select(.path | endswith($part)) | .state' status.json)
    if [[ $found =~ ^(damaged|timeout):.*($reason) && $next == ok ]]; then
        echo "ok: $order ($found)"
    else
        echo "not ok: $order: '$found', expected '$reason'; the file after it: $next"
        failures=$((failures + 1))
    fi
done <<<"$misdeeds"

[ ! -e sluppet-ud ] || fail 'a file was made from within the cage'
[ "$failures" -eq 0 ] || fail "$failures misdeeds were not contained as they should be"
