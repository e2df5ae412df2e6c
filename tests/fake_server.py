"""A server of language models on a port of this machine: it answers as a test tells it, and remembers what it was
asked.
"""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Fake:
    """`answers` makes of a request's body a text, a dict (a whole answer), a number (an HTTP status), or a pair of
    status and words.

    `slots` requests are worked on at once, each for `seconds`; `hold` keeps all of them until it is set.
    """

    def __init__(self, answers, models=("small",), slots=64, seconds=0.0, window=10**6):
        self.answers, self.models, self.window, self.seconds = answers, list(models), window, seconds
        self.bodies, self.headers, self.asked_for_models = [], [], 0
        self.working = self.most = self.closed = 0
        self.hold = threading.Event()
        self.hold.set()
        self.slots, self.lock = threading.Semaphore(slots), threading.Lock()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def do_GET(self):
                fake.asked_for_models += 1
                fake.headers.append(dict(self.headers))
                self.say(*fake.listed())

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with fake.lock:
                    fake.bodies.append(body)
                    fake.headers.append(dict(self.headers))
                    fake.working += 1
                    fake.most = max(fake.most, fake.working)
                try:
                    with fake.slots:
                        time.sleep(fake.seconds)
                        while not fake.hold.wait(0.02):
                            if self.gone():
                                fake.closed += 1
                                return
                    self.say(*fake.answer(body))
                finally:
                    with fake.lock:
                        fake.working -= 1

            def gone(self):
                """Whether whoever asked has closed the connection."""
                import select
                import socket

                ready, _, _ = select.select([self.connection], [], [], 0)
                return bool(ready) and not self.connection.recv(1, socket.MSG_PEEK)

            def say(self, status, value, headers=()):
                data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
                try:
                    self.send_response(status)
                    for name, text in headers:
                        self.send_header(name, text)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    fake.closed += 1

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True).start()

    def listed(self):
        return 200, {"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]}

    def answer(self, body):
        made = self.answers(body) if callable(self.answers) else self.answers
        if isinstance(made, int):
            return made, {"error": {"message": "no"}}
        if isinstance(made, bytes):
            return 200, made
        if isinstance(made, tuple):
            status, said, *headers = made
            return status, {"error": {"message": said}}, headers
        whole = made if isinstance(made, dict) else {}
        text = made if isinstance(made, str) else whole.get("text") or ""
        read = min(self.window, tokens(body))
        return 200, {
            "choices": [
                {
                    "index": 0,
                    "finish_reason": whole.get("ended", "stop"),
                    "message": {"role": "assistant", "content": text, **whole.get("message", {})},
                }
            ],
            "usage": {"prompt_tokens": read, "completion_tokens": len(text) // 4 + 1, **whole.get("usage", {})},
        }

    def close(self):
        self.hold.set()
        self.http.shutdown()
        self.http.server_close()


def tokens(body):
    """About what a tokenizer makes of a chat: two for three Chinese characters, one for four and a half others."""
    text = "".join(m["content"] for m in body["messages"])
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return int(0.65 * han + 0.22 * (len(text) - han))


def last(body):
    """What the model is asked in the end."""
    return body["messages"][-1]["content"]


def source(body):
    """The sentence that is to be translated."""
    return last(body).rpartition("Translate: ")[2]


@contextmanager
def serving(answers="We must go on.", **options):
    """A running server, and its end."""
    fake = Fake(answers, **options)
    try:
        yield fake
    finally:
        fake.close()
