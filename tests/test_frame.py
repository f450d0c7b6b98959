"""A section's page is cut at its slots and filled again."""

from __future__ import annotations

import pytest

from briefing.frame import SLOTS, TOKENS, Frame, FrameError, Series, token

TOC = "<nav>token</nav>"
PAGE = (
    f"<title>{TOKENS['title']} – Site</title><meta content='{TOKENS['description']}'>"
    f"<link href='{TOKENS['canonical']}'>{TOC}<h1>{TOKENS['title']}</h1>{TOKENS['content']}"
)
FILLING = {slot: f"({slot})" for slot in SLOTS}


def test_page_is_filled_at_every_slot() -> None:
    assert Frame.of(PAGE, TOC).fill(FILLING) == (
        "<title>(title) – Site</title><meta content='(description)'>"
        "<link href='(canonical)'>(toc)<h1>(title)</h1>(content)"
    )


def test_frame_can_be_filled_again() -> None:
    frame = Frame.of(PAGE, TOC)
    frame.fill(dict.fromkeys(SLOTS, "other"))
    assert frame.fill(FILLING) == Frame.of(PAGE, TOC).fill(FILLING)


def test_filling_is_not_searched_for_slots() -> None:
    filled = Frame.of(PAGE, TOC).fill({**FILLING, "content": "{TOKENS} \\1 \\g<0> %s (title)"})
    assert filled.endswith("</h1>{TOKENS} \\1 \\g<0> %s (title)")


def test_slots_that_a_theme_does_without_are_left_out() -> None:
    page = f"{TOKENS['title']}{TOC}{TOKENS['content']}"
    assert Frame.of(page, TOC).fill(FILLING) == "(title)(toc)(content)"


@pytest.mark.parametrize("slot", ["title", "content"])
def test_page_without_a_place_for_what_every_page_needs_is_refused(slot: str) -> None:
    with pytest.raises(FrameError, match=f"no place for its {slot}"):
        Frame.of(PAGE.replace(TOKENS[slot], ""), TOC)


def test_page_without_a_contents_list_is_refused() -> None:
    with pytest.raises(FrameError, match="no place for its toc"):
        Frame.of(PAGE.replace(TOC, ""), TOC)


def test_contents_list_may_stand_in_the_page_twice() -> None:
    assert Frame.of(PAGE + TOC, TOC).fill(FILLING).endswith("(content)(toc)")


def _list(items: int, *, inner: str = "'>") -> str:
    """A list as a theme might show it, with tokens for what differs."""
    shown = [f"<a href='#{token('a')}{inner}{token('b')}</a>" for _ in range(items)]
    return f"<ul>\n{' | '.join(shown)}</ul>" if items else "<p>nothing</p>"


def test_series_shows_any_number_of_items_as_the_theme_does() -> None:
    series = Series.of(_list(0), _list(2))
    for number in range(4):
        filled = series.of_items([(f"a{i}", f"b{i}") for i in range(number)])
        expected = _list(number)
        for i in range(number):
            expected = expected.replace(token("a"), f"a{i}", 1).replace(token("b"), f"b{i}", 1)
        assert filled == expected


def test_series_of_items_that_are_not_alike_is_refused() -> None:
    two = f"<ul>{token('a')}, {token('b')} and {token('a')}; {token('b')}</ul>"
    with pytest.raises(FrameError, match="alike"):
        Series.of("", two)
