#!/usr/bin/env bash
# The dependency rules of docs/ARCHITECTURE.md, checked on what was built and on the #include lines:
# which program loads which library, which archive calls which library, which folder includes whose headers.
set -euo pipefail
export LC_ALL=C

bin=$CASEBANK_BIN_DIR
src=$CASEBANK_SOURCE_DIR
failures=0

broken() {
    printf 'not ok: %s\n' "$*"
    failures=$((failures + 1))
}

holds() {
    printf 'ok: %s\n' "$*"
}

# Guards against a check that passes because it saw nothing.
for program in casebank casebank-index casebank-searchd casebank-extract; do
    [ -x "$bin/$program" ] || { echo "no program $bin/$program: build everything first"; exit 1; }
done

# --- Programs: what the loader loads, indirectly too ---------------------------------------------------------

loads() { # PROGRAM PATTERN
    ldd "$1" | awk '{ print $1 }' | grep -qE "^($2)\.so"
}

never_loads() { # PROGRAM LIBRARY...
    local program=$1 library
    shift
    for library; do
        if loads "$bin/$program" "$library"; then
            broken "$program loads $library: $(ldd "$bin/$program" | grep -E "$library" | head -1 | xargs)"
        else
            holds "$program does not load $library"
        fi
    done
}

does_load() { # PROGRAM LIBRARY...
    local program=$1 library
    shift
    for library; do
        if loads "$bin/$program" "$library"; then
            holds "$program loads $library"
        else
            broken "$program does not load $library: is this check reading the right program?"
        fi
    done
}

parsers='libpoppler|libpoppler-glib libxml2 libseccomp libtesseract liblept libcairo'
# shellcheck disable=SC2086 # a list of patterns
never_loads casebank $parsers libmicrohttpd libgio-2.0 libgobject-2.0 libgnutls
# shellcheck disable=SC2086
never_loads casebank-searchd $parsers libgio-2.0 libgobject-2.0
# shellcheck disable=SC2086
never_loads casebank-index $parsers libmicrohttpd libgnutls
never_loads casebank-extract libmicrohttpd libxapian libstemmer
does_load casebank libxapian libglib-2.0
does_load casebank-index libxapian libglib-2.0
does_load casebank-searchd libmicrohttpd libxapian
# Built with sanitizers, it has no cage.
[ "${INSTRUMENTED:-0}" = 1 ] || does_load casebank-extract libseccomp
does_load casebank-extract libpoppler-glib libxml2 libtesseract liblept libcairo

# Named by the program itself, not only by one of its libraries.
for program in casebank casebank-index casebank-searchd casebank-extract; do
    for needed in $(readelf -d "$bin/$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\.so.*/\1/p'); do
        case "$needed:$program" in
        libpoppler*:casebank-extract | libxml2:casebank-extract | libtesseract:casebank-extract | liblept:casebank-extract | libseccomp:casebank-extract | libmicrohttpd:casebank-searchd) ;;
        libpoppler*:* | libxml2:* | libtesseract:* | liblept:* | libcurl*:* | libarchive:* | libseccomp:* | libmicrohttpd:*) broken "$program is linked with $needed" ;;
        esac
    done
done

# --- Archives: who calls what --------------------------------------------------------------------------------

archives() { # NAME: the archives of the build, NUL-terminated; what other tests build meanwhile comes and goes
    find "$CASEBANK_BUILD_DIR" \( -name tests -o -name test-run \) -prune -o -name "$1" -print0
}

callers() { # PATTERN: the archives with an undefined symbol of that name, one a line
    archives '*.a' |
        xargs -0 -r nm -A -u 2>/dev/null |
        awk -v pattern="$1" '$NF ~ pattern { sub(/:.*/, ""); n = split($0, path, "/"); print path[n] }' | sort -u
}

called_only_by() { # WHAT PATTERN ARCHIVE
    local found
    found=$(callers "$2" | xargs)
    if [ "$found" = "$3" ]; then
        holds "$1 is called by $3 alone"
    else
        broken "$1 is called by '${found}', not by $3 alone"
    fi
}

