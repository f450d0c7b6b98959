"""Templates: everything is escaped, and a mistake in one is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.page import Site
from briefing.render import Renderer, TemplateProblem
from tests.helpers import write

SITE = Site("Crossings", "/", "1 June 2024", "", "", "")
HOSTILE = "</script><script>alert(1)</script>\"'&{{ 7*7 }}{% x %}"
ESCAPED = (
    "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;{{ 7*7 }}{% x %}"
)  # fmt: skip


def _render(root: Path, template: str, **context: object) -> str:
    write(root, {"templates/pages/x.html.j2": template})
    return Renderer([root / "templates"], SITE).render(["pages/x.html.j2"], **context)


def test_text_can_not_become_markup(tmp_path: Path) -> None:
    assert _render(tmp_path, "<p title='{{ t }}'>{{ t }}</p>", t=HOSTILE) == (
        f"<p title='{ESCAPED}'>{ESCAPED}</p>"
    )


def test_words_of_the_site_are_there(tmp_path: Path) -> None:
    assert _render(tmp_path, "{{ site.name }}") == "Crossings"


def test_first_template_that_exists_is_used(tmp_path: Path) -> None:
    write(tmp_path, {"templates/b.j2": "b", "templates/c.j2": "c"})
    renderer = Renderer([tmp_path / "templates"], SITE)
    assert renderer.render(["a.j2", "b.j2", "c.j2"]) == "b"


def test_subjects_own_template_comes_before_the_engines(tmp_path: Path) -> None:
    write(tmp_path, {"templates/pages/default.html.j2": "mine"})
    assert Renderer([tmp_path / "templates"], SITE).render(["pages/default.html.j2"]) == "mine"


def test_subject_needs_no_templates(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem, match=r"there is no template .*nothing\.j2"):
        Renderer([tmp_path / "templates"], SITE).render(["nothing.j2"])


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{{ missing }}", "templates/pages/x.html.j2:2: 'missing' is undefined"),
        ("\n\n{{ site.nme }}", "templates/pages/x.html.j2:3: 'Site' object has no attribute 'nme'"),
        ("{% if %}", "templates/pages/x.html.j2:1: "),
        ("\n{% include 'gone.j2' %}", "templates/pages/x.html.j2:2: "),
        ("\n{{ 'a' + 1 }}", "templates/pages/x.html.j2:2: "),
        ("\n\n{{ 1 // 0 }}", "templates/pages/x.html.j2:3: "),
    ],
)
def test_mistake_in_a_template_is_told_with_its_place(
    tmp_path: Path, template: str, said: str
) -> None:
    with pytest.raises(TemplateProblem) as problem:
        _render(tmp_path, template)
    assert str(problem.value).startswith(said)
