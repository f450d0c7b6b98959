"""What was found, as tables and as JSON.

In: measured runs. Out: medians, and ratios to the engine's own, in Markdown; everything in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median

from measure import Run, Weight

OURS = "briefing"
HEAD = (
    "entities", "site", "wall, s", "× ours", "CPU, s", "× ours", "memory, MB", "× ours",
    "output, MB", "kB a page", "first search, kB",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """A contestant at a size."""

    name: str
    size: int
    runs: tuple[Run, ...]
    memory: int
    """The most memory of all its processes at one time, shared pages counted once; in bytes."""
    weight: Weight
    first_search: int | None
    """Bytes; None where it has no search."""

    @property
    def wall(self) -> float:
        """The median of its runs, in seconds."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """The same of user and system time."""
        return median(run.cpu for run in self.runs)


@dataclass
class Comparison:
    """Everything that one call has found."""

    stem: str
    """What it is called: the file system, and whether with search."""
    file_system: str
    search: bool
    rounds: int
    machine: str
    versions: dict[str, str]
    results: list[Result] = field(default_factory=list)
    remarks: dict[str, str] = field(default_factory=dict)
    """By what they are about: a contestant that was left out, or run less often."""

    def as_markdown(self) -> str:
        """The table, and below it how it was made."""
        rows = table(HEAD, map(self._cells, self.results))
        return "\n".join([rows, *self._notes()]) + "\n"

    def as_json(self) -> str:
        """Everything, every run too."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"

    def of(self, name: str) -> list[Result]:
        """The results of a contestant, by size."""
        return sorted((r for r in self.results if r.name == name), key=lambda r: r.size)

    def _cells(self, result: Result) -> Iterator[str]:
        ours = next((r for r in self.of(OURS) if r.size == result.size), None)
        yield f"{result.size:,}"
        yield f"**{result.name}**" if result.name == OURS else result.name
        yield seconds(result.wall)
        yield ratio(result.wall, ours.wall if ours else 0)
        yield seconds(result.cpu)
        yield ratio(result.cpu, ours.cpu if ours else 0)
        yield f"{result.memory / 1e6:,.0f}"
        yield ratio(result.memory, ours.memory if ours else 0)
        yield f"{result.weight.site / 1e6:,.1f}"
        yield f"{result.weight.entity_page / 1e3:.1f}"
        yield "–" if result.first_search is None else f"{result.first_search / 1e3:,.0f}"

    def _notes(self) -> Iterator[str]:
        search = "Search is built by none"
        if self.search:
            search = "Search is built by all but those whose name says otherwise"
        rounds = "1 round" if self.rounds == 1 else f"{self.rounds} interleaved rounds"
        said = [
            f"Medians of {rounds}, cold, on {self.file_system}",
            search,
            "kB a page: the mean of the entities' pages",
            self.machine,
            ", ".join(f"{program} {version}" for program, version in self.versions.items()),
        ]
        yield " ".join(f"{words}." for words in said if words)
        yield ""
        yield from (f"* {about}: {remark}." for about, remark in self.remarks.items())


def table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a column is set to the right if its cells are figures."""
    cells = [list(row) for row in rows]
    columns = range(len(head))
    sides = ["---:" if all(_is_figure(row[i]) for row in cells) else ":---" for i in columns]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, sides, *cells))


def _is_figure(cell: str) -> bool:
    return cell[:1].isdigit() or cell[:1] in ("–", "+", "-")


def seconds(duration: float) -> str:
    """A duration, to about three figures."""
    return f"{duration:,.{3 if duration < 0.1 else 2 if duration < 10 else 1}f}"


def ratio(part: float, whole: float) -> str:
    """How often the whole goes into the part; a dash if there is no whole."""
    return f"{part / whole:.2f}" if whole else "–"
