#!/usr/bin/env bash
# casebank analyze: words under the glass, from the command line and from standard input; and the switches that
# search shares with it.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$(dirname "$0")/common.sh"

word() { # WORD [OPTION...]: its JSON object
    local word=$1
    shift
    "$casebank" analyze --format json "$@" "$word" | jq -c '.words[0]'
}

same() { # WHAT ACTUAL EXPECTED
    if [ "$2" = "$3" ]; then ok "$1"; else fail "$1: $2, not $3"; fi
}

# --- One word
same 'a compound' "$(word elevfrafald)" '{"input":"elevfrafald","normalized":"elevfrafald","key":"elevfrafald",'\
'"stem":"elevfrafald","rule":"compound","parts":[{"text":"elev","stem":"elev","start":0,"length":4},'\
'{"text":"frafald","stem":"frafald","start":4,"length":7}],"concepts":[],"synonyms":[],"related":[]}'
same 'code points' "$(word håndbøger | jq -c '[.parts[] | [.start, .length, .stem]]')" '[[0,4,"haand"],[4,5,"bog"]]'
same 'typed letters' "$(word haandbog | jq -r .normalized)" håndbog
same 'an exception' "$(word bøger | jq -r .rule)" exception
same 'Snowball' "$(word elevator | jq -r .rule)" snowball
same 'no rule' "$(word 2024 | jq -r .rule)" none
same 'a concept' "$(word SSA | jq -c .concepts)" '["social- og sundhedsassistent"]'
same 'a concept of several words' "$(word 'grundforløb 2' | jq -c .synonyms)" '[{"text":"gf2","weight":1}]'
same 'synonyms' "$(word praktikken | jq -c .synonyms)" '[{"text":"oplæring","weight":0.8}]'
same 'what is only offered' "$(word frafald | jq -c .related)" '["fastholdelse","gennemførelse"]'
same 'nothing in it' "$(word '?!' | jq -c '[.normalized,.key,.stem,.rule,.parts]')" '["","","","none",[]]'
same 'not UTF-8' "$(word $'bl\xe5' | jq -r '.input | length')" 3

# --- Switches
same 'no compounds' "$(word elevfrafald --no-compounds | jq -c '[.rule, .parts]')" '["snowball",[]]'
same 'no exceptions' "$(word bøger --no-exceptions | jq -r .rule)" snowball
same 'no thesaurus' "$(word praktik --no-thesaurus | jq -c .synonyms)" '[]'
printf '0.25 | praktik > zebra\n' >own.txt
same 'another thesaurus' "$(word praktik --thesaurus own.txt | jq -c .synonyms)" '[{"text":"zebra","weight":0.25}]'
expect_exit 2 "$casebank" analyze --thesaurus missing.txt praktik
expect_text err 'missing.txt findes ikke'
expect_exit 2 "$casebank" analyze --index index praktik

# --- Standard input: an object a line, in order, at once
printf 'elevfrafald\n\nSSA\r\n  mentorer \nsidste' >words
"$casebank" analyze --format json <words >out
same 'a line a word' "$(jq -r .input out | tr '\n' '|')" 'elevfrafald||SSA|mentorer|sidste|'
head -c 100000 /dev/zero | tr '\0' 'a' >long
same 'a line without an end' "$("$casebank" analyze --format json <long | wc -l)" 1
mkfifo ask answer
"$casebank" analyze --format json <ask >answer &
exec 3>ask 4<answer
echo elev >&3
read -r -t 20 line <&4 || line=
same 'answered before the next is read' "$(jq -r .stem <<<"$line")" elev
exec 3>&- 4<&-
wait

# --- For people
expect_exit 0 "$casebank" analyze fuldtidspraktikvejledere elevator gennemførelse
expect_text out 'fuld + tid(s) + praktik + vejledere'
expect_text out 'ordet er ikke sammensat'
expect_text out 'fuldførelse (0,6)'
expect_text out 'Se også'
expect_exit 0 "$casebank" analyser mentor
expect_exit 0 "$casebank" help analyze
expect_text out '--no-compounds'

# --- The same switches of search
expansions() {
    "$casebank" search --index index --format json "$@" | jq -c .query.expansions
}
same 'widened' "$(expansions praktik | jq -c '.[0].added')" '["oplæring"]'
same 'not widened' "$(expansions --no-thesaurus praktik)" '[]'
same 'not the word itself' "$(expansions '=praktik')" '[]'
same 'not exact words' "$(expansions --exact praktik)" '[]'
same 'exact' "$("$casebank" search --index index --format json --ordret praktik | jq -r .query.interpreted)" '=praktik'
expect_exit 2 "$casebank" search --index index --no-exceptions praktik
expect_text err 'casebank-index --no-exceptions'
expect_exit 2 "$casebank" search --index index --thesaurus own.txt --no-thesaurus praktik
finish
