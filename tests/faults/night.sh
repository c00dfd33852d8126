#!/usr/bin/env bash
# A night's story. The sample is indexed; then, one after the other, half its PDFs break, a folder moves, the run is
# killed, and the disk runs full; at last all is mended. At each step search works, and `casebank status` says of every
# file how it is.
#   night.sh      the programs are those of CASEBANK_BIN_DIR; exit code 0 when all went as it is told here
set -euo pipefail
case ${1-} in
'') ;;
--help) sed -n '2,5s/^# \?//p' "$0" && exit 0 ;;
*) echo 'night.sh takes no arguments' >&2 && exit 2 ;;
esac
work=$(mktemp -d "${TMPDIR:-/tmp}/night.XXXXXX")
# shellcheck source=common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
site=$work/site disk=$work/disk index=$work/disk/index
mkdir "$disk"
trap 'umount -l "$disk" 2>/dev/null || true; rm -rf -- "$work"' EXIT

say() {
    printf '\n%s  %s\n' "$1" "$2"
}

# --- What there is to ask --------------------------------------------------------------------------------------

# run EXIT-CODE [WORD...]: one run of the indexer; its messages must have the words.
run() {
    local expected=$1 code=0 word
    shift
    casebank-index --index "$index" --ocr off "$site" >"$work/out" 2>&1 || code=$?
    sed 's/^/       | /' "$work/out" | tail -n 4
    [ "$code" -eq "$expected" ] || fail "exit code $code, expected $expected"
    for word; do
        grep -qF -- "$word" "$work/out" || fail "»$word« is not said"
    done
}

# finds WORDS ID: the search gives the case.
finds() {
    casebank search --index "$index" --format json "$1" >"$work/answer" || fail "no answer to »$1«"
    jq -e --arg id "$2" 'any(.hits[]; .case_id == $id)' "$work/answer" >/dev/null || fail "»$1« does not find $2"
    echo "       »$1« finds $2"
}

finds_nothing() {
    local code=0
    casebank search --index "$index" --strict --format json "$1" >"$work/answer" || code=$?
    [ "$code" -eq 1 ] || fail "»$1« should find nothing (exit code $code)"
    echo "       »$1« finds nothing"
}

states() {
    casebank status --index "$index" --files --format json | jq -r '.file_list[] | [.path, .state] | @tsv' | sort
}

declare -A broken # PDFs that we broke, by their paths below the site

# How each file on the disk is, as we know it: what is wrong with the sample's own, and with what we broke.
truth() {
    (cd "$site" && find . -regex '.*\.\(html?\|txt\|pdf\)' -printf '%P\n') | sort | while read -r path; do
        state=ok
        case $path in
        filer/referater-fra-netvaerksmoeder.pdf) state=encrypted ;;
        filer/oversigt-over-elevboliger-og-buslinjer.pdf) state=damaged ;;
        filer/velkomsthilsen-2011-scannet.pdf) state=no-text ;;
        esac
        [ -z "${broken[$path]-}" ] || state=damaged
        printf '%s\t%s\n' "$path" "$state"
    done
    # A page of the sample names a PDF that nobody has.
    printf '%s\t%s\n' "$nobodys" missing
}

nobodys='Drejebog for elevambassadører.pdf'

tells_the_truth() {
    diff <(truth | sort) <(states) >"$work/diff" || fail "status does not tell the truth (<): $(head -n 6 "$work/diff")"
    is_sound "$index"
    echo "       status has all $(states | wc -l) files: $(states | cut -f 2 | sort | uniq -c | awk '{ printf "%s%d %s", (NR > 1 ? ", " : ""), $1, $2 }')"
}

# --- The night -------------------------------------------------------------------------------------------------

say 18:00 'The site is indexed.'
cp -r "$repository/corpus/pages" "$site"
cp "$repository/corpus/municipalities.txt" "$work/"
small_disk=yes
mount -t tmpfs -o size=48m tmpfs "$disk" 2>/dev/null || small_disk=no
run 1 'beskyttet med adgangskode' 'slutningen mangler'
finds 'mentor frafald' cases/aalborg-mentorindsats
finds 'nattevagt tjekliste' cases/nordlund-nattevagter
tells_the_truth
evening=$(states)

