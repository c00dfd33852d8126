#!/usr/bin/env bash
# Try Casebank: installs what is missing, builds it, indexes the sample in corpus/ and searches it.
#
# Usage: ./quickstart.sh [QUERY...]      (default: mentor frafald)
#
# Made things lie in build/: build/release the programs, build/sample-index the index, build/quickstart.log
# what cmake and the indexer said. Run again it does only what has changed. What is said to the person is Danish.
set -euo pipefail
export LC_ALL=C.UTF-8

cd "$(dirname "${BASH_SOURCE[0]}")"
log=build/quickstart.log
bin=build/release/bin
index=build/sample-index

case "${1-}" in
-h | --help)
    printf '%s\n' 'Brug: ./quickstart.sh [SØGEORD...]' \
        'Installerer, bygger, indekserer eksemplerne i corpus/ og søger i dem (ellers efter: mentor frafald).'
    exit 0
    ;;
esac
query=${*:-mentor frafald}

# A line a step, which "... færdig" ends.
step_open=
step() {
    printf '%s ...' "$1" >&2
    step_open=yes
}
done_step() {
    [ -z "$step_open" ] || printf ' færdig\n' >&2
    step_open=
}
fail() {
    [ -z "$step_open" ] || echo >&2
    printf 'Fejl: %s\n' "$*" >&2
    exit 1
}

# why DEFAULT: one sentence on what went wrong in the last step, from what its programs said.
why() {
    if grep -qE 'No space left on device|Ikke mere plads' "$log"; then
        echo "disken er fuld. Der skal bruges omkring 100 MB i $PWD/build."
    elif grep -qE 'Permission denied|Read-only file system' "$log"; then
        echo "brugeren $(id -un) må ikke skrive i $PWD/build. Slet mappen som den bruger, der har lavet den."
    elif grep -qE 'Killed|out of memory|Cannot allocate memory' "$log"; then
        echo 'der er for lidt hukommelse. Luk andre programmer, og prøv igen.'
    else
        echo "$1"
    fi
}

# run LOG-HEADING COMMAND...: its words go to the log.
run() {
    printf '\n== %s: %s\n' "$(date '+%F %T')" "$*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null
}

# Builds as the owner of the tree: after `sudo ./quickstart.sh` the next run needs no sudo.
scripts/install-packages.sh --for run || exit 1
if [ "$(id -u)" -eq 0 ] && [ -n "${SUDO_UID-}" ] && [ "${SUDO_UID}" -ne 0 ] &&
    [ "$(stat -c %u .)" = "$SUDO_UID" ]; then
    exec sudo -u "#$SUDO_UID" ./quickstart.sh "$query"
fi

{ mkdir -p build && : >"$log"; } 2>/dev/null ||
    fail "brugeren $(id -un) kan ikke skrive i $PWD/build: mappen er skrivebeskyttet, ejes af en anden, eller disken er fuld."

# --- Build ---------------------------------------------------------------------------------------------------

# A copy of the whole folder brings a build folder that belongs to the original: that one starts over.
forget_foreign_build() {
    [ ! -f build/release/CMakeCache.txt ] ||
        grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" build/release/CMakeCache.txt || rm -rf build/release
}

build() {
    forget_foreign_build
    { [ -f build/release/build.ninja ] || run cmake --preset release; } &&
        run cmake --build --preset release --target programs
}

[ -x "$bin/casebank" ] || step 'Bygger programmerne (et par minutter første gang)'
if ! build; then
    reason=$(why '')
    [ -n "$reason" ] || { echo; tail -n 15 "$log" | sed 's/^/    /'; } >&2
    fail "${reason:-programmerne kunne ikke bygges; det hele står i $PWD/$log.}"
fi
done_step

# --- Index ---------------------------------------------------------------------------------------------------

# What the index was made from: it is made anew when a file of the sample or a program differs.
fingerprint() {
    find corpus/pages corpus/municipalities.txt "$bin/casebank-index" "$bin/casebank-extract" \
        -type f -printf '%p %s %T@\n' | sort | sha256sum
}

made_from=$(fingerprint)
if [ ! -f "$index.made-from" ] || [ "$(cat "$index.made-from")" != "$made_from" ]; then
    step 'Indekserer eksemplerne i corpus/'
    # 1 is what it says of files that cannot be read, and the sample has some of those to show.
    status=0
    run "$bin/casebank-index" --index "$index" --municipalities corpus/municipalities.txt corpus/pages || status=$?
    [ "$status" -le 1 ] || fail "$(why "eksemplerne kunne ikke indekseres: $(tail -n 1 "$log")")"
    printf '%s\n' "$made_from" >"$index.made-from"
    done_step
fi

# --- Search --------------------------------------------------------------------------------------------------

printf '\n$ %s/casebank search --index %s --antal 3 %s\n\n' "$bin" "$index" "'$query'"
status=0
PAGER="" "$bin/casebank" search --index "$index" --antal 3 "$query" || status=$?
[ "$status" -le 1 ] || exit "$status"

cat <<HINT

Prøv også:
  ./quickstart.sh velkomstbrev
      søger efter noget andet i eksemplerne
  $bin/casebank search --help
      viser, hvad man kan skrive, og hvordan man vælger kommune, år og bilagstype
  $bin/casebank-index --index mit-indeks MAPPE
      laver et indeks over dine egne sider og PDF-filer
  $bin/casebank-searchd --index $index
      giver et websted adgang; prøv så http://127.0.0.1:8080/v1/search?q=mentor
Søgesproget står i docs/QUERY.md, resten i README.md.
HINT
