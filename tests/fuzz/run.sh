#!/usr/bin/env bash
# Runs the fuzzers of a build, one after the other, and tells what they found:
#
#   tests/fuzz/run.sh BUILD-FOLDER SECONDS [NAME...]
#
# SECONDS is for each; without names all targets are run. New inputs stay in BUILD-FOLDER/found/NAME and are the
# start of the next run. An input that broke a promise is BUILD-FOLDER/found/NAME-crash-..., what its run said is
# BUILD-FOLDER/found/NAME.log. The exit code is 1 when there is one, of this run.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
usage="usage: run.sh BUILD-FOLDER SECONDS [NAME...]"
build=${1:?$usage}
seconds=${2:?$usage}
shift 2
[[ $seconds =~ ^[1-9][0-9]*$ ]] || { echo "$usage" >&2; exit 2; }
if [ $# -eq 0 ]; then
    for source in "$here"/fuzz_*.c; do
        name=${source##*/fuzz_}
        set -- "$@" "${name%.c}"
    done
fi
for name; do
    [ -x "$build/bin/fuzz-$name" ] || {
        echo "$build/bin/fuzz-$name is missing: cmake --preset fuzz && cmake --build --preset fuzz" >&2
        exit 1
    }
done

# Some targets write small files all the time.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ]; then
    export TMPDIR=/dev/shm
fi
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
failed=()

# One number of the statistics at the end of a log.
stat() {
    sed -n "s/^stat::$1: *//p" "$build/found/$2.log" | tail -n 1
}

run() {
    local name=$1 log=$build/found/$1.log result=well
    mkdir -p "$build/found/$name"
    "$build/bin/fuzz-$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -verbosity=0 -artifact_prefix="$build/found/$name-" "$build/found/$name" "$here/inputs/$name" \
        >"$log" 2>&1 || { result="FAILED, see $log"; failed+=("$name"); }
    printf '%-11s %10s runs, %5s new inputs: %s\n' "$name" "$(stat number_of_executed_units "$name")" \
        "$(stat new_units_added "$name")" "$result"
    # What a caged process did not survive is no failure.
    sort "$log" | sed -n 's/^contained: /    contained: /p' | uniq -c | sort -rn | head -n 5
}

for name; do
    run "$name"
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "inputs that broke a promise:" >&2
    for name in "${failed[@]}"; do
        ls -d "$build/found/$name"-* 2>/dev/null || echo "none was written; see $build/found/$name.log"
    done >&2
    exit 1
fi
