#!/usr/bin/env bash
# Installs the Debian packages of scripts/packages.txt that are missing, and nothing when none is.
#
# Usage: scripts/install-packages.sh [--for run|check|measure|corpus]
#
# As root directly, else through sudo. Messages are in Danish: whoever tries the project reads them.
# Exit codes: 0 all there, 1 something is missing and could not be installed, 2 wrong use.
set -euo pipefail
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
list=$here/packages.txt

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

usage() {
    printf 'Brug: scripts/install-packages.sh [--for run|check|measure|corpus]\n' >&2
    exit 2
}

# wanted SETS: the packages of these sets.
wanted() {
    awk -v sets="$1" 'BEGIN { n = split(sets, s); for (i = 1; i <= n; i++) take[s[i]] = 1 }
        $1 in take { print $2 }' "$list"
}

# missing PACKAGE...: those of them that are not installed.
missing() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        awk '$1 == "installed" { print $2 }' || true)
    printf '%s\n' "$@" | grep -vxF -e "$installed" || true
}

# explain LOG: one sentence on why apt-get failed.
explain() {
    if grep -q 'No space left on device' "$1"; then
        echo 'disken er fuld'
    elif grep -q 'Could not get lock' "$1"; then
        echo 'et andet program er ved at installere pakker; prøv igen om lidt'
    elif grep -qE 'Temporary failure|Could not resolve|Could not connect|Unable to connect|Network is unreachable|Connection (timed out|refused)|Failed to fetch' "$1"; then
        echo "der er ikke forbindelse til Debians pakkeserver; prøv igen, når der er net"
    elif grep -q 'Unable to locate package' "$1"; then
        echo 'pakkerne findes ikke i denne udgave af Debian (der skal bruges Debian 12 eller nyere)'
    elif grep -qE 'password is required|no tty present|not in the sudoers|not allowed to' "$1"; then
        echo 'brugeren må ikke bruge sudo'
    else
        echo "apt-get fejlede; dens egne ord står i $1"
    fi
}

case "$*" in
'' | '--for run') sets='run' ;;
'--for check') sets='run check' ;;
'--for measure') sets='run check measure' ;;
'--for corpus') sets='corpus' ;;
*) usage ;;
esac
mapfile -t packages < <(wanted "$sets")

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    [ -n "${CASEBANK_SKIP_PACKAGES-}" ] && exit 0
    fail "Dette er ikke Debian, så pakkerne skal installeres i hånden (under andre navne): ${packages[*]}." \
        "Kør derefter igen med CASEBANK_SKIP_PACKAGES=1."
fi

mapfile -t absent < <(missing "${packages[@]}")
[ "${#absent[@]}" -gt 0 ] || exit 0

by_hand="apt-get install --no-install-recommends ${absent[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
        fail "Der mangler pakker, og sudo findes ikke. Kør dette som root, og prøv igen: $by_hand"
    as_root=(sudo)
    [ -t 0 ] || as_root+=(-n)
fi

printf 'Installerer fra Debian: %s\n' "${absent[*]}" >&2
log=$(mktemp "${TMPDIR:-/tmp}/casebank-packages.XXXXXX.log") ||
    fail "Kan ikke skrive en logfil i ${TMPDIR:-/tmp}: den er fuld eller skrivebeskyttet."
apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2)
# The package lists may be old or absent; when they cannot be refreshed the install below tells whether it matters.
"${as_root[@]}" "${apt[@]}" update >"$log" 2>&1 || true
if ! "${as_root[@]}" "${apt[@]}" install -y --no-install-recommends "${absent[@]}" >>"$log" 2>&1; then
    fail "Kan ikke installere ${absent[*]}: $(explain "$log"). Kommandoen var: $by_hand"
fi
rm -f "$log"
