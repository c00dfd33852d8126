#!/usr/bin/env bash
# What a full index of a generated site costs, and a run with nothing to do, and one with one changed page; beside it
# extraction alone, and omindex (Debian's xapian-omega) and recollindex (recollcmd) on the same tree in the same run.
# Prints a table of figures and one of what they are compared with; exit code 1 when a limit is passed.
set -euo pipefail
export LC_ALL=C.UTF-8

usage() {
    cat <<'END'
ingest_bench.sh [OPTION...] BIN-DIR
  --tree DIR      use this tree (made by make-tree), and leave it as it is; else one is made and removed
  --pages N       pages of the tree that is made (10000); PDFs in proportion
  --seed N        its seed (1)
  --work DIR      where indexes are made (a new folder in TMPDIR); on the file system that is to be measured
  --ours          leave out omindex and recollindex
BIN-DIR is a release build's bin, with make-tree and extract-tree in it.
END
    exit "$1"
}

tree='' pages=10000 seed=1 work='' others=yes bin=''
while [ $# -gt 0 ]; do
    case $1 in
    --tree) tree=$2 && shift ;;
    --pages) pages=$2 && shift ;;
    --seed) seed=$2 && shift ;;
    --work) work=$2 && shift ;;
    --ours) others=no ;;
    --help) usage 0 ;;
    -*) usage 2 ;;
    *) bin=$(cd -- "$1" && pwd) ;;
    esac
    shift
done
[ -n "$bin" ] || usage 2
for program in casebank-index casebank casebank-extract make-tree extract-tree; do
    [ -x "$bin/$program" ] || { echo "no $program in $bin: build the preset release first"; exit 2; }
done
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d -p "${work:-${TMPDIR:-/tmp}}" ingest-bench.XXXXXX)
trap 'rm -rf -- "$work"' EXIT

if [ -z "$tree" ]; then
    tree=$work/tree
    "$bin/make-tree" --seed "$seed" --pages "$pages" "$tree"
fi
tree=$(cd -- "$tree" && pwd)
find "$tree" -type f -exec cat {} + >/dev/null # from here on everybody finds it in memory

# --- Measuring -------------------------------------------------------------------------------------------------

declare -A figure # NAME.cpu, NAME.wall, NAME.self, NAME.helper, NAME.all

# run NAME HELPER COMMAND...: keeps what it cost; its output goes to a log.
run() {
    local name=$1 helper=$2 line key
    shift 2
    line=$("$here/measure.py" --helper "$helper" -- "$@" 2>"$work/$name.log")
    for key in cpu wall self helper all code; do
        figure[$name.$key]=$(jq ".$key" <<<"$line")
    done
    case ${figure[$name.code]} in
    0 | 1) ;; # 1: some files failed, the rest is there
    *) echo "$name: exit code ${figure[$name.code]}" && tail -n 5 "$work/$name.log" && exit 1 ;;
    esac
    printf '%-34s %9.2f %9.2f %9.1f %9.1f %9.1f\n' "$name" "${figure[$name.cpu]}" "${figure[$name.wall]}" \
        "${figure[$name.self]}" "${figure[$name.helper]}" "${figure[$name.all]}"
}

index() { # NAME [OPTION...]
    run "$1" casebank-extract "$bin/casebank-index" --quiet --index "$work/index" "${@:2}" "$tree"
}

bytes_of() { # FOLDER
    du -sb -- "$1" | cut -f 1
}

# ratio NUMBER NUMBER
ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'
}

printf '%-34s %9s %9s %9s %9s %9s\n' '' 'CPU s' 'wall s' 'MB self' 'MB reader' 'MB all'
run extraction-alone casebank-extract "$bin/extract-tree" "$tree"
sed 's/^/    /' "$work/extraction-alone.log"
if command -v pdftotext >/dev/null && command -v xmllint >/dev/null; then
    # shellcheck disable=SC2016 # $1 is the inner shell's
    run pdftotext-and-xmllint pdftotext bash -c 'cd "$1" &&
        find . -name "*.pdf" -print0 | xargs -0 -n 1 sh -c "pdftotext \"\$0\" /dev/null" &&
        find . -name "*.html" -print0 | xargs -0 -n 500 xmllint --html --nowarning --noout 2>/dev/null || true' - "$tree"
