#!/usr/bin/env bash
# casebank eval on a case bank of six lines, where every figure can be worked out by hand.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH

fail() {
    echo "not ok: $*"
    [ -f err ] && sed 's/^/    /' err
    exit 1
}

equal() { # WHAT EXPECTED ACTUAL
    [ "$2" = "$3" ] || fail "$1: expected »$2«, got »$3«"
}

# measure CODE ARGUMENT...: answers in ./out, complaints in ./err.
measure() {
    local expected=$1 code=0
    shift
    casebank eval --index index --queries q.tsv --judgments j.tsv "$@" >out 2>err || code=$?
    equal "exit code of eval $*" "$expected" "$code"
}

cat >sager.tsv <<'END'
a	Cykelværksted	Elever reparerer cykler i et værksted.
b	Frokost	Frokost med kolleger hver fredag.
c	Havearbejde	Haven passes af frivillige.
d	Svømning	Svømning for begyndere, med frokost bagefter.
e	Elevfrafald	Om elevfrafald.
f	Strik	Strik og garn.
END
cat >q.tsv <<'END'
# nummer og søgning

q1	cykler
q2	frokost (fredag)
q3	frafald
q4	strik
q5	have
END
# q1: a first, and nothing else. q2: b has both words and comes first, d follows and must not be there. q3: e, by a part.
# q4: nothing is judged. q5: nothing is relevant, and what must not be found is not there.
cat >j.tsv <<'END'
q1	a	3
q1	f	1
q2	b	1
q2	d	-1
q3	e	2
q5	b	-1
q5	c	0
q9	a	1
END
casebank-index --quiet --index index sager.tsv

# --- Figures --------------------------------------------------------------------------------------------------

measure 0 --format json
equal 'the counts' '{"version":1,"queries":3,"forbidden":1,"must_not_only":1,"skipped":1,"unknown_cases":0}' \
    "$(jq -c '{version, queries, forbidden, must_not_only, skipped, unknown_cases}' out)"
# nDCG of q1: 3 / (3 + 1/log2(3)) = 0.826235; of the others 1.
equal 'ndcg@10' 0.942078 "$(jq '."ndcg@10"' out)"
equal 'the other means' '[1,1,0.833333]' "$(jq -c '[."mrr@10", ."p@1", ."recall@100"] | map(. * 1000000 | round / 1000000)' out)"

measure 0 --format json --per-query
equal 'the queries' '[["q1","cykler",1,0],["q2","frokost (fredag)",1,1],["q3","frafald",1,0],["q5","have",null,0]]' \
    "$(jq -c '[.per_query[] | [.qid, .query, .rank, .forbidden]]' out)"
equal 'fields without a relevant case' 'forbidden qid query rank relevant' "$(jq -r '.per_query[3] | keys | sort | join(" ")' out)"

measure 0
head -n 1 out | grep -qF '3 forespørgsler mod index' || fail 'the text does not say what was measured'
grep -q 'nDCG@10 *0,942' out || fail 'the text has another nDCG@10'
grep -qF '1 forespørgsel siger kun, hvad der ikke må findes.' out || fail 'the text does not count what is only forbidden'
measure 0 --per-query
grep -qF 'frokost (fredag) (q2) 1 forbudte' out || fail 'the text does not show the query'
measure 0 --format tsv
equal 'rows' 'queries ndcg@10 mrr@10 p@1 recall@100 forbidden must_not_only skipped unknown_cases' "$(cut -f 1 out | paste -sd' ')"
measure 0 --format tsv --per-query
equal 'row of a query' "$(printf 'q2\tfrokost (fredag)\t1\t1.000000\t1.000000\t1.000000\t1.000000\t1')" "$(sed -n 2p out)"

# --- Thresholds -----------------------------------------------------------------------------------------------

measure 0 --min mrr@10=1 --min recall@100=0.8333
measure 1 --min mrr@10=0.5 --min recall@100=0.84 --min ndcg@10=0.95
equal 'complaints' 2 "$(wc -l <err)"
grep -qF 'recall@100 er 0.8333 og skal være mindst 0.84' err || fail 'the measure that is too low is not named'
[ -s out ] || fail 'figures below a threshold are not shown'
for wrong in mrr=0.5 mrr@10 mrr@10= mrr@10=x mrr@10=1.5 mrr@10=-1 mrr@10=nan; do
    measure 2 --min "$wrong"
    grep -qF -- '--min skal være' err || fail "--min $wrong is not explained"
done

# --- Comparison -----------------------------------------------------------------------------------------------

measure 0 --no-compounds --format json
equal 'what it is held against' '--no-compounds' "$(jq -r .against.name out)"
equal 'the difference' '[-0.333333,0,1,2]' "$(jq -c '.against.differences."mrr@10" | [.difference, .wins, .losses, .ties]' out)"
jq -e '.against.differences."mrr@10".p == 1' out >/dev/null || fail 'one query is no evidence'
measure 0 --no-compounds
grep -q 'nr. 1 / ikke fundet *frafald (q3)' out || fail 'the query that changed is not shown'
measure 0 --exact --format tsv
equal 'columns of a comparison' 8 "$(sed -n 2p out | awk -F'\t' '{ print NF }')"

grep -v '^e' sager.tsv >faerre.tsv
casebank-index --quiet --index andet faerre.tsv
measure 0 --against andet --format json
equal 'cases that the other index lacks' '0 1' "$(jq -r '"\(.unknown_cases) \(.against.unknown_cases)"' out)"
measure 0 --against index --format json
equal 'an index against itself' '[0,0,0,3,1]' "$(jq -c '.against.differences."ndcg@10" | [.difference, .wins, .losses, .ties, .p]' out)"

# --- Wrong use ------------------------------------------------------------------------------------------------

expect_error() { # CODE WORDS ARGUMENT...
    local expected=$1 words=$2 code=0
    shift 2
    casebank eval "$@" >out 2>err || code=$?
    equal "exit code of eval $*" "$expected" "$code"
    grep -qF -- "$words" err || fail "»$words« is not said"
    [ ! -s out ] || fail 'something is written to standard output'
}
expect_error 2 '--queries FIL' --index index
expect_error 2 '--judgments FIL' --index index --queries q.tsv
expect_error 2 'nej.tsv kan ikke læses' --index index --queries nej.tsv --judgments j.tsv
expect_error 2 'ved ikke hvad »frafald« er' --index index --queries q.tsv --judgments j.tsv frafald
expect_error 3 'intet' --index intet --queries q.tsv --judgments j.tsv
expect_error 3 'intet' --index index --against intet --queries q.tsv --judgments j.tsv
printf 'q1\ta\n' >kort.tsv
expect_error 2 'kort.tsv: linje 1: der skal være 3 kolonner' --index index --queries q.tsv --judgments kort.tsv
printf 'q1\ta\t7\n' >hoej.tsv
expect_error 2 'hoej.tsv: linje 1: karakteren' --index index --queries q.tsv --judgments hoej.tsv
: >tom.tsv
expect_error 2 'ingen af forespørgslerne' --index index --queries q.tsv --judgments tom.tsv
casebank eval --help | grep -qF -- '--judgments FIL' || fail 'no help'
casebank mål --index index --queries q.tsv --judgments j.tsv >out || fail 'the Danish name does not work'
