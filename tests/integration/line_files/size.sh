#!/usr/bin/env bash
# A large file is read line by line: twice the file takes no more memory but for what the index itself needs.
set -euo pipefail
export LC_ALL=C.UTF-8
PATH=$CASEBANK_BIN_DIR:$PATH
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=4 # the sanitizer's own keeping of freed memory

# peak FILE: the most memory while it is indexed, in kB.
peak() {
    rm -rf index
    /usr/bin/time -f %M -o peak casebank-index --quiet --index index "$1"
    tail -n 1 peak
}

[ -x /usr/bin/time ] || {
    echo 'skipped: /usr/bin/time is not here'
    exit 77
}
# A long field that is passed over costs reading alone: 1 MB a line.
filler=$(head -c 1000000 /dev/zero | tr '\0' x)
for n in 20 80; do
    for ((i = 0; i < n; i++)); do
        printf '{"id":"%d","title":"Sag %d","text":"En kort tekst om frafald.","raa":"%s"}\n' "$i" "$i" "$filler"
    done >"$n.jsonl"
done
small=$(peak 20.jsonl)
large=$(peak 80.jsonl)
rm -f 20.jsonl 80.jsonl
echo "20 MB: $small kB; 80 MB: $large kB"
[ "$large" -lt $((small + 20000)) ] || {
    echo 'not ok: memory grows with the file'
    exit 1
}
