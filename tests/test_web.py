"""The web of relations: what an entity leads to on one side, what leads to it on the other."""

from __future__ import annotations

from pathlib import Path

from briefing.view import View
from briefing.web import LINE, MOST, Relations, Side, Web, relations_of, web
from tests.helpers import linked

HERALD = "cite: [{source: herald-2024, at: p}]"


def bridge(name: str, *facts: str) -> str:
    return f"name: {name}\nfacts:\n" + "".join(f"  {fact}\n" for fact in facts)


def crosses(river: str = "alder", status: str = "reported") -> str:
    return f"crosses: {{value: {river}, status: {status}, {HERALD}}}"


def owners(*ids: str, status: str = "reported") -> str:
    return f"owners: {{value: [{', '.join(ids)}], status: {status}, {HERALD}}}"


def _relations(root: Path, id_: str, files: dict[str, str]) -> tuple[Relations, Web | None]:
    overlay = {f"data/{path}.yaml": text for path, text in files.items()}
    dossier = linked(root, overlay)
    entity = dossier.entities[id_]
    view = View(dossier, entity.address, entity.id)
    outgoing = relations_of(view, entity)
    return outgoing, web(view, entity, outgoing)


def drawn(side: Side | None) -> list[str]:
    return [" ".join(name.lines) for name in side.names] if side else []


def test_relations_stand_under_their_labels_with_links(tmp_path: Path) -> None:
    text = bridge("Mill Bridge", crosses(), owners("river-office"))
    outgoing, drawing = _relations(tmp_path, "mill-bridge", {"bridges/mill-bridge": text})
    assert {label: [(it.name, it.href) for it in them] for label, them in outgoing.items()} == {
        "Crosses": [("Alder", "../../rivers/alder/")],
        "Owners": [("River Office", "../../bodies/river-office/")],
    }
    assert drawing
    assert drawing.incoming is None
    assert drawing.outgoing
    assert [label.text for label in drawing.outgoing.labels] == ["Crosses", "Owners"]


def test_what_leads_here_stands_on_the_other_side_under_reverse_labels(tmp_path: Path) -> None:
    text = bridge("Mill Bridge", crosses())
    outgoing, drawing = _relations(tmp_path, "alder", {"bridges/mill-bridge": text})
    assert outgoing == {}
    assert drawing
    assert drawing.incoming
    assert [label.text for label in drawing.incoming.labels] == ["Crossed by"]
    assert drawn(drawing.incoming) == ["Mill Bridge", "Weir Bridge"]


def test_one_relation_needs_no_drawing(tmp_path: Path) -> None:
    text = bridge("Mill Bridge", crosses())
    outgoing, drawing = _relations(tmp_path, "mill-bridge", {"bridges/mill-bridge": text})
    assert len(outgoing) == 1
    assert drawing is None


def test_what_is_denied_is_no_relation(tmp_path: Path) -> None:
    text = bridge("Mill Bridge", crosses(status="denied"), owners("river-office"))
    outgoing, _ = _relations(tmp_path, "mill-bridge", {"bridges/mill-bridge": text})
    assert list(outgoing) == ["Owners"]


def test_an_entity_stands_once_and_as_it_is_rather_than_as_planned(tmp_path: Path) -> None:
    again = f"owners-2: {{property: owners, value: [river-office], status: reported, {HERALD}}}"
    text = bridge("Mill Bridge", owners("river-office", status="planned"), again)
    outgoing, _ = _relations(tmp_path, "mill-bridge", {"bridges/mill-bridge": text})
    assert [(it.name, it.is_planned) for it in outgoing["Owners"]] == [("River Office", False)]


def test_of_many_neighbours_the_first_are_drawn_and_the_others_counted(tmp_path: Path) -> None:
    files = {f"bridges/b-{i:02}": bridge(f"Bridge {i:02}", crosses()) for i in range(MOST + 3)}
    _, drawing = _relations(tmp_path, "alder", files)
    assert drawing
    assert drawing.incoming
    assert len(drawing.incoming.names) == MOST
    assert drawing.incoming.more == 4  # with the bridge that the base subject has
    assert all(name.y < drawing.height for name in drawing.incoming.names)


def test_a_long_name_takes_two_lines_and_ends_in_dots(tmp_path: Path) -> None:
    long = "Corporation of the United Owners of All the Bridges that Lead over Water and Land"
    body = f"name: {long}\nfacts: {{note: {{says: They own., status: reported, {HERALD}}}}}\n"
    text = bridge(f"{long} Alike, of the North and of the South", owners("owners", "river-office"))
    files = {"bodies/owners": body, "bridges/mill-bridge": text}
    _, drawing = _relations(tmp_path, "mill-bridge", files)
    assert drawing
    assert drawing.title == (
        "Corporation of the United Owners of All the",
        "Bridges that Lead over Water and Land Alike…",
    )
    assert drawing.outgoing
    first, second = drawing.outgoing.names
    assert first.lines == (
        "Corporation of the United Owners of All the",
        "Bridges that Lead over Water and Land",
    )
    assert second.y > first.y + LINE
