#!/usr/bin/env bash
# Every check of the project: installs what they need, then runs them all and counts.
#
# Usage: ./check.sh          everything (CI runs this)
#        ./check.sh quick    the dev build and its tests
#        ./check.sh STAGE... only these stages (./check.sh --list names them)
#
# A stage that fails does not stop the next one: the end says what failed and where its log is. The last line
# is "N passed, N failed, N skipped": tests and stages together. Exit code 0 when nothing failed, 2 for wrong use.
set -euo pipefail
export LC_ALL=C.UTF-8

cd "$(dirname "${BASH_SOURCE[0]}")"
logs=build/check
jobs=$(nproc)
failed=()
passed_count=0
failed_count=0
skipped_count=0

# --- Stages --------------------------------------------------------------------------------------------------
# Each is a function stage_<name>: what it prints goes to its log, its exit code is the verdict, and a line that
# begins "-> " in its text says what to do about a failure.

all_stages=(format shell dev quickstart measured clang tidy cppcheck threads xapian-c fuzz)
quick_stages=(dev)

tracked() { # PATTERN...: files of the project, NUL-terminated
    if git -c safe.directory="$PWD" rev-parse --git-dir >/dev/null 2>&1; then
        git -c safe.directory="$PWD" ls-files -z --cached --others --exclude-standard -- "$@"
    else
        local pattern
        for pattern; do find . -path './build*' -prune -o -name "$pattern" -type f -print0; done
    fi
}

build() { # PRESET: configures when needed, and builds; goes on after an error, to show them all
    cmake --preset "$1" && cmake --build --preset "$1" -j "$jobs" -- -k 0
}

stage_format() {
    echo '-> clang-format -i FILE'
    local others
    # shellcheck disable=SC2016 # $1 is the inner shell's
    others=$(tracked '*.c' '*.h' '*.cc' '*.hh' | xargs -0 -n 1 -P "$jobs" \
        sh -c 'clang-format --dry-run -Werror "$1" 2>/dev/null || echo "$1"' sh)
    [ -z "$others" ] || { printf 'formatted otherwise: %s\n' "$others"; return 1; }
}

stage_shell() {
    echo '-> shellcheck says why at the link it prints'
    local scripts
    mapfile -d '' scripts < <(tracked '*' | xargs -0 grep -lZIE -m1 '^#!.*[/ ](ba)?sh$' --)
    [ "${#scripts[@]}" -gt 3 ] && shellcheck -x -P SCRIPTDIR -- "${scripts[@]}"
}

stage_dev() {
    echo '-> ctest --preset dev -R NAME runs one test again'
    build dev && ctest --preset dev -LE measured -j "$jobs"
}

# The release build has other warnings than -O1, and the newcomer's command has to work.
stage_quickstart() {
    echo '-> ./quickstart.sh; its log is build/quickstart.log'
    build release &&
        ./quickstart.sh >"$logs/quickstart.out" &&
        grep -q 'frafald' "$logs/quickstart.out" && grep -qE '\.pdf.*side [0-9ivxl]+' "$logs/quickstart.out" &&
        ./quickstart.sh fastholdelse >/dev/null
}

# What takes minutes under the sanitizers.
stage_measured() {
    echo '-> ctest --preset release -L measured'
    build release && ctest --preset release -L measured
}

stage_clang() {
    echo '-> cmake --build --preset dev-clang'
    build dev-clang
}

stage_tidy() {
    echo '-> .clang-tidy says which checks are on, and why others are off'
    build dev-clang && run-clang-tidy -quiet -p build/dev-clang -j "$jobs" "$PWD/(xapian-c|engine|indexer|searchd|cli|tests)/.*\.(c|cc)$"
}

stage_cppcheck() {
    echo '-> a false alarm is suppressed on its line (// cppcheck-suppress ID), with the reason'
    build dev-clang && cppcheck --project=build/dev-clang/compile_commands.json -j "$jobs" --quiet --error-exitcode=1 --inline-suppr \
        --enable=warning,performance,portability --library=gtk --suppressions-list=.cppcheck-suppressions \
        --template='{file}:{line}: {severity}: {message} [{id}]'
}

stage_threads() {
    echo '-> ctest --preset tsan -L threads'
    build tsan && ctest --preset tsan -L threads -j "$jobs"
}

stage_xapian-c() {
    echo '-> xapian-c must build and pass its tests without the rest of the tree'
    cmake -S xapian-c -B build/xapian-c -G Ninja && cmake --build build/xapian-c -j "$jobs" &&
        ctest --test-dir build/xapian-c --output-on-failure --no-tests=error -j "$jobs"
}

# The stored inputs are replayed by every build; here the fuzzers themselves are built and run for a moment.
stage_fuzz() {
    echo '-> tests/fuzz/README.md'
    build fuzz && tests/fuzz/run.sh build/fuzz 10
}

# --- Running them ----------------------------------------------------------------------------------------------

list_stages() {
    local name
    for name in "${all_stages[@]}"; do
        printf '%-12s%s\n' "$name" "$(declare -f "stage_$name" | sed -n "s/.*echo '-> \(.*\)';*$/\1/p")"
    done
}

# count LOG PASSED: adds ctest's own counts of this log, and the stage itself.
count() {
    local failing total skipped
    skipped=$(grep -cE '^[[:space:]]+[0-9]+ - .*\(Skipped\)$' "$1" || true)
    skipped_count=$((skipped_count + skipped))
    passed_count=$((passed_count - skipped))
    while read -r failing total; do
        failed_count=$((failed_count + failing))
        passed_count=$((passed_count + total - failing))
    done < <(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests? failed out of ([0-9]+)$/\1 \2/p' "$1")
    if [ "$2" = yes ]; then passed_count=$((passed_count + 1)); else failed_count=$((failed_count + 1)); fi
}

run_stage() { # NAME
    local name=$1 log=$logs/$1.log started=$SECONDS
    printf '%-12s' "$name"
    if (set -o pipefail; "stage_$name") >"$log" 2>&1 </dev/null; then
        printf 'ok      %4d s  %s\n' $((SECONDS - started)) "$(sed -nE 's/^[0-9]+% tests passed.* out of ([0-9]+)$/\1 tests/p' "$log")"
        count "$log" yes
    else
        printf 'FAILED  %4d s  %s\n' $((SECONDS - started)) "$log"
        grep -vE '^\[[0-9]+/[0-9]+\] |^ +Start +[0-9]+: | (Passed|\*\*\*Skipped) +[0-9.]+ sec$|^[0-9]+ warnings? generated|^-- ' "$log" |
            tail -n 80 | sed 's/^/    /'
        printf '    What to do %s\n' "$(sed -n 's/^-> /-> /p' "$log" | head -n 1)"
        failed+=("$name")
        count "$log" no
    fi
}

case "${1-}" in
'') stages=("${all_stages[@]}") ;;
quick) stages=("${quick_stages[@]}") ;;
--list) list_stages; exit 0 ;;
*)
    stages=("$@")
    for name in "${stages[@]}"; do
        declare -F "stage_$name" >/dev/null || { echo "check.sh: no stage '$name'; ./check.sh --list names them" >&2; exit 2; }
    done
    ;;
esac

scripts/install-packages.sh --for check
mkdir -p "$logs"
for name in "${stages[@]}"; do
    run_stage "$name"
done

if [ "${#failed[@]}" -gt 0 ]; then
    printf '\nFailed: %s. The logs are in %s.\n' "${failed[*]}" "$PWD/$logs"
fi
printf '\n%d passed, %d failed, %d skipped\n' "$passed_count" "$failed_count" "$skipped_count"
[ "$failed_count" -eq 0 ]
