"""Pictures of pages, read by tesseract where it is installed with its Chinese data."""
from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

from bilingual.model.document import Block
from bilingual.model.errors import BilingualError
from bilingual.readers.text import glue

MAX_PAGES = 100
RESOLUTION = 300     # dots an inch, what tesseract was trained for
SECONDS_A_PAGE = 120


def read(path: Path, pages: int, what: str) -> list[Block]:
    """The paragraphs of a PDF that is read from pictures, because of `what` it is.

    Raises BilingualError, naming what to install, where that cannot be done.
    """
    if not _ready():
        raise BilingualError(f"{path} {what}. Install tesseract with its Chinese data "
                             "(Debian: tesseract-ocr tesseract-ocr-chi-sim), or put the text in with an OCR program "
                             "such as ocrmypdf, and run again.")
    if pages > MAX_PAGES:
        raise BilingualError(f"{path} holds pictures of {pages} pages, more than the {MAX_PAGES} that are read by OCR: "
                             "split it into parts.")
    import pypdfium2
    blocks = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            picture = BytesIO()
            page.render(scale=RESOLUTION / 72).to_pil().convert("L").save(picture, "PNG")
            blocks += _paragraphs(_recognise(picture.getvalue(), path))
    return blocks


def _ready() -> bool:
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return "chi_sim" in listed.stdout.split()


def _recognise(picture: bytes, path: Path) -> str:
    try:
        done = subprocess.run(["tesseract", "-", "-", "-l", "chi_sim", "--dpi", str(RESOLUTION)], input=picture,
                              capture_output=True, timeout=SECONDS_A_PAGE, check=False)
    except subprocess.TimeoutExpired as error:
        raise BilingualError(f"tesseract took more than {SECONDS_A_PAGE} s for a page of {path}.") from error
    return done.stdout.decode("utf-8", "replace")


def _paragraphs(text: str) -> list[Block]:
    """tesseract separates paragraphs by blank lines and Chinese characters by spaces."""
    blocks = []
    for part in text.replace("\f", "").split("\n\n"):
        whole = ""
        for line in part.splitlines():
            line = _closed(line.strip())
            whole = glue(whole, line) if whole else line
        if whole:
            blocks.append(Block("paragraph", whole))
    return blocks


def _closed(line: str) -> str:
    words, out = line.split(), ""
    for word in words:
        out = glue(out, word) if out else word
    return out
