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
}

# drawn: each line as it was drawn, one a line.
drawn() {
    tr '\r' '\n' <out | grep -a $'\033\\[K' | sed $'s/\033\\[K.*//' | grep -v '^$'
}

for columns in 40 80 120; do
    on_terminal $columns "'$story' 60 20 4500"
    widest=$(drawn | wc -L)
    [ "$widest" -lt "$columns" ] || fail "at $columns columns a line of $widest"
    drawn | grep -q "^Læser PDF'er: [0-9]* af 60" || fail "at $columns columns it does not say how far it is"
    # It takes some 6 seconds: never more than ten lines a second.
    n=$(drawn | wc -l)
    [ "$n" -ge 10 ] && [ "$n" -le 75 ] || fail "$n lines drawn in 6 seconds"
    # What comes after begins on an empty line.
    tail -c 600 out | grep -aq $'\r\033\\[K44 nye sager' || fail 'the line is not cleared before the sum'
    grep -aq $'\r\033\\[Kcasebank-index: sager/ødelagt.pdf: filen er beskadiget' out || fail 'a problem is written into the line'
done
drawn | grep -q 'filer/s · under 1 min tilbage · læser stadig Håndbog for nye.*(4 s)' || fail 'the slow file is not named'
drawn | grep -q '72 sider' || fail 'the pages are not counted'

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
[ "$code" -eq 130 ] && [ $((SECONDS - begun)) -lt 5 ] || fail "the second signal: exit code $code after $((SECONDS - begun)) s"
[ ! -s out ] || fail 'the second signal ends with words'
echo 'ok: the terminal'
