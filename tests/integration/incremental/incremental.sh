#!/usr/bin/env bash
# Nights in the life of an index: pages and PDFs change, move, come and go. After each the run reads what it must and
# no more, and the index answers as one that is built anew from the same files.
set -euo pipefail
work=$PWD
# shellcheck source=../../faults/common.sh
. "$CASEBANK_SOURCE_DIR/tests/faults/common.sh"

cp -r "$repository/corpus/pages" site
cp "$repository/corpus/municipalities.txt" site
printf '%s\n' mentor frafald buddy velkomstbrev nattevagt ordblind kugledanser natvejleder 'fil:haandbog' '"en fast"' >queries

# index NAME [OPTION...]: a run; what it said is in NAME.txt.
index() {
    local name=$1 code=0
    shift
    casebank-index --index "$name" --ocr off "$@" "${sources[@]}" >"$name.txt" 2>"$name.err" || code=$?
    [ "$code" -le 1 ] || fail "casebank-index $name $*: exit code $code: $(cat "$name.err")"
}

sources=(site)

# night WHAT WORDS...: the run tells all WORDS; afterwards the index has the cases and files of one that is built anew.
night() {
    local what=$1
    shift
    index index
    for words in "$@"; do
        grep -qF -- "$words" index.txt || fail "$what: no »$words« in: $(cat index.txt)"
    done
    index anew --full
    compare "$what" summary_of
}

# The same, and every case and answer is the same.
whole_night() {
    night "$@"
    is_sound index
    compare "$1" all_of
    echo "ok: $1: $(head -n 1 index.txt)"
}

compare() { # WHAT FUNCTION
    "$2" index queries >index.lines
    "$2" anew queries >anew.lines
    cmp -s index.lines anew.lines || fail "$1: $(diff index.lines anew.lines | cut -c 1-400 | head -n 6)"
}

summary_of() { # INDEX
    casebank status --index "$1" --files --format json |
        jq -S 'del(.built, .generation, .index_bytes) | .file_list[] |= (.cases |= sort) | del(.file_list[].read_at, .file_list[].took_ms, .file_list[].attempts)'
}

index index
night 'nothing changed' 'Intet at gøre'

page=cases/sandkaer-sprogmakker.html
touch -d '2020-01-01' "site/$page"
night 'a page is only touched'
index index
grep -qF 'Intet at gøre' index.txt || fail "touched pages are compared each time: $(cat index.txt)"

sed -i 's|</h1>|</h1><p>Her kom en kugledanser forbi.</p>|' "site/$page"
whole_night 'a page changed' '1 ændret'
[ "$(casebank search --index index --format json kugledanser | jq .total)" -eq 1 ] || fail 'the new word is not found'

mv "site/$page" "site/omdøbt.html"
night 'a page moved' '1 flyttet'

rm site/omdøbt.html
whole_night 'a page is gone' 'er væk'

pdf=$(find site -name 'velkomst*.pdf' | sort | head -n 1)
mv "$pdf" elsewhere.pdf
night 'a PDF is gone'
mv elsewhere.pdf "$pdf"
night 'it is back'
cp "$pdf" site/filer/kopi-uden-side.pdf
night 'a PDF that no page names' '1 ny sag'
head -c 3000 "$pdf" >site/filer/kopi-uden-side.pdf
night 'it is damaged'
rm site/filer/kopi-uden-side.pdf

mv site/temaer site/emner
whole_night 'a folder of pages moved' 'flyttede'

# The teaser and the case share no words: only the link tells.
mkdir site/ordning
printf '<title>Vagter</title><main><h1>Vagtbytte på telefonen</h1><p>%s</p><h2>Baggrund</h2><p>%s</p></main>\n' \
    'Eleverne bytter vagter på telefonen i stedet for på en tavle i gangen.' \
    'Tavlen blev glemt, og mange vagter stod tomme i weekenden.' >site/ordning/index.html
night 'a page that is the front of a folder' '1 ny sag'
{
    printf '<title>Nyt</title><main><h1>Nyt</h1>'
    printf '<h2>%s</h2><p>En app gør hverdagen enklere.</p><p><a href="%s">Læs mere</a></p>' \
        'Lettere planlægning' ordning/ 'Sangkor' kor.html 'Cykler' cykler.html
    printf '</main>\n'
} >site/nyt.html
whole_night 'a teaser that leads to the folder' '2 nye sager, 1 ændret'
rm -r site/nyt.html site/ordning
night 'both are gone'

cp -r site more
rm more/municipalities.txt
sed -i 's|</h1>|</h1><p>En anden side.</p>|' more/cases/a*.html
sources=(site more)
whole_night 'a second source, with much the same pages'
mv more away
mkdir more
index index
is_sound index
[ "$(casebank status --index index --format json | jq .cases)" -eq "$(casebank status --index anew --format json | jq .cases)" ] ||
    fail 'cases of a source that is missing tonight are lost'
rmdir more
mv away more
whole_night 'it is there again'

printf '%s\n' '{"id":"l1","title":"En linje","text":"Kugledanseren er her."}' \
    '{"id":"l2","title":"To linjer","text":"Og her er natvejlederen."}' >cases.jsonl
sources=(site cases.jsonl)
night 'pages, and a file of cases'
sed -i 's/natvejlederen/dagvejlederen/' cases.jsonl
night 'a line of it changed' '1 ændret'
sed -i 1d cases.jsonl
whole_night 'a line is gone' '1 sag er væk'

printf '%s\n' '{"id":"l3","title":"Med bilag","text":"Her er et bilag.","attachments":[{"name":"Bilag.pdf","file":"bilag.pdf"}]}' >>cases.jsonl
sources=(site linjer=cases.jsonl)
night 'a line names a PDF that is not there yet'
cp "$pdf" bilag.pdf
night 'the PDF of a line comes'
casebank show --index index --format json l3 | jq -e '.attachments[0].state == "ok"' >/dev/null || fail 'the PDF of a line is not read'
rm bilag.pdf
sources=(site cases.jsonl)
night 'and goes again'

index index --dry-run
grep -qF 'er intet at gøre' index.txt || fail "a dry run finds something: $(cat index.txt)"
sed -i 's|</h1>|</h1><p>Mere.</p>|' site/cases/e*.html
before=$(cat index/CURRENT)
index index --dry-run
grep -qF 'engholm-velkomstmappe' index.txt || fail "a dry run does not tell what it would do: $(cat index.txt)"
[ "$(cat index/CURRENT)" = "$before" ] || fail 'a dry run made something'
whole_night 'what the dry run had found'

index index --retry-failed
is_sound index
index index --full
is_sound index
echo 'ok: retried, and done in full'
