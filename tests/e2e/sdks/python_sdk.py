"""Sends one event per scenario with Debian's Python SDK, unmodified; prints {"scenario", "event_id"} lines."""

import json
import os
import sys

import sentry_sdk


def report(scenario: str, event_id: str) -> None:
    print(json.dumps({"scenario": scenario, "event_id": event_id}), flush=True)


def price_of(item: str) -> None:
    raise TypeError(f"bad price of {item}")


sentry_sdk.init(dsn=os.environ["PICKET_DSN"], release="shop@1.2.3", environment="staging", debug=False)
sentry_sdk.set_user({"id": "42", "email": "ada@example.com"})
sentry_sdk.set_tag("shop.region", "eu")
sentry_sdk.add_breadcrumb(category="cart", message="added a book", level="info")

try:
    price_of("book")
except TypeError as error:
    report("exception", sentry_sdk.capture_exception(error))

report("message", sentry_sdk.capture_message("stock is low", "warning"))

for text in ("first cause", "second cause"):
    with sentry_sdk.push_scope() as scope:
        scope.fingerprint = ["checkout-broken"]
        report("fingerprint", sentry_sdk.capture_exception(ValueError(text)))

try:
    try:
        raise KeyError("inner")
    except KeyError as inner:
        raise RuntimeError("outer") from inner
except RuntimeError as error:
    report("chained", sentry_sdk.capture_exception(error))

sentry_sdk.flush(timeout=10)
sys.exit(0)
