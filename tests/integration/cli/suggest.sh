#!/usr/bin/env bash
# Completion, and "Mente du", as they are seen at a prompt.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$(dirname "$0")/common.sh"

# --- casebank suggest
expect_exit 0 "$casebank" suggest --index index ment
grep -qx 'mentor *[0-9]* sager\?' out || fail 'mentor is not suggested'
expect_text out 'Sager:'
expect_text out '(sager/mentor)'
expect_exit 0 "$casebank" foreslå -i index -n 1 --format tsv 'en god MENT'
grep -qP '^en god mentor\tword\t[0-9]+\t$' out || fail "not one line of four columns: $(cat out)"
[ "$(wc -l <out)" -eq 1 ] || fail 'more than one suggestion'
expect_exit 0 "$casebank" suggest --index index --format json haandb
expect_text out '"text":"haandb","suggestions":[{"text":"håndbog","kind":"word"'
expect_exit 1 "$casebank" suggest --index index qqqq
expect_text out 'Ingen forslag til »qqqq«.'
expect_exit 1 "$casebank" suggest --index index --format json ''
expect_text out '"suggestions":[]'
expect_exit 0 "$casebank" suggest --help
expect_text out 'casebank suggest [VALG] TEKST'
expect_exit 2 "$casebank" suggest --index index
expect_exit 2 "$casebank" suggest --index index --antal 0 ment
expect_exit 2 "$casebank" suggest --index index --antal 51 ment
expect_exit 2 "$casebank" suggest --index index $'\xff'
expect_exit 3 "$casebank" suggest --index nowhere ment
expect_exit 2 "$casebank" sugest ment
expect_text err 'suggest'

# --- Mente du
expect_exit 0 "$casebank" search --index index mentro frafald
expect_text out 'Mente du mentor frafald? Søg sådan: '
expect_text out "search --index index 'mentor frafald'"
expect_exit 0 "$casebank" search --index index mentro
expect_text out ' om »mentor«:'
expect_text out 'Ingen sager passer på »mentro«; her er søgt på »mentor« i stedet.'
expect_exit 1 "$casebank" search --index index =mentro
expect_exit 0 "$casebank" search --index index --format json mentro
expect_text out '"suggestion":"mentor","suggestion_applied":true'

# --- A damaged list of words is told of, by who needs it
list=$(echo index/gen-*/vocabulary)
printf 'x' | dd of="$list" bs=1 seek=200 conv=notrunc 2>/dev/null
expect_exit 0 "$casebank" search --index index mentor
expect_exit 3 "$casebank" suggest --index index ment
expect_text err 'byg indekset igen med casebank-index'
expect_exit 3 "$casebank" search --index index mentro
rm "$list"
expect_exit 3 "$casebank" search --index index mentor
expect_text err 'vocabulary'

finish