say 20:00 'A sync goes wrong: every second PDF is nothing but noise after its first line.'
cp -r "$site/filer" "$work/whole"
n=0
for pdf in "$site"/filer/*.pdf; do
    n=$((n + 1))
    [ $((n % 2)) -eq 0 ] || continue
    size=$(stat -c %s "$pdf")
    { head -c 16 "$work/whole/${pdf##*/}" && head -c $((size - 16)) /dev/zero | tr '\0' '~'; } >"$pdf"
    broken[${pdf#"$site"/}]=yes
done
run 1
finds 'mentor frafald' cases/aalborg-mentorindsats
tells_the_truth

say 22:00 'An editor moves a folder.'
mv "$site/cases" "$site/sager"
run 1
finds 'mentor frafald' sager/aalborg-mentorindsats
[ "$(jq '[.hits[].case_id | select(startswith("cases/"))] | length' "$work/answer")" -eq 0 ] || fail 'the old place is still found'
tells_the_truth

say 23:00 'A page is new; the run that is to take it along is killed again and again, now early, now late.'
new_page() { # NAME WORD
    printf '<!doctype html><title>%s</title><main><h1>Nordlund Kommune: %s</h1><p>Alle nye elever får %s fra første dag.</p></main>\n' \
        "$2" "$2" "$2" >"$site/sager/$1.html"
}
new_page ny-side natfolkeordning
for moment in 0.02 0.05 0.1 0.2 0.4; do
    casebank-index --quiet --index "$index" --ocr off "$site" >"$work/out" 2>&1 &
    sleep $moment
    kill -9 $! 2>/dev/null || true
    wait $! 2>/dev/null || true
    finds 'mentor frafald' sager/aalborg-mentorindsats >"$work/found"
    casebank status --index "$index" --files --format json >"$work/status" || fail 'status does not answer'
    is_sound "$index"
done
cat "$work/found"
echo '       ... after each of five kills'
run 1
finds natfolkeordning sager/ny-side
tells_the_truth

say 01:00 'The disk is full.'
new_page for-sent pladsmangel
before=$(states)
if [ $small_disk = yes ]; then
    dd if=/dev/zero of="$disk/filling" bs=1k status=none 2>/dev/null || true
    run 3 "$index"
    rm "$disk/filling"
else
    echo '       (no small disk may be mounted here: files may not grow instead)'
    (trap '' XFSZ && ulimit -f 8 && run 3 "$index")
fi
finds 'mentor frafald' sager/aalborg-mentorindsats
finds natfolkeordning sager/ny-side
finds_nothing pladsmangel
[ "$(states)" = "$before" ] || fail 'status has changed, though nothing was indexed'
is_sound "$index"

say 03:00 'There is room again, and the next run goes on from there.'
run 1
finds pladsmangel sager/for-sent
tells_the_truth

say 06:00 'The PDFs are whole again, the folder is back, the two pages are withdrawn.'
cp "$work/whole"/*.pdf "$site/filer/"
broken=()
mv "$site/sager" "$site/cases"
rm "$site/cases/ny-side.html" "$site/cases/for-sent.html"
run 1
finds 'mentor frafald' cases/aalborg-mentorindsats
finds_nothing natfolkeordning
tells_the_truth
[ "$(states)" = "$evening" ] || fail 'the morning is not as the evening was'

say 07:00 'The index answers as one that is made anew of the same site.'
casebank-index --quiet --index "$work/anew" --ocr off "$site" >"$work/out" 2>&1 || [ $? -eq 1 ] || fail 'the run'
cut -f 2 "$repository/corpus/queries.tsv" | first 60 >"$work/queries"
all_of "$index" "$work/queries" >"$work/all"
all_of "$work/anew" "$work/queries" >"$work/all-anew"
cmp "$work/all" "$work/all-anew" || fail "$(diff "$work/all" "$work/all-anew" | cut -c 1-300 | head -n 4)"
echo "       $(wc -l <"$work/all") answers, files and cases are the same"
