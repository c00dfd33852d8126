#!/usr/bin/env bash
# What stands on standard output, letter for letter, in each format. expected/ holds the answers.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$(dirname "$0")/common.sh"

# What differs from run to run, with the folder the test runs in, or with the weights of the ranking.
stable() {
    sed -E -e 's/"took_ms": ?[0-9.]+/"took_ms":0/' -e 's/"score":[0-9.]+/"score":0/g' \
        -e 's/^([0-9]+)\t[0-9.]+\t/\1\tSCORE\t/' -e "s|$CASEBANK_BIN_DIR/||g" \
        -e 's/[0-9]+\. [a-zæøå]+ 20[0-9]{2} kl\. [0-9.]+/DATO/' -e 's/indekset fylder [0-9.,]+ [kMG]?B/indekset fylder N/' \
        -e 's/"built":"[^"]*"/"built":"DATO"/; s/"index_bytes":[0-9]+/"index_bytes":0/; s/"lexicon":"[^"]*"/"lexicon":""/' \
        -e 's/,"/,\n"/g' # JSON in lines, so that a difference can be read
}

# same NAME WORD...: the output of casebank with these words.
same() {
    local name=$1
    shift
    "$casebank" "$@" 2>err | stable >out
    expect_same "$name" out
    expect_empty err
}

same search.txt search --index index mentor frafald
same search.tsv search --index index --format tsv --header mentor frafald
same search.json search --index index --format json mentor frafald
same search-relaxed.txt search --index index buddy bolig
same search-page-1.txt search --index index have
same search-page-2.txt search --index index --side 2 have
same search-filters.txt search --index index --kommune engholm --aar ..2012 --sorter dato have
same search-without-passages.txt search --index index --uddrag 0 mentor
same search-hostile.txt search --index index gartneriet
same search-hostile.tsv search --index index --format tsv gartneriet
same search-document.txt search --index index sommerferien
same search-contact.txt search --index index kontakt:udviklingskonsulenten
same show.txt show --index index sager/mentor
same show-contact.txt show --index index --kontakt sager/mentor
same show.json show --index index --format json sager/mentor
same show-section.txt show --index index 'sager/samling:første uge'
same status.txt status --index index
same status-files.txt status --index index --files
same status-missing.txt status --index index --state missing
same status-states.txt status --index index --state no-text,encrypted
same status-none.txt status --index index --state timeout
same status.json status --index index --format json --files

# Nothing of a terminal's in a pipe, however the terminal is described; unless it is asked for.
TERM=xterm COLUMNS=40 "$casebank" search --index index mentor frafald | stable >out
expect_same search.txt out
for name in search.txt search.tsv show.txt search-hostile.txt search-hostile.tsv; do
    ! grep -q $'\033' "$here/expected/$name" || fail "an escape character in expected/$name"
done
"$casebank" search --index index --farver altid mentor >out
grep -q $'\033\[1;35mmentor\033\[0m' out || fail '--farver altid marks nothing'

"$casebank" status --index index --files --json | stable >out
expect_same status.json out

# English names are the same options.
"$casebank" search --index index --municipality engholm --year ..2012 --sort date have | stable >out
expect_same search-filters.txt out

finish
