#!/usr/bin/env bash
# Draws what a command shows on a terminal as an SVG picture on standard output: the pictures of the documents
# are made with it, so they show what the programs really print.
#
# Usage: scripts/terminal-picture.sh [--columns N] [--rows N] COMMAND...
# Knows bold, faint, underlined and the eight colours; other escape sequences are left out.
set -euo pipefail
export LC_ALL=C.UTF-8

columns=96
rows=40
while :; do
    case "${1-}" in
    --columns) columns=$2 ;;
    --rows) rows=$2 ;;
    *) break ;;
    esac
    shift 2
done
[ $# -gt 0 ] || { echo 'usage: terminal-picture.sh [--columns N] [--rows N] COMMAND...' >&2; exit 2; }

# The terminal is a real one of the given width; only its first rows are drawn.
shown=$(mktemp)
trap 'rm -f "$shown"' EXIT
printf -v command '%q ' "$@"
env -u NO_COLOR TERM=xterm-256color script -qec "stty cols $columns rows 500; $command" /dev/null </dev/null |
    tr -d "\r" | sed -n "1,${rows}p" >"$shown"

awk -v columns="$columns" -v rows="$(wc -l <"$shown")" -v command="$*" '
function escape(text) {
    gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text)
    return text
}
function style(codes,    n, parts, i) {
    n = split(codes, parts, ";")
    if (n == 0) { colour = ""; bold = faint = underlined = 0 }
    for (i = 1; i <= n; i++) {
        if (parts[i] + 0 == 0) { colour = ""; bold = faint = underlined = 0 }
        else if (parts[i] == 1) bold = 1
        else if (parts[i] == 2) faint = 1
        else if (parts[i] == 4) underlined = 1
        else if (parts[i] == 22) bold = faint = 0
        else if (parts[i] == 24) underlined = 0
        else if (parts[i] == 39) colour = ""
        else if (parts[i] >= 30 && parts[i] <= 37) colour = colours[parts[i] - 29]
    }
}
function span(text) {
    if (text == "") return ""
    text = escape(text)
    if (!bold && !faint && !underlined && colour == "") return text
    return "<tspan" (underlined ? " text-decoration=\"underline\"" : "") (bold ? " font-weight=\"bold\"" : "") (colour != "" ? " fill=\"" colour "\"" : faint ? " fill=\"#8b949e\"" : "") ">" text "</tspan>"
}
function draw(line,    out, at, codes) {
    out = ""
    while ((at = index(line, "\033[")) > 0) {
        out = out span(substr(line, 1, at - 1))
        line = substr(line, at + 2)
        match(line, /[@-~]/)
        codes = substr(line, 1, RSTART - 1)
        if (substr(line, RSTART, 1) == "m") style(codes)
        line = substr(line, RSTART + 1)
    }
    out = out span(line)
    printf "<text xml:space=\"preserve\" x=\"16\" y=\"%d\">%s</text>\n", 26 + row++ * 19, out
}
BEGIN {
    split("#484f58 #ff7b72 #7ee787 #e3b341 #79c0ff #f2a6ff #76e3ea #e6edf3", colours, " ")
    width = columns * 8.43 + 32
    height = (rows + 2) * 19 + 22
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n", width, height, width, height
    printf "<title>%s</title>\n<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"#0d1117\"/>\n", escape(command)
    print "<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\" fill=\"#e6edf3\">"
    draw("\033[32m$\033[0m " command)
    row++
}
{ draw($0) }
END { print "</g>\n</svg>" }' "$shown"
