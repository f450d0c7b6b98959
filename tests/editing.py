"""Edits at random, as contributors make them: of facts, sources, kinds, pages, templates, settings.

In: a project and a number. Out: the project with one more change in it, the same for the same
number. Not every edit leaves a project without mistakes; that is as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import yaml

NAMES = ("Alder", "SVC", "The Courier", "Valley Club", "霧の小屋", "Valley Press", "Ash & Elm")
WORDS = ("The path is steep", "Nobody counts beds", "It closes in winter", "小屋は満員", "A < B")
VALUES = ("12", "40", "2003", "300 m", "a stove", "valley-club", "odd-path", "no date", "1998~")
DAYS = ("2019", "2024-03", "2024-03-02", "2023", "no day")


class Loader(yaml.SafeLoader):
    """Reads true and false, and takes everything else for text, as the engine does."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        letter: [("tag:yaml.org,2002:bool", re.compile("true|false"))] for letter in "tf"
    }


class Dumper(yaml.SafeDumper):
    """Writes everything out, however often it comes."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass
class Workshop:
    """A project at work."""

    root: Path
    chance: Random

    def files(self, folder: str = "*") -> list[Path]:
        """Data files, of one folder or of all but the schema."""
        found = self.root.glob(f"data/{folder}/*.yaml")
        apart = {"schema", "map"} - {folder}
        return sorted(path for path in found if path.parent.name not in apart)

    def entities(self) -> list[Path]:
        """The files of entities."""
        return [path for path in self.files() if path.parent.name != "sources"]

    def ids(self, folder: str = "*") -> list[str]:
        """Ids of what there is."""
        return [path.stem for path in self.files(folder)]

    def pick(self, from_: Any) -> Any:
        """One of some things; None if there are none."""
        return self.chance.choice(sorted(from_)) if from_ else None

    def value(self, path: Path, property_: str) -> Any:
        """A value that a property of an entity may have, most of the times."""
        schema = read(self.root / "data" / "schema" / f"{path.parent.name}.yaml")
        shape = (schema.get("properties") or {}).get(property_) or {}
        match shape.get("type") if self.chance.random() < 0.9 else "":
            case "entity":
                ids = [id_ for kind in shape.get("kinds", ["*"]) for id_ in self.ids(kind)]
                found: Any = self.pick(ids)
            case "quantity":
                found = f"{self.chance.randint(1, 900)} {self.pick(shape['units'])}"
            case "date":
                found = str(self.chance.randint(1900, 2020))
            case _:
                found = self.pick(VALUES)
        return [found] if "list" in shape else found

    def link(self) -> str:
        """A link to an entity or to a fact of one."""
        path = self.pick(self.entities())
        facts = (read(path).get("facts") or {}) if path else {}
        at = f"#{self.pick(facts)}" if facts and self.chance.random() < 0.7 else ""
        return f"[[{path.stem}{at}]]" if path else "[[nothing]]"

    def sentence(self) -> str:
        """A sentence, which may have a link."""
        words = self.pick(WORDS)
        return f"{words}, {self.link()}." if self.chance.random() < 0.6 else f"{words}."


def read(path: Path) -> dict[str, Any]:
    """What a data file holds."""
    loaded = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - it is a safe one
    return loaded if isinstance(loaded, dict) else {}


def put(path: Path, held: dict[str, Any]) -> None:
    """Write a data file."""
    text = yaml.dump(held, Dumper=Dumper, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")


def _fact(shop: Workshop, change: Callable[[Workshop, dict[str, Any]], None]) -> None:
    """Change one fact of one entity."""
    path = shop.pick([path for path in shop.entities() if read(path).get("facts")])
    if path:
        held = read(path)
        change(shop, held["facts"][shop.pick(held["facts"])])
        put(path, held)


def value(shop: Workshop) -> None:
    """Another value."""
    path = shop.pick([path for path in shop.entities() if read(path).get("facts")])
    if path:
        held = read(path)
        key = shop.pick(held["facts"])
        held["facts"][key]["value"] = shop.value(path, held["facts"][key].get("property", key))
        put(path, held)


def says(shop: Workshop) -> None:
    """Another sentence."""
    _fact(shop, lambda shop, fact: fact.update(says=shop.sentence()))


def status(shop: Workshop) -> None:
    """Another status."""
    states = ("confirmed", "reported", "planned", "denied")
    _fact(shop, lambda shop, fact: fact.update(status=shop.pick(states)))


def when(shop: Workshop) -> None:
    """Another day."""
    _fact(shop, lambda shop, fact: fact.update(when={"as-of": shop.pick(DAYS)}))


def cite(shop: Workshop) -> None:
    """Another citation, one more, or one less."""

    def change(shop: Workshop, fact: dict[str, Any]) -> None:
        cited = fact.setdefault("cite", [])
        more = {"source": shop.pick(shop.ids("sources")), "at": f"page {shop.chance.randint(1, 9)}"}
        if len(cited) > 1 and shop.chance.random() < 0.4:
            cited.pop()
        elif cited and shop.chance.random() < 0.5:
            cited[0] = more
        else:
            cited.append(more)

    _fact(shop, change)


def add_fact(shop: Workshop) -> None:
    """One more fact, of a name that may be taken."""
    path = shop.pick(shop.entities())
    if path:
        held = read(path)
        schema = read(shop.root / "data" / "schema" / f"{path.parent.name}.yaml")
        key = shop.pick(schema.get("properties") or {"note": {}})
        name = key if shop.chance.random() < 0.6 else f"{key}-{shop.chance.randint(1, 3)}"
        fact = {"status": "reported", "says": shop.sentence(), "value": shop.value(path, key)}
        fact |= {"cite": [{"source": shop.pick(shop.ids("sources")), "at": "p"}], "property": key}
        if name == key:
            del fact["property"]
        held.setdefault("facts", {})[name] = fact
        put(path, held)


def remove_fact(shop: Workshop) -> None:
    """One fact less, which may leave word."""
    path = shop.pick([path for path in shop.entities() if read(path).get("facts")])
    if path:
        held = read(path)
        key = shop.pick(held["facts"])
        del held["facts"][key]
        if shop.chance.random() < 0.5:
            removed = {"on": "2025-02-03", "why": shop.sentence()}
            held.setdefault("removed", {})[key] = removed
        put(path, held)


def conflict(shop: Workshop) -> None:
    """A disagreement with a question of its own, or none any more."""
    path = shop.pick([path for path in shop.entities() if read(path).get("facts")])
    if path:
        held = read(path)
        if held.get("conflicts") and shop.chance.random() < 0.5:
            del held["conflicts"]
        else:
            schema = read(shop.root / "data" / "schema" / f"{path.parent.name}.yaml")
            key = shop.pick(schema.get("properties") or {"note": {}})
            held["conflicts"] = {key: {"question": shop.sentence()}}
        put(path, held)


def disagree(shop: Workshop) -> None:
    """A fact beside one of the same property, with another value."""
    path = shop.pick([path for path in shop.entities() if read(path).get("facts")])
    if path:
        held = read(path)
        key = shop.pick(held["facts"])
        other = dict(held["facts"][key])
        other["value"] = shop.value(path, other.setdefault("property", key))
        other.pop("supersedes", None)
        other["cite"] = [{"source": shop.pick(shop.ids("sources")), "at": "p"}]
        held["facts"][f"{key}-other"] = other
        put(path, held)


def named(shop: Workshop) -> None:
    """Another name, alias, or name in another language."""
    path = shop.pick(shop.entities())
    if path:
        held = read(path)
        match shop.chance.randrange(4):
            case 0:
                held["name"] = shop.pick(NAMES)
            case 1:
                held["aliases"] = [shop.pick(NAMES)]
            case 2:
                held["native"] = {"ja": shop.pick(NAMES)}
            case _:
                held["summary"] = f"Known for [[#{shop.pick(held.get('facts') or {'x': 0})}|this]]."
        put(path, held)


def publisher(shop: Workshop) -> None:
    """An entity begins or ceases to publish, or speaks for another."""
    path = shop.pick(shop.entities())
    if path:
        held = read(path)
        if held.get("publisher") and shop.chance.random() < 0.4:
            del held["publisher"]
        else:
            held["publisher"] = {"type": shop.pick(("government", "association", "personal site"))}
            if shop.chance.random() < 0.5:
                body = shop.pick((*shop.ids("keepers"), *NAMES))
                held["publisher"]["speaks-for"] = body
        put(path, held)


def place(shop: Workshop) -> None:
    """Somewhere else, or nowhere."""
    path = shop.pick([path for path in shop.entities() if read(path).get("position")])
    if path:
        held = read(path)
        at = [f"{46 + shop.chance.randint(0, 99) / 100:.2f}", f"{shop.chance.randint(8, 12)}.5"]
        somewhere = {"at": at, "of": shop.pick(["town", "area"]), "from": shop.pick(NAMES)}
        is_known = shop.chance.random() < 0.7
        held["position"] = somewhere if is_known else {"none": shop.sentence()}
        put(path, held)


def add_entity(shop: Workshop) -> None:
    """A new file like one that there is."""
    path = shop.pick(shop.entities())
    if path:
        new = path.with_stem(f"{path.stem}-{shop.chance.randint(2, 4)}")
        held = read(path)
        held["name"] = f"{held.get('name')} {new.stem[-1]}"
        held.pop("formerly", None)
        put(new, held)


def remove(shop: Workshop) -> None:
    """A file less."""
    said = "".join(path.read_text("utf-8") for path in shop.root.rglob("*.[my]*") if path.is_file())
    path = shop.pick([path for path in shop.files() if said.count(path.stem) < 3])
    if path:
        path.unlink()


def rename(shop: Workshop) -> None:
    """Another id, with or without word of the old one."""
    path = shop.pick(shop.entities())
    if path:
        held = read(path)
        if shop.chance.random() < 0.6:
            held["formerly"] = [*held.get("formerly", []), path.stem]
        path.unlink()
        put(path.with_stem(f"{path.stem}-new"), held)
        if shop.chance.random() < 0.7:
            for other in shop.root.rglob("*"):
                if other.suffix in {".yaml", ".md"} and other.parent.name != "schema":
                    text = other.read_text("utf-8")
                    for before, after in (("[[", "#"), ("[[", "]]"), ("[[", "|"), (": ", "\n")):
                        old, new = (f"{before}{path.stem}{e}{after}" for e in ("", "-new"))
                        text = text.replace(old, new)
                    text = text.replace(f"- {path.stem}\n", f"- {path.stem}-new\n")
                    if other != path.with_stem(f"{path.stem}-new"):
                        other.write_text(text, "utf-8")


def move(shop: Workshop) -> None:
    """Another kind."""
    path = shop.pick(shop.entities())
    folder = shop.pick([path.parent for path in shop.entities()])
    if path and folder != path.parent:
        path.rename(folder / path.name)


def source(shop: Workshop) -> None:
    """A change of a source."""
    path = shop.pick(shop.files("sources"))
    if not path:
        return
    held = read(path)
    match shop.chance.randrange(7):
        case 0:
            held["title"] = shop.pick(WORDS)
        case 1:
            held["publisher"] = shop.pick((*NAMES, *shop.ids("keepers")))
        case 2:
            held["relays"] = [shop.pick((*shop.ids("sources"), *shop.ids("keepers"), *NAMES))]
        case 3:
            held.pop("relays", None)
        case 4:
            held["published"] = shop.pick(DAYS)
        case 5:
            held["withdrawn"] = {"on": "2024-05-01", "why": shop.sentence()}
        case _:
            held.pop("withdrawn", None)
            held["unnamed"] = shop.chance.random() < 0.5
    put(path, held)


def retrieved(shop: Workshop) -> None:
    """A source was read again: another present."""
    path = shop.pick(shop.files("sources"))
    if path:
        put(path, {**read(path), "retrieved": shop.pick(("2025-06-01", "2025-07-02"))})


def add_source(shop: Workshop) -> None:
    """A new source like one that there is, which nobody cites yet."""
    path = shop.pick(shop.files("sources"))
    if path:
        put(path.with_stem(f"{path.stem}-b"), {**read(path), "title": shop.pick(WORDS)})


def schema(shop: Workshop) -> None:
    """Another label, order, column or period of review."""
    path = shop.pick(shop.files("schema"))
    if path:
        held = read(path)
        match shop.chance.randrange(4):
            case 0:
                held["label"] = shop.pick(NAMES)
            case 1:
                held["order"] = shop.chance.randint(1, 9)
            case 2:
                held["columns"] = [shop.pick(held["properties"])]
            case _:
                held["properties"][shop.pick(held["properties"])]["label"] = shop.pick(WORDS)
        put(path, held)


def page(shop: Workshop) -> None:
    """A sentence more on a hand-written page, a new page, or one less."""
    path = shop.pick(list((shop.root / "docs").rglob("*.md")))
    match shop.chance.randrange(4):
        case 0 if path and path.name != "index.md":
            path.unlink()
        case 1:
            text = f"---\ntitle: A page\n---\n\n## Part\n\n{shop.sentence()}\n"
            (shop.root / "docs" / f"more-{shop.chance.randint(1, 3)}.md").write_text(text, "utf-8")
        case _ if path:
            said = f"\n!!! analysis\n    {shop.sentence()}\n\n{shop.sentence()}\n"
            path.write_text(path.read_text("utf-8") + said, "utf-8")


def template(shop: Workshop) -> None:
    """A layout of the subject's own for one kind."""
    kind = shop.pick({path.parent.name for path in shop.entities()})
    path = shop.root / "templates" / "pages" / f"{kind}.html.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    extra = shop.pick(("", "{# another #}\n", "<p>{{ page.title }}</p>\n"))
    path.write_text('{% extends "pages/default.html.j2" %}\n' + extra, "utf-8")


def settings(shop: Workshop) -> None:
    """Another name of the site."""
    path = shop.root / "mkdocs.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    name = f"site_name: {shop.pick(('Huts', 'Sarnera', 'Some huts'))}\n"
    path.write_text(
        "".join(name if line.startswith("site_name:") else line for line in lines), "utf-8"
    )


def comment(shop: Workshop) -> None:
    """A comment, which changes nothing."""
    path = shop.pick(shop.files())
    if path:
        path.write_text(path.read_text("utf-8") + "# Seen.\n", "utf-8")


def swap(shop: Workshop) -> None:
    """Two entities take each other's place."""
    one, other = shop.pick(shop.entities()), shop.pick(shop.entities())
    if one and one != other:
        first, second = one.read_text("utf-8"), other.read_text("utf-8")
        one.write_text(second, "utf-8")
        other.write_text(first, "utf-8")


OF_FACTS = (value, says, status, when, cite, add_fact, remove_fact, conflict, disagree)
OF_OTHERS = (
    named,
    publisher,
    place,
    add_entity,
    remove,
    rename,
    move,
    source,
    add_source,
    comment,
    swap,
)
OF_THE_REST = (retrieved, schema, page, template, settings)
"""What touches every page."""
EDITS = {edit.__name__: edit for edit in (*OF_FACTS, *OF_OTHERS, *OF_THE_REST)}


def edit(root: Path, name: str, number: int) -> None:
    """Make one edit of a name, the one of a number."""
    EDITS[name](Workshop(root, Random(f"{name} {number}")))  # noqa: S311 - nothing here is secret
