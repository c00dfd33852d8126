#!/usr/bin/env bash
# casebank-index --watch: what changes in a source is found soon after, in few lines, and Ctrl-C ends it.
set -euo pipefail
. "$(dirname "$0")/common.sh"

mkdir side
page side/makker.html 'Nordlund Kommune: Makkerordning' 'Alle nye elever får en makker på første dag.'
page side/vagt.html 'Engby Kommune: Fast vagtplan' 'Eleverne kender deres vagter seks uger frem.'

# --- Changes --------------------------------------------------------------------------------------------------

watch --settle 0 --index side/index --report nat.html side
ln -s side/index index
eventually finds makker
eventually is_idle
says out 'Følger side (1 mappe).' || fail 'it does not say what it follows'
eventually says out '2 nye sager; 2 filer læst'
page side/bus.html 'Skovby Kommune: Transport' 'Eleverne får et buskort.'
eventually finds buskort
# Written beside and renamed, as editors do.
page side/.bus.html.tmp 'Skovby Kommune: Transport' 'Eleverne får en togbillet.'
mv side/.bus.html.tmp side/bus.html
eventually finds togbillet
finds_not buskort || fail 'the old text of a page that was replaced is found'
mkdir -p side/ny/dyb
page side/ny/dyb/kor.html 'Bybæk Kommune: Kor' 'Eleverne synger i kor.'
eventually finds synger
page side/ny/dyb/kor.html 'Bybæk Kommune: Kor' 'Eleverne spiller violin.'
eventually finds violin
eventually is_idle
mv side/ny væk
eventually finds_not violin
eventually is_idle

# --- What wakes nobody ----------------------------------------------------------------------------------------

before=$(runs)
generation=$(casebank status --index index --format json | jq .generation)
for i in 1 2 3; do
    cat side/*.html >/dev/null
    echo "$i" >side/.skjult
    casebank search --index index makker >/dev/null
done
# A page after them is found by one more run, and no other.
page side/sidst.html 'Nordlund Kommune: Sidst' 'Eleverne holder paraplyen.'
eventually finds paraplyen
eventually is_idle
[ "$(runs)" -eq $((before + 1)) ] || fail "$(runs) runs that did something, not $((before + 1))"
[ "$(casebank status --index index --format json | jq .generation)" -eq $((generation + 1)) ] || fail 'more than one new generation'
[ -s nat.html ] || fail 'no report'

# --- Words ----------------------------------------------------------------------------------------------------

if grep -vqE '^20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} ' out; then
    fail 'a line without the time'
fi
[ ! -s err ] || fail 'complaints about nothing'
lines=$(wc -l <out)
kill -HUP "$watcher" # looks, and finds nothing to do
sleep 0.3
eventually is_idle
[ "$(wc -l <out)" -eq "$lines" ] || fail 'a run with nothing to do says something'
stop TERM 0
[ "$(wc -l <out)" -eq "$lines" ] || fail 'it ends with words'
finds paraplyen >/dev/null || fail 'the index does not answer after the end'

# --- A file of cases, and the PDFs it names -------------------------------------------------------------------

rm -rf index side/index væk
mkdir cms
printf '{"id":"a","title":"Klatring i hallen","text":"Eleverne klatrer."}\n' >cms/eksport.jsonl
watch --settle 0 --index index cms/eksport.jsonl
eventually finds klatrer
printf '{"id":"b","title":"Svømning","text":"Eleverne svømmer.","attachments":["pdf/plan.pdf"]}\n' >>cms/eksport.jsonl
eventually finds svømmer
eventually is_idle
cp "$CASEBANK_SOURCE_DIR"/corpus/pages/filer/Buddyprogram.pdf plan.pdf
mkdir cms/pdf
mv plan.pdf cms/pdf/plan.pdf
has_pdf() { [ "$(casebank status --index index --format json | jq .attachments.ok)" -eq 1 ]; }
eventually has_pdf
stop INT 0

# --- Two sources ----------------------------------------------------------------------------------------------

mkdir -p andre
page andre/en.html 'Bybæk Kommune: Den anden' 'Eleverne maler huset.'
watch --settle 0 --index index websted=side andre=andre
eventually finds huset
page side/to.html 'Engby Kommune: To kilder' 'Eleverne tegner landkort.'
eventually finds landkort
page andre/to.html 'Bybæk Kommune: To' 'Eleverne bager kringler.'
eventually finds kringler
stop INT 0

# --- Steady change, and polling -------------------------------------------------------------------------------

watch --settle 1 --settle-max 2 --index index side
eventually says out 'Følger side'
eventually is_idle
touch stadig
(
    i=0
    while [ -e stadig ] && [ "$i" -lt 600 ]; do
        page side/stadig.html 'Engby Kommune: Stadig' "Eleverne tæller til nummer$i."
        i=$((i + 1))
        sleep 0.05
    done
) &
writer=$!
eventually finds 'tæller'
rm stadig
wait "$writer"
last=$(grep -o 'nummer[0-9]*' side/stadig.html)
eventually finds "$last"
stop TERM 0

watch --settle 0 --poll 1 --index index side
eventually says out 'ser efter ændringer hvert 1. sekund'
eventually is_idle
page side/poll.html 'Engby Kommune: Polling' 'Eleverne plukker brombær.'
eventually finds brombær
rm side/poll.html
eventually finds_not brombær
stop TERM 0

# --- For programs ---------------------------------------------------------------------------------------------

page side/json.html 'Engby Kommune: Maskiner' 'Eleverne hører radio.'
watch --settle 0 --json-progress --index index side
eventually finds radio
eventually is_idle
stop TERM 0
jq -es 'map(select(.event == "start")) | length >= 1' out >/dev/null || fail 'not JSON alone on standard output'
echo 'ok: casebank-index --watch'
