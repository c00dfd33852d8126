#!/usr/bin/env bash
# Installs into a staging folder, moves the tree elsewhere, and uses it there: index, search, manual pages,
# and the xapian-c example compiled with nothing but the installed pkg-config file.
set -euo pipefail
export LC_ALL=C.UTF-8

fail() {
    echo "not ok: $*"
    exit 1
}

stage=$PWD/stage
DESTDIR=$stage cmake --install "$CASEBANK_BUILD_DIR" --prefix /usr >install.log || { cat install.log; fail 'cmake --install'; }
[ -x "$stage/usr/bin/casebank" ] || fail 'bin/casebank is not installed below DESTDIR'
mv "$stage/usr" moved
prefix=$PWD/moved

for file in bin/casebank bin/casebank-index bin/casebank-searchd libexec/casebank/casebank-extract \
    share/casebank/casebank-da.lex share/casebank/casebank-da.lex.NOTICE share/casebank/thesaurus.txt \
    share/man/man1/casebank.1 share/doc/casebank/README.md share/doc/casebank/LICENSE share/doc/casebank/docs/API.md \
    share/doc/casebank/docs/img/search.svg include/xapian_c.h; do
    [ -e "$prefix/$file" ] || fail "$file is not installed"
done
if [ -e "$prefix/bin/casebank-extract" ]; then
    fail 'casebank-extract is no command for people: it belongs in libexec alone'
fi
if [ -n "$(find "$prefix" -name '*glib*' -o -name 'test-*' -o -name 'replay-*')" ]; then
    fail 'tests are installed'
fi

# --- Programs --------------------------------------------------------------------------------------------------

for program in casebank casebank-index casebank-searchd; do
    "$prefix/bin/$program" --version | grep -qE '[0-9]+\.[0-9]+\.[0-9]+' || fail "$program --version"
done

mkdir pages
cp "$CASEBANK_SOURCE_DIR"/tests/integration/install/pages/* pages/
env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$prefix/bin/casebank-index" --index index pages ||
    fail 'the moved casebank-index (does it find ../libexec/casebank/casebank-extract?)'
"$prefix/bin/casebank" search --index index --format json cykelsti >answer.json || fail 'casebank search'
grep -q '"Cykelsti til skolen"' answer.json || { cat answer.json; fail 'the page with "cykelsti" is not found'; }
if grep -q 'Frokostordning' answer.json; then
    fail 'the page without "cykelsti" is found'
fi
"$prefix/bin/casebank" analyze --format json praktik | grep -q '"oplæring"' || fail 'the moved casebank finds no thesaurus'

# Without its data files it tells, and does not search worse in silence.
refused() { # FILE WHAT-IS-SAID
    mv "$prefix/share/casebank/$1" gone
    if "$prefix/bin/casebank" search --index index cykelsti >answer.txt 2>err; then
        fail "a search without $1 is answered"
    fi
    mv gone "$prefix/share/casebank/$1"
    [ ! -s answer.txt ] || fail "an answer without $1"
    grep -q "$2" err || { cat err; fail "without $1: »$2« is not said"; }
}
refused thesaurus.txt 'thesaurus.txt findes ikke; installér Casebank igen'
refused casebank-da.lex 'casebank-da.lex'

# --- Manual pages ----------------------------------------------------------------------------------------------

for page in "$prefix"/share/man/man?/*; do
    complaints=$(groff -k -man -Tutf8 -ww -z "$page" 2>&1) || true
    [ -z "$complaints" ] || fail "$page: $complaints"
done

# --- xapian-c for other programs -------------------------------------------------------------------------------

pc=$(find "$prefix" -name 'xapian-c.pc')
[ -n "$pc" ] || fail 'xapian-c.pc is not installed'
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
pkg-config --validate xapian-c || fail 'xapian-c.pc is not valid'
# pkg-config moves the prefix with the file.
read -r -a flags < <(pkg-config --define-prefix --cflags --libs --static xapian-c)
[ -z "$INSTRUMENTATION" ] || flags+=("$INSTRUMENTATION")
"$CC" -std=c17 -Wall -Wextra -Werror "$CASEBANK_SOURCE_DIR"/xapian-c/examples/*.c "${flags[@]}" -o example ||
    fail 'the xapian-c example does not compile against the installed library'
database=$(find index -name cases -type d)
term=$(./example "$database" Zcykelsti)
[ "$term" = 1 ] || [ "$term" = 2 ] || fail "the xapian-c example finds '$term' in our own index"
echo 'ok: the installed tree works after a move'
