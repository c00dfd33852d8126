#!/usr/bin/env bash
# Queries that make no sense, and thesauri that cannot be used: hits, or an empty page with a note that says why;
# a clear line for a bad file; and nobody waits.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    [ -f err ] && sed 's/^/    /' err
    exit 1
}

mkdir source
cat >source/makker.html <<'END'
<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Makkerordning</title></head>
<body><main><h1>Nordlund Kommune: Makkerordning</h1><p>Alle nye elever får en makker på første dag i praktikken, og
de møder deres vejleder.</p></main></body></html>
END
casebank-index --quiet --index index source || fail casebank-index

# ask QUERY: the answer is in out; hits, or a note. At most five seconds, on a busy machine with sanitizers too.
ask() {
    local code=0
    timeout 5 casebank search --index index --format json -- "$1" >out 2>err || code=$?
    [ "$code" -le 1 ] || fail "exit code $code for »${1:0:40}«"
    jq -e '.total > 0 or (.query.notes | length > 0)' out >/dev/null || fail "an empty page without a reason: »${1:0:40}«"
}

expect_note() { # QUERY NOTE
    ask "$1"
    jq -e --arg note "$2" 'any(.query.notes[]; contains($note))' out >/dev/null ||
        fail "»${1:0:40}« is not told »$2«: $(jq -c .query.notes out)"
}

expect_note "$(printf 'makker %.0s' $(seq 1500))" 'for lang'
expect_note "$(printf 'ord%d ' $(seq 5000))" 'meget lang'
expect_note 'x' 'Ingen af sagerne har ordet »x«'
expect_note '🙂🙂' 'ingen ord at søge efter'
expect_note '?!' 'ingen ord at søge efter'
expect_note 'שלום עולם' 'Ingen af sagerne har'
ask $'\u202emakker-xyz\u202c'
expect_note 'hvorfor' 'kun småord'
expect_note "$(printf 'elev%.0s' $(seq 75))" 'Ingen af sagerne har ordet'
expect_note "$(printf 'a-%.0s' $(seq 3000))" 'meget lang'
expect_note '"praktikken makker"' 'ingen sag har dem'
ask 'og i'
ask "$(printf 'æ%.0s' $(seq 5000))"
ask "$(printf 'social- og %.0s' $(seq 900))sundhedsassistent"
ask "$(printf 'SSA gf2 praktik %.0s' $(seq 30))"

code=0
casebank search --index index $'makker \xff\xfe' >out 2>err || code=$?
[ "$code" -eq 2 ] || fail "exit code $code for a query that is not UTF-8"
grep -q 'ikke gyldig UTF-8' err || fail 'broken UTF-8 is not told of'

# --- Thesauri -------------------------------------------------------------------------------------------------

refuse() { # LINE-OF-FILE WHAT-IS-SAID
    local code=0
    printf '# ord\n%b\n' "$1" >ord.txt
    casebank search --index index --thesaurus ord.txt makker >out 2>err || code=$?
    [ "$code" -eq 2 ] || fail "exit code $code for a thesaurus with »$1«"
    grep -qF -- "$2" err || fail "»$2« is not said"
    [ ! -s out ] || fail 'there is an answer all the same'
}

refuse '2 | abe, bil' 'ord.txt, linje 2: vægten »2«'
refuse 'meget | abe, bil' 'ord.txt, linje 2: vægten »meget«'
refuse '1 | abe, bil\n0.5 | bil > abe' 'linje 3: »bil« og »abe« står allerede sammen i linje 2'
refuse '1 | abe, abe' 'linje 2: »abe« står to gange'
refuse 'abe, bil' 'linje 2: her mangler en lodret streg'
refuse '1 | abe, \0347ble' 'linje 2: ordlisten er ikke UTF-8'
rm ord.txt
code=0
casebank search --index index --ordliste ord.txt makker >out 2>err || code=$?
[ "$code" -eq 2 ] || fail "exit code $code for a missing thesaurus"
grep -q 'ordlisten ord.txt findes ikke' err || fail 'the missing thesaurus is not named'

# A cycle is no mistake, and nothing goes round in it: an entry finds its own neighbours, not theirs.
printf '0.5 | abe > bil\n0.5 | bil > makker\n0.5 | makker > abe\n' >ring.txt
code=0
casebank search --index index --format json --thesaurus ring.txt abe >out 2>err || code=$?
[ "$code" -eq 1 ] || fail "exit code $code: »abe« finds »makker« by way of »bil«"
jq -e '.query.expansions == [{"word":"abe","added":["bil"],"weight":0.5,"found":[]}]' out >/dev/null || fail "$(cat out)"
casebank search --index index --thesaurus ring.txt bil | grep -q 'Søger også efter: makker (for bil)' ||
    fail 'an expansion is not told of'

echo 'ok: bad queries and thesauri'
