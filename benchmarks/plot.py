"""The plot of a comparison: how long a build takes, by the number of entities.

In: a comparison. Out: an SVG. Both axes are logarithmic, so that twice as long is as far apart
everywhere. The engine has the one colour; every line is named at its end. It brings its own paper,
light or dark as the reader's system is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil, floor, log10

from results import OURS, Comparison, Result, seconds

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 56, 466, 44, 396
LABEL_APART = 16
MARGIN = 0.1
"""Of the seconds, above and below, in powers of ten."""
STEPS = (1, 2, 5)
FLOOR, COPY = "briefing without MkDocs", "cp -r"
"""What no generator can be faster than: the one is drawn with dots; the other, far below all, would
press the rest together."""
STYLE = """\
.paper{fill:#fff}.grid{stroke:#ddd}.words{fill:#444}.ours-words{fill:#0b57a4;font-weight:600}
.line{fill:none;stroke:#8a8a8a;stroke-width:1.5}.ours{stroke:#0b57a4;stroke-width:3}
.floor{stroke-dasharray:2 4}.dot{fill:#8a8a8a}.ours-dot{fill:#0b57a4}.lead{stroke:#bbb}
text{font:13px system-ui,sans-serif}.title{font-weight:600}
@media (prefers-color-scheme:dark){.paper{fill:#1b1d22}.grid{stroke:#3a3d45}.words{fill:#c9ccd3}
.ours-words{fill:#8cc0ff}.line{stroke:#8d929c}.ours{stroke:#8cc0ff}.dot{fill:#8d929c}
.ours-dot{fill:#8cc0ff}.lead{stroke:#555}}"""
Point = tuple[float, float]


class _Axes:
    """From entities and seconds to places."""

    def __init__(self, results: Sequence[Result]) -> None:
        sizes, walls = [r.size for r in results], [max(r.wall, 1e-3) for r in results]
        self.sizes = sorted(set(sizes))
        self.first, self.last = log10(min(sizes)), log10(max(sizes))
        self.low, self.high = log10(min(walls)) - MARGIN, log10(max(walls)) + MARGIN

    def x(self, size: int) -> float:
        if self.first == self.last:
            return (LEFT + RIGHT) / 2
        share = (log10(size) - self.first) / (self.last - self.first)
        return round(LEFT + 24 + (RIGHT - LEFT - 48) * share, 1)

    def y(self, wall: float) -> float:
        share = (log10(max(wall, 1e-3)) - self.low) / (self.high - self.low)
        return round(BOTTOM - (BOTTOM - TOP) * share, 1)

    def drawn(self) -> Iterable[str]:
        for power in range(floor(self.low), ceil(self.high)):
            for wall in (10**power * step for step in STEPS):
                if self.low <= log10(wall) <= self.high:
                    y = self.y(wall)
                    yield f'<line class="grid" x1="{LEFT}" x2="{RIGHT}" y1="{y}" y2="{y}"/>'
                    yield _text(LEFT - 8, y + 4, f"{wall:g} s", anchor="end")
        for size in self.sizes:
            yield _text(self.x(size), BOTTOM + 20, f"{size:,}", anchor="middle")
        yield _text((LEFT + RIGHT) / 2, BOTTOM + 38, "entities", anchor="middle")


def as_svg(found: Comparison) -> str:
    """The plot of a comparison."""
    drawn = [r for r in found.results if r.name != COPY] or found.results
    axes = _Axes(drawn)
    names = list(dict.fromkeys(result.name for result in drawn))
    names.sort(key=OURS.__eq__)  # the engine's line is drawn last, above the others
    search = "with search" if found.search else "without search"
    title = f"A cold build on {found.file_system}, {search}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="6"/>',
        f'<text class="words title" x="{LEFT}" y="26">{escape(title)}</text>',
        *axes.drawn(),
    ]
    for name in names:
        parts += _line(name, [(axes.x(r.size), axes.y(r.wall)) for r in found.of(name)])
    ends = [(r, (axes.x(r.size), axes.y(r.wall))) for r in (found.of(name)[-1] for name in names)]
    parts += _labels([end for end in ends if end[0].size == axes.sizes[-1]])
    parts += [
        _text(x, y - 12, _label(result), anchor="middle")
        for result, (x, y) in ends
        if result.size < axes.sizes[-1]  # its line ends halfway
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(name: str, points: Sequence[Point]) -> Iterable[str]:
    ours = name == OURS
    classes = "line" + " ours" * ours + " floor" * (name == FLOOR)
    path = " ".join(f"{x},{y}" for x, y in points)
    yield f'<polyline class="{classes}" points="{path}"/>'
    dot = 'class="ours-dot" r="4"' if ours else 'class="dot" r="3"'
    yield from (f'<circle {dot} cx="{x}" cy="{y}"/>' for x, y in points)


def _label(result: Result) -> str:
    return f"{result.name}, {seconds(result.wall)} s"


def _labels(ends: Sequence[tuple[Result, Point]]) -> Iterable[str]:
    """Names at the ends of the lines, moved apart where they would cover one another."""
    at = TOP - LABEL_APART * 1.0
    placed = []
    for result, (x, y) in sorted(ends, key=lambda end: end[1][1]):
        at = max(at + LABEL_APART, y)
        placed.append((result, x, y, at))
    over = max(0.0, placed[-1][3] - (HEIGHT - 12)) if placed else 0.0
    for result, x, y, where in placed:
        label = where - over
        yield f'<line class="lead" x1="{x + 6}" x2="{RIGHT + 14}" y1="{y}" y2="{label:.1f}"/>'
        words = "ours-words" if result.name == OURS else "words"
        yield _text(RIGHT + 18, label + 4, _label(result), classes=words)


def _text(x: float, y: float, words: str, *, anchor: str = "start", classes: str = "words") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{classes}" {place}>{escape(words)}</text>'
