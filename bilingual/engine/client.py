"""Asking a server that speaks OpenAI's protocol (/v1/models, /v1/chat/completions), with nothing but the standard
library.

Time counts from sending a request to the last byte of its answer. Whoever asked can break off: the connection is
closed, so
that the server stops working on the answer, too. Proxies and redirections are not followed: text goes to the address
that
was named and nowhere else.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from typing import Any

from bilingual.engine.address import Address, is_local
from bilingual.model.errors import BilingualError

CONNECT_SECONDS, FAR_CONNECT_SECONDS = 2.0, 10.0  # to be connected, on this machine and to another
LIST_SECONDS = 10.0  # for the list of models
ANSWER_SECONDS = 300.0  # for an answer: a large model on a processor, loaded from a disk first
DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds before asking again
LONGEST_WAIT = 60.0  # seconds that a server may ask us to wait (Retry-After)
MOST_BYTES = 16 * 2**20  # of an answer
AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504))  # HTTP statuses after which asking again may help

BUSY = frozenset(
    (408, 425, 429, 503)
)  # of these, those that pass; the others are the fault of this one request, it may be


class Unreachable(Exception):
    """No answer came; the message says why."""


class Slow(Unreachable):
    """No whole answer came in time."""


class Declined(Exception):
    """The server answered with an error: its HTTP status and what it said."""

    def __init__(self, status: int, said: str, wait: float = 0.0):
        super().__init__(f"HTTP {status}" + (f": {said}" if said else ""))
        self.status, self.said, self.wait = status, said, wait


class BrokenOff(Exception):
    """Nobody waits for the answer any longer."""


class Stop:
    """Breaks off what is being asked: closes the connections, and wakes up who waits to ask again."""

    def __init__(self) -> None:
        self._event, self._lock, self._open = threading.Event(), threading.Lock(), set[socket.socket]()

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        """Break off, from any thread."""
        with self._lock:
            self._event.set()
            for sock in self._open:
                _shut(sock)

    def wait(self, seconds: float) -> None:
        """Wait, but not longer than until it is set. Raises BrokenOff then."""
        if self._event.wait(seconds):
            raise BrokenOff

    def watch(self, sock: socket.socket) -> None:
        """Close this connection, too, when it is set. Raises BrokenOff when it is already."""
        with self._lock:
            if self.is_set:
                raise BrokenOff
            self._open.add(sock)

    def forget(self, sock: socket.socket) -> None:
        """The connection is done with."""
        with self._lock:
            self._open.discard(sock)


def _give_up(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    _shut(sock)


def _shut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it may be closed at this moment
        sock.shutdown(socket.SHUT_RDWR)


class Client:
    """One server. `key` goes into the requests' header and nowhere else; what the server says is shown without it."""

    def __init__(
        self,
        address: Address,
        key: str = "",
        allow_remote: bool = False,
        delays: Sequence[float] = DELAYS,
        seconds: float = ANSWER_SECONDS,
    ):
        self.address, self._key, self._allow_remote = address, key, allow_remote
        self.delays, self.seconds = tuple(delays), seconds

    def models(self) -> list[dict]:
        """What the server offers, each with its `id`. Raises Unreachable and Declined."""
        answer = self._send("GET", "/models", None, LIST_SECONDS, Stop())
        found = answer.get("data")
        return (
            [m for m in found if isinstance(m, dict) and isinstance(m.get("id"), str)]
            if isinstance(found, list)
            else []
        )

    def chat(self, body: dict, stop: Stop, trouble: Callable[[], None] = lambda: None) -> dict:
        """The answer to a chat, asked for again after pauses where that may help; `trouble` is told of each time.

        Raises Unreachable and Declined when it did not, and BrokenOff when `stop` was set.
        """
        seconds = self.seconds
        for tried, delay in enumerate((*self.delays, None), 1):
            try:
                return self._send("POST", "/chat/completions", body, seconds, stop)
            except (Unreachable, Declined) as error:
                hopeless = isinstance(error, Declined) and (
                    error.status not in AGAIN or error.status not in BUSY and tried > 2
                )
                # What takes twice the time twice will not be quicker at the third try.
                if hopeless or delay is None or isinstance(error, Slow) and seconds > self.seconds:
                    raise
                seconds *= 2 if isinstance(error, Slow) else 1
                trouble()
                stop.wait(max(delay, min(LONGEST_WAIT, getattr(error, "wait", 0.0))))
        raise AssertionError

    def _send(self, method: str, path: str, body: dict | None, seconds: float, stop: Stop) -> dict:
        connection, late, sock = self._connection(), threading.Event(), None
        data = json.dumps(body, ensure_ascii=False).encode() if body is not None else None
        try:
            connection.connect()
            sock = connection.sock
            self._check(sock)
            sock.settimeout(None)
            stop.watch(sock)
            timer = threading.Timer(seconds, _give_up, (sock, late))
            timer.daemon = True
            timer.start()
            try:
                connection.request(method, self.address.path + path, data, self._headers())
                answer = connection.getresponse()
                content = answer.read(MOST_BYTES + 1)
            finally:
                timer.cancel()
        except (OSError, http.client.HTTPException, ValueError) as error:
            if stop.is_set:
                raise BrokenOff from error
            if late.is_set():
                raise Slow(f"no answer within {seconds:.0f} s of sending") from error
            raise Unreachable(_reason(error)) from error
        finally:
            if sock:
                stop.forget(sock)
            connection.close()
        if stop.is_set:
            raise BrokenOff
        return self._read(answer, content)

    def _connection(self) -> http.client.HTTPConnection:
        a, seconds = self.address, CONNECT_SECONDS if self.address.local else FAR_CONNECT_SECONDS
        if a.scheme == "https":
            return http.client.HTTPSConnection(a.host, a.port, timeout=seconds, context=ssl.create_default_context())
        return http.client.HTTPConnection(a.host, a.port, timeout=seconds)

    def _check(self, sock: socket.socket) -> None:
        """Before anything is sent: a name may mean another machine than it says."""
        if not self._allow_remote and not is_local(str(sock.getpeername()[0])):
            raise BilingualError(
                f"{self.address.host} is another machine ({sock.getpeername()[0]}): the text would leave this one. "
                "Give --allow-remote if it may."
            )

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "bilingual"}
        return {**headers, "Authorization": f"Bearer {self._key}"} if self._key else headers

    def _read(self, answer: http.client.HTTPResponse, content: bytes) -> dict:
        if len(content) > MOST_BYTES:
            raise Unreachable("the answer is larger than any translation")
        try:
            value = json.loads(content)
        except (ValueError, RecursionError):
            value = None
        if answer.status != 200 or isinstance(value, dict) and value.get("error") and "choices" not in value:
            wait = answer.getheader("Retry-After") or ""
            raise Declined(
                answer.status if answer.status != 200 else 500,
                self.shown(_said(value, content)),
                float(wait) if wait.isdigit() else 0.0,
            )
        if not isinstance(value, dict):
            raise Declined(415, "the answer is no JSON")
        return value

    def shown(self, text: str) -> str:
        """What a server said, in one short line and without the key."""
        return " ".join((text.replace(self._key, "…") if self._key else text).split())[:200]


def _said(value: Any, content: bytes) -> str:
    error = value.get("error", value.get("detail", "")) if isinstance(value, dict) else ""
    return str(error.get("message", error) if isinstance(error, dict) else error) or content[:200].decode(
        "utf-8", "replace"
    )


def _reason(error: Exception) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, TimeoutError):
        return "no connection in time"
    if isinstance(error, socket.gaierror):
        return "no machine of that name is known"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection: {error.reason}"
    if isinstance(error, ConnectionError | http.client.HTTPException):
        return "the connection broke"
    return str(getattr(error, "strerror", "") or error)
