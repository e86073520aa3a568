"""Discover in a real browser, on the real program, with real events. The flow is ui/tests/browser/discover.ts."""

from harness import Server
from test_browser import pytestmark, run_flow  # noqa: F401  (no browser, no test)


def test_discover(tmp_path):
    with Server(tmp_path) as server:
        run_flow("discover", server, server.url)
