#!/usr/bin/env bash
# casebank-index --watch when things go wrong: it tells, goes on, and what was searchable stays so.
set -euo pipefail
. "$(dirname "$0")/common.sh"

mkdir side
page side/makker.html 'Nordlund Kommune: Makkerordning' 'Alle nye elever får en makker på første dag.'

# --- What cannot begin ----------------------------------------------------------------------------------------

code=0
casebank-index --watch --index index 'dårligt navn=side' >out 2>err || code=$?
[ "$code" -eq 2 ] || fail "exit code $code for a name that is none"
[ ! -e index ] || fail 'an index though it could not begin'

# --- Sources that come, go and come back ----------------------------------------------------------------------

watch --settle 0 --index index kommer/side
eventually says err 'kommer/side: mappen findes ikke'
eventually says err 'prøver igen, når noget er ændret'
mkdir kommer
cp -r side kommer/side
eventually finds makker
eventually is_idle
mv kommer/side gemt
eventually says err 'et indeks, der var der, er uændret'
eventually is_idle
finds makker >/dev/null || fail 'the index is gone with its source'
page gemt/ny.html 'Engby Kommune: Hjemkomst' 'Eleverne bygger en drage.'
mv gemt kommer/side
eventually finds drage
[ "$(grep -c 'mappen findes ikke' err)" -le 3 ] || fail 'the same complaint again and again'
stop TERM 0

# --- Somebody else has the index ------------------------------------------------------------------------------

exec 9>>index/lock
flock 9
watch --settle 0 --wait 0 --index index kommer/side
eventually says err 'prøver igen om 5 s'
finds drage >/dev/null || fail 'no answers while it is locked'
page kommer/side/lås.html 'Engby Kommune: Lås' 'Eleverne finder nøglen.'
exec 9>&-
eventually finds nøglen

# --- A run that is shot down ----------------------------------------------------------------------------------

eventually is_idle
kill -STOP "$watcher" # so that the run is caught before it ends
page kommer/side/skud.html 'Engby Kommune: Skud' 'Eleverne samler kastanjer.'
mkdir mange
awk 'BEGIN { for (i = 1; i <= 1500; i++) { file = "mange/side" i ".txt"
    print "Sag nummer " i " i Nordlund Kommune\n\nEleverne har ord" i " og elev" i * 7 "." >file
    close(file) } }'
mv mange kommer/side/mange
kill -CONT "$watcher"
eventually has_run
kill -KILL "$(tr -d ' ' <"/proc/$watcher/task/$watcher/children")"
eventually says err 'kørslen blev slået ned af signal 9'
kill -HUP "$watcher" # without waiting for the pause to end
eventually finds kastanjer
eventually is_idle

# --- The end in the middle of a run ---------------------------------------------------------------------------

rm -rf index
watch_again() { stop TERM 0; watch --settle 0 --jobs 1 --index index kommer/side; }
watch_again
eventually has_run
sleep 0.2
stop TERM 130
casebank-index --index index kommer/side >out 2>err || fail 'the next ordinary run'
finds kastanjer >/dev/null || fail 'the next run does not go on'
rm -rf kommer/side/mange

# --- A PDF that is copied slowly ------------------------------------------------------------------------------

pdf=$CASEBANK_SOURCE_DIR/corpus/pages/filer/Buddyprogram.pdf
watch --settle 0 --index index kommer/side
eventually says out '1.500 filer er væk'
eventually is_idle
half=$(($(stat -c %s "$pdf") / 2))
head -c "$half" "$pdf" >kommer/side/buddy.pdf
eventually says err 'buddy.pdf: '
state() { casebank status --index index --files --format json | jq -r '.file_list[] | select(.path == "buddy.pdf") | .state'; }
tail -c +$((half + 1)) "$pdf" >>kommer/side/buddy.pdf
is_read() { [ "$(state)" = ok ]; }
eventually is_read
stop TERM 0
echo 'ok: --watch in trouble'
