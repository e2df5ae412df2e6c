"""A bilingual PDF: the bilingual Word document as LibreOffice prints it, with real text, bookmarks and embedded fonts.
"""
from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from bilingual.model.document import Document, View
from bilingual.model.errors import BilingualError
from bilingual.writers import word
from bilingual.writers.layout import shown_name

SECONDS = 300
_FILTER = ('pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"},'
           '"ExportNotes":{"type":"boolean","value":"false"},"UseTaggedPDF":{"type":"boolean","value":"true"}}')


def write(document: Document, path: Path, view: View) -> None:
    """Write the document. Raises BilingualError when LibreOffice is not installed or fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise BilingualError("A PDF is made by LibreOffice, which was not found: install it, or print the web page (-f "
                             "html) from a browser.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        word.write(document, source, view, list_remarks=True)
        try:
            done = subprocess.run([program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                                   "--headless", "--convert-to", _FILTER,
                                   "--outdir", folder, str(source)], capture_output=True, text=True, timeout=SECONDS,
                                  check=False)
        except subprocess.TimeoutExpired as error:
            raise BilingualError(
                f"LibreOffice took more than {SECONDS} s to make a PDF of {shown_name(document.path)}.") from error
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise BilingualError(f"LibreOffice could not make a PDF of {shown_name(document.path)} "
                                 f"({done.stderr.strip()[:200]}).")
        shutil.copyfile(made, path)
