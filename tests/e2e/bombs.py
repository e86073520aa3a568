"""Bodies that are out of proportion, and clients that are: what the bounds tests throw at the server."""

import json
import select
import socket
import subprocess
import tempfile
import zlib

from sender import Dsn, event

GIGABYTE = 1 << 30
STEP = bytes(1 << 20)


def gzip_bomb() -> bytes:
    packer = zlib.compressobj(6, wbits=31)
    pieces = [packer.compress(STEP) for _ in range(GIGABYTE // len(STEP))]
    return b"".join(pieces) + packer.flush()


def piped_bomb(*command: str) -> bytes:
    """By a program that reads the zeros and never sees them all."""
    with tempfile.TemporaryFile() as packed:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=packed) as packer:
            for _ in range(GIGABYTE // len(STEP)):
                packer.stdin.write(STEP)
            packer.stdin.close()
            assert packer.wait() == 0, command
        packed.seek(0)
        return packed.read()


def bombs() -> dict[str, bytes]:
    """Content-Encoding -> a gigabyte of zeros."""
    return {"gzip": gzip_bomb(), "br": piped_bomb("brotli", "-q", "3", "-w", "24", "-c"),
            "zstd": piped_bomb("zstd", "-3", "-q", "-c")}


def nested_arrays(depth: int) -> str:
    return "[" * depth + "]" * depth


def nested_objects(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


def event_with(extra: dict[str, str]) -> bytes:
    """An event whose `extra` is JSON as written: Python's own encoder has no such depth."""
    fields = ",".join(f'{json.dumps(name)}:{value}' for name, value in extra.items())
    return b'{"extra":{' + fields.encode() + b"}," + json.dumps(event()).encode()[1:]


def envelope_of(payload: bytes, event_id: str | None = None) -> bytes:
    header = {"event_id": event_id} if event_id else {}
    item = {"type": "event", "length": len(payload)}
    return json.dumps(header).encode() + b"\n" + json.dumps(item).encode() + b"\n" + payload + b"\n"


def request(dsn: Dsn, *fields: str) -> bytes:
    """The header of a POST of an envelope."""
    auth = [f"{name}: {value}" for name, value in dsn.auth.items()]
    return "\r\n".join([f"POST {dsn.envelope_path} HTTP/1.1", "Host: x", *auth, *fields, "", ""]).encode()


def event_with_tags(count: int) -> bytes:
    return json.dumps(event(tags={f"t{n}": "v" for n in range(count)}), separators=(",", ":")).encode()


class Crowd:
    """Many connections of one thread that send a byte at a time, all in step, until they are cut off."""

    def __init__(self, dsn: Dsn, requests: list[tuple[bytes, bytes]]):
        """Of each request the first part is sent at once."""
        self.rest: dict[socket.socket, memoryview] = {}
        self.answers: list[bytes] = []
        for at_once, rest in requests:
            client = connect(dsn)
            self.rest[client] = memoryview(rest)
            client.sendall(at_once)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self.rest:
            client.close()

    def step(self) -> None:
        """One more byte from each; an answer ends its connection."""
        for client in self._readable():
            self.answers.append(read_to_end(client))
            del self.rest[client]
        for client, rest in self.rest.items():
            assert rest, "it had the time to send all"
            try:
                client.send(rest[:1])
            except OSError:
                continue  # Cut off just now: it is readable in the next step.
            self.rest[client] = rest[1:]

    def _readable(self) -> list[socket.socket]:
        poll = select.poll()
        clients = {client.fileno(): client for client in self.rest}
        for number in clients:
            poll.register(number, select.POLLIN)
        return [clients[number] for number, _ in poll.poll(0)]


def read_to_end(client: socket.socket) -> bytes:
    client.settimeout(30)
    pieces = []
    try:
        while piece := client.recv(65536):
            pieces.append(piece)
    except ConnectionResetError:
        pass
    client.close()
    return b"".join(pieces)


def connect(dsn: Dsn) -> socket.socket:
    client = socket.create_connection((dsn.host, dsn.port), timeout=30)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client
