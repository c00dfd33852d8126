#!/usr/bin/env bash
# Runs every fuzzer of a build for some seconds: tests/fuzz/run.sh BUILD-FOLDER SECONDS
# New inputs stay in BUILD-FOLDER/found/NAME; an input that crashed is BUILD-FOLDER/found/NAME-crash-...
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=${1:?usage: run.sh BUILD-FOLDER SECONDS}
seconds=${2:?usage: run.sh BUILD-FOLDER SECONDS}
n_run=0
for fuzzer in "$build"/bin/fuzz-*; do
    [ -x "$fuzzer" ] || continue
    name=${fuzzer##*/fuzz-}
    mkdir -p "$build/found/$name"
    echo "== $name"
    "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$build/found/$name-" "$build/found/$name" "$here/inputs/$name"
    n_run=$((n_run + 1))
done
[ "$n_run" -gt 0 ] || { echo "no fuzzers in $build/bin: cmake --preset fuzz && cmake --build --preset fuzz" >&2; exit 1; }
