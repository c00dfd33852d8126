#!/usr/bin/env bash
# The five real pages: fourteen cases, each with its attachments, and the main search.
# shellcheck source-path=SCRIPTDIR
. "$CASEBANK_SOURCE_DIR/tests/integration/seeds/common.sh"

# equal WHAT EXPECTED ACTUAL
equal() {
    [ "$2" = "$3" ] || fail "$1: expected »$2«, got »$3«"
}

# --- Status ----------------------------------------------------------------------------------------------------

casebank status --index index --format json --files >status.json
equal cases 14 "$(jq .cases status.json)"
equal kinds '{"case":9,"teaser":5,"document":0}' "$(jq -c .kinds status.json)"
equal 'missing attachments' 10 "$(jq .attachments.missing status.json)"
equal files '{"ok":5,"failed":0}' "$(jq -c .files status.json)"

# --- Each case, its kind, municipalities and attachments ---------------------------------------------------------

casebank search --index index --format json --per-page 100 '' >all.json
jq -r '.hits[] | [(.case_id | sub("_[0-9a-f]+"; "")), .kind, (.municipalities | join("+")), (.attachments | length),
    (.also_in | length), (.updated // "-")] | @tsv' all.json | sort >cases.tsv
sort >expected.tsv <<'END'
000	case	Aalborg	2	1	2024-03-14
001	case	Esbjerg	1	1	2023-11-17
002	case	Frederikshavn	1	2	2024-03-14
003:buddy-ordning	case	Vejle	3	0	-
003:faelles-foerste-praktikdag	case	Vejen	0	0	-
003:somatisk-praktik	case	Vesthimmerland	1	0	-
003:mentorer	case	Mariagerfjord	0	0	-
003:rengoeringsenhed	case	Aalborg	1	0	-
003:sosu-haandbog	case	Frederikshavn	1	0	-
004:horsens-kommune-hverdagsguider-saetter-ord-paa-faglig	teaser	Horsens	0	0	-
004:varde-kommune-klar-til-sosu	teaser	Varde	0	0	-
004:lolland-kommune-sproglige-forudsaetninger-er-vejen-til-sosu	teaser	Lolland+Vordingborg	0	0	-
004:soenderborg-kommune-mere-faglig-ledelse-til-gavn-for	teaser	Sønderborg	0	0	-
004:odense-kommune-fra-ledig-til-velfaerdsmedarbejder	teaser	Odense	0	0	-
END
diff -u expected.tsv cases.tsv || fail 'the cases differ'

# --- The main search -------------------------------------------------------------------------------------------

casebank search --index index --format json 'mentor frafald' >mentor.json
equal 'first hit' 000 "$(jq -r '.hits[0].case_id[0:3]' mentor.json)"
equal 'times the Aalborg case is a hit' 1 "$(jq '[.hits[] | select(.case_id | startswith("000"))] | length' mentor.json)"
equal 'hits that are a page of several cases' 0 \
    "$(jq '[.hits[] | select(.case_id | test("^00[34][^:]*$"))] | length' mentor.json)"

# Names, phones and mails of the contact boxes are nowhere but behind kontakt:.
grep -qE '@kl\.dk|@aalborg\.dk|\+45' all.json && fail 'a contact stands in an answer'
if casebank search --index index --strict 'Teamleder' >/dev/null; then
    fail 'a word of the contact block is found without kontakt:'
fi
casebank search --index index --format json 'kontakt:teamleder' | jq -e '.hits[0].contact | contains("Teamleder")' >/dev/null ||
    fail 'kontakt: does not find and show the contact block'
