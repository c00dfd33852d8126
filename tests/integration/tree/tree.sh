#!/usr/bin/env bash
# Rules of the tree that a compiler does not check. Looks at the files git tracks (a release tarball: at all).
set -euo pipefail
export LC_ALL=C.UTF-8

cd "$CASEBANK_SOURCE_DIR"
failures=0

broken() {
    printf 'not ok: %s\n' "$*"
    failures=$((failures + 1))
}

# The owner of the tree may be another user (a checkout that root builds): that is no reason not to look.
if git -c safe.directory="$PWD" rev-parse --git-dir >/dev/null 2>&1; then
    mapfile -t files < <(git -c safe.directory="$PWD" -c core.quotepath=off ls-files --cached | while read -r file; do
        [ ! -f "$file" ] || printf '%s\n' "$file"
    done)
else
    mapfile -t files < <(find . -path './build*' -prune -o -type f -print | sed 's|^\./||')
fi
[ "${#files[@]}" -gt 50 ] || broken "only ${#files[@]} files found: is $PWD the project?"

text_files() { # the files of the list that hold text
    printf '%s\0' "${files[@]}" | xargs -0 grep -lIs -e '' --
}
mapfile -t texts < <(text_files)
mapfile -t sources < <(printf '%s\n' "${texts[@]}" | grep -E '\.(c|h|cc|hh)$')
mapfile -t scripts < <(printf '%s\0' "${texts[@]}" | xargs -0 grep -lE -m1 '^#!.*\b(ba)?sh\b' -- | grep -v '\.md$')

for file in "${sources[@]}"; do
    IFS= read -r first <"$file" || true
    case "$first" in
    '/* SPDX-License-Identifier: GPL-3.0-or-later */' | '// SPDX-License-Identifier: GPL-3.0-or-later') ;;
    *) broken "$file: the first line is not its SPDX licence line" ;;
    esac
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || broken "$file: $lines lines; a file of over 600 is more than one thing: split it"
done

# A test script is run by its runner, and may take its settings from a common.sh beside it.
for file in "${scripts[@]}"; do
    [ -x "$file" ] || [[ $file == tests/* ]] || broken "$file: is a script but not executable (chmod +x)"
    grep -qE '^set -eu|^(source|\.) .*common\.sh' "$file" || broken "$file: lacks 'set -euo pipefail' (sh: 'set -eu')"
done

refuse() { # WHY PATTERN: no text may match it (brackets in the patterns keep this file from matching itself)
    local found
    found=$(printf '%s\0' "${texts[@]}" | xargs -0 grep -nE -e "$2" -- | head -5 || true)
    [ -z "$found" ] || broken "$1:"$'\n'"$found"
}

refuse 'a path of one machine has no place in the project' '(^|[^A-Za-z0-9._~/-])/(wor[k]|hom[e]|roo[t]|User[s])/'
refuse 'the host of a package registry has no place in the project' \
    '(de[b]|securit[y])\.debian\.org|registr[y]\.npmjs|pyp[i]\.org|prox[y]\.golang|crate[s]\.io'
refuse 'a conflict marker' '^(<<<<<<[<] |>>>>>>[>] )'

# --- Documents: what they refer to is there -----------------------------------------------------------------

for document in README.md CONTRIBUTING.md CHANGELOG.md docs/*.md; do
    [ -f "$document" ] || { broken "$document is missing"; continue; }
    folder=$(dirname "$document")
    while read -r target; do
        target=${target%%#*}
        case "$target" in '' | http*:* | mailto:*) continue ;; esac
        [ -e "$folder/$target" ] || broken "$document links to $target, which is not there"
    done < <(grep -oE '\]\([^) ]+\)' "$document" | sed 's/^](//; s/)$//')
    # shellcheck disable=SC2016 # the backticks are Markdown's
    while read -r path; do
        [ -e "$path" ] || broken "$document names $path, which is not there"
    done < <(grep -oE '`(\./)?(scripts|tests|docs|cmake|engine|indexer|searchd|cli|corpus|xapian-c)/[A-Za-z0-9_./-]+`' "$document" | tr -d '`' | sort -u)
done

# Commands in the README's console blocks: the script exists, the program knows the option.
while read -r words; do
    # shellcheck disable=SC2086 # split into words on purpose
    set -- $words
    while [[ ${1-} == *=* ]]; do shift; done
    command=${1-}
    case "$command" in
    ./*) [ -x "$command" ] || broken "README.md runs $command, which is not there" ;;
    esac
    program=${command##*/}
    case "$program" in casebank | casebank-index | casebank-searchd) ;; *) continue ;; esac
    [ -x "$CASEBANK_BIN_DIR/$program" ] || { broken "README.md runs $program, which is not built"; continue; }
    help=$("$CASEBANK_BIN_DIR/$program" --help 2>&1; [ "$program" != casebank ] || "$CASEBANK_BIN_DIR/casebank" "${2-}" --help 2>&1) || true
    for word in "${@:2}"; do
        case "$word" in
        --*) grep -qF -e "${word%%=*}" <<<"$help" || broken "README.md uses $program ${word%%=*}, which --help does not know" ;;
        esac
    done
done < <(awk '/^```/ { inside = !inside } inside && /^\$ / { print substr($0, 3) }' README.md)

[ "$failures" -eq 0 ] || { echo "$failures rules broken"; exit 1; }
echo "ok: ${#files[@]} files, ${#sources[@]} sources, ${#scripts[@]} scripts"
