"""The benchmarks are honest: all build the same content, into the same amount of page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import engine
import pytest
from as_markdown import GOLDMARK, MARKDOWN_IT, PYTHON_MARKDOWN, Dialect, Writer
from changes import Changes
from content import Synthetic
from edit import differing
from equality import are_equal, differences, look_at
from measure import Run, Weight
from page_tree import parse
from peers import WITH_SEARCH, WITHOUT_SEARCH, Contest
from plot import as_svg
from projects import ELEVENTY, HUGO, MKDOCS, MKDOCS_IN_NAV, ZENSICAL, write_projects
from publish import into_pages
from results import Comparison, Result, seconds
from synthetic import write_subject
from vocabulary import SIZE, WORDS

from briefing.link import link
from briefing.project import Project
from briefing.timeline import timeline
from briefing.view import View

# Newer Pythons warn of a fork beside threads; the test runner's own thread is one.
forks = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
SIZES = (1, 2, 7, 30)
BODY = """\
<section class="group"><h2 id="_what">What it is</h2>
<article class="fact" id="reach">
<h3 class="fact-label"><a href="#reach">Reach</a></h3>
<p class="fact-value">1. of *two* <b>parts</b></p>
<ul class="links">
<li class="first">A long row of words around a <svg class="mark"><use href="#m"/></svg></li>
<li><a href="../x/">Two</a><p class="note">Said.</p></li>
</ul>
<ul class="evidence"><li><span class="status">Reported</span></li></ul>
</article>
<h2 id="_cite">How to cite</h2>
</section>
"""
COMMONMARK = """\
<section class="group">

## What it is {#_what}

<article class="fact" id="reach">

### [Reach](#reach) {.fact-label}

1\\. of \\*two\\* **parts**
{.fact-value}

- <span class="first">A long row of words around a <svg class="mark"><use href="#m"/></svg></span>
- [Two](../x/)

    Said.
    {.note}
{.links}

<ul class="evidence"><li><span class="status">Reported</span></li></ul>

</article>

<h2 id="_cite">How to cite</h2>

</section>
"""
PLAIN = """\
## What it is {: #_what}

### [Reach](#reach) {: #reach .fact-label}

1\\. of \\*two\\* **parts**
{: .fact-value}

- <span class="first">A long row of words around a <svg class="mark"><use href="#m"/></svg></span>
- [Two](../x/)

    Said.
    {: .note}

<ul class="evidence"><li><span class="status">Reported</span></li></ul>

<h2 id="_cite">How to cite</h2>
"""
GOLDEN = {
    "goldmark": (GOLDMARK, COMMONMARK),
    "markdown-it": (MARKDOWN_IT, COMMONMARK.replace("{.links}", "\n{.links}")),
    "Python-Markdown": (PYTHON_MARKDOWN, PLAIN),
}


@pytest.mark.parametrize("size", SIZES)
def test_a_subject_is_good_and_the_same_every_time(tmp_path: Path, size: int) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        write_subject(Synthetic(size), folder, search=True)
    assert differing(one, other) == []
    _, _, problems = Project.of(one).check()
    assert problems == []


def test_a_subject_has_what_pages_are_made_of(tmp_path: Path) -> None:
    write_subject(Synthetic(300), tmp_path, search=False)
    subject, briefs, _ = Project.of(tmp_path).check()
    dossier = link(subject, briefs)
    facts = list(dossier.facts())
    assert 7.5 <= len(facts) / 300 <= 8.5
    assert len(dossier.sources) == 60
    overdue = sum(fact.is_overdue(dossier.as_of) for fact in facts)
    assert 0.02 <= overdue / len(facts) <= 0.08
    assert {fact.support.level for fact in facts} >= {"official", "corroborated", "single"}
    entities = dossier.entities.values()
    drawn = [timeline(View(dossier, e.address, e.id), e.facts.values()) for e in entities]
    assert 0.2 <= sum(map(bool, drawn)) / 300 <= 0.5
    assert sum(bool(entity.conflicts) for entity in entities) == 30
    assert any(fact.superseded_by for fact in facts)
    assert any(fact.is_past(dossier.as_of) and not fact.superseded_by for fact in facts)


def test_most_words_are_rare() -> None:
    assert len(set(WORDS)) == SIZE
    said = " ".join(f.says.lower() for e in Synthetic(300).entities() for f in e.facts).split()
    most = max(map(said.count, WORDS[:3]))
    assert most / len(said) > 0.03
    assert len(set(said)) > SIZE / 2


@pytest.mark.parametrize(("dialect", "expected"), GOLDEN.values(), ids=GOLDEN)
def test_a_body_becomes_markdown(dialect: Dialect, expected: str) -> None:
    assert Writer(dialect, {"_what"}).page(parse(BODY)) == expected


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a synthetic subject, as the engine builds it."""
    folder = tmp_path_factory.mktemp("synthetic")
    write_subject(Synthetic(12), folder / "subject", search=False)
    command = engine.build(folder / "subject", folder / "site")
    subprocess.run(command, check=True, capture_output=True)
    return folder / "site"


