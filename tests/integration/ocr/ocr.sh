#!/usr/bin/env bash
# OCR as casebank-index does it: mixed PDFs, the bound on pages, the cache, and life without language data.
set -euo pipefail
export LC_ALL=C.UTF-8

bin=$CASEBANK_BIN_DIR
letter="$CASEBANK_SOURCE_DIR/corpus/pages/filer/velkomstbrev-til-voksenelever.pdf" # two pages
failures=0

check() { # WHAT COMMAND...
    local what=$1
    shift
    if "$@"; then
        printf 'ok: %s\n' "$what"
    else
        printf 'not ok: %s\n' "$what"
        failures=$((failures + 1))
    fi
}

says() { # FILE TEXT
    grep -qF -- "$2" "$1" || { cat "$1"; return 1; }
}

silent_about() { # FILE TEXT
    ! grep -qF -- "$2" "$1"
}

index() { # NAME SOURCE [OPTION...]: the sum in NAME.txt, the code in $code
    local name=$1 source=$2
    shift 2
    code=0
    "$bin/casebank-index" --index "$name" "$@" "$source" >"$name.txt" 2>&1 || code=$?
}

ask() { # NAME QUERY
    "$bin/casebank" search --index "$1" --format json "$2"
}

mkdir -p scans mixed long
"$bin/make-scan" "$letter" scans/brev.pdf 0 1
"$bin/make-scan" "$letter" mixed/blandet.pdf 2 1
"$bin/make-scan" "$letter" long/lang.pdf 0 2
words() { # FROM TO: the long words of these pages
    pdftotext -f "$1" -l "$2" "$letter" - | grep -oE '[[:alpha:]]{9,}' | sort -u
}
# A word that stands on this page alone.
page_1=$(comm -23 <(words 1 1) <(words 2 2) | head -1)
page_2=$(comm -13 <(words 1 1) <(words 2 2) | head -1)

# --- A scan ---

index i scans
check 'a scan is indexed without a complaint' [ "$code" -eq 0 ]
check 'the sum tells how many pages were recognised' says i.txt 'OCR: 2 sider læst.'
ask i "$page_1" >answer.json
check 'the answer marks the passage' says answer.json '"ocr":true'
"$bin/casebank" search --index i "$page_1" >answer.txt
check 'and so does the text' says answer.txt '(læst med OCR)'

# --- The second time ---

index i scans
check 'what has not changed is not even opened' says i.txt 'Intet at gøre'
index i scans --full
check 'nothing is recognised twice' says i.txt 'OCR: 2 sider læst i en tidligere kørsel.'
ask i "$page_1" | sed 's/"took_ms":[^,]*//' >again.json
sed -i 's/"took_ms":[^,]*//' answer.json
check 'the answer is the same' cmp answer.json again.json
for page in i/ocr-cache/*/*-1.txt; do
    printf 'x' >>"$page"
done
index i scans --full
check 'a damaged page of the cache is made anew' says i.txt 'OCR: 1 side læst; 1 side læst i en tidligere kørsel.'
mv scans/brev.pdf scans/omdøbt.pdf
index i scans
check 'a renamed file is known by its content' says i.txt '1 flyttet'
ask i "$page_1" >moved.json
check 'its text is taken from the index' says moved.json 'omdøbt.pdf'
check 'and still marked' says moved.json '"ocr":true'
index i scans --full
check 'and so are its pages in the cache' says i.txt 'OCR: 2 sider læst i en tidligere kørsel.'

# --- Only the pages without text ---

index m mixed
check 'a mixed PDF: its scanned page alone' says m.txt 'OCR: 1 side læst.'
ask m "$page_1" >answer.json
check 'the page with text is not marked' silent_about answer.json '"ocr"'
ask m "$page_2" >answer.json
check 'the other one is' says answer.json '"ocr":true'

# --- Bounds and switches ---

index l long --ocr-pages 3
check 'pages over the bound are told' says l.txt 'OCR: 3 sider læst; 1 side over grænsen for en fil (--ocr-pages).'
check 'and are no failure' [ "$code" -eq 0 ]
"$bin/casebank" status --index l --files >files.txt
check 'the record of the file says so' says files.txt '1 side er ikke læst med OCR: grænsen er 3'
index l long --ocr-pages 3 --full
check 'the bound is the same with a full cache' says l.txt '1 side over grænsen'

index o scans --ocr off
check 'off is off' silent_about o.txt 'OCR'
check 'a scan is then without text' says o.txt '1 PDF uden tekst'
index o scans --ocr maybe
check 'another word is wrong use' [ "$code" -eq 2 ]

export TESSDATA_PREFIX=$PWD/nowhere
index n scans
check 'without language data everything else is indexed' [ "$code" -eq 0 ]
check 'and the sum says what to install' says n.txt 'tesseract-ocr-dan'
rm -rf n
index n scans --ocr on
check 'on without language data is wrong use' [ "$code" -eq 2 ]
check 'which says what to do' says n.txt 'installér tesseract-ocr-dan'

[ "$failures" -eq 0 ]
