"""Load on the translation service: several clients at once, against a `bilingual serve` in a process of its own.

    python -m benchmarks serve [TEXT] [--clients 8] [--requests 1000] [--most 50] [--model NAME|FILE] [--memory]

Each request has 1 to `most` sentences, drawn from TEXT with a number put in, so that most sentences are new to the
server. Told are requests and sentences a second, how long requests took, what was lost, and the server's memory.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def server(model: str | None, memory: bool) -> Iterator[tuple[int, int]]:
    """A server in an empty folder: its port and process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "bilingual",
            "serve",
            "--no-browser",
            "--port",
            "0",
            *(["-m", model] if model else []),
            *(["--memory", f"{folder}/memory.sqlite"] if memory else ["--no-memory"]),
        ]
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        try:
            yield int(re.search(r":(\d+)/", process.stdout.readline())[1]), process.pid
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def resident(pid: int) -> float:
    """Memory of a process in MB; 0 where the system does not tell."""
    try:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024
    except OSError:
        return 0.0


def ask(port: int, texts: list[str]) -> tuple[float, int]:
    """Seconds that a request took, and how many texts came back translated."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request(
        "POST",
        "/translate",
        json.dumps({"q": texts, "source": "zh", "target": "en"}),
        {"Content-Type": "application/json"},
    )
    answer = connection.getresponse()
    content = json.loads(answer.read())
    connection.close()
    back = (
        sum(bool(t) and not re.search("[一-鿿]", t) for t in content["translatedText"]) if answer.status == 200 else 0
    )
    return time.perf_counter() - start, back


def load(
    sentences: list[str],
    clients: int = 8,
    requests: int = 1000,
    most: int = 50,
    model: str | None = None,
    memory: bool = False,
) -> dict:
    """Put a load on a server; what came of it, as numbers."""
    chance = random.Random(1)
    jobs = [
        [
            f"{chance.choice(sentences).rstrip('。')}，共{chance.randint(2, 99999)}项。"
            for _ in range(chance.randint(1, most))
        ]
        for _ in range(requests)
    ]
    with server(model, memory) as (port, pid):
        ask(port, sentences[:2])
        before, start, used = resident(pid), time.perf_counter(), []

        def one(texts: list[str]) -> tuple[float, int]:
            found = ask(port, texts)
            used.append(resident(pid))
            return found

        with ThreadPoolExecutor(clients) as pool:
            results = list(pool.map(one, jobs))
        seconds = time.perf_counter() - start
    times, middle = sorted(t for t, _ in results), len(used) // 2
    return {
        "requests": requests,
        "sentences": sum(map(len, jobs)),
        "lost": sum(map(len, jobs)) - sum(n for _, n in results),
        "seconds": seconds,
        "median": statistics.median(times),
        "slow": times[int(0.95 * len(times))],
        "memory_start": before,
        "memory_half": max(used[: middle + 1]),
        "memory_end": max(used[middle:]),
    }


def main(arguments: list[str]) -> None:
    from benchmarks.__main__ import sentences

    ap = argparse.ArgumentParser(prog="python -m benchmarks serve", description=__doc__.splitlines()[0])
    ap.add_argument("text", nargs="?", type=Path, default=ROOT / "samples" / "work-conference.md")
    ap.add_argument("--model")
    ap.add_argument("--memory", action="store_true", help="with a translation memory, as the command has by default")
    for name, default in (("clients", 8), ("requests", 1000), ("most", 50)):
        ap.add_argument(f"--{name}", type=int, default=default)
    args = ap.parse_args(arguments)
    found = load(sentences(args.text), args.clients, args.requests, args.most, args.model, args.memory)
    rate = [found[name] / found["seconds"] for name in ("requests", "sentences")]
    print(f"{args.clients} clients, {found['requests']} requests, {found['sentences']} sentences in "
          f"{found['seconds']:.0f} s")
    print(f"{rate[0]:.1f} requests and {rate[1]:.1f} sentences a second; {found['lost']} sentences lost")
    print(f"a request took {found['median']:.2f} s in the middle, {found['slow']:.2f} s at the 95th percentile")
    print(f"memory {found['memory_start']:.0f} MB at the start, at most {found['memory_half']:.0f} MB in the first "
          f"half of the requests and {found['memory_end']:.0f} MB in the second")
