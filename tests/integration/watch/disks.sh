#!/usr/bin/env bash
# casebank-index --watch and disks: one that is mounted, unmounted and mounted again; one that runs full.
set -euo pipefail
. "$(dirname "$0")/common.sh"

mkdir kilde disk lager
if ! mount -t tmpfs -o size=3m tmpfs disk 2>/dev/null; then
    echo 'skipped: file systems can only be mounted as root with the right to'
    exit 77
fi
unmount() {
    end_watcher
    umount -l disk kilde 2>/dev/null || true
}
trap unmount EXIT

# --- A source on a disk that is not there yet -----------------------------------------------------------------

page lager/makker.html 'Nordlund Kommune: Makkerordning' 'Alle nye elever får en makker på første dag.'
watch --settle 0 --index index kilde
eventually says err 'kilde: her er ingen sider'
mount --bind lager kilde
eventually finds makker
eventually is_idle
umount kilde
eventually says err 'et indeks, der var der, er uændret'
eventually is_idle
finds makker >/dev/null || fail 'the index is gone with the disk'
page lager/ny.html 'Engby Kommune: Hjemkomst' 'Eleverne bygger en drage.'
mount --bind lager kilde
eventually finds drage
page kilde/nyere.html 'Engby Kommune: Igen' 'Eleverne samler kastanjer.'
eventually finds kastanjer
stop TERM 0

# --- A disk that runs full ------------------------------------------------------------------------------------

rm -rf index
ln -s disk/index index
watch --settle 0 --index disk/index kilde
eventually finds kastanjer
eventually is_idle
mkdir mange
awk 'BEGIN { for (i = 1; i <= 200; i++) { file = "mange/side" i ".txt"
    print "Sag nummer " i " i Nordlund Kommune\n" >file
    for (j = 1; j <= 300; j++) print "Ord" i j " og lokale" j " samt elev" i * j "." >file
    close(file) } }'
mv mange kilde/mange
eventually says err 'prøver igen om 5 s'
finds kastanjer >/dev/null || fail 'no answers on a full disk'
mount -o remount,size=200m disk
kill -HUP "$watcher" # without waiting for the pause to end
eventually finds elev1400
stop TERM 0
echo 'ok: --watch and disks'
