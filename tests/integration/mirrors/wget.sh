#!/usr/bin/env bash
# Mirrors that wget makes of the sample, with the options people use: each gives the cases that the sample itself
# gives, with their PDFs, each once, under the addresses of the web site.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH
here=$CASEBANK_SOURCE_DIR/tests/integration/mirrors

for program in wget python3; do
    command -v "$program" >/dev/null || { echo "cannot be tried: $program is not installed"; exit 77; }
done

fail() {
    echo "not ok: $*"
    [ -f err ] && sed 's/^/    /' err
    exit 1
}

equal() { # WHAT EXPECTED ACTUAL
    [ "$2" = "$3" ] || fail "$1: expected »$2«, got »$3«"
}

# index_into NAME SOURCE...: one PDF of the sample is cut short, one encrypted: exit code 1. Standard error is in ./err.
index_into() {
    local index=$1 code=0
    shift
    casebank-index --quiet --index "$index" "$@" >out 2>err || code=$?
    equal "exit code for $*" 1 "$code"
}

# Every case with how many of its PDFs are read.
cases() { # INDEX
    casebank search --index "$1" --format json --per-page 100 '' |
        jq -r '.hits[] | [.title, .kind, ([.attachments[] | select(.state == "ok")] | length | tostring)] | join("|")' | sort
}

file_state() { # INDEX PATH
    casebank status --index "$1" --format json --files | jq -r --arg path "$2" '.file_list[] | select(.path == $path) | .state'
}

url_of() { # INDEX QUERY
    casebank search --index "$1" --format json -- "$2" | jq -r '.hits[0].url'
}

# --- The site ---------------------------------------------------------------------------------------------------

cp -r "$CASEBANK_SOURCE_DIR/corpus/pages" site
chmod -R u+w site
index_into plain site
cases plain >expected
[ "$(wc -l <expected)" -gt 20 ] || fail 'the sample itself gives too few cases'

# What a site has besides: a front page with links of all kinds, pages with a query, and what must not be indexed.
# It links to its robots.txt, which wget does not ask for when it is told not to heed it.
mentor=cases/aalborg-mentorindsats
cat >site/index.html <<HTML
<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Casebanken</title>
<link rel="canonical" href="https://casebank.example.dk/"><meta name="robots" content="noindex"></head><body>
<a href="/$mentor.html?utm_source=nyhedsbrev">Mentorindsats</a> <a href="/$mentor.html?b=1&amp;utm_source=nyhedsbrev">igen</a>
<a href="/cases/">Cases</a> <a href="/temaer/">Temaer</a> <a href="/arkiv/">Arkiv</a> <a href="/casebank/">Casebank</a>
<a href="/tekst/">Tekst</a> <a href="/filer/">Filer</a> <a href="/kontakt">Kontakt</a> <a href="/vis?id=7">Syv</a>
<a href="/robots.txt">Regler</a> <a href="/skjult.html">Skjult</a> <a href="/intern/noter.html">Noter</a> <a href="/filer/Buddyprogram.pdf?v=2">Buddyprogram</a>
</body></html>
HTML
page() { # FILE TITLE TEXT HEAD
    mkdir -p "$(dirname "site/$1")"
    echo "<!doctype html><html lang=da><head><meta charset=utf-8><title>$2</title>${4-}</head><body><main><h1>$2</h1><p>$3</p></main></body></html>" >"site/$1"
}
page kontakt.html 'Kontakt til Kvistrup' 'I Kvistrup svarer uddannelsesvejlederen på spørgsmål om elevers oplæring.'
page vis.html 'Sprogstøtte i Kvistrup' 'I Kvistrup får elever med andet modersmål en sprogstøtte <a href="/filer/Buddyprogram.pdf?v=2">PDF: Buddyprogram</a>.'
page skjult.html 'Skjult i Kvistrup' 'Kladden er ikke til at finde.' '<meta name=robots content="noindex,follow">'
page intern/noter.html 'Interne noter i Kvistrup' 'Noterne er ikke til at finde.'
printf 'User-agent: *\nDisallow: /intern/\n' >site/robots.txt

