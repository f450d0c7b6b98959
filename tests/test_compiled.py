"""Compiled templates: taken up again if nothing about them is another, and only then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from briefing import compiled
from briefing.compiled import Compiled
from briefing.compiler import PlainEnvironment
from briefing.page import Site
from briefing.render import Renderer


def rendered(
    folder: Path, text: str = "{{ a }}", *, kind: type[Environment] = PlainEnvironment
) -> tuple[str, bool]:
    """What a template gives, and whether it had to be compiled."""
    compilations = []

    class Counting(kind):  # type: ignore[valid-type, misc]  # mypy can't follow a class in a variable
        def compile(self, *args: object, **kwargs: object) -> object:
            compilations.append(args)
            return super().compile(*args, **kwargs)

    environment = Counting(
        loader=DictLoader({"x": text}), autoescape=True, bytecode_cache=Compiled(folder)
    )
    return environment.get_template("x").render({"a": "<1>"}), bool(compilations)


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    assert rendered(tmp_path) == ("&lt;1&gt;", True)
    assert rendered(tmp_path) == ("&lt;1&gt;", False)


def test_a_template_with_other_words_is_compiled_anew(tmp_path: Path) -> None:
    rendered(tmp_path)
    assert rendered(tmp_path, "{{ a }}!") == ("&lt;1&gt;!", True)


def test_another_compiler_takes_none_of_it(tmp_path: Path) -> None:
    rendered(tmp_path)
    assert rendered(tmp_path, kind=Environment) == ("&lt;1&gt;", True)


@pytest.mark.parametrize("name", ["sys.version", "jinja2.__version__"])
def test_another_version_takes_none_of_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(tmp_path)
    compiled._engine.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(f"briefing.compiled.{name}", "99")
        assert rendered(tmp_path) == ("&lt;1&gt;", True)
    compiled._engine.cache_clear()


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _altered(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-20] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("damage", [_emptied, _cut, _altered])
def test_what_is_damaged_is_compiled_anew(damage: Callable[[Path], None], tmp_path: Path) -> None:
    rendered(tmp_path)
    (file,) = tmp_path.iterdir()
    damage(file)
    assert rendered(tmp_path) == ("&lt;1&gt;", True)
    assert rendered(tmp_path) == ("&lt;1&gt;", False)


def test_where_nothing_can_be_kept_it_is_compiled_each_time(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    assert rendered(file / "below") == ("&lt;1&gt;", True)
    assert rendered(file / "below") == ("&lt;1&gt;", True)


def test_the_place_in_a_template_is_told_from_kept_code_too(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "x.j2"
    own.parent.mkdir()
    own.write_text("\n{{ nonsense }}", "utf-8")
    site = Site("Site", "", "", "", "", "")
    said = []
    for _ in range(2):
        with pytest.raises(Exception, match=r"templates/x\.j2:2") as error:
            Renderer([own.parent], site, tmp_path / "kept").render(["x.j2"])
        said.append(str(error.value))
    assert said[0] == said[1]
