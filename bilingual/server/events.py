"""Server-sent events: what every open page is told as it happens."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse

KEEP_ALIVE = 15  # seconds; something must be sent now and then, or proxies close the connection
MOST_WAITING = 1000  # events that a page may be behind before it is cut off and asks again


class Events:
    """Hands events to all who listen. `publish` may be called from any thread."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue] = set()
        self._numbers = itertools.count(1)
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def heard(self) -> bool:
        """Whether any page listens."""
        return bool(self._listeners)

    def publish(self, kind: str, data: object) -> None:
        """Send an event to every page that is open."""
        if self._loop is not None and not self._loop.is_closed():
            text = f"id: {next(self._numbers)}\nevent: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
            self._loop.call_soon_threadsafe(self._hand_out, text)

    def _hand_out(self, text: str) -> None:
        for queue in list(self._listeners):
            if queue.qsize() >= MOST_WAITING:
                self._listeners.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait(text)

    async def listen(self) -> AsyncIterator[str]:
        """The events from now on, as they go over the wire; the first says that the page should ask for everything."""
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield "retry: 1000\nevent: hello\ndata: {}\n\n"
            while True:
                try:
                    text = await asyncio.wait_for(queue.get(), KEEP_ALIVE)
                except asyncio.TimeoutError:
                    text = ": still here\n\n"
                if text is None:
                    return
                yield text
        finally:
            self._listeners.discard(queue)


async def stream(request: Request) -> StreamingResponse:
    """GET /api/events"""
    return StreamingResponse(
        request.app.state.events.listen(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )
