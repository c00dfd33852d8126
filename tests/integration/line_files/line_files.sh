#!/usr/bin/env bash
# Files with a case a line: what each line becomes, and that a bad line is named and costs nothing else.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    [ -f err ] && sed 's/^/    /' err
    exit 1
}

equal() { # WHAT EXPECTED ACTUAL
    [ "$2" = "$3" ] || fail "$1: expected »$2«, got »$3«"
}

# index_expecting CODE SOURCE...: indexes anew; standard error is in ./err.
index_expecting() {
    local expected=$1 code=0
    shift
    rm -rf index
    casebank-index --index index "$@" >out 2>err || code=$?
    equal "exit code for $*" "$expected" "$code"
}

ids() { # QUERY
    casebank search --index index --format json --per-page 100 -- "$1" >answer.json || true
    jq -r '.hits[].case_id' answer.json | sort | paste -sd' '
}

said() { # WORDS
    grep -qF -- "$1" err || fail "»$1« is not said"
}

file_state() { # PATH
    casebank status --index index --format json --files | jq -r --arg path "$1" '.file_list[] | select(.path == $path) | .state'
}

# --- Tab-separated --------------------------------------------------------------------------------------------

printf '\xef\xbb\xbfa/1:x\tMakkerordning i Nordlund Kommune\tAlle elever får en makker.\r\nb\t\tFrafald blandt elever.\r\n\r\nc\tTitel alene\t' >sager.tsv
index_expecting 0 sager.tsv
equal 'standard error' '' "$(cat err)"
equal 'all cases' 'a/1:x b c' "$(ids '')"
equal 'a word of a text' 'a/1:x' "$(ids makker)"
equal 'a word of a title' 'c' "$(ids titel)"
equal 'the kinds' '{"case":3,"teaser":0,"document":0}' "$(casebank status --index index --format json | jq -c .kinds)"
casebank search --index index --format json frafald | jq -e '.hits[0] | .title == "" and .source == "sager.tsv" and .kind == "case"' >/dev/null ||
    fail 'a case without a title has another one in JSON'
# Without a title people see the id: the first words of a text are no title, and must not rank as one.
casebank search --index index frafald | grep -qF '1. b' || fail 'the id does not stand for the title'
casebank show --index index b | head -n 1 | grep -qxF 'b' || fail 'casebank show does not head the case with its id'
equal 'the text as a title' '' "$(ids titel:frafald)"

# --- JSON -----------------------------------------------------------------------------------------------------

pdf=$(find "$CASEBANK_SOURCE_DIR/corpus/pages" -name 'Buddyprogram.pdf' | head -n 1)
mkdir -p cms/bilag
cp "$pdf" cms/bilag/Program.pdf
cp "$pdf" cms/Andet.pdf
cp "$pdf" udenfor.pdf
jq -c . >cms/export.jsonl <<'END'
{"id": 17, "title": "Mentor for nye elever", "text": "Hver elev får en mentor.\n\nMentoren er med i tre måneder.", "url": "https://www.example.dk/17",
 "municipalities": ["Nordlund"], "updated": "2024-03-14T08:00:00Z", "attachments": ["bilag/Program.pdf"], "forfatter": {"navn": "ukendt"}}
{"id": "html", "title": "Egen titel", "html": "<html><body><main><h1>Sidens titel</h1><p>Sproglig støtte til elever.</p><h2>Resultater</h2><p>Færre falder fra.</p><p><a href=\"Andet.pdf\">PDF: Andet</a></p></main></body></html>"}
{"id": "nøgen", "html": "<main><h1>Kun i siden</h1><p>Turnusordning for elever.</p></main>"}
{"id": "mangler", "text": "Bilaget er væk.", "municipalities": ["Ålborg", "Vejle Kommune", "Nordlund"], "attachments": ["bilag/Væk.pdf", "../udenfor.pdf", "/etc/passwd.pdf", {"url": "https://www.example.dk/a.pdf"}, "brev.docx"]}
END
index_expecting 0 cms/export.jsonl
equal 'all cases' '17 html mangler nøgen' "$(ids '')"
equal 'the kinds' '{"case":4,"teaser":0,"document":0}' "$(casebank status --index index --format json | jq -c .kinds)"
equal 'a word of the PDF' '17 html' "$(ids buddy)"
equal 'a section of the page' 'html' "$(ids resultater)"
casebank show --index index --format json 17 | jq -e '.title == "Mentor for nye elever" and .url == "https://www.example.dk/17" and
    .municipalities == ["Nordlund"] and .updated == "2024-03-14" and .lead == "Hver elev får en mentor." and
    .sections[0].text == "Mentoren er med i tre måneder." and .attachments[0].state == "ok"' >/dev/null || fail 'case 17 is not as exported'
