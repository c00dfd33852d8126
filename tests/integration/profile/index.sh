#!/usr/bin/env bash
# A run with a profile: it decides the cases; another one has the pages read again though no page changed; a bad one
# is refused before anything is done.
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
cp -r "$here/odd" odd
cp "$here/odd.ini" odd.ini

fail() {
    printf 'not ok: %s\n' "$*"
    exit 1
}

index() {
    "$CASEBANK_BIN_DIR/casebank-index" --quiet --index index "$@" odd >out 2>err
}

# cases WORD...: the ids of the hits, sorted.
cases() {
    "$CASEBANK_BIN_DIR/casebank" search --index index --format json "$@" 2>/dev/null |
        grep -o '"case_id": *"[^"]*"' | sed 's/.*: *"//; s/"$//' | sort | tr '\n' ' '
}

index || fail 'the odd site is not indexed'
[ "$(cases mentor)" = 'projekter ' ] || fail "without a profile: $(cases mentor)"

index --profile odd.ini || fail 'the odd site is not indexed by its profile'
[ "$(cases mentor)" = 'projekter:mentor-til-nye-elever ' ] || fail "by the profile: $(cases mentor)"
[ "$(cases rundbold)" = '' ] || fail 'what the profile leaves out is found'

sed -i '/^leave-out.ads/d; /^case/d' odd.ini
index --profile odd.ini || fail 'another profile is not taken'
[ "$(cases rundbold)" != '' ] || fail 'the pages were not read again by the new profile'

# The HTML of a line is read by the rules of its own address; and is one case, whatever the profile calls one.
lines() { # WORD...: the ids of those hits that are lines
    cases "$@" | tr ' ' '\n' | grep '^l' | tr '\n' ' ' || true
}
html="<div class='boks'><p>Her er en kugledanser.</p></div><p>Udenfor er en fiskehandler.</p><div class='skilt'>Kun en natvejleder.</div>"
printf '{"id":"l1","title":"En linje","url":"https://nord.example.dk/a","html":"%s"}\n' "$html" >sager.jsonl
printf '{"id":"l2","title":"To linjer","url":"https://syd.example.dk/a","html":"%s"}\n' "$html" >>sager.jsonl
cp odd.ini first.ini
printf '[side "nord.example.dk"]\nleave-out.sign = //div[@class="skilt"]\ncase = //div[@class="boks"]\n' >>odd.ini
index sager.jsonl || fail 'lines are not indexed'
[ "$(lines natvejleder)" = 'l1 l2 ' ] || fail "lines without a profile: $(lines natvejleder)"
index --profile odd.ini sager.jsonl || fail 'lines are not indexed by a profile'
[ "$(lines natvejleder)" = 'l2 ' ] || fail "lines by the profile: $(lines natvejleder)"
[ "$(lines kugledanser)" = 'l1 l2 ' ] || fail 'what is in a case element of a line is lost'
[ "$(lines fiskehandler)" = 'l1 l2 ' ] || fail 'what is outside of it is lost'
index --profile first.ini sager.jsonl || fail 'lines are not indexed by another profile'
[ "$(lines natvejleder)" = 'l1 l2 ' ] || fail "lines by another profile: $(lines natvejleder)"

printf '[side]\nbody = //div[\n' >odd.ini
code=0
index --profile odd.ini || code=$?
[ "$code" -eq 2 ] || fail "a bad profile: exit code $code, not 2"
grep -qF 'odd.ini, linje 2: XPath-udtrykket for »body«' err || fail 'a bad profile is not named with its line'
[ "$(cases rundbold)" != '' ] || fail 'a bad profile took the index away'
echo 'ok: profiles decide what is indexed'
