#!/usr/bin/env bash
# casebank-index --explain on a page that the reader's own rules misjudge, without and with a profile, and with
# profiles that are wrong. Nothing is written.
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
cp -r "$here/odd" odd
find . | sort >before

fail() {
    printf 'not ok: %s\n' "$*"
    exit 1
}

# says TEXT: the last output has it.
says() {
    grep -qF -- "$1" out || { cat out; fail "does not say: $1"; }
}

explain() {
    "$CASEBANK_BIN_DIR/casebank-index" --explain odd/projekter.html "$@" >out 2>err
}

explain || fail 'a page cannot be explained'
says 'Siden er    én sag: hele siden'
says 'Titel       Nordportalen  [den første overskrift i niveau 1]'

explain --profile "$here/odd.ini" || fail 'a profile cannot be used'
says 'Siden er    samling: en sag for hvert afsnit'
says 'Titel       Projekter om elever  [profilen (title)]'
says 'Ændret      2024-03-14  [profilen (date)]'
says 'Brødkrumme  Rekruttering  [profilen (breadcrumb)]'
says 'leave-out.ads     fandt 1, først <div.reklame>'
says 'Id       projekter:mentor-til-nye-elever'
says 'Kommune  Aalborg  [fra indledningen]'
says 'Kontakt  Redaktionen, tlf. 00 00 00 00, redaktion@example.dk'
says 'Mentorordning.pdf -> ingen fil i kilden (link: filer/mentor.pdf)'
grep -q 'samlet.pdf' out && fail 'a link that is to count for nothing is shown'

explain --profile "$here/odd.ini" nord=odd || fail 'a named source cannot be explained'
says 'Titel       Fra kilden nord  [profilen (title)]'

explain --profile "$here/odd.ini" --json || fail 'no JSON'
says '"title_from": "profilen (title)"'

# refused TEXT PROFILE: exit code 2, and the message says so.
refused() {
    local code=0
    printf '%s\n' "$2" >wrong.ini
    explain --profile wrong.ini || code=$?
    [ "$code" -eq 2 ] || fail "exit code $code, not 2: $2"
    grep -qF -- "$1" err || { cat err; fail "does not say: $1"; }
}
refused 'wrong.ini, linje 2: nøglen »titel« kendes ikke' $'[side]\ntitel = //h1'
refused 'wrong.ini, linje 2: XPath-udtrykket for »body« er forkert: ' $'[side]\nbody = //div['
refused 'wrong.ini, linje 1: ' 'body = //div'
rm wrong.ini out err
find . | sort >after
sed -i '/after$/d' after
diff <(grep -v before before) <(grep -v before after) || fail 'files were left behind'
echo 'ok: pages are explained'
