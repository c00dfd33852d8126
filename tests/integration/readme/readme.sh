#!/usr/bin/env bash
# Runs the casebank and casebank-index commands of the README's console blocks and compares what they print with
# what the README says they print. White space counts as one space, so that the README may fold long lines; a
# line "..." stands for anything; a command without any output below it must only succeed.
set -euo pipefail
export LC_ALL=C.UTF-8
unset CASEBANK_INDEX NO_COLOR

export PATH="$CASEBANK_BIN_DIR:$PATH"
failures=0
n_run=0

# The README's commands are given at the top of the tree, after ./quickstart.sh.
ln -s "$CASEBANK_SOURCE_DIR/corpus" corpus
mkdir build
casebank-index --quiet --index build/sample-index --municipalities corpus/municipalities.txt corpus/pages >/dev/null 2>&1 ||
    [ $? -eq 1 ] # some of the sample's files cannot be read, on purpose

fold() {
    tr '\n' ' ' | sed -E 's/[[:space:]]+/ /g; s/^ //; s/ $//'
}

# matches PRINTED EXPECTED: the pieces of EXPECTED between its "..." stand in PRINTED in this order; the first at
# the beginning, the last at the end.
matches() {
    local rest=$1 expected=$2 piece first=yes
    while [[ $expected == *...* ]]; do
        piece=${expected%%...*}
        piece=${piece% }
        expected=${expected#*...}
        expected=${expected# }
        if [ -n "$first" ] && [[ $rest != "$piece"* ]]; then return 1; fi
        [[ $rest == *"$piece"* ]] || return 1
        rest=${rest#*"$piece"}
        first=
    done
    if [ -n "$first" ]; then [ "$rest" = "$expected" ]; else [[ $rest == *"$expected" ]]; fi
}

# Programs that are built with sanitizers have no cage, and say so; the README tells of those that have.
without_cage() { # TEXT
    if [ "${INSTRUMENTED:-0}" = 1 ]; then
        sed '/^Spærret /d; /^Læseprogrammet var ikke spærret inde/d' <<<"$1"
    else
        printf '%s' "$1"
    fi
}

try() { # COMMAND EXPECTED
    local printed status=0
    n_run=$((n_run + 1))
    printed=$(bash -c "$1" 2>&1 </dev/null) || status=$?
    printed=$(without_cage "$printed")
    # 1 is "no hits", or "some files could not be read".
    if [ "$status" -gt 1 ] || { [ -n "$2" ] && ! matches "$(fold <<<"$printed")" "$(without_cage "$2" | fold)"; }; then
        failures=$((failures + 1))
        printf 'not ok: $ %s (exit code %s)\n--- README.md\n%s\n--- printed\n%s\n---\n' "$1" "$status" "$2" "$printed"
    fi
}

command='' expected=''
finish() {
    case "$command" in casebank\ * | casebank-index\ *) try "$command" "$expected" ;; esac
    command='' expected=''
}
inside=
while IFS= read -r line; do
    case "$inside:$line" in
    ':```console') inside=yes ;;
    'yes:```') finish; inside= ;;
    'yes:$ '*) finish; command=${line#\$ } ;;
    yes:*) expected+=$line$'\n' ;;
    esac
done <"$CASEBANK_SOURCE_DIR/README.md"

[ "$n_run" -ge 3 ] || { echo "not ok: only $n_run commands found in README.md"; exit 1; }
[ "$failures" -eq 0 ] || { echo "$failures of $n_run commands print something else: mend them or the README"; exit 1; }
echo "ok: $n_run commands"