(cd site && exec python3 "$here/serve.py" "$PWD/../port") &
server=$!
trap 'kill "$server"' EXIT
for _ in $(seq 100); do
    [ -s port ] && break
    sleep 0.1
done
[ -s port ] || fail 'the server does not start'
host=localhost:$(cat port)

# --- Mirrors ----------------------------------------------------------------------------------------------------

mirror() { # NAME OPTION...
    local name=$1 code=0
    shift
    mkdir "$name"
    # 8: some links lead to nothing, as they do.
    (cd "$name" && wget --quiet --mirror --execute robots=off "$@" "http://$host/") || code=$?
    case $code in 0 | 8) ;; *) fail "wget $* ends with $code" ;; esac
}

# A mirror has the sample's cases and the three pages of the site that may be found, whatever their files are called.
check_mirror() { # NAME HOSTFOLDER
    index_into "$1-index" "$1"
    cases "$1-index" >"$1-cases"
    grep -v 'Kvistrup' "$1-cases" | diff -u expected - || fail "the cases of $1 are not those of the sample"
    equal "pages of the site itself in $1" 'Kontakt til Kvistrup Sprogstøtte i Kvistrup' \
        "$(grep Kvistrup "$1-cases" | cut -d'|' -f1 | paste -sd' ')"
    equal "the PDF behind a query in $1" 1 "$(grep 'Sprogstøtte i Kvistrup' "$1-cases" | cut -d'|' -f3)"
    equal "forbidden page in $1" robots "$(file_state "$1-index" "$2/intern/noter.html")"
    equal "hidden page in $1" noindex "$(file_state "$1-index" "$2/skjult.html")"
    equal "web address in $1" 'https://casebank.example.dk/vis?id=7' "$(url_of "$1-index" sprogstøtte Kvistrup)"
    equal "duplicates in $1" 3 \
        "$(casebank status --index "$1-index" --format json --files | jq '[.file_list[] | select(.state == "duplicate")] | length')"
}

mirror as-it-is
check_mirror as-it-is "$host"

mirror for-browsing --page-requisites --convert-links --adjust-extension
check_mirror for-browsing "$host"

mirror windows --convert-links --backup-converted --adjust-extension --restrict-file-names=windows
check_mirror windows "${host/:/+}"

# --- A mirror by the folder of its host, and lists of files ------------------------------------------------------

index_into host-index "for-browsing/$host"
cases host-index | diff -u for-browsing-cases - || fail 'the folder of the host alone gives other cases'
equal 'a list of files' list "$(file_state host-index filer/index.html)"

# --- Other answers to who may index ------------------------------------------------------------------------------

index_into own --ignore-robots "as-it-is"
casebank search --index own --format json 'interne noter' | jq -e '.hits[0].title == "Interne noter i Kvistrup"' >/dev/null ||
    fail 'one'\''s own pages are left out despite --ignore-robots'

# --- A sitemap ----------------------------------------------------------------------------------------------------

cat >"as-it-is/$host/sitemap.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://casebank.example.dk/sider.xml.gz</loc></sitemap>
</sitemapindex>
XML
gzip -c >"as-it-is/$host/sider.xml.gz" <<'XML'
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>https://casebank.example.dk/kontakt/</loc><lastmod>2021-05-06</lastmod></url>
  <url><loc>https://casebank.example.dk/vaek</loc></url>
</urlset>
XML
casebank-index --index sitemap-index as-it-is >out 2>err || true
equal 'address of the sitemap' 'https://casebank.example.dk/kontakt/' "$(url_of sitemap-index 'kontakt Kvistrup')"
equal 'date of the sitemap' 2021-05-06 \
    "$(casebank search --index sitemap-index --format json 'kontakt Kvistrup' | jq -r '.hits[0].updated')"
grep -qF 'https://casebank.example.dk/vaek' out || fail 'the page that the sitemap has and the mirror lacks is not told'

echo 'ok: mirrors made by wget'
