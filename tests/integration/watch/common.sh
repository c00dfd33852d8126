# What the tests of --watch share. Sourced.
export LC_ALL=C.UTF-8 TZ=UTC
PATH=$CASEBANK_BIN_DIR:$PATH
watcher=

fail() {
    echo "not ok: $*"
    for file in out err; do [ ! -s "$file" ] || sed "s/^/    $file: /" "$file" | tail -20; done
    exit 1
}

end_watcher() {
    [ -z "$watcher" ] || kill -KILL "$watcher" 2>/dev/null || true
}
trap end_watcher EXIT

page() { # FILE TITLE TEXT
    printf '<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>%s</title></head><body><main><h1>%s</h1><p>%s</p></main></body></html>\n' \
        "$2" "$2" "$3" >"$1"
}

# watch ARGUMENT...: starts casebank-index --watch with its output in out and err, and without descriptor 9, a lock.
watch() {
    casebank-index --watch "$@" >out 2>err 9>&- &
    watcher=$!
}

# eventually COMMAND...: until it is true; 30 seconds are a failure.
eventually() {
    local tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || fail "never: $*"
        kill -0 "$watcher" 2>/dev/null || fail "casebank-index --watch is gone, waiting for: $*"
        sleep 0.05
    done
}

finds() { # WORD
    casebank search --index index "$1"
}

finds_not() { # WORD
    local code=0
    casebank search --index index "$1" >/dev/null || code=$?
    [ "$code" -eq 1 ]
}

says() { # FILE TEXT
    grep -qF -- "$2" "$1"
}

# runs: how many runs that did something have ended.
runs() {
    grep -c 'indekset har' out || true
}

has_run() { # a run is on
    [ -n "$(cat /proc/"$watcher"/task/"$watcher"/children)" ]
}

is_idle() { # no run is on, and none is about to begin
    ! has_run && sleep 0.1 && ! has_run
}

# stop SIGNAL CODE: it ends with that exit code, and soon; with 0 between runs.
stop() {
    local code=0
    [ "$2" -ne 0 ] || eventually is_idle
    kill -"$1" "$watcher"
    timeout 20 tail --pid="$watcher" -f /dev/null || fail "SIG$1 does not end it"
    wait "$watcher" || code=$?
    watcher=
    [ "$code" -eq "$2" ] || fail "exit code $code after SIG$1, not $2"
}