called_only_by libstemmer '^sb_stemmer_' libcasebank-danish.a
called_only_by Xapian '^_ZN[A-Z]*6Xapian' libxapian-c.a

glib_in_xapian_c=$(archives libxapian-c.a | xargs -0 -r nm -u | awk '$NF ~ /^g_/ { print $NF }' |
    sort -u | xargs)
if [ -z "$glib_in_xapian_c" ]; then
    holds 'xapian-c does not call GLib'
else
    broken "xapian-c calls GLib: $glib_in_xapian_c"
fi

# --- Sources: who includes what ------------------------------------------------------------------------------

sources() { # FOLDER...: C and C++ sources below them, without the tests of xapian-c's own
    local folder
    for folder; do
        [ ! -d "$src/$folder" ] || find "$src/$folder" -name '*.[ch]' -o -name '*.cc' -o -name '*.cpp' -o -name '*.hh' -o -name '*.hpp'
    done
}

included_only_below() { # WHAT PATTERN FOLDER...
    local what=$1 pattern=$2 file outside=() inside=0
    shift 2
    while read -r file; do
        local allowed="" folder
        for folder; do
            case "$file" in "$src/$folder"/*) allowed=yes ;; esac
        done
        if [ -n "$allowed" ]; then
            inside=$((inside + 1))
        else
            outside+=("${file#"$src"/}")
        fi
    done < <(sources xapian-c engine indexer searchd cli tests | xargs grep -lE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)" || true)
    if [ "${#outside[@]}" -gt 0 ]; then
        broken "$what headers are included outside $*: ${outside[*]}"
    elif [ "$inside" -eq 0 ]; then
        broken "nobody includes $what headers: is this check looking for the right name?"
    else
        holds "$what headers are included below $* alone"
    fi
}

included_only_below Xapian 'xapian\.h|xapian/' xapian-c
included_only_below poppler 'poppler' indexer/extract
included_only_below tesseract 'tesseract/|leptonica/' indexer/extract
included_only_below libxml2 'libxml/' indexer/extract
included_only_below libseccomp 'seccomp\.h' indexer/extract tests/faults
included_only_below libmicrohttpd 'microhttpd' searchd
included_only_below libstemmer 'libstemmer' engine/danish
included_only_below xapian-c 'xapian_c' xapian-c engine/index engine/search tests/unit tests/fuzz tests/bench

cplusplus=$(find "$src" -path "$src/build*" -prune -o -path "$src/.git" -prune -o \
    \( -name '*.cc' -o -name '*.cpp' -o -name '*.cxx' -o -name '*.hh' -o -name '*.hpp' \) -print |
    grep -v "^$src/xapian-c/" | xargs || true)
if [ -z "$cplusplus" ]; then
    holds 'C++ stands below xapian-c alone'
else
    broken "C++ outside xapian-c: $cplusplus"
fi

includes_none() { # FOLDER PATTERN WHY
    local found
    found=$(sources "$1" | xargs grep -lE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($2)" | xargs || true)
    if [ -z "$found" ]; then
        holds "$3"
    else
        broken "not so: $3 ($found)"
    fi
}

includes_none xapian-c 'glib|gio|casebank/' 'xapian-c knows neither GLib nor the engine'
includes_none engine '(\.\./)*(indexer|searchd|cli)/|page\.h|extractor\.h|extract/' 'the engine knows none of the programs'
includes_none indexer '(\.\./)*(searchd|cli)/' 'the indexer knows neither searchd nor the CLI'
includes_none searchd '(\.\./)*(indexer|cli)/' 'searchd knows neither the indexer nor the CLI'
includes_none cli '(\.\./)*(indexer|searchd)/' 'the CLI knows neither the indexer nor searchd'

[ "$failures" -eq 0 ] || { echo "$failures rules broken: docs/ARCHITECTURE.md says why they are there"; exit 1; }
