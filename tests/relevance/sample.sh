#!/usr/bin/env bash
# How well the searches of the sample case bank find what people need, by the judgements in corpus/. Fails with the
# name of every group of needs that is below its line in thresholds.txt; README.md tells how to read it.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH
corpus=$CASEBANK_SOURCE_DIR/corpus
here=$CASEBANK_SOURCE_DIR/tests/relevance
failed=0

below() { # WHAT: goes on, to tell of the other groups too
    echo "not ok: $*"
    failed=1
}

code=0
casebank-index --quiet --index index --municipalities "$corpus/municipalities.txt" "$corpus/pages" 2>err || code=$?
[ "$code" -le 1 ] || { cat err; exit 1; } # 1: one PDF is cut short and one encrypted, as they should be

# --- Queries by group --------------------------------------------------------------------------------------------

# suggested QUERY: what »Mente du« offers for it, else itself.
suggested() {
    local answer
    answer=$(casebank search --index index --format json --per-page 1 -- "$1") || true # 1: no hits
    jq -r '.query.suggestion // .query.text' <<<"$answer"
}

# of COLUMN VALUE: the queries whose needs have it.
of() {
    awk -F'\t' -v column="$1" -v value="$2" 'NR == FNR { if ($column == value) wanted[$1]; next } $1 in wanted' \
        "$corpus/needs.tsv" asked.tsv
}

while IFS=$'\t' read -r qid query; do
    printf '%s\t%s\n' "$qid" "$(suggested "$query")"
done < <(awk -F'\t' 'NR == FNR { if ($2 == "misspelled") wanted[$1]; next } $1 in wanted' "$corpus/needs.tsv" "$corpus/queries.tsv") >offered.tsv
awk -F'\t' 'NR == FNR { offered[$1] = $0; next } /^q/ { print $1 in offered ? offered[$1] : $0 }' offered.tsv "$corpus/queries.tsv" >asked.tsv

# --- Measures ----------------------------------------------------------------------------------------------------

# measure NAME QUERIES JUDGMENTS NDCG MRR P1 RECALL FORBIDDEN: »-« where nothing is demanded.
measure() {
    local name=$1 demands=()
    [ "$4" = - ] || demands+=(--min "ndcg@10=$4")
    [ "$5" = - ] || demands+=(--min "mrr@10=$5")
    [ "$6" = - ] || demands+=(--min "p@1=$6")
    [ "$7" = - ] || demands+=(--min "recall@100=$7")
    if ! casebank eval --index index --queries "$2" --judgments "$3" --per-query --format json "${demands[@]}" >"$name.json" 2>"$name.err"; then
        below "$name: $(paste -sd';' "$name.err")"
        worst "$name"
    fi
    jq -r --arg name "$name" '[$name, .queries, .["ndcg@10"], .["mrr@10"], .["p@1"], .["recall@100"], .forbidden] | @tsv' "$name.json" |
        awk -F'\t' '{ printf "%-12s%5d%10.3f%10.3f%10.3f%10.3f%6d\n", $1, $2, $3, $4, $5, $6, $7 }'
    [ "$8" = - ] || jq -e --argjson most "$8" '.forbidden <= $most' "$name.json" >/dev/null ||
        below "$name: found, and must not be: $(jq -r '[.per_query[] | select(.forbidden > 0) | "\(.forbidden) for »\(.query)« (\(.qid))"] | join(", ")' "$name.json")"
}

# worst NAME: the queries to look at first.
worst() {
    jq -r '.per_query | map(select(.relevant > 0)) | sort_by(.["ndcg@10"], .["recall@100"])[:8][] |
        "    \(.["ndcg@10"] * 1000 | round / 1000)  \(.qid)  \(.query)"' "$1.json"
}

printf '%-12s%5s%10s%10s%10s%10s%6s\n' group n ndcg@10 mrr@10 p@1 recall forb.
while read -r name ndcg mrr p1 recall forbidden; do
    queries=$name.tsv judgments=$corpus/judgments.tsv
    case $name in
    '' | '#'*) continue ;;
    all) queries=$corpus/queries.tsv ;; # as typed: what anyone gets who runs casebank eval on the files
    first)                              # only the one case that must stand first counts
        of 3 first >first.tsv
        awk -F'\t' '$3 == 3' "$corpus/judgments.tsv" >best.tsv
        judgments=best.tsv
        ;;
    *) of 2 "$name" >"$queries" ;;
    esac
    [ -s "$queries" ] || { below "$name: no query is of this group"; continue; }
    measure "$name" "$queries" "$judgments" "$ndcg" "$mrr" "$p1" "$recall" "$forbidden"
done <"$here/thresholds.txt"

# --- It can fail -------------------------------------------------------------------------------------------------

# needs GROUP SWITCH: with that step switched off the group must be below its threshold, which is else worth nothing.
needs() {
    local least without
    least=$(awk -v group="$1" '$1 == group { print $2 }' "$here/thresholds.txt")
    without=$(casebank eval --index index --queries "$1.tsv" --judgments "$corpus/judgments.tsv" --format json "$2" | jq '.against["ndcg@10"]')
    jq -en "$without < $least" >/dev/null || below "$1: ndcg@10 is $without with $2, which the threshold of $least lets pass"
}

needs compounds --no-compounds
needs synonyms --no-thesaurus
needs inflection --exact

exit "$failed"
