#!/usr/bin/env bash
# The thesaurus of the service: used, switched off, and read again when its file changes.
set -euo pipefail
# shellcheck source=tests/integration/searchd/common.sh
. "$(dirname "$0")/common.sh"

# write_thesaurus LINE: a new file in the place of the old one.
write_thesaurus() {
    printf '%s\n' "$1" >words.new
    mv words.new words.txt
}

# expect_log TEXT: within three seconds of asking.
expect_log() {
    local text=$1
    for _ in $(seq 60); do
        curl -s -o out "$url/v1/search?q=zebra"
        ! grep -qF -- "$text" log || return 0
        sleep 0.05
    done
    fail "the log does not say »$text«"
    cat log
}

# --- The shipped one, and none
start_searchd --index index
expect_status 200 '/v1/search?q=praktik'
expect_text out '"added":["oplæring"]'
expect_status 200 '/v1/search?q=praktik&thesaurus=0'
expect_text out '"expansions":[]'
expect_status 200 '/v1/search?q=praktik&exact=1'
expect_text out '"interpreted":"=praktik"'
expect_text out '"expansions":[]'
expect_status 200 '/v1/search?q=praktik&compounds=0'
expect_problem 400 bad-parameter '/v1/search?q=praktik&thesaurus=2'
stop_searchd
start_searchd --index index --no-thesaurus
expect_status 200 '/v1/search?q=praktik'
expect_text out '"expansions":[]'
stop_searchd

# --- Files that cannot be used
expect_exit 2 "$searchd" --index index --thesaurus words.txt
expect_text err 'words.txt findes ikke'
write_thesaurus '7 | abe, bil'
expect_exit 2 "$searchd" --index index --thesaurus words.txt
expect_text err 'words.txt, linje 1: vægten »7«'
expect_exit 2 "$searchd" --index index --thesaurus words.txt --no-thesaurus

# --- Read again when it changes
write_thesaurus '0.5 | zebra > mentor'
start_searchd --index index --thesaurus words.txt
expect_status 200 '/v1/search?q=zebra'
expect_text out '"added":["mentor"],"weight":0.5,"found":["mentor"]'
write_thesaurus '0.25 | zebra > frafald'
expect_log 'words.txt er læst igen'
expect_text out '"added":["frafald"],"weight":0.25'
# One with a mistake changes nothing, and is told of once.
write_thesaurus '0.25 | zebra >'
expect_log 'words.txt, linje 1'
expect_status 200 '/v1/search?q=zebra'
expect_text out '"added":["frafald"],"weight":0.25'
rm words.txt
expect_log 'words.txt findes ikke'
expect_text out '"added":["frafald"],"weight":0.25'
[ "$(grep -c 'linje 1' log)" -eq 1 ] || fail 'the same mistake is logged again and again'
# Told to look, it looks at once.
write_thesaurus '0.75 | zebra > mentor'
kill -HUP "$pid"
expect_log 'words.txt er læst igen'
expect_text out '"weight":0.75'

# --- Many threads ask while it changes: every search gets an answer
for i in $(seq 12); do
    write_thesaurus "0.$((i % 9 + 1)) | zebra > mentor"
    kill -HUP "$pid"
    sleep 0.1
done &
writer=$!
while kill -0 "$writer" 2>/dev/null; do
    curl -s -Z --parallel-max 8 -o /dev/null -w '%{http_code}\n' "$url/v1/search?q=zebra+mentor&page=[1-40]" >>codes
done
if grep -qv '^200$' codes; then
    fail "a search without an answer: $(sort codes | uniq -c | tr '\n' ' ')"
fi
stop_searchd
finish
