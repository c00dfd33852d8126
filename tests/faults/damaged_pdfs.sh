#!/usr/bin/env bash
# Indexes damaged PDFs, a folder of them at a time, and checks: the indexer never dies, never hangs, its memory is
# bounded, and every file has a state.
set -euo pipefail
export LC_ALL=C.UTF-8

usage() {
    cat <<'END'
damaged_pdfs.sh [OPTION...]
  --count N     files in all (100)
  --first N     the number of the first (0): the same number is the same file
  --chunk N     files in a folder (1000)
  --seed N      what chance begins from (1)
  --base DIR    the whole PDFs (data/pdf of CASEBANK_SHARED when that is there, else the sample's)
  --keep DIR    keep files that made the reader crash or take too long
  --ocr         recognise pages without text too; takes long
The programs are those of CASEBANK_BIN_DIR.
END
    exit "$1"
}

count=100 from=0 chunk=1000 seed=1 base='' keep='' ocr=off
while [ $# -gt 0 ]; do
    case $1 in
    --count) count=$2 && shift ;;
    --first) from=$2 && shift ;;
    --chunk) chunk=$2 && shift ;;
    --seed) seed=$2 && shift ;;
    --base) base=$2 && shift ;;
    --keep) keep=$2 && shift ;;
    --ocr) ocr=auto ;;
    --help) usage 0 ;;
    *) usage 2 ;;
    esac
    shift
done
PATH=${CASEBANK_BIN_DIR:?the folder of the programs}:$PATH
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
if [ -z "$base" ]; then
    base=${CASEBANK_SHARED:-$here/../../../shared}/data/pdf
    [ -d "$base" ] || base=$here/../../corpus/pages/filer
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/damaged-pdfs.XXXXXX")
trap 'rm -rf -- "$work"' EXIT

deadline=20           # seconds for a file
limit_self=150        # MB of casebank-index
limit_reader=1100     # MB of casebank-extract: what its cage allows, and a little

fail() {
    echo "not ok: $*"
    [ -s "$work/err" ] && tail -n 5 "$work/err"
    exit 1
}

# In the worst case every file takes its whole time; a run is given that, once.
index_folder() {
    local line code
    line=$("$here/../bench/measure.py" --helper casebank-extract --timeout $((chunk * deadline + 60)) -- \
        casebank-index --quiet --index "$work/index" --deadline "$deadline" --ocr "$ocr" "$work/pdfs" 2>"$work/err")
    code=$(jq .code <<<"$line")
    case $code in
    0 | 1) ;;
    124) fail 'the indexer hung' ;;
    *) fail "the indexer ended with $code" ;;
    esac
    jq -r '[.cpu, .wall, .self, .helper] | @tsv' <<<"$line" >>"$work/costs"
}

tell() { # FIRST
    casebank status --index "$work/index" --files --format json |
        jq -r '.file_list[] | [.path, .state, .reason // ""] | @tsv' >"$work/states"
    local made recorded
    made=$(find "$work/pdfs" -name '*.pdf' -printf '%f\n' | sort)
    recorded=$(cut -f 1 "$work/states" | sort)
    [ "$made" = "$recorded" ] || fail "files without a state, from number $1 on: $(diff <(echo "$made") <(echo "$recorded") | head -n 5)"
    ! awk -F '\t' '$2 == ""' "$work/states" | grep . || fail 'an empty state'
    ! awk -F '\t' '$2 != "ok" && $3 == ""' "$work/states" | grep . || fail 'a state without a reason'
    cut -f 2- "$work/states" >>"$work/all"
    [ -z "$keep" ] || keep_hard_ones
}

keep_hard_ones() {
    mkdir -p "$keep"
    awk -F '\t' '$2 == "timeout" || $3 ~ /signal|brød sammen|for lang tid|hukommelse/ { print $1 }' "$work/states" |
        while read -r name; do
            cp "$work/pdfs/$name" "$keep/"
            grep -F "$name" "$work/pdfs/damage.tsv" >>"$keep/damage.tsv"
            grep -F "$name" "$work/states" >>"$keep/states.tsv"
        done
}

for ((first = 0; first < count; first += chunk)); do
    rm -rf "$work/pdfs" "$work/index"
    n=$((count - first < chunk ? count - first : chunk))
    "$here/damage.py" --seed "$seed" --first $((from + first)) --count $n "$base" "$work/pdfs"
    index_folder
    tell $((from + first))
    [ "$count" -le "$chunk" ] || echo "$((first + n)) of $count: $(tail -n 1 "$work/costs" | awk '{ printf "%s CPU s, casebank-index %s MB, a reader %s MB", $1, $3, $4 }')"
done

total=$(wc -l <"$work/all")
[ "$total" -eq "$count" ] || fail "$total files have a state, not $count"
[ "${INSTRUMENTED:-0}" -ne 0 ] || # sanitizers have memory of their own
    awk -v self=$limit_self -v reader=$limit_reader '$3 > self || $4 > reader { bad = 1 } END { exit bad }' "$work/costs" ||
    fail "memory: $(sort -n -k 3 "$work/costs" | tail -n 1)"
echo "ok: $total damaged PDFs, each has a state (seed $seed):"
cut -f 1 "$work/all" | sort | uniq -c | sort -rn
echo 'and a reason:'
cut -f 2 "$work/all" | sed 's/[0-9]\+/N/g' | sort | uniq -c | sort -rn | sed -n 1,25p
awk '{ cpu += $1; wall += $2; if ($3 > self) self = $3; if ($4 > reader) reader = $4 }
    END { printf "%.0f CPU s, %.0f s; memory: casebank-index at most %.0f MB, a reader %.0f MB\n", cpu, wall, self, reader }' "$work/costs"
