"""Broken and hostile files: a sentence that says what to do, or a reading within the limits; never a traceback, a
write, or a request.
"""
import io
import random
import shutil
import zipfile
import zlib

import docx
import openpyxl
import pptx
import pytest
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.model.errors import BilingualError
from bilingual.readers import READERS, read

BOMB = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "改革改革改革改革改革改革改革改革">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi")) + ']>')
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """A small sound file of each format."""
    folder = tmp_path_factory.mktemp("seeds")
    word = docx.Document()
    word.add_heading("标题", 1)
    word.add_paragraph("要深化改革。")
    word.add_table(1, 2).cell(0, 0).text = "指标"
    word.save(folder / "a.docx")
    book = openpyxl.Workbook()
    book.active["A1"] = "要深化改革。"
    book.save(folder / "a.xlsx")
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "要深化改革。"
    show.save(folder / "a.pptx")
    (folder / "a.html").write_text(
        "<html><body><h1>标题</h1><p>要<b>深化</b>改革。</p><table><tr><td>甲</td></tr></table></body></html>",
        encoding="utf-8")
    (folder / "a.md").write_text("# 标题\n\n要**深化**改革。[^1]\n\n| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n\n[^1]: "
                                 "注\n", encoding="utf-8")
    (folder / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n要深化改革。\n", encoding="utf-8")
    (folder / "a.txt").write_text("要深化改革。\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "a.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml",
                         '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
                         'full-path="p.opf"/></rootfiles></container>')
        archive.writestr("p.opf",
                         '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="c" href="c.xhtml" '
                         'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>')
        archive.writestr("c.xhtml",
                         '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>要深化改革。</p></body></html>')
    with zipfile.ZipFile(folder / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml",
                         '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                         'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
                         '<office:text><text:p>要深化改革。</text:p></office:text></office:body>'
                         '</office:document-content>')
    (folder / "a.pdf").write_bytes(pdf(b"BT /F1 12 Tf 72 700 Td (Reform and opening up) Tj ET"))
    return folder


def pdf(content: bytes, pages: int = 1, extra: bytes = b"") -> bytes:
    """A minimal PDF whose pages share one content stream."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
                b"/Contents 4 0 R >>"] * pages
    out, places = b"%PDF-1.4\n", []
    for n, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, data)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return (out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out)))


def rewritten(source, target, part, change):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, change(data.decode()).encode() if entry.filename == part else data)


PARTS = {"docx": "word/document.xml", "pptx": "ppt/slides/slide1.xml", "xlsx": "xl/worksheets/sheet1.xml",
         "odt": "content.xml", "epub": "c.xhtml"}


def text_or_refusal(path) -> str:
    try:
        return "".join(b.text for b in read(path).blocks)
    except BilingualError as error:
        assert str(path) in str(error) and len(str(error)) < 1000
        return ""


@pytest.mark.parametrize("form", PARTS)
def test_entities_are_neither_expanded_nor_fetched(seeds, tmp_path, no_network, form):
    for name, head, entity in (("bomb", BOMB, "&i;"), ("external", EXTERNAL, "&i;")):
        path = tmp_path / f"{name}.{form}"
        strip = lambda xml, head=head, entity=entity: head + xml[xml.find("?>") + 2 if xml.startswith("<?xml")
                                                                 else 0:].replace("要深化改革", f"要{entity}")
        rewritten(seeds / f"a.{form}", path, PARTS[form], strip)
        text = text_or_refusal(path)
        assert "root:" not in text and len(text) < 1000


@pytest.mark.parametrize("form", PARTS)
def test_zip_bombs_are_refused_unopened(seeds, tmp_path, form):
    path = tmp_path / f"bomb.{form}"
    shutil.copy(seeds / f"a.{form}", path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.xml", b"\0" * (300 * 2**20))
    with pytest.raises(BilingualError, match="was not opened"):
        read(path)


@pytest.mark.parametrize("form", ["epub", "docx"])
def test_names_in_an_archive_lead_nowhere(seeds, tmp_path, form):
    path = tmp_path / "in" / f"a.{form}"
    path.parent.mkdir()
    shutil.copy(seeds / f"a.{form}", path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../escaped.txt", "x")
    text_or_refusal(path)
    assert not list(tmp_path.rglob("escaped.txt"))


def test_pdfs_that_are_too_much(tmp_path):
    path = tmp_path / "many.pdf"
    path.write_bytes(pdf(b"BT /F1 12 Tf 72 700 Td (Text) Tj ET", pages=2000))
    with pytest.raises(BilingualError, match="2,000 pages, more than 1,000"):
        read(path)
    path.write_bytes(pdf(zlib.compress(b" " * (300 * 2**20)), extra=b"/Filter /FlateDecode "))
    with pytest.raises(BilingualError, match="unpacks to more than 256 MB"):
        read(path)


def test_a_document_of_100_000_paragraphs_is_read(seeds, tmp_path):
    path = tmp_path / "long.docx"
    rewritten(seeds / "a.docx", path, PARTS["docx"], lambda xml: xml.replace("<w:sectPr", "".join(
        f"<w:p><w:r><w:t>第{n}段要改革。</w:t></w:r></w:p>" for n in range(100_000)) + "<w:sectPr", 1))
    assert len(read(path).blocks) == 100_003


def test_a_scan_names_the_programs_that_read_it(tmp_path, monkeypatch):
    from PIL import Image, ImageDraw
    picture = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(picture).rectangle((50, 50, 500, 300), outline="black")
    picture.save(tmp_path / "scan.pdf")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BilingualError, match="tesseract-ocr-chi-sim"):
        read(tmp_path / "scan.pdf")


@pytest.mark.foreign("tesseract", "soffice")
def test_a_scan_is_read_by_tesseract(tmp_path, office):
    import subprocess

    import pypdfium2
    if "chi_sim" not in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout:
        pytest.skip("tesseract has no Chinese data")
    from conftest import SAMPLES
    from rapidfuzz.fuzz import ratio
    text = [b.text for b in read(SAMPLES / "notice.txt").blocks][:6]
    source = docx.Document()
    for line in text:
        source.add_paragraph(line).runs[0].font.size = Pt(16)
    source.save(tmp_path / "a.docx")
    with pypdfium2.PdfDocument(office(tmp_path / "a.docx", "pdf", tmp_path)) as made:
        made[0].render(scale=4).to_pil().convert("L").save(tmp_path / "scan.pdf")
    document = read(tmp_path / "scan.pdf")
    assert ratio("".join(text), "".join(b.text for b in document.blocks)) > 60 and "tesseract" in document.notes[0]


@pytest.mark.parametrize(("lie", "truth"),
                         [("a.docx", "a.pdf"), ("a.pdf", "a.docx"), ("a.txt", "a.epub"), ("a.xlsx", "a.pptx")])
def test_content_goes_before_a_wrong_extension(seeds, tmp_path, lie, truth):
    shutil.copy(seeds / truth, tmp_path / lie)
    document = read(tmp_path / lie)
    assert document.format == truth[2:] and "by its content" in document.notes[-1]


def test_old_formats_and_macros_name_the_remedy(tmp_path):
    for name, remedy in (("a.doc", ".docx"), ("a.ppt", ".pptx"), ("a.docm", "macros"), ("a.xlsm", "macros")):
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(BilingualError, match=remedy):
            read(tmp_path / name)


def test_passwords(tmp_path, seeds):
    for form in ("docx", "pptx", "xlsx"):
        path = tmp_path / f"a.{form}"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
        with pytest.raises(BilingualError, match="password"):
            read(path)
    import pypdfium2  # noqa: F401  (pdfplumber brings it)
    encrypted = pdf(b"BT ET").replace(b"/Root 1 0 R",
                                      b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                                      b"/O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>")
    (tmp_path / "a.pdf").write_bytes(encrypted)
    with pytest.raises(BilingualError, match="protected by a password"):
        read(tmp_path / "a.pdf")


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_truncated_files(seeds, tmp_path, suffix):
    source = seeds / f"a{ {'.htm': '.html', '.markdown': '.md'}.get(suffix, suffix)}"
    data = source.read_bytes()
    for share in (0.1, 0.5, 0.9):
        path = tmp_path / f"cut{suffix}"
        path.write_bytes(data[:int(len(data) * share)])
        text_or_refusal(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=st.sampled_from(["docx", "xlsx", "pptx", "odt", "epub", "pdf", "html", "md", "srt", "txt"]),
       seed=st.integers(0, 2**32), inside=st.booleans())
def test_damaged_files_never_raise_anything_else(seeds, tmp_path, form, seed, inside):
    """A few bytes changed, in the file or in one part of its archive."""
    rng = random.Random(seed)
    data = (seeds / f"a.{form}").read_bytes()
    if inside and form in PARTS:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
            victim = rng.choice(old.namelist())
            for entry in old.infolist():
                part = old.read(entry)
                new.writestr(entry, damaged(part, rng) if entry.filename == victim else part)
        data = out.getvalue()
    else:
        data = damaged(data, rng)
    path = tmp_path / f"damaged.{form}"
    path.write_bytes(data)
    text_or_refusal(path)


def damaged(data: bytes, rng: random.Random) -> bytes:
    data = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        action = rng.randrange(3)
        if action == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif action == 1:
            del data[at:at + rng.randint(1, 40)]
        else:
            data[at:at] = rng.choice([b"<", b">", b"&x;", b"\0", b"\xff", b"</w:p>", b"<w:p>", "改".encode()])
        if not data:
            data = bytearray(b"x")
    return bytes(data)
