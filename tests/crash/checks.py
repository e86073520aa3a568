"""The promises, as checks over a drained server."""

from collections import Counter


def pages(server, setup, path: str, size: str = "per_page=100"):
    """Every item of a paged list; `size` is how the endpoint is asked for large pages."""
    cursor = ""
    while cursor is not None:
        joiner = "&" if "?" in path else "?"
        items, cursor = server.api_page(f"{path}{joiner}{size}" + (f"&cursor={cursor}" if cursor else ""), setup)
        yield from items


def issues(server, setup) -> list[dict]:
    return list(pages(server, setup, f"/api/0/organizations/{setup['org']}/issues/?query=", "limit=100"))


def stored_ids(server, setup) -> Counter:
    """Event id -> how often it is stored, over every issue."""
    found: Counter = Counter()
    for issue in issues(server, setup):
        path = f"/api/0/organizations/{setup['org']}/issues/{issue['id']}/events/"
        found.update(event["eventID"] for event in pages(server, setup, path))
    return found


def assert_ledger_holds(server, setup, load) -> None:
    """Promises 1 to 3 of docs/architecture.md."""
    stored = stored_ids(server, setup)
    missing = load.acknowledged - set(stored)
    assert not missing, f"{len(missing)} of {len(load.acknowledged)} acknowledged events are gone"
    doubled = [event for event, times in stored.items() if times > 1]
    assert not doubled, f"{len(doubled)} events are stored more than once"
    assert set(stored) <= load.sent, "events appeared that nobody sent"

    rows = server.cli("outcomes", "--json")["outcomes"]
    accepted = sum(row["quantity"] for row in rows if row["outcome"] == "accepted" and row["category"] == "error")
    counted = sum(int(issue["lifetime"]["count"]) for issue in issues(server, setup))
    assert accepted == len(stored), "accepted outcomes differ from stored rows"
    assert counted == len(stored), "lifetime issue counters differ from stored rows"
    others = {(row["outcome"], row["reason"]) for row in rows if row["quantity"]} - {("accepted", ""), ("accepted", None)}
    assert others <= {("invalid", "duplicate"), ("invalid", "unavailable")}, others
