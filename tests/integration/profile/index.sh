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

printf '[side]\nbody = //div[\n' >odd.ini
code=0
index --profile odd.ini || code=$?
[ "$code" -eq 2 ] || fail "a bad profile: exit code $code, not 2"
grep -qF 'odd.ini, linje 2: XPath-udtrykket for »body«' err || fail 'a bad profile is not named with its line'
[ "$(cases rundbold)" != '' ] || fail 'a bad profile took the index away'
echo 'ok: profiles decide what is indexed'
