#!/usr/bin/env bash
# A disk that runs full while an index is built: one clear line, and the old index answers as before.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    [ -f err ] && sed 's/^/    /' err
    exit 1
}

mkdir disk
if ! mount -t tmpfs -o size=3m tmpfs disk 2>/dev/null; then
    echo 'skipped: a small file system can only be mounted as root with the right to'
    exit 77
fi
trap 'umount -l disk' EXIT

mkdir small
cat >small/side.html <<'END'
<!DOCTYPE html><html><body><main><h1>Nordlund Kommune: Makkerordning</h1><p>Alle nye elever får en makker.</p></main></body></html>
END
casebank-index --quiet --index disk/index small || fail 'the small index'

mkdir large
awk 'BEGIN {
    for (i = 1; i <= 400; i++) {
        file = "large/side" i ".txt"
        print "Sag nummer " i " i Nordlund Kommune\n" >file
        for (j = 1; j <= 300; j++)
            print "Ord" i j " og lokale" j " samt elev" i * j " fra hold" i + j "." >file
        close(file)
    }
}'
code=0
casebank-index --quiet --index disk/index large >out 2>err || code=$?
[ "$code" -eq 3 ] || fail "exit code $code, expected 3"
[ "$(wc -l <err)" -eq 1 ] || fail 'not one line'
grep -q 'disk/index' err || fail 'the index is not named'
grep -q 'disken er fuld' err || fail 'it is not said that the disk is full'
casebank search --index disk/index makker | grep -q Makkerordning || fail 'the old index does not answer'
find disk/index -name '*.new' | grep -q . && fail 'half a generation was left behind'
casebank-index --quiet --index disk/index small || fail 'the next run'
