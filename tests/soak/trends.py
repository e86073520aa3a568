"""Whether something grows: the end of a run against its middle, when everything that fills has been filled.

Medians of quarters, so that a slow moment does not count, and a share plus a fixed allowance, so that small figures may
jitter. What grows steadily is caught when the run is long enough for the growth to exceed the allowance; the run's length
says so: ten minutes find 10 MB a minute, two hours find 1.
"""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Limit:
    column: str
    share: float  # Of the median of the quarter in the middle, e.g. 0.2: a fifth more is no growth.
    allowance: float  # In the column's own unit, on top.
    why: str


LIMITS = [
    Limit("rss_mb", 0.15, 24, "memory: what a batch, a checkpoint of DuckDB or a retention run needs for its time"),
    Limit("files", 0.1, 8, "open files: a segment that is being rolled, connections of SQLite"),
    Limit("sockets", 0.1, 40, "connections: of one round of load, while the next begins"),
    Limit("threads", 0, 2, "threads: DuckDB's"),
    Limit("events_mb", 0.3, 16, "the event store: a day that is written while the oldest still waits for retention"),
    Limit("blobs_mb", 0.3, 16, "payloads: as the event store"),
    Limit("log_mb", 0.5, 64, "the log: a segment of each partition"),
    Limit("meta_mb", 0.3, 24, "meta_db: outcomes by minute are kept for 90 days, and issues outlive events"),
    Limit("answer_p50_ms", 0.5, 10, "answers to SDKs"),
    Limit("answer_p99_ms", 1, 40, "slow answers to SDKs"),
    Limit("page_p50_ms", 0.5, 40, "pages"),
    Limit("lag", 1, 4000, "messages that wait: two batches of each partition"),
]


def quarters(rows: list[dict], column: str) -> tuple[float, float]:
    """Medians of the quarter that begins in the middle, and of the last one."""
    values = [float(row[column]) for row in rows if row.get(column) not in ("", None)]
    if len(values) < 8:
        raise ValueError(f"{column}: {len(values)} samples are too few to tell")
    quarter = len(values) // 4
    return median(values[-2 * quarter:-quarter]), median(values[-quarter:])


def growth(rows: list[dict], limits: list[Limit] = LIMITS) -> list[str]:
    """A sentence for each column that grew."""
    found = []
    for limit in limits:
        middle, end = quarters(rows, limit.column)
        most = middle * (1 + limit.share) + limit.allowance
        if end > most:
            found.append(f"{limit.column} grew from {middle:.1f} to {end:.1f}, more than {most:.1f} ({limit.why})")
    return found
