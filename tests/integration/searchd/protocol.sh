#!/usr/bin/env bash
# HTTP itself: connections that stay open, and requests that a strict server refuses.
set -euo pipefail
# shellcheck source=tests/integration/searchd/common.sh
. "$(dirname "$0")/common.sh"
start_searchd --index index --idle-timeout 2 --max-request-bytes 16384 --max-target-bytes 8192

# raw FORMAT: what the service says to these bytes; it has to close the connection for us to see the end.
raw() {
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    # In a shell of its own: the service may have heard enough before we have said all (SIGPIPE).
    # shellcheck disable=SC2059 # the escapes are wanted
    (printf "$1" >&3) || true
    timeout 10 cat <&3 >out || true
    exec 3>&-
}

expect_raw() { # STATUS FORMAT
    raw "$2"
    local status
    status=$(sed -n '1s/^HTTP\/1\.1 \([0-9]*\).*/\1/p' out)
    if [ "$status" = "$1" ]; then
        ok "$1 to $2"
    else
        fail "'$status', not $1, to $2"
    fi
}

end='Host: a\r\nConnection: close\r\n\r\n'
expect_raw 200 "GET /healthz HTTP/1.1\r\n$end"
expect_raw 200 "GET http://www.example.dk/healthz HTTP/1.1\r\n$end"
expect_raw 400 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'
# A NUL in the address, sent as it is.
expect_raw 400 "GET /healthz\0 HTTP/1.1\r\n$end"
expect_text out nultegn
expect_raw 400 "GET /healthz\0/../x HTTP/1.1\r\n$end"
expect_raw 400 "GET /v1/search?q=a\0b HTTP/1.1\r\n$end"
# Two lengths for one body: where does it end?
expect_raw 400 'POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
expect_text out ambiguous-body
expect_raw 400 'GET /healthz HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
# What follows a refused body's head is not another request.
raw 'GET /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 47\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\nX: 12345678\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
[ "$(grep -c '^HTTP/1.1' out)" -eq 1 ] || fail "a body was read as a request: $(cat out)"
expect_text out unexpected-body
# An empty body is none.
expect_raw 200 "GET /healthz HTTP/1.1\r\nContent-Length: 0\r\n$end"
# Too much: the head, the address, the address by our own limit.
long=$(printf 'a%.0s' $(seq 20000))
expect_raw 431 "GET /healthz HTTP/1.1\r\nX: $long\r\n$end"
expect_raw 414 "GET /$long HTTP/1.1\r\n$end"
expect_raw 414 "GET /${long:0:9000} HTTP/1.1\r\n$end"
expect_text out address-too-long
expect_raw 505 "GET /healthz HTTP/3.0\r\n$end"
raw 'nonsense\r\n\r\n'
raw '\0\0\0\0\r\n\r\n'
raw '\026\003\001\002\r\n\r\n'

# A connection is kept, for a thousand requests.
connects=$(curl -s -o /dev/null -w '%{num_connects}+%{http_code}\n' "$url/v1/search?q=mentor&page=[1-1000]" |
    sort | uniq -c | awk '{ print $1 "x" $2 }' | sort | xargs)
[ "$connects" = '1x1+200 999x0+200' ] || fail "1,000 requests: $connects"

# Two requests at once on one connection are answered in turn.
raw "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /v1/search?q=mentor HTTP/1.1\r\n$end"
[ "$(grep -c '^HTTP/1.1 200' out)" -eq 2 ] || fail "pipelined: $(cat out)"

# Whoever says nothing is let go; the others do not wait for him.
exec 4<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /heal' >&4
expect_status 200 /healthz
if timeout 8 cat <&4 >silent; then
    ok 'a silent connection is closed'
else
    fail 'a silent connection stays open'
fi
exec 4>&-

stop_searchd

# No more connections than the limit: those above it wait, and are answered when there is room.
start_searchd --index index --threads 1 --max-connections 2 --idle-timeout 2
exec 4<>"/dev/tcp/127.0.0.1/$port" 5<>"/dev/tcp/127.0.0.1/$port"
expect_status 200 /healthz
exec 4>&- 5>&-
stop_searchd

# An address has its own limit.
start_searchd --index index --max-connections-per-address 1
exec 4<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /heal' >&4
sleep 0.2
if curl -s -m 5 -o /dev/null "$url/healthz"; then
    fail 'a second connection from the same address is let in'
fi
exec 4>&-
sleep 0.2
expect_status 200 /healthz
stop_searchd

finish
