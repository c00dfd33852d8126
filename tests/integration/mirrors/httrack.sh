#!/usr/bin/env bash
# A mirror as HTTrack leaves it, several sources with names, and a source that is missing.
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

index_expecting() { # CODE INDEX ARGUMENT...
    local expected=$1 index=$2 code=0
    shift 2
    casebank-index --index "$index" "$@" >out 2>err || code=$?
    equal "exit code for $*" "$expected" "$code"
}

first_hit() { # INDEX QUERY FILTER
    casebank search --index "$1" --format json -- "$2" | jq -r ".hits[0] | $3"
}

file_state() { # INDEX PATH
    casebank status --index "$1" --format json --files | jq -r --arg path "$2" '.file_list[] | select(.path == $path) | .state'
}

# --- The mirror: names for queries are HTTrack's own, and index-2.html is a name that was taken -------------------

page() { # FILE ADDRESS TITLE TEXT
    mkdir -p "$(dirname "project/$1")"
    cat >"project/$1" <<HTML
<!DOCTYPE html>
<html lang="da">
<!-- Mirrored from $2 by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 01 Jan 2024 10:00:00 GMT -->
<head><meta charset="utf-8"><title>$3</title></head><body><main><h1>$3</h1><p>$4</p></main></body></html>
HTML
}
pdf=$CASEBANK_SOURCE_DIR/corpus/pages/filer/Buddyprogram.pdf
holmelund='I Holmelund får alle nye elever en makker. Makkerne skriver ned, hvad de når: <a href="filer/plan5e1f.pdf?v=2">PDF: Plan for makkere</a>'
page sosu.example.dk/index.html sosu.example.dk/ 'Velkommen til Kvistrup' 'Uddannelsen i Kvistrup begynder hvert år i februar og august.'
page sosu.example.dk/index-2.html 'sosu.example.dk/?side=2' 'Nattevagter i Vindinge' 'Eleverne prøver to nattevagter sammen med en erfaren kollega.'
page sosu.example.dk/vis8803.html 'sosu.example.dk/vis?id=7' 'Makkere i Holmelund' "$holmelund"
page sosu.example.dk/vis99aa.html 'sosu.example.dk/vis?id=7&utm_source=brev' 'Makkere i Holmelund' "$holmelund"
mkdir -p project/sosu.example.dk/filer project/hts-cache
cp "$pdf" project/sosu.example.dk/filer/plan5e1f.pdf
echo '<html><head><title>Local index - HTTrack Website Copier</title></head><body>Index of locally available sites</body></html>' >project/index.html
echo 'HTTrack3.49 launched' >project/hts-log.txt
printf '%s\n' 'HTTrack launched' >project/hts-cache/doit.log
{
    printf 'date\tsize\tflags\tstatuscode\tstatus\tMIME\tEtag|Date\tURL\tlocalfile\t(from URL)\n'
    printf '10:00:00\t9/9\t---M--\t200\tadded\tapplication/pdf\tdate:x\thttp://sosu.example.dk/filer/plan.pdf?v=2\tproject/sosu.example.dk/filer/plan5e1f.pdf\t(from )\n'
} >project/hts-cache/new.txt

index_expecting 0 index project
equal 'cases' 3 "$(casebank status --index index --format json | jq .cases)"
equal "HTTrack's own page" list "$(file_state index index.html)"
equal 'the page saved twice' duplicate "$(file_state index sosu.example.dk/vis99aa.html)"
equal 'address of a page with a query' 'https://sosu.example.dk/vis?id=7' "$(first_hit index Holmelund .url)"
equal 'address of index-2.html' 'https://sosu.example.dk/?side=2' "$(first_hit index Vindinge .url)"
equal 'its PDF' 'ok http://sosu.example.dk/filer/plan.pdf?v=2' "$(first_hit index Holmelund '.attachments[0] | .state + " " + .url')"

# --- Several sources ----------------------------------------------------------------------------------------------

mkdir -p kurser
echo '<!doctype html><title>Kursus i Rosenvig</title><main><h1>Kursus i Rosenvig</h1><p>Kurset er for praktikvejledere.</p></main>' >kurser/a.html
echo '{"id": "17", "title": "Mentor i Lindeby", "text": "Hver elev får en mentor."}' >sager.jsonl
index_expecting 0 several --base-url kurser=https://kurser.example.dk/ kurser=kurser sosu=project cms=sager.jsonl
equal 'cases of three sources' 5 "$(casebank status --index several --format json | jq .cases)"
equal 'base URL of one source' 'https://kurser.example.dk/a.html' "$(first_hit several Rosenvig .url)"
equal 'address of another' 'https://sosu.example.dk/vis?id=7' "$(first_hit several Holmelund .url)"
equal 'paths begin with names' 'cms kurser/a.html sosu/sosu.example.dk/index.html' \
    "$(casebank status --index several --format json --files | jq -r '.file_list[].path' | grep -E 'cms|kurser|/index.html' | grep -v 'sosu/index.html' | sort | paste -sd' ')"

equal 'files and cases by source' '[["cms",1,1],["kurser",1,1],["sosu",4,3]]' \
    "$(casebank status --index several --format json | jq -c '[.source_list[] | [.name, .files, .cases]]')"
casebank status --index several >out
for line in 'cms: 1 fil, 1 sag' 'kurser: 1 fil, 1 sag' 'sosu: 4 filer, 3 sager'; do
    grep -qF "$line" out || fail "status does not say: $line"
done
equal 'one source has no list' '[]' "$(casebank status --index index --format json | jq -c .source_list)"
equal 'states of what was left out' 'index.html sosu.example.dk/vis99aa.html' \
    "$(casebank status --index index --format json --state list,duplicate | jq -r '[.file_list[].path] | sort | join(" ")')"

for wrong in 'to ord=kurser' 'kurser=' '=kurser'; do
    index_expecting 2 wrong "$wrong"
done
index_expecting 2 wrong --base-url andet=https://example.dk kurser=kurser
grep -qF 'kurser' err || fail 'an unknown name in --base-url is refused without the names there are'

# A source that is missing tonight keeps its cases; a source that is taken off the command line does not.
mv project væk
index_expecting 1 several --base-url kurser=https://kurser.example.dk/ kurser=kurser sosu=project cms=sager.jsonl
grep -qF 'project' err || fail 'the missing source is not told'
equal 'cases while a source is missing' 5 "$(casebank status --index several --format json | jq .cases)"
equal 'a case of the missing source' 'Makkere i Holmelund' "$(first_hit several Holmelund .title)"
index_expecting 0 several --base-url kurser=https://kurser.example.dk/ kurser=kurser cms=sager.jsonl
equal 'cases without the source' 2 "$(casebank status --index several --format json | jq .cases)"

echo 'ok: HTTrack, names, missing sources'
