# shellcheck shell=bash
# Indexes the real pages into ./index; sets shared. Sourced.
set -euo pipefail
export LC_ALL=C.UTF-8

fail() {
    echo "not ok: $*"
    exit 1
}

shared=${CASEBANK_SHARED:-$CASEBANK_SOURCE_DIR/../shared}
if [ ! -d "$shared/data/seeds" ]; then
    echo "skipped: the real pages are not here ($shared/data/seeds)"
    exit 77
fi
PATH=$CASEBANK_BIN_DIR:$PATH
casebank-index --quiet --index index "$shared/data/seeds" || fail 'casebank-index'
