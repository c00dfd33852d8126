#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that the sample case bank agrees with itself.

Links lead somewhere (or are known not to), expected/cases.tsv matches what
the pages say, every judgment points at a case, and nobody real is named.
Needs nothing but Python. Exit code 1 and one line per fault when not.
"""
import html
import pathlib
import re
import sys
import unicodedata
from urllib.parse import unquote

ROOT = pathlib.Path(__file__).resolve().parent
PAGES = ROOT / "pages"
# Named by a page, but not there: the state "missing".
MISSING_FILES = {"filer/drejebog-for-elevambassadoerer.pdf"}
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def read_page(path):
    data = path.read_bytes()
    latin = re.search(rb"charset=.?iso-8859-1", data[:600], re.I)
    return html.unescape(data.decode("iso-8859-1" if latin else "utf-8"))


def rows(path, columns):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns:
            fault(f"{path.name}:{number}", f"{len(row)} columns, not {columns}")
        else:
            yield row


def fold(text):
    """Lower case, real letters spelled out, everything else to hyphens."""
    text = unicodedata.normalize("NFC", text).lower()
    for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.replace(letter, plain)
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def visible(text):
    """A page's text without markup, soft hyphens and hard spaces."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.S)
    return " ".join(text.replace("\u00ad", "").split())


def check_links(path, text, teased):
    """Every relative link; what a listing teases may stand nowhere else."""
    here = path.relative_to(PAGES)
    for link in re.findall(r'(?:href|src)="([^"]+)"', text, re.I):
        if re.match(r"[a-z]+:|/|#", link):
            continue
        target = (path.parent / unquote(link.split("#")[0])).resolve()
        name = target.relative_to(PAGES).as_posix()
        if not target.exists() and name not in MISSING_FILES:
            if here.parts[0] != "casebank":
                fault(here, f"link to {name}, which is not there")
            else:
                teased.add(name)


def check_people(name, text):
    for mail in re.findall(r"[\w.-]+@[\w.-]+", text):
        if not mail.rstrip(".").endswith("@example.dk"):
            fault(name, f"address outside example.dk: {mail}")
    for phone in re.findall(r"\+45[\d ]{8,}|\b\d\d \d\d \d\d \d\d\b", text):
        if phone.replace("+45", "").strip("0 "):
            fault(name, f"a telephone number that may be somebody's: {phone}")


def pdf_links(text):
    links = {unquote(x).split("/")[-1] for x in re.findall(r'href="([^"]+\.pdf)"', text, re.I)}
    lines = re.findall(r"^\s*(?:PDF: (.+)|(.+)\.pdf)$", text, re.M)
    return links | {a or b for a, b in lines}


def check_cases(texts):
    """cases.tsv against the pages; returns the ids of all cases."""
    ids, named = set(), set()
    for row in rows(ROOT / "expected" / "cases.tsv", 8):
        case_id, page, title, kind, _, _, attachments, also = row
        if case_id in ids:
            fault("cases.tsv", f"{case_id} stands twice")
        ids.add(case_id)
        if kind == "document":
            named.add(page)
            continue
        if page not in texts:
            fault("cases.tsv", f"no page {page}")
            continue
        if title not in visible(texts[page]):
            fault("cases.tsv", f"{page} does not say »{title}«")
        if "#" not in case_id and len(pdf_links(texts[page])) != int(attachments):
            fault("cases.tsv", f"{page} links to {len(pdf_links(texts[page]))} PDFs")
        for place in filter(None, also.split(";")):
            other, _, slug = place.partition("#")
            if slug not in fold(visible(texts.get(other, ""))):
                fault("cases.tsv", f"{other} has nothing called {slug}")
    return ids, named


def check_files(texts, documents):
    """Each PDF is named by a page or is a document in cases.tsv."""
    named = {fold(re.sub(r"\.pdf$", "", n)) for t in texts.values() for n in pdf_links(t)}
    for path in (PAGES / "filer").iterdir():
        name = path.relative_to(PAGES).as_posix()
        if (fold(path.stem) in named) == (name in documents):
            fault(name, "named by a page or a document of its own, not both or neither")


def check_judgments(ids):
    queries = {qid for qid, _ in rows(ROOT / "queries.tsv", 2)}
    judged = set()
    for qid, case_id, grade in rows(ROOT / "judgments.tsv", 3):
        judged.add(qid)
        if case_id not in ids:
            fault("judgments.tsv", f"{qid}: no case {case_id}")
        if grade not in {"1", "2", "3"}:
            fault("judgments.tsv", f"{qid}: grade {grade}")
    for qid in queries ^ judged:
        fault("queries.tsv", f"{qid} stands in only one of the two files")


def main():
    paths = [p for p in PAGES.rglob("*") if p.suffix in {".html", ".htm", ".txt"}]
    texts, teased = {}, set()
    for path in paths:
        name = path.relative_to(PAGES).as_posix()
        texts[name] = read_page(path)
        check_people(name, texts[name])
        if path.suffix != ".txt":
            check_links(path, texts[name], teased)
    for source in (ROOT / "src").glob("*.xhtml"):
        check_people(source.name, source.read_text("utf-8"))
    ids, documents = check_cases(texts)
    check_files(texts, documents)
    check_judgments(ids)
    print(f"{len(paths)} pages, {len(ids)} cases, {len(teased)} teased pages that do not exist")
    for line in faults:
        print(line, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
