#!/usr/bin/env bash
# Which lines the tests run: builds `coverage`, runs every test, and writes build/coverage/report.html.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/install-packages.sh --for measure
cmake --preset coverage
cmake --build --preset coverage
find build/coverage -name '*.gcda' -delete
status=0
# bad_input reads as a user who may not write here, and so not count either.
ctest --preset coverage -j "$(nproc)" --exclude-regex integration/bad_input || status=$?
gcovr --root . --object-directory build/coverage --exclude 'tests/' --exclude 'xapian-c/tests/' --exclude 'build/' \
    --html-details build/coverage/report.html --print-summary
echo "The report is build/coverage/report.html"
exit "$status"
