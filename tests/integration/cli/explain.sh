#!/usr/bin/env bash
# casebank explain: what it says of a case that is found, one that lacks a word, and one that is not; and its exit
# codes.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$(dirname "$0")/common.sh"

# Without the points, which a change of the ranking moves, and with JSON in lines, so that a difference can be read.
stable() {
    sed -E -e 's/ *-?[0-9]+,[0-9]{2,3}( |$)/ N\1/g' \
        -e 's/"(score|listed_score|idf|frequency|coverage)": ?[0-9.]+/"\1":0/g' -e "s|$CASEBANK_BIN_DIR/||g" -e 's/,"/,\n"/g'
}

# same CODE NAME WORD...: the output and exit code of casebank explain with these words.
same() {
    local code=0 wanted=$1 name=$2
    shift 2
    "$casebank" explain --index index "$@" >raw 2>err || code=$?
    stable <raw >out
    [ "$code" -eq "$wanted" ] || fail "exit code $code, not $wanted: explain $*"
    expect_same "$name" out
    expect_empty err
}

same 0 explain.txt 'mentor frafald' sager/mentor
same 0 explain.json --format json 'mentor frafald' sager/mentor
same 0 explain-relaxed.txt 'mentor bolig' sager/mentor
same 0 explain-compound.txt elevbolig oversigt:bolig
same 1 explain-lacking.txt bolig sager/mentor
same 1 explain-conditions.txt 'kommune:Skovby år:..2020 titel:frafald "mentor giver" mentor* IKKE håndbog' sager/mentor
same 1 explain-filters.txt --kommune Skovby --type planche --aar 2019 mentor 'sager/samling:første uge'
same 1 explain-filters.json --format json --kommune Skovby mentor sager/mentor
same 0 explain-suggestion.txt sommerferein filer/referat
same 0 explain-without-words.txt kommune:Skovby oversigt:bolig

# The points explained are the points of the list.
"$casebank" search --index index --format tsv 'mentor frafald' >list
while IFS=$'\t' read -r place score id _; do
    "$casebank" explain --index index --format json 'mentor frafald' "$id" >out
    expect_text out "\"place\":$place,"
    listed=$(grep -o '"listed_score":[0-9.]*' out | cut -d: -f2)
    awk -v a="$listed" -v b="$score" 'BEGIN { exit !(a - b < 0.001 && b - a < 0.001) }' ||
        fail "$id: explained as $listed, listed with $score"
done <list

# Switches and settings are those of search.
expect_exit 1 "$casebank" explain --index index --no-thesaurus mentor 'oversigt:bolig'
expect_exit 0 "$casebank" explain --index index mentorer sager/mentor
expect_exit 1 "$casebank" explain --index index --exact mentors sager/mentor
expect_exit 0 "$casebank" forklar --index index --rank coverage=0 --rank k1=2 mentor sager/mentor
expect_exit 0 "$casebank" search --index index --rank title=10 mentor

wrong() { # TEXT WORD...: wrong use, and a line that says how
    local text=$1
    shift
    expect_exit 2 "$casebank" "$@"
    expect_empty out
    expect_text err "$text"
    expect_text err 'Hjælp: casebank help explain'
}
wrong 'mente du »sager/mentor«?' explain --index index mentor mentor
wrong 'der er ingen sag med id »sager/findesikke«' explain --index index mentor sager/findesikke
wrong 'skriv søgningen og sagen' explain --index index mentor
wrong "skriv søgningen i 'anførselstegn'" explain --index index mentor frafald sager/mentor
wrong '--rank: »fart=3« kan ikke bruges' explain --index index --rank fart=3 mentor sager/mentor
wrong '--rank: »k1« kan ikke bruges' explain --index index --rank k1 mentor sager/mentor
wrong '--format skal være text eller json' explain --index index --format tsv mentor sager/mentor
expect_exit 3 "$casebank" explain --index nowhere mentor sager/mentor
expect_exit 0 "$casebank" help explain
expect_text out 'casebank explain [VALG] SØGNING SAG'

finish
