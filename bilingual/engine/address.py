"""The address of a server for language models, as a user types it: http://localhost:11434/v1#qwen3:8b.

What stands behind # is the model. An address that leads to another machine is refused unless that is allowed by name,
and no address holds a key: addresses are shown and kept.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bilingual.model.errors import BilingualError

KEY, KEY_FILE = "BILINGUAL_API_KEY", "BILINGUAL_API_KEY_FILE"
_PORTS = {"http": 80, "https": 443}
# Ollama runs models of these names at ollama.com, though they are asked for at a local address.
_ELSEWHERE = (":cloud", "-cloud")
ELSEWHERE_HOST = "ollama.com"


@dataclass(frozen=True)
class Address:
    """Where a server is, and which of its models is meant ("" where there is no need to say)."""

    scheme: str
    host: str
    port: int
    path: str
    model: str = ""

    @property
    def base(self) -> str:
        """The address without the model."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"

    @property
    def local(self) -> bool:
        """Whether the server can only be on this machine."""
        return is_local(self.host)


def is_local(host: str) -> bool:
    """Whether a name or address means this machine and no other."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def runs_elsewhere(model: str) -> bool:
    """Whether a local server would pass the text on to another machine for this model."""
    return model.endswith(_ELSEWHERE)


def is_address(model: str | None) -> bool:
    """Whether a model is named by a server's address."""
    return bool(model) and str(model).lower().startswith(("http://", "https://"))


def parse(text: str) -> Address:
    """The parts of an address. Raises BilingualError, which does not repeat what may be a key."""
    place, _, model = text.strip().partition("#")
    try:
        parts = urlsplit(place)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BilingualError(
            f"A model's address cannot be read ({error}): give one like http://localhost:11434/v1#qwen3:8b."
        ) from error
    if parts.username or parts.password or parts.query:
        raise BilingualError(
            f"The address of {host} holds more than a place: put a key into the environment ({KEY}), or into a file "
            f"that {KEY_FILE} names, and leave it out of the address."
        )
    if not host:
        raise BilingualError(f"The address {place} names no machine: give one like http://localhost:11434/v1#qwen3:8b.")
    return Address(
        parts.scheme.lower(), host, port or _PORTS[parts.scheme.lower()], parts.path.rstrip("/") or "/v1", model.strip()
    )


def key() -> str:
    """The key for servers that want one: from the environment, or from the file named there; "" without any.

    Raises BilingualError, without the key in it, when the file cannot be read or what it holds cannot be a key.
    """
    value, file = os.environ.get(KEY, "").strip(), os.environ.get(KEY_FILE, "")
    if not value and file:
        try:
            value = Path(file).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BilingualError(
                f"The file {file}, which {KEY_FILE} names, cannot be read ({type(error).__name__})."
            ) from error
    if not value.isascii() or not value.isprintable() or " " in value:
        raise BilingualError(f"What {KEY if os.environ.get(KEY) else file} holds is no key: a key is one word.")
    return value
