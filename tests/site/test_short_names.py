"""Short names on hand-written pages are explained where they stand, as on generated ones."""

from __future__ import annotations

from tests.site.building import Built

BRIEF = "briefs/beds/"


def test_a_short_name_in_a_brief_leads_to_its_entity_with_the_name_in_full(tiny: Built) -> None:
    (link,) = tiny.page(BRIEF).find("a", class_="short")
    assert link.attributes["href"] == "../../keepers/valley-club/"
    assert link.text == "SVC (Sarnera Valley Club)"


def test_the_search_has_the_words_of_the_brief_alone(tiny: Built) -> None:
    (found,) = [it.text for it in tiny.listed if it.location.startswith(f"{BRIEF}#beds")]
    assert found.startswith("The SVC counts")