@forks
def test_projects_are_the_same_every_time(tmp_path: Path, built: Path) -> None:
    for name in ("one", "other"):
        generators = {
            MKDOCS_IN_NAV: "nav",
            ZENSICAL: "zensical",
            HUGO: "hugo",
            ELEVENTY: "eleventy",
        }
        folders = {generator: tmp_path / name / of for generator, of in generators.items()}
        write_projects(built, folders, search=False)
    assert differing(tmp_path / "one", tmp_path / "other") == []


@forks
def test_material_builds_the_same_pages(tmp_path: Path, built: Path) -> None:
    project = tmp_path / "material"
    write_projects(built, {MKDOCS: project}, search=False)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(project / "mkdocs.yml")]
    subprocess.run(mkdocs, check=True, capture_output=True)
    found = differences(look_at(built), look_at(project / "site"))
    assert found["words"] == 0
    assert are_equal(found)


def test_a_change_is_one_in_data_and_in_markdown(tmp_path: Path) -> None:
    subject = Synthetic(12)
    changes = Changes(subject)
    write_subject(subject, tmp_path, search=False)
    entity = changes.entity(3)
    page = tmp_path / "docs" / entity.kind / f"{entity.id}.md"
    page.parent.mkdir()
    page.write_text(
        "### [Reach](#reach)\n\n7 km\n{: .fact-value}\n\nOld.<sup>1</sup>\n{: .fact-says}\n",
        "utf-8",
    )
    changes.in_yaml(3, tmp_path)
    changes.in_markdown(3, tmp_path)
    data = tmp_path / "data" / entity.kind / f"{entity.id}.yaml"
    for file in (data, page):
        assert changes.says(3) in file.read_text("utf-8")
        assert changes.value(3) in file.read_text("utf-8")
    assert Project.of(tmp_path).check()[2] == []


def _comparison() -> Comparison:
    results = [
        Result(name, size, (Run(wall * size, 2.0), Run(wall * size, 4.0)), 10**6, weight, None)
        for size in (10, 1000)
        for name, wall in (("briefing", 0.01), ("Hugo", 0.02), ("cp -r", 0.001))
        for weight in [Weight(2_000_000, 40_000, 12)]
    ]
    return Comparison("tmpfs", "tmpfs", False, 2, "A machine", {"hugo": "1.0"}, results)


def test_a_comparison_is_a_table_and_a_plot() -> None:
    found = _comparison()
    lines = found.as_markdown().splitlines()
    assert lines[3] == "| 10 | Hugo | 0.20 | 2.00 | 3.00 | 1.00 | 1 | 1.00 | 2.0 | 40.0 | – |"
    plot = ElementTree.fromstring(as_svg(found))
    words = [text.text for text in plot.iter("{http://www.w3.org/2000/svg}text")]
    assert "Hugo, 20.0 s" in words
    assert "briefing, 10.0 s" in words
    assert not any("cp -r" in str(word) for word in words)


def test_a_table_takes_its_place_in_a_page(tmp_path: Path) -> None:
    page = tmp_path / "index.md"
    page.write_text("A\n\n<!-- benchmark: x -->\nold\n<!-- /benchmark -->\n\nB\n", "utf-8")
    for words in ("first\n", "| new |\n"):
        into_pages("x", words, tmp_path)
    expected = "A\n\n<!-- benchmark: x -->\n\n| new |\n\n<!-- /benchmark -->\n\nB\n"
    assert page.read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("duration", "words"), [(0.0042, "0.004"), (0.5, "0.50"), (12.34, "12.3"), (1234, "1,234.0")]
)
def test_a_duration_has_about_three_figures(duration: float, words: str) -> None:
    assert seconds(duration) == words


@pytest.mark.parametrize("contests", [WITHOUT_SEARCH, WITH_SEARCH])
def test_every_contestant_has_a_name_of_its_own(contests: tuple[Contest, ...]) -> None:
    names = [contest.name for contest in contests]
    assert len(set(names)) == len(names)
    assert not any("," in name for name in names)
