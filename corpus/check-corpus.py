#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that the sample case bank agrees with itself.

Links lead somewhere (or are known not to), expected/cases.tsv matches what
the pages say, every query has a need and judgments that point at cases, and
nobody real is named.
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
GRADES = {"3", "2", "1", "0", "-1"}
GROUPS = {"plain", "compounds", "inflection", "synonyms", "spelling", "misspelled", "fields", "long", "pdf", "traps", "nothing"}
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


def of_page(case_id, page, title):
    """A page's path without its ending, and for a section the beginning of its title."""
    path, _, slug = case_id.partition(":")
    return path in {page, page.rpartition(".")[0]} and fold(title).startswith(slug)


def check_cases(texts):
    """cases.tsv against the pages; returns the ids of all cases."""
    ids, named = set(), set()
    for row in rows(ROOT / "expected" / "cases.tsv", 8):
        case_id, page, title, kind, _, _, attachments, also = row
        if case_id in ids:
            fault("cases.tsv", f"{case_id} stands twice")
        if not of_page(case_id, page, title):
            fault("cases.tsv", f"{case_id} is not an id of {page}")
        ids.add(case_id)
        if kind == "document":
            named.add(page)
            continue
        if page not in texts:
            fault("cases.tsv", f"no page {page}")
            continue
        if title not in visible(texts[page]):
            fault("cases.tsv", f"{page} does not say »{title}«")
        if ":" not in case_id and len(pdf_links(texts[page])) != int(attachments):
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


def unique(path, columns):
    """The rows by their first column, in which each stands once."""
    found = {}
    for row in rows(path, columns):
        if row[0] in found:
            fault(path.name, f"{row[0]} stands twice")
        found[row[0]] = row[1:]
    return found


def check_judgments(ids):
    queries = unique(ROOT / "queries.tsv", 2)
    needs = unique(ROOT / "needs.tsv", 4)
    grades = {qid: {} for qid in queries}
    for qid, case_id, grade in rows(ROOT / "judgments.tsv", 3):
        if case_id not in ids:
            fault("judgments.tsv", f"{qid}: no case {case_id}")
        if grade not in GRADES:
            fault("judgments.tsv", f"{qid}: grade {grade}")
        if case_id in grades.setdefault(qid, {}):
            fault("judgments.tsv", f"{qid}: {case_id} is judged twice")
        grades[qid][case_id] = grade
    for qid in queries.keys() ^ needs.keys() | queries.keys() ^ grades.keys():
        fault("queries.tsv", f"{qid} does not stand in queries.tsv, needs.tsv and judgments.tsv")
    for qid, (group, first, _) in needs.items():
        given = list(grades.get(qid, {}).values())
        if group not in GROUPS or first not in {"first", "-"}:
            fault("needs.tsv", f"{qid}: no such group, or neither »first« nor »-«: {group} {first}")
        if first == "first" and given.count("3") != 1:
            fault("needs.tsv", f"{qid}: only a query with one case of grade 3 has a first")
        if any(grade in {"1", "2", "3"} for grade in given) == (group == "nothing"):
            fault("judgments.tsv", f"{qid}: nothing relevant, which is for the group »nothing« alone")
    return len(queries)


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
    queries = check_judgments(ids)
    print(f"{len(paths)} pages, {len(ids)} cases, {len(teased)} teased pages that do not exist, {queries} queries")
    for line in faults:
        print(line, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
