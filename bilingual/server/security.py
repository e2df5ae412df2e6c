"""Who may ask what: host names, origins, the page's token, keys of programs, sizes, and what a browser may do.

A server on one's own machine can be reached by every page in the browser. A page cannot choose the Host of its requests
or hide its Origin, so those two say whether it is ours; a name pointed at 127.0.0.1 (DNS rebinding) fails by its Host.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bilingual.support.limits import MAX_PDF_BYTES

MOST_BODY = 8 * 2**20  # of a request that carries texts; 2.5 million Chinese characters
MOST_UPLOAD = MAX_PDF_BYTES + 2**20
UPLOADS = ("/translate_file", "/v2/document", "/api/files")
MOST_SESSIONS = 200
# An extension is no web page: its user installed it.
EXTENSIONS = ("chrome-extension", "moz-extension", "safari-web-extension")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Refused(Exception):
    """A request that is not answered: an HTTP status, and a sentence for whoever sent it."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


def is_loopback(host: str) -> bool:
    """Whether an address or name can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass
class Access:
    """The keys to the server. On a loopback address programs need none; `keys` are asked for where `remote`.

    `token` opens the page: once, unless the user set it (`reusable`); then each page has a session of its own.
    """

    host: str
    port: int
    token: str = ""
    keys: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    reusable: bool = False
    sessions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reusable = bool(self.token)
        self.token = self.token or secrets.token_urlsafe(24)
        if self.remote and not self.keys:
            self.keys = (
                hmac.new(self.token.encode(), b"key of translation programs", hashlib.sha256).hexdigest()[:32],
            )

    @property
    def remote(self) -> bool:
        return not is_loopback(self.host)

    @property
    def cookie(self) -> str:
        return f"bilingual-{self.port}"

    @property
    def address(self) -> str:
        """What to open in the browser, once or, with a token of one's own, always."""
        name = (
            socket.gethostname()
            if self.host in ("0.0.0.0", "::")  # noqa: S104  it is asked, not bound
            else f"[{self.host}]"
            if ":" in self.host
            else self.host
        )
        return f"http://{name}:{self.port}/?token={self.token}"

    def open(self, token: str) -> str | None:
        """A new session for a token, which is then used up; None for a wrong one."""
        if not token or not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        if not self.reusable:
            self.token = secrets.token_urlsafe(24)
        self.sessions = [*self.sessions[1 - MOST_SESSIONS :], secrets.token_urlsafe(32)]
        return self.sessions[-1]

    def has_session(self, headers: Headers) -> bool:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return morsel is not None and any(hmac.compare_digest(morsel.value.encode(), s.encode()) for s in self.sessions)

    def has_key(self, headers: Mapping[str, str], query: Mapping[str, str], values: Mapping[str, object]) -> bool:
        """Whether a translation program gave a key, in any of the places where such programs put one."""
        given = [
            headers.get("authorization", "").split(" ")[-1],
            headers.get("x-api-key"),
            query.get("token"),
            query.get("api_key"),
            values.get("api_key"),
            values.get("auth_key"),
        ]
        return any(
            isinstance(g, str) and hmac.compare_digest(g.encode(), k.encode()) for g in given if g for k in self.keys
        )

    def knows_host(self, host: str) -> bool:
        """Whether a Host is this server's: a loopback one; for a team also any address and the machine's name."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if is_loopback(name) or name == self.host:
            return True
        if not self.remote:
            return False
        try:
            ipaddress.ip_address(name)
            return True
        except ValueError:
            own = socket.gethostname().lower()
            return name in (own, own.split(".")[0], f"{own.split('.')[0]}.local")

    def foreign(self, headers: Headers, path: str) -> str:
        """The Origin where it is another's but allowed; "" for our own. Raises Refused for a foreign web page."""
        origin, host = headers.get("origin"), headers.get("host", "")
        if origin is None:
            if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not (
                path == "/" and headers.get("sec-fetch-mode") == "navigate"
            ):
                raise Refused(403, "This request comes from a web page of somebody else's.")
            return ""
        if origin == f"http://{host}":
            return ""
        if not path.startswith("/api/") and (origin in self.origins or urlsplit(origin).scheme in EXTENSIONS):
            return origin
        raise Refused(
            403, f"This request comes from a web page of {origin}: `--allow-origin {origin}` would let it translate."
        )


class Guard:
    """The outermost layer of the application: nothing unasked goes in, and every answer has its rules for the browser.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, path, allowed = Headers(scope=scope), scope["path"], ""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                if allowed:
                    out["Access-Control-Allow-Origin"], out["Cross-Origin-Resource-Policy"] = allowed, "cross-origin"
                    out.add_vary_header("Origin")
            await send(message)

        try:
            allowed = self._check(headers, path, scope)
            if scope["method"] == "OPTIONS" and allowed:
                await _send(
                    answer,
                    204,
                    None,
                    {
                        "Access-Control-Allow-Methods": "GET, POST, DELETE",
                        "Access-Control-Allow-Headers": "content-type, authorization, x-api-key",
                        "Access-Control-Allow-Private-Network": "true",
                    },
                )
                return
            await self.app(scope, limited(receive, MOST_UPLOAD if path in UPLOADS else MOST_BODY), answer)
        except Refused as error:
            await _send(answer, error.status, {"error": str(error), "message": str(error)})

    def _check(self, headers: Headers, path: str, scope: Scope) -> str:
        if len(headers.getlist("host")) != 1 or not self.access.knows_host(headers["host"]):
            raise Refused(403, f"This server does not go by the name {headers.get('host', '')!r}.")
        allowed = self.access.foreign(headers, path)
        size = headers.get("content-length", "0")
        most = MOST_UPLOAD if path in UPLOADS else MOST_BODY
        if not size.isdecimal() or int(size) > most:
            raise Refused(413, f"More than {most // 2**20} MB is not taken at once.")
        if path.startswith("/api/") and not self.access.has_session(headers):
            raise Refused(401, "Open the address that `bilingual serve` printed.")
        return allowed


def limited(receive: Receive, most: int) -> Receive:
    """Receive no more than `most` bytes of a body, whatever it said of its length."""
    left = most

    async def take() -> Message:
        nonlocal left
        message = await receive()
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            if left < 0:
                raise Refused(413, f"More than {most // 2**20} MB is not taken at once.")
        return message

    return take


async def _send(send: Send, status: int, data: object, headers: Mapping[str, str] | None = None) -> None:
    body = b"" if data is None else json.dumps(data, ensure_ascii=False).encode()
    names = {
        **({"content-type": "application/json", "content-length": str(len(body))} if body else {}),
        **(headers or {}),
    }
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(k.lower().encode(), v.encode()) for k, v in names.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})


def authorize(access: Access, headers: Headers, query: QueryParams, values: Mapping[str, object]) -> None:
    """Let a translation program in. Raises Refused where keys are asked for and there is none."""
    if access.remote and not access.has_key(headers, query, values) and not access.has_session(headers):
        raise Refused(403, "This server asks translation programs for a key: the one that `bilingual serve` printed.")
