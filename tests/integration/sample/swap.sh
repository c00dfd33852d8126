#!/usr/bin/env bash
# Searches while the index is swapped a hundred times: each one answers, and from one whole generation.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    exit 1
}

# Two sources that answer differently: seven cases, or eleven.
for n in 7 11; do
    mkdir "source$n"
    for i in $(seq "$n"); do
        printf 'Nordlund Kommune: Indsats %s\n\nAlle elever får en makker i uge %s af forløbet.\n' "$i" "$i" >"source$n/side$i.txt"
    done
done
casebank-index --quiet --index index source7

(
    for i in $(seq 50); do
        casebank-index --quiet --index index source11
        casebank-index --quiet --index index source7
    done
    touch swapped
) 2>swap.err &
swapper=$!

searches=0
while [ ! -e swapped ]; do
    total=$(casebank search --index index --format json makker | jq .total) || fail "a search failed after $searches"
    [ "$total" = 7 ] || [ "$total" = 11 ] || fail "half an index: $total cases"
    searches=$((searches + 1))
    kill -0 "$swapper" 2>/dev/null || [ -e swapped ] || fail "the swaps stopped: $(cat swap.err)"
done
wait "$swapper" || fail "an index run failed: $(cat swap.err)"
[ "$searches" -ge 20 ] || fail "only $searches searches were made during the swaps"
[ "$(casebank search --index index --format json makker | jq .total)" = 7 ] || fail 'not the last generation'
echo "$searches searches during 100 swaps"
