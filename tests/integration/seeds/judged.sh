#!/usr/bin/env bash
# Judged queries for the five real pages: what must be found, what must stand first, what must not be there.
# shellcheck source-path=SCRIPTDIR
. "$CASEBANK_SOURCE_DIR/tests/integration/seeds/common.sh"

declare -A id=([AAL]=000 [ESB]=001 [FRE]=002 [BUD]=003:buddy [VEJ]=003:faelles [SOM]=003:somatisk [MEN]=003:mentorer
    [REN]=003:rengoering [HAN]=003:sosu [HOR]=004:horsens [VAR]=004:varde [LOL]=004:lolland [SON]=004:soenderborg
    [ODE]=004:odense)

# judge QUERY FOUND FIRST FORBIDDEN: prints what is wrong.
judge() {
    local hits found key
    hits=$(casebank search --index index --format json --per-page 100 -- "$1" | jq -r '.hits[].case_id | sub("_[0-9a-f]+"; "")') || true
    for found in ${2//,/ }; do
        key=${id[${found%%=*}]}
        grep -q "^$key" <<<"$hits" || echo "${found%%=*} is not found"
    done
    if [ -n "$3" ] && [[ $hits != "${id[$3]}"* ]]; then
        echo "$3 does not stand first, but $(head -n 1 <<<"$hits")"
    fi
    for key in ${4//,/ }; do
        grep -q "^${id[$key]}" <<<"$hits" && echo "$key is found"
    done
    return 0
}

n=0
failed=0
while IFS=$'\037' read -r -u 3 query must first forbidden; do
    [[ $query == '#'* || -z $query ]] && continue
    n=$((n + 1))
    wrong=$(judge "$query" "$must" "$first" "$forbidden" | paste -sd';')
    if [ -n "$wrong" ]; then
        echo "not ok: »$query«: $wrong"
        failed=1
    fi
done 3< <(tr '\t' '\037' <"$shared/data/seeds_judged_dev.tsv") # read would fold tabs around an empty field
[ "$n" -gt 10 ] || fail "only $n queries were read"
exit "$failed"
