"""What hostile clients do, for hostility.py: each attack is one client of many, which asyncio runs over and over."""

import asyncio
import itertools
import json
import os
import random
import socket
import struct
import subprocess
import sys
import uuid
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Awaitable, Callable

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/e2e"), str(ROOT / "tests/e2e/ingest")]

import bombs  # noqa: E402
from payloads import MULTIPART, form, minidump  # noqa: E402
from sender import Dsn, envelope, event  # noqa: E402

KIB = 1024
MIB = 1024 * KIB
EXPANDED = 200 * MIB  # Of a crash dump within its form; twice what it may have.
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Target:
    def __init__(self, dsn: str):
        self.dsn = Dsn(dsn)

    def request(self, path: str, body: bytes, headers: dict | None = None, key: str | None = None) -> bytes:
        auth = f"Sentry sentry_key={key or self.dsn.key}, sentry_version=7, sentry_client=hostile/1"
        fields = {"Host": "x", "X-Sentry-Auth": auth, "Content-Length": len(body), **(headers or {})}
        lines = [f"POST /api/{self.dsn.project_id}/{path} HTTP/1.1", *(f"{k}: {v}" for k, v in fields.items())]
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def connect(self, limit: int = 64 * KIB):
        return await asyncio.open_connection(self.dsn.host, self.dsn.port, limit=limit)


