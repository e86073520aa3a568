#!/usr/bin/env python3
"""Draws what a soak has sampled as one SVG picture.

usage: tools/draw_curves.py SOAK.csv OUT.svg "TITLE"
"""

import csv
import math
import sys
from html import escape

WIDTH, PANEL, GAP, LEFT, RIGHT, TOP = 960, 130, 46, 64, 150, 64
INK, FAINT, GRID = "#1f2933", "#616e7c", "#e4e7eb"
COLOURS = ["#2f5fd0", "#c2410c", "#0f766e", "#7c3aed"]
PANELS = [
    ("Memory, MB", {"rss_mb": "resident"}),
    ("Handles", {"files": "files", "sockets": "sockets", "threads": "threads"}),
    ("Disk, MB", {"events_mb": "event store", "blobs_mb": "payloads", "log_mb": "log", "meta_mb": "meta_db"}),
    ("Answers to SDKs, ms", {"answer_p50_ms": "p50", "answer_p99_ms": "p99"}),
    ("Pages, ms", {"page_p50_ms": "p50", "page_p99_ms": "p99"}),
    ("Messages that wait", {"lag": "lag"}),
]


def nice_ceiling(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, ..., so that lines of the grid have short numbers."""
    if value <= 0:
        return 1
    power = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)


def points(rows: list[dict], column: str) -> list[tuple[float, float]]:
    return [(float(row["seconds"]) / 60, float(row[column])) for row in rows if row.get(column)]


def text(x: float, y: float, what: str, colour: str = FAINT, size: int = 11, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" {more}>{escape(what)}</text>'


def panel(top: float, title: str, series: dict[str, list], minutes: float) -> list[str]:
    highest = nice_ceiling(max((y for line in series.values() for _, y in line), default=1))
    bottom, right = top + PANEL, WIDTH - RIGHT

    def place(x: float, y: float) -> str:
        return f"{LEFT + x / minutes * (right - LEFT):.1f},{bottom - y / highest * PANEL:.1f}"

    out = [text(LEFT, top - 8, title, INK, 13, 'font-weight="600"')]
    for part in (0, 0.5, 1):
        y = bottom - part * PANEL
        out.append(f'<line x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        out.append(text(LEFT - 8, y + 4, f"{part * highest:g}", more='text-anchor="end"'))
    for number, (name, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(place(x, y) for x, y in line)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.4" stroke-linejoin="round"/>')
        last = f" {line[-1][1]:g}" if line else ""
        out.append(text(right + 12, top + 14 + number * 18, name + last, colour, 12))
    return out


def draw(rows: list[dict], title: str) -> str:
    minutes = max(float(rows[-1]["seconds"]) / 60, 1e-9)
    height = TOP + len(PANELS) * (PANEL + GAP) + 8
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif">',
           f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>', text(LEFT, 28, title, INK, 15, 'font-weight="600"')]
    top = TOP
    for name, columns in PANELS:
        out += panel(top, name, {label: points(rows, column) for column, label in columns.items()}, minutes)
        top += PANEL + GAP
    days = float(rows[-1]["day"])
    for part in (0, 0.25, 0.5, 0.75, 1):
        x = LEFT + part * (WIDTH - RIGHT - LEFT)
        out.append(text(x, top - GAP + 18, f"{part * minutes:.0f} min, day {part * days:.0f}", more='text-anchor="middle"'))
    return "\n".join([*out, "</svg>", ""])


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__)
        return 2
    with open(sys.argv[1], newline="") as file:
        rows = list(csv.DictReader(file))
    if len(rows) < 2:
        print(f"{sys.argv[1]}: {len(rows)} samples draw no curve", file=sys.stderr)
        return 1
    with open(sys.argv[2], "w") as out:
        out.write(draw(rows, sys.argv[3]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
