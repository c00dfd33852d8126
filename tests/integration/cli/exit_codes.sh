#!/usr/bin/env bash
# What each end of casebank tells the shell and the person: exit code, one line on standard error, nothing else on
# standard output.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$(dirname "$0")/common.sh"

wrong() { # TEXT WORD...: wrong use, and a line that says how
    local text=$1
    shift
    expect_exit 2 "$casebank" "$@"
    expect_empty out
    expect_text err "casebank: "
    expect_text err "$text"
    expect_text err "Hjælp: casebank help"
}

# --- 0 and 1
expect_exit 0 "$casebank" search --index index mentor
expect_empty err
expect_exit 1 "$casebank" search --index index findesikkehverkenherellerder
expect_text out 'Ingen sager om »findesikkehverkenherellerder«'
expect_empty err
expect_exit 1 "$casebank" search --index index --format tsv findesikkehverkenherellerder
expect_empty out
expect_exit 1 "$casebank" search --index index --format json findesikkehverkenherellerder
expect_text out '"total":0'
expect_exit 0 "$casebank" search --index index ''
expect_exit 0 "$casebank" search --index index --kommune Skovby
expect_text out 'Boliger til elever'
expect_exit 1 "$casebank" search --index index --side 99 mentor
expect_text out 'side 99 findes ikke'
expect_exit 0 "$casebank" show --index index sager/mentor
expect_exit 0 "$casebank" status --index index
expect_exit 0 "$casebank" søg --indeks=index mentor
expect_exit 0 "$casebank" vis -i index sager/mentor
expect_exit 1 "$casebank" show --index index sager/findesikke
expect_empty out
expect_text err 'sager/findesikke'

# --- The index: named, in the environment, in the current folder
CASEBANK_INDEX=index expect_exit 0 "$casebank" search mentor
ln -s index casebank.index
expect_exit 0 "$casebank" search mentor
rm casebank.index
expect_exit 3 "$casebank" search mentor
expect_empty out
expect_text err 'casebank.index'
expect_text err '--index MAPPE'
expect_exit 3 "$casebank" search --index nowhere mentor
expect_empty out
expect_text err 'nowhere'
expect_text err 'casebank-index'
mkdir something && touch something/else
expect_exit 3 "$casebank" status --index something
expect_text err 'something'
expect_exit 3 "$casebank" show --index out sager/mentor
cp -r index newer
sed -i 's/^casebank-index .*/casebank-index 999/' newer/CURRENT
expect_exit 3 "$casebank" search --index newer mentor
expect_text err 'newer'
cp -r index damaged
find damaged -name '*.glass' -size +0 -exec sh -c ': > "$1"' sh {} \;
expect_exit 3 "$casebank" search --index damaged mentor
expect_text err 'damaged'
if [ "$(id -u)" -ne 0 ]; then
    cp -r index closed && chmod 0 closed
    expect_exit 3 "$casebank" search --index closed mentor
    expect_text err 'closed'
    chmod 700 closed
fi

# --- 2
wrong 'kender ikke kommandoen »mentor frafald«' 'mentor frafald'
expect_text err "casebank search 'mentor frafald'"
wrong 'mente du casebank search?' serach mentor
wrong '--index skal stå efter en kommando' --index index
wrong 'kender ikke kommandoen »flyv«' help flyv
wrong 'skriv hvad der skal søges efter' search
wrong 'mente du --kommune?' search --komune Vejle mentor
wrong '--side mangler en værdi' search mentor --side
wrong '--side skal være et helt tal' search --side 0 mentor
wrong '--antal skal være et helt tal fra 1 til 100' search --antal 101 mentor
wrong '--uddrag skal være et helt tal fra 0 til 10' search --uddrag x mentor
wrong '--aar skal være et årstal' search --aar 2023..2019 mentor
wrong '--sorter skal være' search --sorter titel mentor
wrong '--format skal være text, json eller tsv' search --format xml mentor
wrong '--format skal være text eller json' show --format tsv sager/mentor
wrong '--farver skal være' search --farver blå mentor
wrong 'ikke gyldig UTF-8' search --index index $'bl\xe5'
wrong 'ikke gyldig UTF-8' search --index index --kommune $'\xff' mentor
wrong 'skriv navnet på den sag' show --index index
wrong 'vis én sag ad gangen' show --index index a b
wrong 'ved ikke hvad »index« er' status index
wrong '--state skal være en af failed, partial, robots, noindex, duplicate, list, ok, no-text, encrypted, damaged, missing, timeout' \
    status --index index --state gone
wrong 'ikke »gone«' status --index index --state missing,gone
wrong 'ikke »«' status --index index --state missing,
expect_exit 2 "$casebank"
expect_empty out
expect_text err 'casebank search mentor frafald'

# --- Help and version
for arguments in --help -h help 'help search' 'search --help' 'hjælp vis' 'status -h' 'show --help'; do
    # shellcheck disable=SC2086 # several words
    expect_exit 0 "$casebank" $arguments
    expect_text out 'casebank'
    expect_empty err
done
expect_exit 0 "$casebank" --version
grep -qE '^casebank [0-9]+\.[0-9]+\.[0-9]+$' out || fail "--version says: $(cat out)"

# --- The answer that cannot be written
if [ -w /dev/full ]; then
    code=0
    "$casebank" search --index index mentor >/dev/full 2>err || code=$?
    [ "$code" -eq 74 ] || fail "a full disk gives exit code $code"
    expect_text err 'kunne ikke skrive svaret: disken er fuld'
fi
code=0
"$casebank" search --index index mentor >&- 2>err || code=$?
[ "$code" -eq 74 ] || fail "a closed standard output gives exit code $code"
expect_text err 'kunne ikke skrive svaret'

# A reader that has left: no message, and the writer is told by SIGPIPE, as others in a pipe are.
{
    sleep 0.5
    code=0
    "$casebank" search --index index mentor 2>err || code=$?
    echo "$code" >code
} | true
expect_empty err
[ "$(cat code)" -eq 141 ] || fail "a closed pipe gives exit code $(cat code)"

finish
