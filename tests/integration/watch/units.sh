#!/usr/bin/env bash
# The systemd units: systemd understands them, they are shut in, and what they start is what casebank-index has.
set -euo pipefail
. "$(dirname "$0")/common.sh"
command -v systemd-analyze >/dev/null || { echo 'skipped: no systemd-analyze here'; exit 77; }
units=$CASEBANK_SOURCE_DIR/dist/systemd

# --- What systemd says ----------------------------------------------------------------------------------------

# Installed they find casebank-index in bin; here it is named.
mkdir here
for unit in casebank-index.service casebank-index-watch.service casebank-index.timer; do
    sed "s#^ExecStart=casebank-index#ExecStart=$CASEBANK_BIN_DIR/casebank-index#" "$units/$unit" >"here/$unit"
done
systemd-analyze verify --man=no here/* >out 2>err || fail 'systemd-analyze verify'
! says err casebank || fail 'systemd-analyze verify complains'
if systemd-analyze security --offline=true --threshold=15 here/casebank-index.service >out 2>err; then
    systemd-analyze security --offline=true --threshold=15 here/casebank-index-watch.service >out 2>err ||
        fail 'casebank-index-watch.service may do too much'
else
    grep -qE 'unrecognized|offline' err || fail 'casebank-index.service may do too much'
    echo 'systemd is too old to measure how shut in the services are'
fi
block() { sed -n '/^# --- What it may do/,/^OOMPolicy/p' "$units/$1" | tail -n +2; }
[ -n "$(block casebank-index.service)" ] || fail 'the units look otherwise than this test believes'
[ "$(block casebank-index.service)" = "$(block casebank-index-watch.service)" ] || fail 'the two services may do different things'

# --- What casebank-index says ---------------------------------------------------------------------------------

# All variables of the commands have a value in the file that configures them.
grep -hoE '[$][{]?CASEBANK_[A-Z]*' "$units"/*.service | grep -o 'CASEBANK_.*' | sort -u | while read -r name; do
    grep -q "^$name=" "$units/casebank.default" || fail "$name is not in casebank.default"
done

# Their commands do what they are for. Run as systemd would, with the variables set.
mkdir side
page side/makker.html 'Nordlund Kommune: Makkerordning' 'Alle nye elever får en makker på første dag.'
sed -e "s#/var/lib/casebank/#$PWD/#; s#/srv/casebank#$PWD/side#" "$units/casebank.default" >default
set -a
# shellcheck source=/dev/null
. ./default
set +a
command_of() { sed -n 's/^ExecStart=casebank-index //p' "$units/$1"; }
eval "casebank-index $(command_of casebank-index.service)" >out 2>err || fail 'the command of casebank-index.service'
finds makker >/dev/null || fail 'no index'
[ -s report.html ] || fail 'no report'

# --- What systemd is told -------------------------------------------------------------------------------------

cat >listen.py <<'END'
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
while True:
    with open("told", "ab") as told:
        told.write(s.recv(4096) + b"\n")
END
python3 listen.py socket &
listener=$!
trap 'end_watcher; kill "$listener" 2>/dev/null || true' EXIT
for _ in $(seq 200); do [ ! -S socket ] || break; sleep 0.05; done
eval "NOTIFY_SOCKET=$PWD/socket WATCHDOG_USEC=400000 exec casebank-index $(command_of casebank-index-watch.service) --settle 0" >out 2>err &
watcher=$!
eventually says told READY=1
eventually says told 'STATUS=Venter på ændringer; sidst ajour kl. '
eventually says told WATCHDOG=1
mv side gemt
eventually says told 'prøver igen, når noget er ændret'
mv gemt side
stop TERM 0
watcher=$listener
eventually says told STOPPING=1
watcher=
echo 'ok: the units'
