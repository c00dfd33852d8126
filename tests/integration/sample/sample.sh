#!/usr/bin/env bash
# The sample case bank from pages and PDFs to answers: its cases, states, and the answers that lie beside it in
# corpus/expected. After a change that is meant, CASEBANK_ACCEPT=1 writes them anew; read the git diff.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH
corpus=$CASEBANK_SOURCE_DIR/corpus

fail() {
    echo "not ok: $*"
    exit 1
}

equal() { # WHAT EXPECTED ACTUAL
    [ "$2" = "$3" ] || fail "$1: expected »$2«, got »$3«"
}

code=0
casebank-index --index index "$corpus/pages" >out 2>err || code=$?
equal 'exit code (one PDF is cut short, one encrypted)' 1 "$code"
equal 'problems told' 2 "$(wc -l <err)"

# --- Every case as it is expected -------------------------------------------------------------------------------

casebank search --index index --format json --per-page 100 '' |
    jq -r '.hits[] | [.title, .kind, (.municipalities | sort | join(";")), (.updated // "" | .[0:4]), (.attachments | length | tostring),
        (.also_in | length | tostring)] | join("|")' | sort >cases
grep -v '^#' "$corpus/expected/cases.tsv" |
    awk -F'\t' '{ also = $8 == "" ? 0 : split($8, a, ";"); print $3 "|" $4 "|" $5 "|" $6 "|" $7 "|" also }' |
    while IFS='|' read -r title kind municipalities rest; do
        echo "$title|$kind|$(tr ';' '\n' <<<"$municipalities" | sort | paste -sd';')|$rest"
    done | sort >expected-cases
diff -u expected-cases cases || fail 'the cases are not those of expected/cases.tsv'

casebank status --index index --format json >status.json
equal attachments '{"ok":25,"no-text":0,"encrypted":1,"damaged":1,"missing":1,"timeout":0}' "$(jq -c .attachments status.json)"

# --- Answers ----------------------------------------------------------------------------------------------------

# answer NAME ARGUMENT...: compares an answer, without what differs from run to run, with expected/NAME.json.
answer() {
    local name=$1
    shift
    casebank search --index index --format json "$@" | jq --indent 1 'del(.took_ms) | del(.hits[].score)' >"$name.json"
    if [ -n "${CASEBANK_ACCEPT:-}" ]; then
        cp "$name.json" "$corpus/expected/$name.json"
    else
        diff -u "$corpus/expected/$name.json" "$name.json" || fail "the answer differs from corpus/expected/$name.json"
    fi
}

answer mentor-frafald 'mentor frafald'
answer fastholdelse --per-page 3 'fastholdelse'
answer kommune-bakken --per-page 2 'kommune:Bakken netværk'

# The handbook's chapter on keeping pupils: physical page 13, printed 9.
casebank search --index index --format json 'fastholdelse' |
    jq -e '.hits[].passages[] | select(.attachment == "SOSU-håndbog.pdf" and .page == 13 and .page_label == "9")' >/dev/null ||
    fail 'fastholdelse is not found on the page of the handbook'
jq -e '[.hits[].passages[] | select(.from == "attachment")] | length > 0' mentor-frafald.json >/dev/null ||
    fail 'no PDF page is among the passages for mentor frafald'
