#!/usr/bin/env bash
# CPU seconds of reading the real PDFs with our reader (one process, text thrown away), beside pdftotext on the same
# files (a process each), in paired rounds.
#   extract_bench.sh BIN-DIR [ROUNDS]     prints a line a round and the median of the ratios
# Limit: at most 1.15 times pdftotext; exit code 1 when the median is above it.
set -euo pipefail
export LC_ALL=C.UTF-8
bin=${1:?usage: extract_bench.sh BIN-DIR [ROUNDS]}
rounds=${2:-7}
limit=1.15
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
data=${CASEBANK_SHARED:-$here/../../../shared}/data/pdf
[ -d "$data" ] || { echo "skipped: the real PDFs are not here ($data)"; exit 77; }
command -v pdftotext >/dev/null || { echo 'skipped: pdftotext (package poppler-utils) is not installed'; exit 77; }
[ -x "$bin/pdf-dump" ] || { echo "no pdf-dump in $bin: build the preset release first"; exit 2; }

# cpu COMMAND...: user and system seconds of a command and its children.
cpu() {
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%.3f", $1 + $2 }'
}

pdftotext_all() {
    for pdf in "$data"/*.pdf; do pdftotext "$pdf" /dev/null; done
}

ours_all() {
    "$bin/pdf-dump" --quiet "$data"/*.pdf
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

echo "$(cat "$data"/*.pdf | wc -c) bytes of PDF; CPU seconds:"
ratios=
for round in $(seq "$rounds"); do
    text=$(cpu pdftotext_all)
    ours=$(cpu ours_all)
    ratio=$(awk "BEGIN { printf \"%.3f\", $ours / $text }")
    ratios+="$ratio "
    echo "round $round: pdftotext $text  pdf-dump $ours ($ratio)"
done
result=$(tr ' ' '\n' <<<"${ratios% }" | median)
echo "median ratio pdf-dump / pdftotext: $result (limit $limit)"
awk "BEGIN { exit !($result <= $limit) }"
