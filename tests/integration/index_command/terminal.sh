#!/usr/bin/env bash
# The progress on a terminal: one line that fits, is drawn over, names the slow file, and is gone at the end.
set -euo pipefail
export LC_ALL=C.UTF-8
command -v script >/dev/null || { echo 'no program "script" to make a terminal with'; exit 77; }
story=$CASEBANK_BIN_DIR/test-report-story

fail() {
    echo "not ok: $*"
    [ ! -f out ] || cat -v out | tail -5
    exit 1
}

# on_terminal COLUMNS COMMAND: what COMMAND writes to a terminal of that width.
on_terminal() {
    TERM=${TERM_FOR_TEST:-xterm-256color} script -qec "stty cols $1 rows 24 -echo; $2" /dev/null </dev/null >out
    # Each line as it was drawn, one a line.
    tr '\r' '\n' <out | sed -n $'s/^\\(..*\\)\033\\[K.*/\\1/p' >drawn
}


for columns in 40 80 120; do
    on_terminal $columns "'$story' 60 20 4500"
    widest=$(wc -L <drawn)
    [ "$widest" -lt "$columns" ] || fail "at $columns columns a line of $widest"
    grep -q "^Læser PDF'er: [0-9]* af 60" drawn || fail "at $columns columns it does not say how far it is"
    # It takes some 6 seconds: never more than ten lines a second.
    n=$(wc -l <drawn)
    if [ "$n" -lt 10 ] || [ "$n" -gt 75 ]; then fail "$n lines drawn in 6 seconds"; fi
    # What comes after begins on an empty line.
    tail -c 600 out | grep -aq $'\r\033\\[K44 nye sager' || fail 'the line is not cleared before the sum'
    grep -aq $'\r\033\\[Kcasebank-index: sager/ødelagt.pdf: filen er beskadiget' out || fail 'a problem is written into the line'
done
grep -q 'filer/s · under 1 min tilbage · læser stadig Håndbog for nye.*([345] s)' drawn || fail 'the slow file is not named'
grep -qE ' · (36|48|60|72) sider' drawn || fail 'the pages are not counted'

TERM_FOR_TEST=dumb on_terminal 80 "'$story' 20 20 100"
! grep -aq $'\033' out || fail 'escape sequences on a dumb terminal'
"$story" 20 20 100 >out 2>&1
! grep -aq $'[\033\r]' out || fail 'progress in a pipe'
grep -q '44 nye sager' out || fail 'no sum in a pipe'

# Ctrl-C: the first ends the run cleanly, a second one at once.
code=0
timeout --preserve-status -s INT 1 "$story" 1000 20 100 >out 2>&1 || code=$?
[ "$code" -eq 130 ] || fail "exit code $code after one interrupt"
grep -q '^Afbrudt: ' out || fail 'it does not say that it was stopped'
"$story" 2 20 30000 >out 2>&1 &
pid=$!
sleep 0.5
kill -TERM $pid
sleep 0.3
kill -TERM $pid
code=0
begun=$SECONDS
wait $pid || code=$?
[ "$code" -eq 130 ] || fail "exit code $code after two signals"
[ $((SECONDS - begun)) -lt 5 ] || fail 'the second signal does not end it at once'
[ ! -s out ] || fail 'the second signal ends with words'
echo 'ok: the terminal'
