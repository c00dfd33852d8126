#!/usr/bin/env bash
# What a person sees on a terminal: wrapped at its width, coloured where that is wanted, through a pager when it is long.
set -euo pipefail
# shellcheck source=tests/integration/cli/common.sh
. "$(dirname "$0")/common.sh"
command -v script >/dev/null || { echo 'no program "script" to make a terminal with'; exit 77; }

# on_terminal COLUMNS ROWS COMMAND: what COMMAND writes to a terminal of that size.
on_terminal() {
    TERM=${TERM_FOR_TEST:-xterm-256color} script -qec "stty cols $1 rows $2 -echo; $3" /dev/null </dev/null |
        tr -d '\r' >out
}

widest() { # of the lines of out, in columns, without colours; links and commands to copy are not broken
    sed -e 's/\x1b\[[0-9;]*m//g' -e '/https:/d' -e '/casebank show/d' out | wc -L
}

search="'$casebank' search --index index"

for columns in 60 80 100; do
    on_terminal $columns 500 "$search mentor frafald"
    width=$(widest)
    if [ "$width" -gt "$columns" ] || [ "$width" -le $((columns - 20)) ]; then
        fail "at $columns columns the widest line has $width"
    fi
    expect_text out $'\033[1;35mmentor\033[0m'
done
on_terminal 250 500 "$search mentor frafald"
[ "$(widest)" -le 100 ] || fail "lines of $(widest) columns are hard to read"

# A terminal that does not tell its size: COLUMNS, else 80.
on_terminal 0 0 "COLUMNS=50 $search --uddrag 10 mentor frafald"
[ "$(widest)" -le 50 ] || fail "COLUMNS=50 gives $(widest) columns"
on_terminal 0 0 "$search mentor frafald"
[ "$(widest)" -le 80 ] || fail "a terminal without a size gives $(widest) columns"

on_terminal 80 500 "NO_COLOR=1 $search mentor"
expect_no_text out $'\033'
on_terminal 80 500 "NO_COLOR= $search mentor"
expect_text out $'\033[1'
TERM_FOR_TEST=dumb on_terminal 80 500 "$search mentor"
expect_no_text out $'\033'
on_terminal 80 500 "$search --farver aldrig mentor"
expect_no_text out $'\033'
on_terminal 80 500 "$search gartneriet"
expect_no_text out $'\033[2J'
expect_no_text out $'\033]'

# JSON for a person to look at is indented.
on_terminal 80 500 "$search --format json mentor"
expect_text out '  "version": 1'

# The pager: for what is longer than the terminal, and only then.
pager='PAGER="sed s/^/PAGED:/"'
on_terminal 80 20 "$pager $search have"
expect_text out 'PAGED:'
on_terminal 80 500 "$pager $search have"
expect_no_text out 'PAGED:'
on_terminal 80 20 "$pager $search --no-pager have"
expect_no_text out 'PAGED:'
expect_text out 'sager om »have«'
on_terminal 80 20 "PAGER= $search have"
expect_text out 'sager om »have«'
on_terminal 80 20 "PAGER=/nonexistent/pager $search have"
expect_text out 'sager om »have«'
on_terminal 80 20 "PAGER='head -1' $search have; echo code \$?"
expect_text out 'code 0'

finish
