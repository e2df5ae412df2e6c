"""Formats in which translation programs exchange their memories, glossaries and documents, one file a format."""
from __future__ import annotations

from pathlib import Path

from bilingual.model.errors import BilingualError
from bilingual.support.limits import check_text_size


def parse_xml(path: Path, what: str):
    """The root element of an XML file. Entities are not expanded and nothing is fetched.

    Raises BilingualError when there is no such file or it is not XML.
    """
    from lxml import etree

    from bilingual.support.xml import parser
    if not path.is_file():
        raise BilingualError(f"There is no file {path}.")
    check_text_size(path)
    try:
        return etree.parse(str(path), parser(remove_comments=True, remove_pis=True)).getroot()
    except etree.XMLSyntaxError as error:
        raise BilingualError(f"{path} is no {what} file ({error}).") from error
