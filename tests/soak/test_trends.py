"""The judge of the soak: it must see growth, and must not see it in noise."""

import random

import pytest

from trends import Limit, growth, quarters

LIMIT = Limit("rss_mb", 0.15, 24, "memory")


def rows(values) -> list[dict]:
    return [{"rss_mb": value} for value in values]


def test_noise_and_single_peaks_are_no_growth():
    chance = random.Random(7)
    values = [150 + chance.uniform(-20, 20) for _ in range(400)]
    values[390] = 4000
    assert growth(rows(values), [LIMIT]) == []


def test_filling_up_at_first_is_no_growth():
    assert growth(rows([min(n, 100) * 2.0 for n in range(400)]), [LIMIT]) == []


def test_a_leak_is_growth():
    found = growth(rows([150 + n for n in range(400)]), [LIMIT])
    assert len(found) == 1 and "rss_mb grew from" in found[0]


def test_a_step_in_the_last_quarter_is_growth():
    assert growth(rows([150] * 300 + [220] * 100), [LIMIT])


def test_columns_that_were_not_sampled_fail_loudly():
    with pytest.raises(ValueError, match="too few"):
        quarters(rows(["", 1, 2]), "rss_mb")
