"""What a worker and its attendant say to each other: lines of JSON, so that nothing is run that comes over the pipe."""

from __future__ import annotations

import msgspec

from bilingual.corpus.items import Item
from bilingual.corpus.ledger import Result
from bilingual.corpus.setup import Setup
from bilingual.translation.memory import Unit


class Work(msgspec.Struct, tag=True):
    """Do an item, but for the documents whose numbers are in `settled`."""

    item: Item
    key: str
    content: str
    settled: list[int] = []


class Stop(msgspec.Struct, tag=True):
    """Finish the batch of sentences and end."""


class Ready(msgspec.Struct, tag=True):
    """Everything is loaded."""


class Begun(msgspec.Struct, tag=True):
    """A document of the item is begun."""

    number: int


class Sentences(msgspec.Struct, tag=True):
    """So many more sentences of the document are translated."""

    count: int


class Units(msgspec.Struct, tag=True):
    """New sentences for the memory."""

    units: list[Unit]


class Settled(msgspec.Struct, tag=True):
    """A document is done, or failed. `fault` tells that the program is to blame, so that another try may help."""

    number: int
    result: Result
    fault: str = ""


class Ended(msgspec.Struct, tag=True):
    """The item is done; `stopped`: as far as it came."""

    stopped: bool = False


class Halt(msgspec.Struct, tag=True):
    """Nothing can go on: a full disk, a model that is not there."""

    reason: str


Order = Setup | Work | Stop
Message = Ready | Begun | Sentences | Units | Settled | Ended | Halt
_encoder = msgspec.json.Encoder()
_orders = msgspec.json.Decoder(Work | Stop)
_messages = msgspec.json.Decoder(Message)


def line(message: Order | Message) -> bytes:
    """A message as it is sent."""
    return _encoder.encode(message) + b"\n"


def setup(text: bytes) -> Setup:
    """The first line that a worker gets."""
    return msgspec.json.decode(text, type=Setup)


def order(text: bytes) -> Work | Stop:
    """A later line that a worker gets."""
    return _orders.decode(text)


def message(text: bytes) -> Message:
    """A line that a worker says."""
    return _messages.decode(text)
