#!/usr/bin/env bash
# CPU seconds of a full index of the real PDFs, beside pdftotext and omindex on the same files, in paired rounds.
#   index_bench.sh BIN-DIR [ROUNDS]     prints a line a round and the medians of the ratios
# Limits: at most 3 times pdftotext, and less than omindex (Debian's xapian-omega).
set -euo pipefail
export LC_ALL=C.UTF-8
bin=${1:?usage: index_bench.sh BIN-DIR [ROUNDS]}
rounds=${2:-5}
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
data=${CASEBANK_SHARED:-$here/../../../shared}/data/pdf
[ -d "$data" ] || { echo "skipped: the real PDFs are not here ($data)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# cpu COMMAND...: user and system seconds of a command and its children.
cpu() {
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk '{ printf "%.3f", $1 + $2 }'
}

pdftotext_all() {
    for pdf in "$data"/*.pdf; do pdftotext "$pdf" /dev/null; done
}

index_all() {
    rm -rf "$work/index"
    "$bin/casebank-index" --quiet --index "$work/index" "$data"
}

omindex_all() {
    rm -rf "$work/omega"
    omindex --db "$work/omega" --url / "$data"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

have_omindex=$(command -v omindex || true)
[ -n "$have_omindex" ] || echo 'omindex (package xapian-omega) is not installed: left out'
echo "$(cat "$data"/*.pdf | wc -c) bytes of PDF; CPU seconds:"
for round in $(seq "$rounds"); do
    text=$(cpu pdftotext_all)
    ours=$(cpu index_all)
    omega=-
    [ -n "$have_omindex" ] && omega=$(cpu omindex_all)
    ratio=$(awk "BEGIN { printf \"%.2f\", $ours / $text }")
    echo "$ratio" >>"$work/ratios"
    echo "round $round: pdftotext $text  casebank-index $ours ($ratio)  omindex $omega"
done
echo "median ratio casebank-index / pdftotext: $(median <"$work/ratios")"
