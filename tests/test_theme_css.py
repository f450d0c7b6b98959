"""The theme's style sheet: cut from what is installed, and nothing lost that stands beside."""

from __future__ import annotations

import pytest

from tools.theme_css import SHEET, cut, kept, without_idle


def test_the_sheet_is_what_the_installed_theme_gives() -> None:
    assert SHEET.read_text("utf-8") == cut(), "run tools/theme_css.py"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".md-nav{a:b}.md-consent__form{c:d}", ".md-nav{a:b}"),
        (".md-nav,.md-consent{a:b}", ".md-nav{a:b}"),
        (".md-nav:is(.md-banner,.x){a:b}", ""),
        ("@media print{.md-tag{a:b}.md-nav{a:b}}", "@media print{.md-nav{a:b}}"),
        ("@media print{.md-tag{a:b}}", ""),
        ("@keyframes x{0%{a:b}to{a:c}}", "@keyframes x{0%{a:b}to{a:c}}"),
        ('@charset "UTF-8";.a{content:"{.md-tag"}', '.a{content:"{.md-tag"}'),
        (".note{a:b}.md-typeset{a:b}", ".md-typeset{a:b}"),
    ],
)
def test_rules_are_kept_or_left_out_one_by_one(css: str, left: str) -> None:
    assert kept(css) == left


def test_a_property_that_nobody_uses_is_left_out_and_what_it_used_with_it() -> None:
    css = ":root{--a:url('data:;,{x}');--b:var(--c);--c:1}.x{color:var(--d)}"
    assert without_idle(":root{--b:var(--c);--c:1;--d:2}.x{color:var(--d)}", "") == (
        ":root{--d:2}.x{color:var(--d)}"
    )
    assert without_idle(css.replace("{x}", "x"), ".y{a:var(--a)}") == (
        ":root{--a:url('data:;,x')}.x{color:var(--d)}"
    )
