#!/usr/bin/env bash
# One bad file at a time beside a good one: a clear line that names it, exit code 1, and the good one is found.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    [ -f err ] && sed 's/^/    /' err
    exit 1
}

good_page() {
    cat >"$1" <<'END'
<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Makkerordning</title></head>
<body><main><h1>Nordlund Kommune: Makkerordning</h1><p>Alle nye elever får en makker på første dag.</p></main></body></html>
END
}

# fresh: an empty source with one good page, and no index.
fresh() {
    rm -rf source index
    mkdir source
    good_page source/god.html
}

# index_expecting CODE WORDS...: runs the indexer; every word must stand in its standard error.
index_expecting() {
    local expected=$1 code=0 word
    shift
    casebank-index --index index source >out 2>err || code=$?
    [ "$code" -eq "$expected" ] || fail "exit code $code, expected $expected ($*)"
    for word in "$@"; do
        grep -qF -- "$word" err || fail "»$word« is not said"
    done
}

one_line_and_good_page_found() {
    [ "$(wc -l <err)" -eq 1 ] || fail "not one line: $1"
    casebank search --index index --format tsv makker | grep -q Makkerordning || fail "the good page is not found: $1"
}

# --- Files that cannot be read --------------------------------------------------------------------------------

bad_file() { # NAME REASON: source/NAME was made by the caller
    index_expecting 1 "$1" "$2"
    one_line_and_good_page_found "$1"
    casebank status --index index --format json --files |
        jq -e --arg path "$1" '.file_list[] | select(.path == $path and .state != "ok" and .reason != null)' >/dev/null ||
        fail "$1 is not in the list of files"
}

fresh
: >source/tom.pdf
bad_file tom.pdf 'filen er tom'

fresh
echo 'Dette er ren tekst.' >source/tekst.pdf
bad_file tekst.pdf 'ikke en PDF'

pdf=$(find "$CASEBANK_SOURCE_DIR/corpus/pages" -name 'Buddyprogram.pdf' | head -n 1)
[ -n "$pdf" ] || fail 'the sample has no Buddyprogram.pdf'
fresh
head -c 600 "$pdf" >source/kort.pdf
bad_file kort.pdf 'kort.pdf: '

fresh
qpdf --encrypt hemmelig ejer 256 -- "$pdf" source/laast.pdf
bad_file laast.pdf 'adgangskode'

fresh
head -c 52428800 /dev/zero | tr '\0' 'a' >source/stor.html
bad_file stor.html 'stor'

fresh
head -c 52428800 /dev/zero | tr '\0' 'a' >source/stor.txt
bad_file stor.txt 'grænsen er 20 MB'

fresh
printf 'abc\0def' >source/binaer.txt
bad_file binaer.txt 'ikke tekst'

# As another user: root reads everything.
fresh
good_page source/lukket.html
chmod 000 source/lukket.html
if [ "$(id -u)" -eq 0 ]; then
    chmod 777 .
    as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    if "${as_nobody[@]}" test -x "$CASEBANK_BIN_DIR/casebank-index" && "${as_nobody[@]}" test -r source/god.html; then
        code=0
        "${as_nobody[@]}" "$CASEBANK_BIN_DIR/casebank-index" --index index source >out 2>err || code=$?
        [ "$code" -eq 1 ] || fail "exit code $code for a page without permission"
        grep -q 'lukket.html: ingen adgang' err || fail 'no permission is not said'
        one_line_and_good_page_found lukket.html
    else
        echo 'not tried: another user cannot reach this folder'
    fi
else
    bad_file lukket.html 'ingen adgang'
fi

# --- Folders --------------------------------------------------------------------------------------------------

fresh
ln -s . source/sloejfe
index_expecting 1 'source/sloejfe' 'tilbage'
one_line_and_good_page_found sloejfe

fresh
ln -s selv source/selv
index_expecting 1 'source/selv' 'link'
one_line_and_good_page_found selv

fresh
index_expecting 0
rm source/god.html
index_expecting 2 'source' 'ingen sider' 'uændret'
casebank search --index index makker >/dev/null || fail 'an empty folder emptied the index'

rm -r source
index_expecting 2 'source' 'findes ikke' 'uændret'
casebank search --index index makker >/dev/null || fail 'a missing folder emptied the index'

# A missing folder beside a good one: the rest is indexed.
fresh
code=0
casebank-index --index index source findes-ikke >out 2>err || code=$?
[ "$code" -eq 1 ] || fail "exit code $code for one missing folder of two"
grep -q 'findes-ikke: ' err || fail 'the missing folder is not named'
casebank search --index index makker >/dev/null || fail 'the other folder is not indexed'

# --- Pages in other encodings are no mistake ------------------------------------------------------------------

fresh
printf '<html><head><title>T</title></head><body><h1>\xd8sterholt Kommune: F\xe6lles m\xf8der</h1><p>Alle m\xf8des.</p></body></html>' >source/latin.html
printf 'Skovby Kommune: Rundvisning\n\nEleverne f\xe5r en rundvisning p\xe5 plejehjemmet, og de m\xf8der deres vejleder.\n' >source/latin.txt
index_expecting 0
casebank search --index index --format tsv 'fælles møder' | grep -q 'Fælles møder' || fail 'Latin-1 HTML is not understood'
casebank search --index index --format tsv 'rundvisning plejehjemmet' | grep -q Rundvisning || fail 'Latin-1 text is not understood'

# --- The index folder -----------------------------------------------------------------------------------------

fresh
mkdir index
echo 'regnskab' >index/regnskab.txt
index_expecting 3 'index' 'regnskab.txt'
[ "$(cat index/regnskab.txt)" = regnskab ] || fail 'a foreign folder was touched'

fresh
index_expecting 0
printf 'casebank-index 99\nny form\n' >index/CURRENT
code=0
casebank search --index index makker >out 2>err || code=$?
[ "$code" -eq 3 ] || fail "exit code $code for an index of a newer version"
grep -q 'index.*anden version' err || fail 'the newer version is not named'