equal 'the title of the line' 'Egen titel' "$(casebank show --index index --format json html | jq -r .title)"
equal 'the title of the page' 'Kun i siden' "$(casebank show --index index --format json nøgen | jq -r .title)"
equal 'attachments that are not read' 'missing missing missing missing missing' \
    "$(casebank show --index index --format json mangler | jq -r '[.attachments[].state] | join(" ")')"
equal 'municipalities by the names of the list' 'Aalborg Vejle Nordlund' \
    "$(casebank show --index index --format json mangler | jq -r '.municipalities | join(" ")')"
casebank show --index index html | grep -qF 'cms/Andet.pdf' || fail 'the path of an attachment is not beside the file of cases'
equal 'the record of the PDF' '17' \
    "$(casebank status --index index --format json --files | jq -r '.file_list[] | select(.path == "bilag/Program.pdf") | .cases | join(" ")')"

# Beside the folder it lies in: its PDFs are its own, and no cases of their own. An id that a page has stays the page's.
cat >cms/side.html <<'END'
<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Side</title></head>
<body><main><h1>Side</h1><p>En almindelig side om praktik.</p></main></body></html>
END
rm -rf index
casebank-index --quiet --index index cms cms/export.jsonl 2>err || fail 'folder and file together'
equal 'the kinds' '{"case":5,"teaser":0,"document":0}' "$(casebank status --index index --format json | jq -c .kinds)"
page=$(ids praktik)
printf '%s\tT\tOptaget id.\nny\tT\tHvalfangst.\n' "$page" >optaget.tsv
rm -rf index
casebank-index --quiet --index index cms optaget.tsv 2>err && fail 'an id that is taken is no problem'
said "optaget.tsv: linje 1: id'et »$page« er brugt før"
equal 'a word of the other line' 'ny' "$(ids hvalfangst)"

# In a folder such files are not looked at.
mkdir mappe
cp sager.tsv cms/export.jsonl cms/side.html mappe
index_expecting 0 mappe
equal 'cases of the folder' 'side' "$(ids '')"

# --- Bad lines ------------------------------------------------------------------------------------------------

{
    printf '{"id":"god","text":"Den gode linje."}\n'
    printf 'ikke json\n'
    printf '{"text":"uden id"}\n'
    printf '{"id":"god","text":"To gange."}\n'
    printf '{"id":"\xff","text":"x"}\n'
    printf '{"id":"nul\0","text":"x"}\n'
    head -c 100000000 /dev/zero | tr '\0' x
    printf '\n{"id":"dato","text":"Den anden gode linje.","updated":"snart"}\n'
    printf '{"id":"tom","html":"<main></main>"}\n'
    printf '{"id":"sidst","text":"Uden linjeskift."}'
} >daarlig.jsonl
index_expecting 1 daarlig.jsonl
equal 'the good lines' 'dato god sidst' "$(ids '')"
said 'daarlig.jsonl: linje 2: er ikke JSON'
said 'daarlig.jsonl: linje 3: der er intet id'
said "daarlig.jsonl: linje 4: id'et »god« er brugt før"
said 'daarlig.jsonl: linje 5: er ikke UTF-8'
said 'daarlig.jsonl: linje 6: har et nul-tegn i sig'
said 'daarlig.jsonl: linje 7: er for lang'
said 'daarlig.jsonl: linje 8: »updated« er ingen dato: »snart«'
said 'daarlig.jsonl: linje 9: der er ingen tekst'
equal 'lines of standard error' 8 "$(wc -l <err)"
equal 'the state of the file' partial "$(file_state daarlig.jsonl)"
casebank status --index index --format json --files | jq -e '.files == {"ok":0,"failed":1} and
    (.file_list[0].reason | contains("linje 2: ") and contains("linje 9: "))' >/dev/null || fail 'the record does not name the lines'
casebank status --index index --state partial | grep -qF 'delvis' || fail 'status does not tell of the lines'

printf 'a\tT\tx\nb\nc\tT\tx\n' >daarlig.tsv
index_expecting 1 daarlig.tsv
said 'daarlig.tsv: linje 2: der skal være tre kolonner'
equal 'the other lines' 'a c' "$(ids '')"

# --- A source without a case replaces nothing -------------------------------------------------------------------

index_expecting 0 sager.tsv
for name in tom.jsonl tom.tsv; do
    : >"$name"
    code=0
    casebank-index --index index "$name" >out 2>err || code=$?
    equal "exit code for $name" 3 "$code"
    said "$name: der er ingen sager i filen"
    equal "the cases after $name" 'a/1:x b c' "$(ids '')"
done
mkdir mappe.tsv
code=0
casebank-index --index index mappe.tsv/ >out 2>err || code=$?
equal 'exit code for an empty folder with such a name' 2 "$code"
code=0
casebank-index --index index findes-ikke.jsonl >out 2>err || code=$?
equal 'exit code for no file' 2 "$code"
said 'findes-ikke.jsonl'
