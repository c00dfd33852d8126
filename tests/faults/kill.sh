#!/usr/bin/env bash
# Kills the indexer at random moments of full and incremental runs, with the site changing in between. After each:
# searches answer, with what the index had before or what the run was to bring; the index is sound; no reader is left
# running; and in the end the index answers exactly as one that was never disturbed.
set -euo pipefail

usage() {
    cat <<'END'
kill.sh [OPTION...]
  --kills N    how many (300; or KILLS of the environment)
  --seed N     what chance begins from (1)
  --pages N    of the generated site, beside the sample's (200; or PAGES of the environment)
The programs are those of CASEBANK_BIN_DIR, make-tree among them.
END
    exit "$1"
}

kills=${KILLS:-300} seed=1 pages=${PAGES:-200}
while [ $# -gt 0 ]; do
    case $1 in
    --kills) kills=$2 && shift ;;
    --seed) seed=$2 && shift ;;
    --pages) pages=$2 && shift ;;
    --help) usage 0 ;;
    *) usage 2 ;;
    esac
    shift
done
work=$(mktemp -d "${TMPDIR:-/tmp}/kill.XXXXXX")
trap 'rm -rf -- "$work"' EXIT
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
RANDOM=$seed # the same kills each time; the moments they hit are the machine's

# What a library keeps of the fonts it has read is no leak of ours.
make_tree() {
    ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 make-tree "$@"
}

site=$work/site
mkdir "$site"
cp -r "$repository/corpus/pages/." "$site"
cp "$repository/corpus/municipalities.txt" "$site"
make_tree --seed "$seed" --pages "$pages" "$site"

# Words of the sample, and of the generated pages: their addresses are made of them.
{
    printf '%s\n' mentor frafald buddy velkomstbrev nattevagt ordblind sprogmakker natvejleder
    find "$site/sager" -name '*-[0-9]*.html' -printf '%f\n' | sort | tr - '\n' | grep -xE '[a-z]{7,}' |
        sort -u | awk -v seed="$seed" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' | sort -n | cut -f 2 | first 42
} >"$work/queries"

full_option=''
knows casebank-index --full && full_option=--full

# index FOLDER [OPTION...]: a run that nobody disturbs.
index() {
    local code=0
    casebank-index --quiet --index "$1" --ocr off "${@:2}" "$site" >"$work/log" 2>&1 || code=$?
    [ "$code" -le 1 ] || fail "casebank-index: exit code $code: $(tail -n 3 "$work/log")"
}

# Seconds, as bash counts: microseconds.
now() {
    echo "${EPOCHREALTIME/[.,]/}"
}

answers() { # INDEX FILE-PREFIX
    local i
    for i in "${!few[@]}"; do
        ids_of "$1" "${few[i]}" >"$2.$i"
    done
}

# The index now is, or is to become, as the answers in "new" say. What it had before may still be seen, so that what
# every version has must be found, and nothing that none has.
is_whole() {
    local i
    for i in "${!few[@]}"; do
        cp "$work/new.$i" "$work/must.$i"
        cp "$work/new.$i" "$work/may.$i"
    done
}

is_becoming() {
    local i
    for i in "${!few[@]}"; do
        comm -12 "$work/must.$i" "$work/new.$i" >"$work/both"
        sort -u "$work/may.$i" "$work/new.$i" >"$work/either"
        mv "$work/both" "$work/must.$i"
        mv "$work/either" "$work/may.$i"
    done
}

check_answers() {
    local i
    for i in "${!few[@]}"; do
        ids_of "$work/index" "${few[i]}" >"$work/found"
        comm -23 "$work/must.$i" "$work/found" >"$work/lost"
        comm -13 "$work/may.$i" "$work/found" >"$work/strange"
        [ ! -s "$work/lost" ] || fail "$1: »${few[i]}« has lost $(head -n 3 "$work/lost" | tr '\n' ' ')"
        [ ! -s "$work/strange" ] || fail "$1: »${few[i]}« finds $(head -n 3 "$work/strange" | tr '\n' ' ')"
    done
}

# A process group of its own, so that what it leaves running can be seen.
kill_one() { # OPTION...
    local pid wait tries
    setsid casebank-index --quiet --index "$work/index" --ocr off "$@" "$site" >"$work/log" 2>&1 &
    pid=$!
    wait=$((RANDOM * 32768 + RANDOM))
    wait=$((wait % duration))
    sleep "$((wait / 1000000)).$(printf '%06d' $((wait % 1000000)))"
    if kill -9 "$pid" 2>/dev/null; then struck=$((struck + 1)); fi
    wait "$pid" 2>/dev/null || true
    for ((tries = 0; tries < 100; tries++)); do
        pgrep -g "$pid" >/dev/null || return 0
        sleep 0.1
    done
    fail "left running: $(pgrep -g "$pid" -l)"
}

change_site() { # ROUND
    make_tree --seed "$seed" --mutate "$1" --change 3 --touch 2 --change-pdfs 1 --add $((RANDOM % 3)) \
        --delete $((RANDOM % 3)) --delete-pdfs $((RANDOM % 2)) --rename-pdfs 1 \
        --move $(($1 % 10 == 0)) --marker "runde$1" "$site" >"$work/changes"
}

# Of those, a few that so few cases have that one answer shows them all, also later.
choose_queries() {
    while read -r word; do
        [ "$(casebank search --index "$work/index" --strict --format json "$word" | jq .total)" -gt 50 ] || echo "$word"
    done <"$work/queries" | first 14
}

index "$work/index"
mapfile -t few < <(choose_queries)
[ "${#few[@]}" -eq 14 ] || fail "only ${#few[@]} words to ask for"
answers "$work/index" "$work/new"
is_whole
struck=0 rounds=0 done_kills=0
while [ "$done_kills" -lt "$kills" ]; do
    rounds=$((rounds + 1))
    change_site $rounds
    options=()
    [ -z "$full_option" ] || [ $((RANDOM % 3)) -gt 0 ] || options=("$full_option")
    # How long it takes, and what it is to bring, is learnt from a copy.
    rm -rf "$work/copy"
    cp -r "$work/index" "$work/copy"
    started=$(now)
    index "$work/copy" "${options[@]}"
    duration=$(($(now) - started))
    answers "$work/copy" "$work/new"
    is_becoming
    for ((i = RANDOM % 5; i >= 0 && done_kills < kills; i--)); do
        kill_one "${options[@]}"
        done_kills=$((done_kills + 1))
        check_answers "after kill $done_kills"
        is_sound "$work/index"
    done
    # One time in three the site changes again before any run gets to its end.
    if [ $((RANDOM % 3)) -gt 0 ]; then
        index "$work/index"
        is_sound "$work/index"
        is_whole
        check_answers "after the run of round $rounds"
    fi
    [ $((rounds % 10)) -ne 0 ] || echo "$done_kills kills in $rounds rounds, $struck before the run had ended"
done

index "$work/index"
index "$work/undisturbed"
all_of "$work/index" "$work/queries" >"$work/all"
all_of "$work/undisturbed" "$work/queries" >"$work/all-undisturbed"
cmp "$work/all" "$work/all-undisturbed" ||
    fail "the index differs from an undisturbed one: $(diff "$work/all" "$work/all-undisturbed" | cut -c 1-300 | head -n 6)"
find "$work/index" -name '*.new' | grep . && fail 'half a generation was left behind'
echo "ok: $done_kills kills in $rounds rounds, $struck before the run had ended; $(wc -l <"$work/all") answers and cases as in an undisturbed index"
