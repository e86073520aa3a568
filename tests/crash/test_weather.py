"""Everything at once, by seed: steps that fail or kill, slow syncs, a clock that jumps, and losses of power in between.

WEATHER_SEEDS=17,4 runs those, WEATHER_SEEDS=new three that nobody has tried; the name of a test says its seed. What is checked is
what docs/architecture.md promises, after all has been worked off.
"""

import os
import random

import pytest

from checks import assert_ledger_holds
from clock import LIBRARY as CLOCK
from clock import ShiftedClock
from harness import Server
from power import LIBRARY as SYNCED
from power import PowerSupply
from sender import Load
from test_kill import FAULTS, SMALL

LIVES = 6
NEW_SEEDS = ",".join(str(random.SystemRandom().randrange(2**32)) for _ in range(3))
CHOSEN = os.environ.get("WEATHER_SEEDS", "1,2,3")
SEEDS = NEW_SEEDS if CHOSEN == "new" else CHOSEN
# Hours, so that no event comes so long ago that lists leave it out.
LONGEST_JUMP = 6 * 3600


def faults(chance: random.Random) -> str:
    """A few steps that fail once, and perhaps one that kills."""
    points = chance.sample(FAULTS, 4)
    specs = [f"{point}=fail@{chance.randrange(1, 30)}" for point in points[:3]]
    if chance.random() < 0.5:
        specs.append(f"{points[3]}=kill@{chance.randrange(1, 30)}")
    return ",".join(specs)


def environment(chance: random.Random, clock: ShiftedClock, power: PowerSupply) -> dict:
    libraries = [SYNCED.with_name("libpicket_slow_sync.so"), CLOCK, SYNCED]
    return {**clock.environment, **power.environment, "LD_PRELOAD": " ".join(map(str, libraries)),
            "SLOW_SYNC_MS": chance.choice([0, 0, 5, 50]), "PICKET_FAULT": faults(chance)}


@pytest.mark.parametrize("seed", map(int, SEEDS.split(",")))
def test_the_promises_hold_in_any_weather(tmp_path, seed):
    chance = random.Random(seed)
    clock = ShiftedClock(tmp_path / "clock")
    # Commands are asked with the right clock: they are no part of the weather.
    server = Server(tmp_path, env=SMALL)
    power = PowerSupply(server.data)
    with server:
        setup = server.setup()
    with Load(setup["dsn"]) as load:
        for _ in range(LIVES):
            power.begin()
            server.start(env=environment(chance, clock, power))
            for _ in range(3):
                server.wait_for_death(chance.uniform(0.2, 1))
                clock.advance(chance.uniform(-1, 1) * LONGEST_JUMP)
            server.kill()
            if chance.random() < 0.7:
                power.cut(chance, chance.choice([0, 0.5, 1]))
        clock.advance(-clock.offset)
        server.start()
        load.wait_for_answers(len(load.acknowledged) + 100)
    server.wait_until_drained(setup)
    # Three deaths at one step look like poison: what was set aside then is not lost.
    server.cli("dead-letters", "replay", "--all")
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert server.stop() == 0
