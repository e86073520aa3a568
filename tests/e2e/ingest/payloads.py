"""Envelopes, items and uploads as SDKs make them."""

import json
import struct
import subprocess
import time
import uuid
import zlib

GZIP = 31  # zlib's window bits for a gzip header, a raw stream, a zlib header.
RAW = -15
ZLIB = 15


def new_id() -> str:
    return uuid.uuid4().hex


def dashed(event_id: str) -> str:
    return str(uuid.UUID(event_id))


def item_of(kind: str, payload=b"{}", **header) -> tuple[dict, bytes]:
    """(header with the length, payload); anything that is not bytes becomes JSON."""
    content = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return {"type": kind, "length": len(content), **header}, content


def envelope_of(header: dict, *items: tuple[dict, bytes]) -> bytes:
    lines = [json.dumps(header).encode()]
    for item_header, payload in items:
        lines += [json.dumps(item_header).encode(), payload]
    return b"\n".join(lines) + b"\n"


def error_event(message: str = "hello", **fields) -> dict:
    return {"message": message, "level": "error", **fields}


def event_item(**fields) -> tuple[dict, bytes]:
    return item_of("event", error_event(**fields))


def event_envelope(event_id: str | None = None, **fields) -> bytes:
    return envelope_of({"event_id": event_id} if event_id else {}, event_item(**fields))


def transaction(**fields) -> dict:
    now = time.time()
    trace = {"trace_id": new_id(), "span_id": "b" * 16, "op": "http.server"}
    return {"type": "transaction", "transaction": "GET /books", "start_timestamp": now - 1, "timestamp": now,
            "contexts": {"trace": trace}, "spans": [], **fields}


def counted_transactions(outcome: str, reason: str, count: int = 1) -> dict:
    """What transactions without spans are counted as: each is a span, too."""
    categories = ("transaction", "transaction_indexed", "span", "span_indexed")
    return {(outcome, reason, category): count for category in categories}


def span() -> dict:
    now = time.time()
    return {"trace_id": new_id(), "span_id": "c" * 16, "op": "db", "start_timestamp": now - 1, "timestamp": now}


def session(**fields) -> dict:
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return {"sid": str(uuid.uuid4()), "did": "user", "init": True, "started": now, "timestamp": now, "status": "ok",
            "attrs": {"release": "shop@1.0", "environment": "test"}, **fields}


def check_in(slug: str = "nightly", **fields) -> dict:
    return {"check_in_id": new_id(), "monitor_slug": slug, "status": "ok", **fields}


def feedback() -> dict:
    return {"contexts": {"feedback": {"message": "It broke", "contact_email": "a@example.com", "name": "Ann"}}}


def client_report(reason: str, category: str, quantity: int) -> dict:
    return {"timestamp": time.time(),
            "discarded_events": [{"reason": reason, "category": category, "quantity": quantity}]}


def csp_report(directive: str = "img-src", blocked: str = "https://evil.test/a.png") -> dict:
    return {"csp-report": {"document-uri": "https://shop.test/", "effective-directive": directive,
                           "violated-directive": directive, "blocked-uri": blocked, "original-policy": "x"}}


def nel_report() -> dict:
    return {"age": 1, "type": "network-error", "url": "https://shop.test/pay",
            "body": {"elapsed_time": 10, "method": "GET", "phase": "connection", "protocol": "h2", "referrer": "",
                     "sampling_fraction": 1.0, "server_ip": "192.0.2.7", "status_code": 0, "type": "tcp.refused"}}


# Codings.

def deflated(content: bytes, window: int) -> bytes:
    packer = zlib.compressobj(6, wbits=window)
    return packer.compress(content) + packer.flush()


def piped(content: bytes, *command: str) -> bytes:
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout


CODINGS = {
    "gzip": lambda content: deflated(content, GZIP),
    "x-gzip": lambda content: deflated(content, GZIP),
    "deflate": lambda content: deflated(content, ZLIB),
    "br": lambda content: piped(content, "brotli", "-c"),
    "zstd": lambda content: piped(content, "zstd", "-q", "-c"),
}


# Uploads.

BOUNDARY = "xx"
MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def form(*parts: tuple[str, str | None, bytes]) -> bytes:
    """A multipart body of (field, file name or None, content)."""
    lines = []
    for name, filename, content in parts:
        file = f'; filename="{filename}"' if filename is not None else ""
        lines.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content)
    return b"\r\n".join([*lines, f"--{BOUNDARY}--\r\n".encode()])


def minidump(size: int = 64) -> bytes:
    """A header without streams: 'MDMP', version, stream count, directory, checksum, time."""
    return (b"MDMP" + struct.pack("<IIIII", 0xA793, 0, 32, 0, int(time.time())) + bytes(8)).ljust(size, b"\0")


def unreal_crash(*files: tuple[str, bytes]) -> bytes:
    """The container of Unreal Engine 4: zlib of a header and numbered files."""
    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode()
    packed = b"CR1" + text("dir") + text("crash") + struct.pack("<II", 0, len(files))
    for number, (name, content) in enumerate(files):
        packed += struct.pack("<I", number) + text(name) + struct.pack("<I", len(content)) + content
    return deflated(packed, ZLIB)