fi
index full-index
cp "$work/full-index.log" "$work/log"
"$bin/casebank" status --index "$work/index" --format json >"$work/status.json"
text=$(jq .documents_bytes "$work/status.json")
index_bytes=$(bytes_of "$work/index")
index nothing-changed

# One page gets a new word. What is timed: from the start of the run until CURRENT names the new generation, and a
# search that finds the word.
before=$work/before
cp -a "$tree" "$before"
marker=nyhedsmarkør
changed=$("$bin/make-tree" --seed "$seed" --mutate 1 --change 1 --marker $marker "$tree" | cut -f 2)
started=$(date +%s.%N)
index one-page-changed
published=$(stat --format %.9Y "$work/index/CURRENT")
found_wall=$({ TIMEFORMAT=%R; time "$bin/casebank" search --index "$work/index" --format tsv $marker >"$work/found" || true; } 2>&1)
[ -s "$work/found" ] || { echo "not ok: the word new in $changed is not found"; exit 1; }
cp -a "$before/$changed" "$tree/$changed"
searchable=$(awk -v a="$published" -v b="$started" -v c="$found_wall" 'BEGIN { printf "%.3f", a - b + c }')

if [ $others = yes ] && command -v omindex >/dev/null; then
    omindex=(omindex --db "$work/omega" --url / --stemmer danish --empty-docs index "$tree")
    run omindex omindex "${omindex[@]}"
    run omindex-nothing-changed omindex "${omindex[@]}"
fi
if [ $others = yes ] && command -v recollindex >/dev/null; then
    mkdir "$work/recoll"
    printf '%s\n' "topdirs = $tree" 'indexstemminglanguages = danish' 'loglevel = 2' 'monauxinterval = 0' \
        >"$work/recoll/recoll.conf"
    run recollindex rclpdf recollindex -c "$work/recoll" -z
    run recollindex-nothing-changed rclpdf recollindex -c "$work/recoll"
fi

# --- What it is compared with ----------------------------------------------------------------------------------

failed=0
# compare WHAT NUMBER LIMIT
compare() {
    local verdict=ok
    awk -v a="$2" -v b="$3" 'BEGIN { exit !(a <= b) }' || { verdict='OVER' && failed=1; }
    printf '%-62s %10s   at most %-6s %s\n' "$1" "$2" "$3" "$verdict"
}

echo
jq -c '{cases, kinds, passages, documents_bytes, files}' "$work/status.json"
compare 'full index: CPU, times extraction alone' "$(ratio "${figure[full-index.cpu]}" "${figure[extraction-alone.cpu]}")" 2.5
compare "index: bytes for a byte of text ($index_bytes / $text)" "$(ratio "$index_bytes" "$text")" 2
compare 'full index: MB of memory, casebank-index' "${figure[full-index.self]}" 150
compare 'full index: MB of memory, all processes at one moment' "${figure[full-index.all]}" 150
compare 'nothing changed: CPU seconds' "${figure[nothing-changed.cpu]}" 0.15
compare 'one changed page: seconds until a search finds the new word' "$searchable" 0.5
for other in omindex recollindex; do
    [ -n "${figure[$other.cpu]-}" ] || continue
    size=$(bytes_of "$work/$([ $other = omindex ] && echo omega || echo recoll)")
    printf '%-62s %10s   (of ours; %s bytes, ours %s)\n' "$other: CPU, times ours" \
        "$(ratio "${figure[$other.cpu]}" "${figure[full-index.cpu]}")" "$size" "$index_bytes"
done
exit $failed
