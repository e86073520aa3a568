"""A server for each file of tests, and projects in it."""

import itertools
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pytest  # noqa: E402

from client import Project  # noqa: E402
from harness import Server  # noqa: E402


@pytest.fixture(scope="module")
def server(tmp_path_factory, request):
    """With the settings that the file names in SERVER_ENV, else the default ones."""
    folder = tmp_path_factory.mktemp(request.module.__name__)
    with Server(folder, env=getattr(request.module, "SERVER_ENV", None)) as running:
        running.setup()
        yield running


@pytest.fixture(scope="module")
def app(server) -> Project:
    """A project that tests share: what they count is each other's."""
    return Project(server, "app")


@pytest.fixture
def fresh(server, request) -> Project:
    """A project of the test's own, where nothing has been counted yet."""
    name = re.sub(r"[^a-z0-9]+", "-", request.node.originalname.removeprefix("test_"))[:30].strip("-")
    return Project(server, f"{name}-{next(NUMBERS)}")


NUMBERS = itertools.count(1)
