"""A section's page is cut at its slots and filled again."""

from __future__ import annotations

import pytest

from briefing.frame import SLOTS, TOKENS, Frame, FrameError

TOC = "<nav>token</nav>"
PAGE = (
    f"<title>{TOKENS['title']} – Site</title><meta content='{TOKENS['description']}'>"
    f"<link href='{TOKENS['canonical']}'>{TOC}<h1>{TOKENS['title']}</h1>{TOKENS['content']}"
)
FILLING = {slot: f"({slot})" for slot in SLOTS}


def test_page_is_filled_at_every_slot() -> None:
    assert Frame(PAGE, TOC).fill(FILLING) == (
        "<title>(title) – Site</title><meta content='(description)'>"
        "<link href='(canonical)'>(toc)<h1>(title)</h1>(content)"
    )


def test_frame_can_be_filled_again() -> None:
    frame = Frame(PAGE, TOC)
    frame.fill(dict.fromkeys(SLOTS, "other"))
    assert frame.fill(FILLING) == Frame(PAGE, TOC).fill(FILLING)


def test_filling_is_not_searched_for_slots() -> None:
    filled = Frame(PAGE, TOC).fill({**FILLING, "content": "{TOKENS} \\1 \\g<0> %s (title)"})
    assert filled.endswith("</h1>{TOKENS} \\1 \\g<0> %s (title)")


def test_slots_that_a_theme_does_without_are_left_out() -> None:
    page = f"{TOKENS['title']}{TOC}{TOKENS['content']}"
    assert Frame(page, TOC).fill(FILLING) == "(title)(toc)(content)"


@pytest.mark.parametrize("slot", ["title", "content"])
def test_page_without_a_place_for_what_every_page_needs_is_refused(slot: str) -> None:
    with pytest.raises(FrameError, match=f"no place for its {slot}"):
        Frame(PAGE.replace(TOKENS[slot], ""), TOC)


@pytest.mark.parametrize("page", [PAGE.replace(TOC, ""), PAGE + TOC], ids=["none", "two"])
def test_contents_list_must_stand_in_the_page_once(page: str) -> None:
    with pytest.raises(FrameError, match="no contents list, or several"):
        Frame(page, TOC)
