#!/usr/bin/env bash
# The API: the same answers as the command line, and every mistake named.
set -euo pipefail
# shellcheck source=tests/integration/searchd/common.sh
. "$(dirname "$0")/common.sh"
start_searchd --index index

without_time() {
    sed -E 's/"took_ms":[0-9.]+/"took_ms":0/' "$1"
}

# same_as_cli QUERY-STRING WORD...: the same answer, byte for byte but for the time it took.
same_as_cli() {
    local query=$1
    shift
    curl -s "$url/v1/search?$query" >http.json
    "$casebank" search --index index --format json "$@" >cli.json || true
    if cmp <(without_time http.json) <(without_time cli.json); then
        ok "like casebank search $*"
    else
        fail "not like casebank search $*"
    fi
}

# --- Search
same_as_cli 'q=mentor+frafald' mentor frafald
same_as_cli 'q=mentor%20frafald&relax=0' --kun-alle-ord mentor frafald
same_as_cli 'q=have&page=2&per_page=5&passages=1' --side 2 --antal 5 --uddrag 1 have
same_as_cli 'q=have&municipality=Engholm&municipality=nordstrand&year=2010..2012&sort=date' \
    --kommune Engholm --kommune nordstrand --aar 2010..2012 --sorter dato have
same_as_cli 'q=mentor&type=h%C3%A5ndbog&topic=Fastholdelse' --type håndbog --emne fastholdelse mentor
same_as_cli 'q=&municipality=Skovby' --kommune Skovby
same_as_cli '' ''
same_as_cli 'q=findesikkehverkenherellerder' findesikkehverkenherellerder
same_as_cli 'q=%22en+mentor%22&page=&year=&type=&sort=' '"en mentor"'
same_as_cli 'q=%28mentor+ELLER' '(mentor ELLER'
expect_status 200 '/v1/search?q=mentor'
expect_text headers 'Content-Type: application/json; charset=utf-8'
expect_text headers 'X-Content-Type-Options: nosniff'
expect_text headers 'Cache-Control: no-cache'
expect_no_text headers 'Connection: close'

# --- A case; its name may hold anything
expect_status 200 '/v1/cases/sager/mentor'
"$casebank" show --index index --format json sager/mentor | cmp - out || fail 'not like casebank show'
expect_no_text out Udviklingskonsulenten
expect_status 200 '/v1/cases/sager%2Fsamling%3Af%C3%B8rste%20uge'
expect_text out 'Buddy i første uge'
expect_problem 404 no-such-case '/v1/cases/sager/findesikke'
expect_problem 404 no-such-case "/v1/cases/$(printf 'a%.0s' $(seq 500))"
expect_problem 404 no-such-case '/v1/cases/../../etc/passwd'

# --- Health
expect_status 200 /healthz
expect_text out '"status":"ok"'
expect_text out '"cases":17'

# --- HEAD: as GET, without the body
expect_status 200 '/v1/search?q=mentor' -I
length=$(sed -n 's/\r$//; s/^Content-Length: //p' headers)
[ "$length" -gt 1000 ] || fail "HEAD tells a length of $length"
expect_status 404 '/v1/cases/nothing' -I
expect_status 200 /healthz -I

# --- Mistakes
expect_problem 404 no-such-address /
expect_problem 404 no-such-address /v1/search/
expect_problem 404 no-such-address /v2/search
expect_problem 405 method-not-allowed '/v1/search?q=x' -X DELETE
expect_text headers 'Allow: GET, HEAD'
expect_problem 405 method-not-allowed '/v1/search' -d 'q=x'
expect_text headers 'Allow: GET, HEAD'
expect_problem 405 method-not-allowed /healthz -X OPTIONS
expect_problem 400 unexpected-body '/v1/search?q=x' -X GET -d 'q=y'
expect_text headers 'Connection: close'
expect_problem 400 bad-parameter '/v1/search?q=x&page=0'
expect_text out '"parameter":"page"'
expect_problem 400 bad-parameter '/v1/search?q=x&per_page=1000'
expect_problem 400 bad-parameter '/v1/search?q=x&q=y'
expect_problem 400 bad-parameter '/v1/search?q=x&muncipality=Vejle'
expect_text out 'municipality'
expect_problem 400 bad-address '/v1/search?q=%zz'
expect_problem 400 bad-address '/v1/search?q=%'
expect_problem 400 bad-address '/v1/search?q=a%00b'
expect_problem 400 bad-address '/v1/cases/a%00b'
expect_problem 400 bad-address '/v1/search?q=bl%e5'
expect_problem 414 address-too-long "/v1/search?q=$(printf 'a%.0s' $(seq 33000))"
expect_status 200 "/v1/search?q=$(printf '%%C3%%A5%.0s' $(seq 5000))"

stop_searchd
# What people ask and where they come from is nobody's business.
expect_no_text log mentor
expect_no_text log 127.0.0.1:0

# --- Unless it is asked for; and then a line is a line
start_searchd --index index --log-requests
curl -s -o /dev/null "$url/v1/search?q=mentor+%0Afrafald"
curl -s -o /dev/null -X DELETE "$url/v1/search"
exec 4<>"/dev/tcp/127.0.0.1/$port"
printf 'GET /\233\033[2J HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n' >&4
timeout 10 cat <&4 >out
exec 4>&-
stop_searchd
expect_text log 'GET /v1/search?q=mentor+%0Afrafald 200, '
expect_text log 'DELETE /v1/search 405, '
expect_text log 'GET /\233\033[2J 400, '

finish
