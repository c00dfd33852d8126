# shellcheck shell=bash
# What the scripts of this folder share: they source it, with CASEBANK_BIN_DIR set and `work` an own folder.
export LC_ALL=C.UTF-8
: "${work:?an own folder}"
export PATH=${CASEBANK_BIN_DIR:?the folder of the programs}:$PATH
# shellcheck disable=SC2034 # for who sources this
repository=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

fail() {
    echo "not ok: $*"
    exit 1
}

# knows PROGRAM OPTION: whether its --help names the option.
knows() {
    "$1" --help | grep -F -- "$2" >/dev/null
}

# first N: so many lines, as head, but reads on to the end: who writes to it would be told by a signal that nobody
# reads any more, now and then, and the script would end there.
first() {
    sed -n "1,$1p"
}

has_check() {
    casebank help check >/dev/null 2>&1
}

# is_sound INDEX: `casebank check` finds nothing; always true for a casebank without that command.
is_sound() {
    ! has_check || casebank check --index "$1" >"$work/check" 2>&1 || fail "casebank check $1: $(tail -n 5 "$work/check")"
}

# ids_of INDEX QUERY: the ids of all cases that have the words, sorted; fails when the search does.
ids_of() {
    local code=0
    casebank search --index "$1" --strict --per-page 100 --format json "$2" >"$work/answer" 2>"$work/err" || code=$?
    [ "$code" -le 1 ] || fail "searching $1 for »$2«: exit code $code: $(cat "$work/err")"
    jq -e 'if .total > 100 then error("too common a word") else .hits[].case_id end' -r "$work/answer" | sort || [ "$code" -eq 1 ]
}

# all_of INDEX QUERIES-FILE: what a reader can see of an index, as lines: every answer in its order, every case.
all_of() {
    while read -r query; do
        printf '%s\t' "$query"
        casebank search --index "$1" --per-page 20 --format json "$query" | jq -cS 'del(.took_ms)' || true
    done <"$2"
    casebank status --index "$1" --files --format json | jq -r '.file_list[] | [.path, .state, .reason // ""] | @tsv' | sort
    cases_of "$1" | while read -r id; do
        casebank show --index "$1" --format json "$id" | jq -cS .
    done
}

cases_of() { # INDEX
    casebank status --index "$1" --files --format json | jq -r '.file_list[].cases[]' | sort -u
}