async def read_answer(reader: asyncio.StreamReader) -> int:
    header = await reader.readuntil(b"\r\n\r\n")
    length = next((int(line[15:]) for line in header.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    await reader.readexactly(length)
    return int(header.split(b" ")[1])


def repeat(requests: Callable[[Target], list[Callable[[], bytes]]]):
    """A client that sends one after the other on a kept connection, and reads the answers."""
    async def client(target: Target, tally: Counter) -> None:
        reader, writer = await target.connect()
        try:
            for make in itertools.cycle(requests(target)):
                writer.write(make())
                await writer.drain()
                tally[await read_answer(reader)] += 1
        finally:
            writer.close()
    return client


def drip(start: Callable[[Target], bytes]):
    """A client that sends the start of a request at once, and then a byte a second until it is cut off."""
    async def client(target: Target, tally: Counter) -> None:
        reader, writer = await target.connect()
        answer = asyncio.ensure_future(reader.read(64))
        try:
            writer.write(start(target))
            while not (await asyncio.wait([answer], timeout=1))[0]:
                writer.write(b"x")
                await writer.drain()
            tally[int(answer.result().split(b" ")[1]) if answer.result() else "closed"] += 1
        finally:
            answer.cancel()
            writer.close()
    return client


# Requests. What takes long to make is made once, before the processes are forked.

def cached(make):
    made = []

    def get(*args):
        if not made:
            made.append(make(*args))
        return made[0]
    return get


def fixed(*requests: bytes):
    return [lambda request=request: request for request in requests]


def huge_headers(target: Target):
    many = {f"X-{n}": "x" for n in range(130)}
    allowed = {f"X-{n}": "x" * 280 for n in range(100)}
    return fixed(target.request("envelope/", b"{}", {"X-Filler": "x" * 31 * KIB}),
                 target.request("envelope/", b"{}", allowed),
                 target.request("nowhere/", b"{}", {**many, "Connection": "close"}))


def bad_keys(target: Target):
    return [lambda: target.request("envelope/", envelope({"message": "x"}, uuid.uuid4().hex), key=uuid.uuid4().hex)]


def bomb(coding: str):
    @cached
    def requests(target: Target):
        packed = bombs.gzip_bomb() if coding == "gzip" else bombs.piped_bomb(*bombs_commands[coding])
        return [target.request(path, packed, {"Content-Encoding": coding}) for path in ("envelope/", "store/")]
    return lambda target: fixed(*requests(target))


bombs_commands = {"br": ("brotli", "-q", "3", "-w", "24", "-c"), "zstd": ("zstd", "-3", "-q", "-c")}


def packed_by(*command: str) -> bytes:
    return subprocess.run(command, input=minidump(EXPANDED), stdout=subprocess.PIPE, check=True).stdout


@cached
def nested_bombs(target: Target):
    dumps = [packed_by("gzip", "-1"), packed_by("xz", "-0"), packed_by("bzip2", "-1"), packed_by("zstd", "-1", "-q")]
    crash = zlib.compress(b"CR1" + bytes(EXPANDED), 1)
    requests = [target.request("minidump/", form(("upload_file_minidump", "a.dmp", dump)), MULTIPART) for dump in dumps]
    # The key of an Unreal crash is in its path, and nowhere else.
    unreal = target.request(f"unreal/{target.dsn.key}/", crash).replace(b"X-Sentry-Auth", b"X-Nothing")
    # A form within a form within ...
    inner = minidump()
    for _ in range(50):
        inner = form(("upload_file_minidump", "a.dmp", inner))
    return [*requests, unreal, target.request("minidump/", inner, MULTIPART)]


@cached
def deep_json(target: Target):
    bodies = []
    for nested in (bombs.nested_arrays, bombs.nested_objects):
        unit = len(nested(2)) - len(nested(1))
        bodies.append(bombs.event_with({"deep": nested((MIB - 2 * KIB) // unit)}))
        fits = nested(125)
        count = (MIB - 2 * KIB) // (len(fits) + len('"d0000":,'))
        bodies.append(bombs.event_with({f"d{n:04}": fits for n in range(count)}))
    bodies.append(bombs.event_with_tags(75_000))
    return [target.request(path, body if path == "store/" else bombs.envelope_of(body))
            for body in bodies for path in ("store/", "envelope/")]


@cached
def large_bodies(_target: Target) -> list[bytes]:
    """Just under a MiB, of text that compresses as text does."""
    words = [uuid.uuid4().hex[:random.Random(n).randint(3, 9)] for n in range(5000)]

    def extra(seed: int) -> dict[str, str]:
        chosen = random.Random(seed)
        return {f"k{k}": " ".join(chosen.choices(words, k=150)) for k in range(930)}

    return [json.dumps(event(n, extra=extra(n))).encode() for n in range(4)]


def large_events(target: Target):
    bodies = large_bodies(target)
    assert all(0.7 * MIB < len(body) <= MIB for body in bodies), [len(body) for body in bodies]
    return [lambda body=body: target.request("envelope/", bombs.envelope_of(body, uuid.uuid4().hex)) for body in bodies]


def tiny_chunks(target: Target):
    def make() -> bytes:
        body = envelope(event(extra={"x": "y" * 50_000}), uuid.uuid4().hex)
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"
        head = target.request("envelope/", b"", {"Transfer-Encoding": "chunked"})
        return head.replace(b"Content-Length: 0\r\n", b"") + chunks
    return [make]


async def pipeline(target: Target, tally: Counter) -> None:
    """A thousand requests at once, whose answers nobody reads; or what is no HTTP at all."""
    reader, writer = await target.connect(limit=KIB)
    reader._transport.pause_reading()
    try:
        if random.random() < 0.2:
            writer.write(os.urandom(64 * KIB))
            await asyncio.sleep(0.05)
        else:
            writer.write(target.request("envelope/", b"x") * 1000)
            await asyncio.wait_for(writer.drain(), 5)
            await asyncio.sleep(1)
        tally["sent"] += 1
    except asyncio.TimeoutError:
        tally["blocked"] += 1
    finally:
        writer.transport.abort()


async def churn(target: Target, tally: Counter) -> None:
    """Connects and goes: at once, in the middle of a request, or with a reset in place of reading the answer."""
    _, writer = await target.connect()
    kind = random.randrange(3)
    request = target.request("envelope/", envelope({"message": "x"}, uuid.uuid4().hex))
    if kind:
        writer.write(request[:len(request) // 2] if kind == 1 else request)
    if random.random() < 0.5:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    writer.close()
    tally["connections"] += 1


def header_start(target: Target) -> bytes:
    return target.request("envelope/", b"").replace(b"\r\n\r\n", b"\r\nX-Filler: ")


def body_start(target: Target) -> bytes:
    request = target.request("envelope/", b"", {"Content-Encoding": "gzip"})
    return request.replace(b"Content-Length: 0", b"Content-Length: 5000")


@dataclass(frozen=True)
class Attack:
    name: str
    clients: int
    client: Callable[[Target, Counter], Awaitable[None]]
    prepare: Callable[[Target], object] = lambda target: None  # Before the clients are forked.
    seconds: int = 20


def closed_loop(name: str, clients: int, requests, **more) -> Attack:
    return Attack(name, clients, repeat(requests), requests, **more)


ATTACKS = [
    Attack("slow headers", 2000, drip(header_start)),
    Attack("slow bodies", 2000, drip(body_start)),
    Attack("unfinished headers of 30 KB", 4000, drip(lambda target: header_start(target) + b"x" * 30 * KIB)),
    closed_loop("large headers, many fields", 64, huge_headers),
    closed_loop("distinct bad keys", 1000, bad_keys, seconds=130),
    closed_loop("gzip bombs", 8, bomb("gzip")),
    closed_loop("br bombs", 8, bomb("br")),
    closed_loop("zstd bombs", 8, bomb("zstd")),
    closed_loop("bombs in dumps and crashes", 8, lambda target: fixed(*nested_bombs(target))),
    closed_loop("deep and wide JSON", 16, lambda target: fixed(*deep_json(target))),
    closed_loop("events of 1 MiB", 16, large_events),
    closed_loop("chunks of one byte", 16, tiny_chunks),
    Attack("pipelined garbage, unread answers", 64, pipeline),
    Attack("connection churn", 64, churn),
]


async def _forever(attack: Attack, target: Target, tally: Counter, stop) -> None:
    while not stop.is_set():
        try:
            await attack.client(target, tally)
        except (OSError, asyncio.IncompleteReadError):
            tally["broken off"] += 1
            await asyncio.sleep(0.05)  # A refused client would come again at once, and measure this loop.


async def _run(attack: Attack, target: Target, stop) -> Counter:
    tally: Counter = Counter()
    tasks = []
    for _ in range(attack.clients):
        tasks.append(asyncio.create_task(_forever(attack, target, tally, stop)))
        if len(tasks) % 50 == 0:
            await asyncio.sleep(0.02)  # The kernel's queue of connections is short.
    while not stop.is_set():
        await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    return tally


def run(attack: Attack, target: Target, stop, results) -> None:
    """The attacking process. It gives way to the server: what it takes of the cores is not the server's doing."""
    os.nice(10)
    results.put(asyncio.run(_run(attack, target, stop)))
