#!/usr/bin/env bash
# casebank check: a whole index, a damaged one, none at all; what a person reads and what a program does.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$(dirname "$0")/common.sh"

# An index as casebank-index makes it; the one of the other tests has a record of a case that is gone.
page() { # NAME TEXT
    cat >"pages/$1.html" <<END
<!DOCTYPE html><html lang="da"><body><main><h1>Nordlund Kommune: Sagen om $1</h1><p>$2</p></main></body></html>
END
}
rm -r index
mkdir pages
page hold 'Alle nye elever får en mentor på holdet, og det virker godt fra den første dag.'
page nat 'I nattevagten følges eleverne med en erfaren kollega, som hedder følgevagt her.'
page skole 'Skolen holder en samtale om fravær med hver elev og skriver aftalen ned.'
index_pages() {
    expect_exit 0 "$CASEBANK_BIN_DIR/casebank-index" --quiet --index index pages
}
index_pages

# --- Whole
expect_exit 0 "$casebank" check --index index
expect_text out 'Indekset er i orden: '
expect_text out ' sager, '
expect_text out ' passager, udgave 1 ('
[ "$(wc -l <out)" -eq 1 ] || fail 'more than a line'
expect_empty err
expect_exit 0 "$casebank" undersøg --indeks=index --farver altid
expect_text out 'i orden'
expect_exit 0 "$casebank" check --index index --json
jq -e '.version == 1 and .ok and .errors == 0 and .generation == 1 and .before == null and .cases == 3 and
    .passages >= .cases and (.checkpoint | not) and .findings == []' out >/dev/null || fail 'not the JSON of a whole index'
mv out flag
expect_exit 0 "$casebank" check --index index --format json
[ "$(jq -c 'del(.took_s)' out)" = "$(jq -c 'del(.took_s)' flag)" ] || fail '--json is not --format json'

# --- Checking changes nothing and needs no lock
before=$(cd index && find . -type f -exec cksum {} + | sort)
(
    flock -n 9 || exit 1
    expect_exit 0 "$casebank" check --index index
) 9<>index/lock
[ "$before" = "$(cd index && find . -type f -exec cksum {} + | sort)" ] || fail 'checking has changed the index'

# --- A turned bit in a table: nothing else would notice it
turn_bit() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    printf '%b' "\\x$(printf %x $((byte ^ 16)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}
page 4 'En mentor mere.'
index_pages
cp -r index bits
turn_bit bits/gen-000002/cases/docdata.glass 5000
expect_exit 1 "$casebank" check --index bits
expect_text out 'Fejl: bits/gen-000002/cases/docdata.glass: filen er ikke, som den blev skrevet'
expect_text out 'Gør sådan: gå tilbage til udgave 1: casebank-index --index bits --rollback'
expect_text out 'Indekset er ikke i orden: 1 fejl'
expect_empty err
expect_exit 1 "$casebank" check --index bits --format json
jq -e '(.ok | not) and .errors == 1 and .before == 1 and (.findings | length) == 1 and .findings[0].severity == "error" and
    .findings[0].path == "bits/gen-000002/cases/docdata.glass" and (.findings[0].advice | contains("--rollback"))' \
    out >/dev/null || fail 'not the JSON of a damaged index'

# --- A table that was cut: searching says so, too, and how to go on
cp -r index cut
truncate -s 100 cut/gen-000002/passages/postlist.glass
for command in 'search mentor' status 'suggest me'; do
    # shellcheck disable=SC2086 # words
    expect_exit 3 "$casebank" $command --index cut
    expect_text err 'cut/gen-000002 er beskadiget: passages/postlist.glass er på 100 byte'
    expect_text err '--rollback'
done
expect_exit 1 "$casebank" check --index cut
expect_text out 'cut/gen-000002/passages/postlist.glass: filen er på 100 byte'

# --- Tables with holes in them: whatever a search stumbles on, it says what to do
refused=0
for table in cases/docdata cases/postlist cases/position passages/docdata passages/postlist passages/termlist; do
    file=holes/gen-000002/$table.glass
    rm -rf holes
    cp -r index holes
    [ -s "$file" ] || continue
    dd if=/dev/zero of="$file" bs=1 count="$(stat -c %s "$file")" conv=notrunc status=none
    code=0
    "$casebank" search --index holes mentor >out 2>err || code=$?
    [ "$code" -gt 1 ] || continue
    refused=$((refused + 1))
    [ "$code" -eq 3 ] || fail "$table: exit code $code"
    expect_text err 'casebank check'
    expect_text err 'casebank-index --full'
done
[ "$refused" -ge 3 ] || fail "only $refused damaged tables were noticed"

# --- Only what one would go back to is damaged
cp -r index old
rm old/gen-000001/statistics
expect_exit 1 "$casebank" check --index old
expect_text out 'Advarsel: old/gen-000001/statistics: filen mangler.'
expect_text out 'Man kan søge i indekset'
expect_exit 0 "$casebank" search --index old mentor

# --- A faulty CURRENT
cp -r index lost
sed -i 's/^generation .*/generation 9/' lost/CURRENT
expect_exit 1 "$casebank" check --index lost
expect_text out 'lost/CURRENT: den peger på udgave 9'
expect_text out 'casebank-index --index lost --rollback'
expect_exit 3 "$casebank" search --index lost mentor
rm lost/CURRENT
expect_exit 1 "$casebank" check --index lost
expect_text out 'lost/CURRENT: filen mangler'

# --- A disk that can only be read
cp -r index medium
if mount --bind medium medium 2>/dev/null && mount -o remount,bind,ro medium; then
    expect_exit 0 "$casebank" check --index medium
    expect_exit 0 "$casebank" search --index medium mentor
    umount medium
else
    echo 'skipped: a read-only disk can only be mounted as root with the right to'
fi

# --- No index, wrong use
expect_exit 3 "$casebank" check --index nowhere
expect_empty out
expect_text err 'nowhere'
expect_exit 3 "$casebank" check
expect_text err '--index MAPPE'
mkdir other && touch other/file
expect_exit 3 "$casebank" check --index other
sed 's/^casebank-index .*/casebank-index 999/' index/CURRENT >CURRENT.999
cp -r index newer && cp CURRENT.999 newer/CURRENT
expect_exit 3 "$casebank" check --index newer
expect_text err 'format 999'
expect_exit 2 "$casebank" check index
expect_exit 2 "$casebank" check --index index --format tsv
expect_exit 0 "$casebank" check --help
expect_text out 'casebank check'
expect_exit 0 "$casebank" help undersøg
expect_text out 'casebank check'

finish
