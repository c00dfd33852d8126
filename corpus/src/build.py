# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the sample PDFs. Run by ../build-pdfs.sh, which checks the tools first.

Every src/*.xhtml becomes one PDF in pages/filer/. What is special about a
file is said in its own <head>:

  output         file name of the PDF (default: the source's name)
  page-labels    printed page numbers: "i*4 1" is four roman pages, then 1, 2 ...
  make           "scan": pages become pictures; "truncated": the file is cut short
  user-password  the PDF is encrypted with this password
  expected       name of the file in expected/ that gets the text in reading order

Reading order is the order of the elements in the source, or, where a designer
has placed boxes freely, the order of their data-order attributes.
"""
import hashlib
import io
import logging
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

import pikepdf
import weasyprint

SRC = pathlib.Path(__file__).resolve().parent
FILES = SRC.parent / "pages" / "filer"
EXPECTED = SRC.parent / "expected"
XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "td", "th", "caption"}


def read_settings(tree):
    """The <meta name="..." content="..."> pairs of a source."""
    metas = tree.iter(XHTML + "meta")
    return {m.get("name"): m.get("content") for m in metas if m.get("name")}


def raw_text(element):
    """All text inside an element; a line break counts as a space."""
    text = " " if element.tag == XHTML + "br" else element.text or ""
    return text + "".join(raw_text(c) + (c.tail or "") for c in element)


def plain(element):
    """An element's text as a reader sees it: no soft hyphens, single spaces."""
    return " ".join(raw_text(element).replace("\u00ad", "").split())


def paragraphs(element):
    """The text blocks below an element, in source order."""
    for child in element:
        if child.tag.removeprefix(XHTML) in BLOCKS:
            if text := plain(child):
                yield text
        else:
            yield from paragraphs(child)


def reading_order(tree):
    """The document's text: one block a line, boxes apart by an empty line."""
    boxes = [e for e in tree.iter() if e.get("data-order")]
    boxes.sort(key=lambda e: int(e.get("data-order")))
    if not boxes:
        boxes = [tree.find(XHTML + "body")]
    return "\n\n".join("\n".join(paragraphs(b)) for b in boxes) + "\n"


def label_pages(pdf, spec):
    """Set the page labels: "i*4 1" means i to iv, then 1, 2, 3 ..."""
    styles = {"i": pikepdf.Name.r, "1": pikepdf.Name.D}
    numbers, page = [], 0
    for part in spec.split():
        style, _, count = part.partition("*")
        numbers += [page, pikepdf.Dictionary(S=styles[style], St=1)]
        page += int(count or 0)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))


def as_scan(data):
    """The same pages as grey pictures: a little crooked, a little dirty."""
    from PIL import Image

    dust = random.Random(2011)
    out = pikepdf.new()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "110", "-gray", "-", folder + "/p"],
                       input=data, check=True)
        for path in sorted(pathlib.Path(folder).iterdir()):
            picture = Image.open(path).rotate(0.7, Image.BICUBIC, fillcolor=236)
            for _ in range(700):
                spot = dust.randrange(picture.width), dust.randrange(picture.height)
                picture.putpixel(spot, dust.randrange(60, 170))
            add_picture_page(out, picture, 72 / 110)
    return out


def add_picture_page(pdf, picture, scale):
    """Add a page that is nothing but this picture."""
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=38)
    image = pikepdf.Stream(pdf, jpeg.getvalue(), Type=pikepdf.Name.XObject,
                           Subtype=pikepdf.Name.Image, Width=picture.width,
                           Height=picture.height, BitsPerComponent=8,
                           ColorSpace=pikepdf.Name.DeviceGray,
                           Filter=pikepdf.Name.DCTDecode)
    width, height = picture.width * scale, picture.height * scale
    draw = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode()
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=[0, 0, round(width), round(height)],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image)),
        Contents=pikepdf.Stream(pdf, draw))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def finish(data, settings):
    """Labels, encryption and the small damages; returns the file's bytes."""
    make = settings.get("make")
    pdf = as_scan(data) if make == "scan" else pikepdf.open(io.BytesIO(data))
    if "page-labels" in settings:
        label_pages(pdf, settings["page-labels"])
    options = {"static_id": True}
    if password := settings.get("user-password"):
        # RC4 (R=3), because AES salts at random and no two builds would agree.
        options["encryption"] = pikepdf.Encryption(
            owner=password + "-ejer", user=password, R=3, aes=False, metadata=False)
    if make != "truncated":
        options["object_stream_mode"] = pikepdf.ObjectStreamMode.generate
    out = io.BytesIO()
    pdf.save(out, **options)
    data = out.getvalue()
    return data[: len(data) * 3 // 5] if make == "truncated" else data


def build(source):
    tree = ElementTree.parse(source).getroot()
    settings = read_settings(tree)
    name = settings.get("output", source.stem + ".pdf")
    identifier = hashlib.md5(source.name.encode()).digest()
    data = weasyprint.HTML(filename=str(source)).write_pdf(identifier=identifier)
    (FILES / name).write_bytes(finish(data, settings))
    if "expected" in settings:
        (EXPECTED / settings["expected"]).write_text(reading_order(tree), "utf-8")
    print(f"{(FILES / name).stat().st_size:8d}  {name}")


def main():
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    sources = [s for s in sorted(SRC.glob("*.xhtml")) if re.search(wanted, s.stem)]
    if not sources:
        sys.exit(f"build-pdfs.sh: ingen kilde i src/ passer til »{wanted}«")
    FILES.mkdir(exist_ok=True)
    EXPECTED.mkdir(exist_ok=True)
    for source in sources:
        build(source)


if __name__ == "__main__":
    main()
