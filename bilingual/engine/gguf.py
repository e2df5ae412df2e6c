"""The header of a GGUF file, read and checked before anything loads the file.

The format is GGML's (github.com/ggml-org/ggml, docs/gguf.md, version 3): magic, version, counts, then keys with typed
values, then the names, shapes and places of the tensors. Every length is checked against the file's size, so that a
truncated or lying file is an error here and not a crash in the library.
"""
from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from bilingual.model.errors import BilingualError

MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MOST_KEYS, _MOST_TENSORS, _MOST_DIMENSIONS = 10_000, 100_000, 4
_SIMPLE = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_STRING, _ARRAY = 8, 9
_KEPT_TEXT = 200_000  # bytes of a text that are kept; a chat template has a few thousand
# llama.cpp's LLAMA_FTYPE, the mixture of types that general.file_type names
_FILE_TYPES = {0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S",
               12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S",
               15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 19: "IQ2_XXS", 20: "IQ2_XS", 21: "Q2_K_S",
               22: "IQ3_XS", 23: "IQ3_XXS", 24: "IQ1_S",
               25: "IQ4_NL", 26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S", 29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16",
               36: "TQ1_0", 37: "TQ2_0"}


@dataclass(frozen=True)
class Header:
    """What a file says of itself. `values` holds its keys without the long lists."""
    path: Path
    values: dict
    tensors: int
    bytes: int

    @property
    def architecture(self) -> str:
        return str(self.values.get("general.architecture", "?"))

    @property
    def name(self) -> str:
        return str(self.values.get("general.name") or self.path.stem)

    @property
    def quantisation(self) -> str:
        return _FILE_TYPES.get(self.values.get("general.file_type", -1), "?")

    @property
    def context(self) -> int:
        """Tokens that the model was trained to look back on; 0 when the file does not say."""
        return int(self.values.get(f"{self.architecture}.context_length", 0))

    @property
    def chat_template(self) -> str:
        return str(self.values.get("tokenizer.chat_template", ""))

    @property
    def licence(self) -> str:
        return str(self.values.get("general.license", "")) or "not stated in the file"

    @cached_property
    def fingerprint(self) -> str:
        """Eight hex digits of the file's header, end and size: a whole checksum of gigabytes would take minutes."""
        import hashlib
        digest = hashlib.sha256(str(self.bytes).encode())
        with open(self.path, "rb") as file:
            digest.update(file.read(2**20))
            file.seek(max(0, self.bytes - 2**20))
            digest.update(file.read())
        return digest.hexdigest()[:8]


class _Reader:
    """Reads with every length checked against what is left of the file."""

    def __init__(self, file: BinaryIO, path: Path):
        self.file, self.path, self.size = file, path, path.stat().st_size

    def fail(self, what: str) -> BilingualError:
        return BilingualError(f"{self.path} is no sound GGUF file: {what}. It may have been cut off while it was "
                              "fetched: fetch it again.")

    def take(self, count: int) -> bytes:
        if count < 0 or count > self.size - self.file.tell():
            raise self.fail(f"it ends in the middle (at byte {self.size:,})")
        return self.file.read(count)

    def number(self, form: str) -> Any:
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def text(self) -> str:
        length = self.number("<Q")
        if length > self.size - self.file.tell():
            raise self.fail(f"it ends in the middle (at byte {self.size:,})")
        kept = self.take(min(length, _KEPT_TEXT))
        self.file.seek(length - len(kept), 1)
        return kept.decode("utf-8", "replace")

    def value(self, kind: int, depth: int = 0) -> Any:
        """A value; of a list only how long it is."""
        if kind in _SIMPLE:
            return self.number(_SIMPLE[kind])
        if kind == _STRING:
            return self.text()
        if kind != _ARRAY or depth > 2:
            raise self.fail(f"it has a value of the unknown type {kind}")
        inner, count = self.number("<I"), self.number("<Q")
        if inner in _SIMPLE:
            self.skip(count * struct.calcsize(_SIMPLE[inner]))
        else:
            if count > (self.size - self.file.tell()) // 8:
                raise self.fail("it has a list longer than the file")
            for _ in range(count):
                if inner == _STRING:
                    self.skip(self.number("<Q"))
                else:
                    self.value(inner, depth + 1)
        return [count]

    def skip(self, count: int) -> None:
        if count > self.size - self.file.tell():
            raise self.fail(f"it ends in the middle (at byte {self.size:,})")
        self.file.seek(count, 1)


def is_gguf(path: Path) -> bool:
    """Whether a file's first bytes are those of a GGUF file."""
    try:
        with open(path, "rb") as file:
            return file.read(4) == MAGIC
    except OSError:
        return False


def read_header(path: Path) -> Header:
    """The header of a file. Raises BilingualError when it is none, is cut off, or contradicts itself."""
    try:
        with open(path, "rb") as file:
            return _header(_Reader(file, path))
    except OSError as error:
        raise BilingualError(f"{path} cannot be read ({error.strerror}).") from error


def _header(reader: _Reader) -> Header:
    if reader.size < 24 or reader.take(4) != MAGIC:
        raise BilingualError(f"{reader.path} is no GGUF file.")
    version, tensors, keys = reader.number("<I"), reader.number("<Q"), reader.number("<Q")
    if version not in _VERSIONS:
        raise reader.fail(f"it has version {version}; known are 2 and 3")
    if keys > _MOST_KEYS or not 0 < tensors <= _MOST_TENSORS:
        raise reader.fail(f"it claims {keys} keys and {tensors} tensors")
    values = {}
    for _ in range(keys):
        key, kind = reader.text(), reader.number("<I")
        values[key] = reader.value(kind)
    last = 0
    for _ in range(tensors):
        reader.text()
        dimensions = reader.number("<I")
        if dimensions > _MOST_DIMENSIONS:
            raise reader.fail(f"it has a tensor of {dimensions} dimensions")
        reader.skip(8 * dimensions + 4)
        last = max(last, reader.number("<Q"))
    if reader.file.tell() + last >= reader.size:
        raise reader.fail(f"its last tensor would begin behind its end (at byte {reader.size:,})")
    if not isinstance(values.get("general.architecture"), str):
        raise reader.fail("it does not name its architecture")
    return Header(reader.path, values, tensors, reader.size)
