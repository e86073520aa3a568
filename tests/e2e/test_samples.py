"""Every real event of the sample collection is accepted, or refused with a reason that the specification gives."""

import json
import time
import uuid
from pathlib import Path

import pytest

from harness import Server
from sender import Dsn, envelope, post

SAMPLES = Path(__file__).resolve().parents[3] / "shared/samples/events"
# With a fresh id and timestamp none of them has a reason to be refused.
REFUSED: dict[str, str] = {}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample events beside the repository: NOT TESTED")
def test_every_sample_is_stored(tmp_path):
    with Server(tmp_path) as server:
        setup = server.setup()
        dsn = Dsn(setup["dsn"])
        ids = {}
        for file in sorted(SAMPLES.glob("*.json")):
            body = json.loads(file.read_text())
            ids[file.name] = uuid.uuid4().hex
            body.update(event_id=ids[file.name], timestamp=time.time())
            status, _, answer = post(dsn, envelope(body, ids[file.name]))
            assert status == 200 and json.loads(answer)["id"] == ids[file.name], f"{file.name}: {status} {answer}"
        server.wait_until_drained(setup)
        assert len(ids) > 100
        unreadable = []
        for name, event_id in ids.items():
            found = server.api(f"/api/0/projects/{setup['org']}/{setup['project']}/events/{event_id}/", setup)
            if found["eventID"] != event_id or not found["title"] or not found["groupID"]:
                unreadable.append(name)
        assert not unreadable
        rows = server.cli("outcomes", "--json")["outcomes"]
        assert {(row["outcome"]) for row in rows} == {"accepted"}, rows
