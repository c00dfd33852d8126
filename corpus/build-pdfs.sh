#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bygger eksempelsamlingens PDF-filer af kilderne i src/ og lægger dem i pages/filer/.
# De færdige filer ligger i git; scriptet skal kun bruges, når en kilde er ændret.
#
#   ./build-pdfs.sh            bygger alle
#   ./build-pdfs.sh folder     bygger dem, hvis kildenavn indeholder »folder«
set -eu
cd "$(dirname "$0")"

# Debians Python, for det er den, pakkerne hører til.
python=${PYTHON:-/usr/bin/python3}

mangler=""
"$python" -c 'import weasyprint' 2>/dev/null || mangler="$mangler weasyprint"
"$python" -c 'import pikepdf' 2>/dev/null || mangler="$mangler python3-pikepdf"
command -v pdftoppm >/dev/null || mangler="$mangler poppler-utils"
[ -f /usr/share/hyphen/hyph_da_DK.dic ] || mangler="$mangler hyphen-da"
for skrift in Lato:fonts-lato "Liberation Serif:fonts-liberation2" "DejaVu Sans:fonts-dejavu-core"; do
    [ -n "$(fc-list "${skrift%%:*}" 2>/dev/null)" ] || mangler="$mangler ${skrift##*:}"
done
if [ -n "$mangler" ]; then
    echo "build-pdfs.sh: der mangler pakker. Kør: apt-get install$mangler" >&2
    exit 1
fi

# Samme kilder skal give de samme filer.
export SOURCE_DATE_EPOCH=1717200000 PYTHONHASHSEED=0 TZ=UTC LC_ALL=C.UTF-8
exec "$python" src/build.py "$@"
