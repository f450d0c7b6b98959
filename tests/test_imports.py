"""The order of the modules, the libraries they may use, and the words they may not."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml

from tests.helpers import ROOT

ENGINE = ROOT / "briefing"

# A module imports from its own station and those before it. A new module is entered here.
STATIONS = (
    {
        "problem",
        "files",
        "scalar",
        "quick",
        "load",
        "dates",
        "text",
        "values",
        "mappings",
        "degrees",
        "fields",
        "model",
        "atlas",
        "card",
        "abbreviations",
        "subject",
        "shapes",
        "reading",
        "brief",
    },
    {"check", "project"},
    {
        "trust",
        "conflict",
        "dossier",
        "wording",
        "impact",
        "tally",
        "kept",
        "ledger",
        "asof",
        "traces",
        "link",
    },
    {
        *("native", "notes", "shown", "view", "timeline", "web", "described", "labels", "locator"),
        *("page", "pages", "paper", "policy", "search", "editor"),
    },
    {
        "compiled",
        "compiler",
        "render",
        "frame",
        "parallel",
        "progress",
        "stage",
        "sitemap",
        "offline",
        "skeleton",
        "units",
        "work",
        "edition",
    },
    {"incremental"},
    {"publish"},
    {"refresh", "commands", "cli", "environment", "browser", "papers", "pdf", "served"},
)
MAY_IMPORT = {
    "yaml": ("load",),
    "pydantic": ("fields", "model", "shapes", "subject", "reading"),
    "pydantic_core": ("fields", "model", "shapes"),
    "markdown": ("brief",),
    "babel": ("native",),
    "jinja2": ("compiled", "compiler", "render", "publish"),
    "markupsafe": ("compiler", "render"),
    "mkdocs": ("publish", "build"),
    "watchdog": ("publish",),
}
STANDARD_LIBRARY_ALONE = ("cli", "environment", "browser", "pdf", "served", "__init__")
"""What runs before the packages are known to be there."""
FREE_OF_SUBJECT = (ENGINE, ROOT / "templates", ROOT / "build.py")
OF_OTHERS = ROOT / "templates" / "theme" / "assets" / "leaflet"
"""A library, as it is published."""
TEXTS = {".py", ".j2", ".html", ".css", ".js", ".svg"}
SUBJECT_WORDS = (
    *("marine", "marines", "missile", "missiles", "drone", "drones", "japan", "okinawa", "taiwan"),
    *("philippines", "luzon", "nansei", "regiment", "regiments", "kyodo", "military", "army"),
    *("navy", "troops", "weapon", "weapons", "deployment"),
)


def _modules() -> Mapping[str, Path]:
    """Every module of the engine by its name below `briefing`."""
    found = {}
    for path in sorted(ENGINE.rglob("*.py")):
        parts = path.relative_to(ENGINE).with_suffix("").parts
        name = parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts
        found[".".join(name)] = path
    return found


MODULES = _modules()


def _imported(path: Path) -> Iterator[str]:
    """Full names of what a file imports, at its top or inside its functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _from_engine(path: Path) -> set[str]:
    """Names of the engine's modules that a file imports."""
    found = set()
    for name in _imported(path):
        parts = name.split(".")
        if parts[0] == "briefing":
            module = ".".join(parts[1:])
            found.add(module if module in MODULES else ".".join(parts[1:-1]))
    return found - {""}


def _libraries(path: Path) -> set[str]:
    """Names of the libraries that a file imports."""
    found = {name.partition(".")[0] for name in _imported(path)}
    return found - sys.stdlib_module_names - {"briefing"}


def _station(module: str) -> int:
    top = module.partition(".")[0]
    places = [i for i, station in enumerate(STATIONS) if top in station]
    assert len(places) == 1, f"enter '{top}' once in STATIONS"
    return places[0]


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__init__"])
def test_module_imports_from_its_own_station_or_those_before(module: str) -> None:
    later = {n for n in _from_engine(MODULES[module]) if _station(n) > _station(module)}
    assert later == set()


def test_every_station_is_made_of_modules_that_are_there() -> None:
    tops = {name.partition(".")[0] for name in MODULES} - {"__init__"}
    assert set().union(*STATIONS) == tops


def test_modules_import_each_other_in_no_circle() -> None:
    graph = {name: _from_engine(path) - {name} for name, path in MODULES.items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("library", MAY_IMPORT)
def test_library_is_imported_where_it_belongs_alone(library: str) -> None:
    paths = {**MODULES, "build": ROOT / "build.py"}
    users = {name.partition(".")[0] for name, path in paths.items() if library in _libraries(path)}
    assert users <= set(MAY_IMPORT[library])


def test_engine_uses_no_other_library() -> None:
    used = set().union(*(_libraries(path) for path in MODULES.values()))
    assert used <= set(MAY_IMPORT)


@pytest.mark.parametrize("module", STANDARD_LIBRARY_ALONE)
def test_what_runs_before_the_packages_are_there_needs_none(module: str) -> None:
    assert _libraries(MODULES[module]) == set()


def test_nothing_but_the_commands_is_imported_at_the_top_of_cli() -> None:
    tree = ast.parse(MODULES["cli"].read_text("utf-8"))
    top = [alias.name for n in tree.body if isinstance(n, ast.ImportFrom) for alias in n.names]
    assert "environment" in top
    assert "commands" not in top


def _names_in_data() -> Iterator[str]:
    """Ids, names and aliases of everything the dossier is about."""
    for path in sorted((ROOT / "data").glob("*/*.yaml")):
        if path.parent.name in ("schema", "sources", "map"):
            continue
        entity = yaml.safe_load(path.read_text("utf-8"))
        if "-" in path.stem:  # one word alone may be a common one
            yield path.stem
        yield from (entity["name"], *entity.get("aliases", ()))
        yield from entity.get("native", {}).values()


def _engine_texts() -> Iterator[tuple[str, str]]:
    for start in FREE_OF_SUBJECT:
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.suffix in TEXTS and OF_OTHERS not in path.parents:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def _may_be_common(name: str) -> bool:
    """Whether it is a name only as it is spelled: US, or a newspaper called Focus."""
    return len(name) < 4 or (name.isalpha() and name not in SUBJECT_WORDS)


def test_engine_and_templates_hold_no_word_of_the_subject() -> None:
    words = sorted({*SUBJECT_WORDS, *_names_in_data()})
    spelled = [re.escape(w) if _may_be_common(w) else f"(?i:{re.escape(w)})" for w in words]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)")
    found = {
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for path, text in _engine_texts()
        for match in pattern.finditer(text)
    }
    assert found == set()
