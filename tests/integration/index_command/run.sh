#!/usr/bin/env bash
# casebank-index as a script meets it: what goes to which stream, exit codes, the report, events, and going back.
set -euo pipefail
export LC_ALL=C.UTF-8 TZ=UTC
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    for file in out err; do [ ! -s "$file" ] || sed "s/^/    $file: /" "$file" | head -20; done
    exit 1
}

# expect CODE ARGUMENT...: runs casebank-index with its output in the files out and err.
expect() {
    local wanted=$1 code=0
    shift
    casebank-index "$@" >out 2>err || code=$?
    [ "$code" -eq "$wanted" ] || fail "exit code $code, not $wanted: $*"
}

says() { # FILE TEXT
    grep -qF -- "$2" "$1" || fail "$1 does not say »$2«"
}

is_empty() {
    [ ! -s "$1" ] || fail "$1 is not empty"
}

page() { # FILE TITLE TEXT
    printf '<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>%s</title></head><body><main><h1>%s</h1><p>%s</p></main></body></html>\n' \
        "$2" "$2" "$3" >"$1"
}

mkdir side
page side/makker.html 'Nordlund Kommune: Makkerordning' 'Alle nye elever får en makker på første dag.'
page side/vagt.html 'Engby Kommune: Fast vagtplan' 'Eleverne kender deres vagter seks uger frem.'

# --- Streams --------------------------------------------------------------------------------------------------

expect 0 --index index side
says out 'Indekset har 2 sager'
says out 'Indekset er klar i index.'
is_empty err
! grep -q $'[\033\r]' out || fail 'something of a terminal in a pipe'
expect 0 -q --index stille side
is_empty out
is_empty err
expect 0 --help
says out 'Brug: casebank-index'
expect 0 --version
says out 'casebank-index '

# --- Exit codes -----------------------------------------------------------------------------------------------

echo 'Dette er ikke en PDF.' >side/brev.pdf
expect 1 --index index side
says err 'brev.pdf: '
says out '1 fil kunne ikke læses helt; se hvorfor med: casebank status --index index --files'
expect 2 --index index
says err 'skriv, hvad der skal indekseres'
is_empty out
expect 2 --index index --quiet --verbose side
says err 'brug kun én af dem'
mkdir fremmed
echo regnskab >fremmed/regnskab.txt
expect 3 --index fremmed side
is_empty out
code=0
casebank-index --index fuld side >/dev/full 2>err || code=$?
[ "$code" -eq 74 ] || fail "exit code $code when the sum cannot be written"
casebank status --index fuld >/dev/null || fail 'no index though only the sum could not be written'

exec 9>>index/lock
flock 9
expect 75 --index index --wait 0 side
exec 9>&-

# --- The report -----------------------------------------------------------------------------------------------

expect 1 --index index --report nat.json side
jq -e '.version == 1 and .result == "some-failed" and .exit_code == 1 and .index.cases == 3 and
    (.files | length) == 1 and .files[0].path == "brev.pdf" and .files[0].state != "ok" and
    .files[0].reason != null and (.files[0].cases | length) == 1' nat.json >/dev/null || fail "$(cat nat.json)"
expect 1 -q --index index --report nat.html side
grep -q 'brev.pdf' nat.html || fail 'the report does not name the file'
! grep -qE '<script|https?://' nat.html || fail 'the report is not self-contained'
is_empty out
# One that failed has a report too; a report that cannot be written is known before the work.
expect 3 --index fremmed --report fejl.json side
jq -e '.result == "failed" and .exit_code == 3 and (.error | contains("regnskab.txt"))' fejl.json >/dev/null || fail "$(cat fejl.json)"
expect 2 --index nyt --report findes/ikke.html side
[ ! -e nyt ] || fail 'work was begun without a place for the report'

# --- For programs ---------------------------------------------------------------------------------------------

expect 1 --index index --json-progress side
jq -es '.[0].event == "start" and .[0].version == 1 and .[-1].event == "done" and .[-1].exit_code == 1 and
    .[-1].index.cases == 3 and ([.[] | select(.event == "problem") | .path] == [] or
    any(.[]; .event == "problem" and .path == "brev.pdf"))' out >/dev/null || fail 'not the events that are described'
expect 2 --index index --json-progress -q side
expect 3 --index fremmed --json-progress side
jq -es '.[-1].result == "failed"' out >/dev/null || fail 'no last event of a run that failed'
says err 'regnskab.txt'

# --- Going back -----------------------------------------------------------------------------------------------

rm side/brev.pdf
page side/ny.html 'Skovby Kommune: Rundvisning' 'Eleverne får en rundvisning på plejehjemmet.'
expect 0 --index index side
casebank search --index index rundvisning >/dev/null || fail 'the new page is not found'
expect 0 --index index --rollback
says out 'Indekset i index er gået tilbage til udgave'
! casebank search --index index rundvisning >/dev/null || fail 'the new page is found after going back'
casebank search --index index makker >/dev/null || fail 'the old pages are not found after going back'
expect 3 --index index --rollback
says err 'ingen tidligere udgave'
expect 0 --index index side
casebank search --index index rundvisning >/dev/null || fail 'the next run does not bring the page back'
echo 'ok: casebank-index'
