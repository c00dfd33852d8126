#!/usr/bin/env bash
# The life of the service: starts without an index, follows new ones, stops cleanly in the middle of work.
set -euo pipefail
# shellcheck source=tests/integration/searchd/common.sh
. "$(dirname "$0")/common.sh"

# --- Wrong use, and addresses it cannot have
expect_exit 2 "$searchd"
expect_text err '--index'
expect_exit 2 "$searchd" --index index --listen nowhere
expect_text err '--listen'
expect_exit 2 "$searchd" --index index --listen 127.0.0.1:99999
expect_exit 2 "$searchd" --index index --threads 0
expect_exit 1 "$searchd" --index index --listen 192.0.2.1:8080
expect_text err '192.0.2.1:8080'
expect_exit 0 "$searchd" --help
expect_text out '--listen'
expect_exit 0 "$searchd" --version

# --- No index yet
start_searchd --index later
expect_text log 'later'
expect_problem 503 no-index '/v1/search?q=mentor'
expect_text headers 'Retry-After: '
expect_no_text out later
expect_problem 503 no-index /healthz
expect_problem 503 no-index /v1/cases/sager/mentor
expect_exit 1 "$searchd" --index index --listen "${url#http://}"
expect_text err "${url#http://}: et andet program bruger den allerede"
"$CASEBANK_BIN_DIR/test-make-index" later
expect_status 200 /healthz
expect_status 200 '/v1/search?q=mentor'
[ "$(grep -c 'kan ikke søge' log)" -eq 1 ] || fail 'the same trouble is logged again and again'
# It goes away and comes back.
mv later away
expect_problem 503 no-index /healthz
mv away later
expect_status 200 /healthz
expect_text log 'kan bruges igen'
kill -HUP "$pid"
expect_status 200 /healthz
stop_searchd

# --- Indexes are swapped while searches run: each search gets an answer
start_searchd --index index --threads 2
"$CASEBANK_BIN_DIR/test-make-index" index 100 20 &
swapper=$!
ask() { # until the swaps are over
    while kill -0 "$swapper" 2>/dev/null; do
        curl -s -w '%{http_code}\n' -o /dev/null "$url/v1/search?q=mentor+frafald&per_page=[1-40]" \
            -o /dev/null "$url/v1/cases/sager/mentor" -o /dev/null "$url/healthz"
    done
}
ask >asked.1 &
asker=$!
ask >asked.2
wait "$asker"
wait "$swapper" || fail 'the swaps failed'
statuses=$(sort asked.1 asked.2 | uniq -c | awk '{ print $2 }' | xargs)
[ "$statuses" = 200 ] || fail "during the swaps: $(sort asked.1 asked.2 | uniq -c | xargs)"
echo "$(cat asked.1 asked.2 | wc -l) answers during 100 swaps"
expect_status 200 /healthz
expect_text out '"generation":101'
# Nothing of the replaced ones is held on to: databases, or the disk space of their files.
deleted=$(find "/proc/$pid/fd" -lname '*(deleted)' | wc -l)
[ "$deleted" -le 40 ] || fail "$deleted files of replaced indexes are still open"
stop_searchd

# --- Told to stop in the middle of work: what has begun is answered, and that is all
start_searchd --index index --threads 2
for i in 1 2 3 4; do
    curl -s -o /dev/null -w '%{http_code}\n' "$url/v1/search?q=mentor&per_page=[1-100]&passages=[0-10]" >"load.$i" &
done
sleep 0.3
before=$(date +%s%N)
stop_searchd
took=$((($(date +%s%N) - before) / 1000000))
wait
[ "$took" -lt 1000 ] || fail "it took $took ms to stop"
echo "stopped in $took ms, after $(cat load.* | grep -c 200) answers"
[ "$(cat load.* | grep -c '^5')" -eq 0 ] || fail 'an error while stopping'
expect_text log stoppet

# --- SIGINT is a stop, too; whoever does not say all he has to say does not hold it up
start_searchd --index index
exec 4<>"/dev/tcp/127.0.0.1/$port" 5<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /heal' >&4
printf 'GET /healthz HTTP/1.1\r\nHost:' >&5
sleep 0.2
code=0
before=$(date +%s%N)
kill -INT "$pid"
wait "$pid" || code=$?
pid=
took=$((($(date +%s%N) - before) / 1000000))
[ "$code" -eq 0 ] || fail "SIGINT: $code"
[ "$took" -lt 1000 ] || fail "slow clients hold up the stop: $took ms"
exec 4>&- 5>&-

# --- Without standard streams no connection is taken for one of them
"$searchd" --index index --listen 127.0.0.1:0 --log-requests <&- >&- 2>&- &
pid=$!
sleep 0.5
kill -0 "$pid" || fail 'it needs standard streams'
ls -l "/proc/$pid/fd" >out
expect_text out ' 2 -> /dev/null'
stop_searchd

finish
