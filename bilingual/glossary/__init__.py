"""The term base: entries, the spreadsheet people edit, its checks, and the matcher that finds entries in a text."""
from bilingual.model.glossary import Entry, Glossary, Status

__all__ = ["Entry", "Glossary", "Status"]
