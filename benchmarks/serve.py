"""Load on the translation service: several clients at once, against a `bilingual serve` in a process of its own.

    python -m benchmarks serve [TEXT] [--clients 8] [--requests 1000] [--most 50] [--compare 200] [--model NAME|FILE]
                               [--memory] [--at ADDRESS]

Each request has 1 to `most` sentences, drawn from TEXT with a number put in, so that most sentences are new to the
server. Told are requests and sentences a second, how long requests took, what was lost, and the server's memory; and
how many of `compare` sentences the command line translates otherwise. --at puts the load on a server that runs already,
one of LibreTranslate for example.
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
from contextlib import contextmanager, nullcontext
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def server(model: str | None, memory: bool) -> Iterator[tuple[str, int]]:
    """A server in an empty folder: its address and process."""
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
            yield re.search(r"//([^/]+)/", process.stdout.readline())[1], process.pid
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def resident(pid: int) -> float:
    """Memory of a process in MB; 0 where the system does not tell."""
    try:
        return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024
    except OSError:
        return 0.0


def ask(address: str, texts: list[str]) -> tuple[float, list[str]]:
    """Seconds that a request took, and the English of its texts; empty where there is none."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection(address, timeout=600)
    connection.request(
        "POST",
        "/translate",
        json.dumps({"q": texts, "source": "zh", "target": "en"}),
        {"Content-Type": "application/json"},
    )
    answer = connection.getresponse()
    content = json.loads(answer.read())
    connection.close()
    found = content["translatedText"] if answer.status == 200 else []
    return time.perf_counter() - start, found if len(found) == len(texts) else [""] * len(texts)


def made(sentences: list[str], requests: int, most: int) -> list[list[str]]:
    """The texts of each request: the same for the same sentences."""
    chance = random.Random(1)
    return [
        [
            f"{chance.choice(sentences).rstrip('。')}，共{chance.randint(2, 99999)}项。"
            for _ in range(chance.randint(1, most))
        ]
        for _ in range(requests)
    ]


def by_command(texts: list[str], model: str | None) -> list[str]:
    """What `bilingual translate -` makes of texts, each a paragraph."""
    command = [sys.executable, "-m", "bilingual", "translate", "-", "--no-memory", *(["-m", model] if model else [])]
    done = subprocess.run(command, input="\n\n".join(texts), capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    return done.stdout.rstrip("\n").split("\n\n")


def load(
    sentences: list[str],
    clients: int = 8,
    requests: int = 1000,
    most: int = 50,
    model: str | None = None,
    memory: bool = False,
    compare: int = 0,
    at: str = "",
) -> dict:
    """Put a load on a server; what came of it, as numbers."""
    jobs, used = made(sentences, requests, most), []
    with nullcontext((at, 0)) if at else server(model, memory) as (address, pid):
        ask(address, sentences[:2])
        before, start = resident(pid), time.perf_counter()

        def one(texts: list[str]) -> tuple[float, list[str]]:
            found = ask(address, texts)
            used.append(resident(pid))
            return found

        with ThreadPoolExecutor(clients) as pool:
            results = list(pool.map(one, jobs))
        seconds = time.perf_counter() - start
    answers = {zh: en for texts, (_, found) in zip(jobs, results) for zh, en in zip(texts, found)}
    chosen = list(answers)[:compare]
    times, middle = sorted(t for t, _ in results), len(used) // 2
    return {
        "requests": requests,
        "sentences": sum(map(len, jobs)),
        "lost": sum(not en.strip() or bool(re.search("[一-鿿]", en)) for _, found in results for en in found),
        "seconds": seconds,
        "median": statistics.median(times),
        "slow": times[int(0.95 * len(times))],
        "memory_start": before,
        "memory_half": max(used[: middle + 1]),
        "memory_end": max(used[middle:]),
        "compared": len(chosen),
        "other": sum(answers[zh] != en for zh, en in zip(chosen, by_command(chosen, model), strict=True))
        if chosen else 0,
    }


def main(arguments: list[str]) -> None:
    from benchmarks.__main__ import sentences

    ap = argparse.ArgumentParser(prog="python -m benchmarks serve", description=__doc__.splitlines()[0])
    ap.add_argument("text", nargs="?", type=Path, default=ROOT / "samples" / "work-conference.md")
    ap.add_argument("--model")
    ap.add_argument("--memory", action="store_true", help="with a translation memory, as the command has by default")
    ap.add_argument("--at", default="", metavar="ADDRESS", help="of a server that runs: 127.0.0.1:5000")
    for name, default in (("clients", 8), ("requests", 1000), ("most", 50), ("compare", 200)):
        ap.add_argument(f"--{name}", type=int, default=default)
    args = ap.parse_args(arguments)
    found = load(sentences(args.text), args.clients, args.requests, args.most, args.model, args.memory, args.compare,
                 args.at)
    rate = [found[name] / found["seconds"] for name in ("requests", "sentences")]
    print(f"{args.clients} clients, {found['requests']} requests, {found['sentences']} sentences in "
          f"{found['seconds']:.0f} s")
    print(f"{rate[0]:.1f} requests and {rate[1]:.1f} sentences a second; {found['lost']} sentences lost")
    print(f"a request took {found['median']:.2f} s in the middle, {found['slow']:.2f} s at the 95th percentile")
    print(f"memory {found['memory_start']:.0f} MB at the start, at most {found['memory_half']:.0f} MB in the first "
          f"half of the requests and {found['memory_end']:.0f} MB in the second")
    if found["compared"]:
        print(f"of {found['compared']} sentences the command line translates {found['other']} otherwise")
