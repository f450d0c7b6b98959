"""A build never touches the last good site until the new one is whole, and leaves no litter."""

from __future__ import annotations

import os
import re
import selectors
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from tests.site.building import (
    DEADLINE,
    TINY,
    Built,
    build,
    built,
    command,
    contents,
    different,
    edit,
    environment,
)

HOOKS = "hooks: [../../../build.py]"
MOMENTS = (
    "the data is read",
    "pages are read",
    "a page is written",
    "MkDocs is done",
    "pages are set into frames",
    "the site is whole",
    "the site is swapped",
)
BY_TWO = " by two"
Sites = Callable[[str], dict[str, bytes]]
"""What the site must hold if the build is ended at a moment."""


@pytest.fixture
def old(tiny: Built, tmp_path: Path) -> dict[str, bytes]:
    """What a good site holds that stands where the next build goes: `there / "site"`."""
    shutil.copytree(tiny.site, tmp_path / "there" / "site")
    (tmp_path / "there" / "site" / "method" / "index.html").write_text("the last good site")
    return contents(tmp_path / "there")


@pytest.fixture
def sites_by_moment(old: dict[str, bytes], tiny: Built) -> Sites:
    """The old site until the swap, the new one from then on."""
    old_site = {path.removeprefix("site/"): data for path, data in old.items()}
    return lambda moment: tiny.files if moment == MOMENTS[-1] else old_site


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The folder that the site is built in, and nothing else."""
    return tmp_path / "there"


def in_data(checkout: Path) -> None:
    edit(checkout / TINY / "data/huts/lower-hut.yaml", "status: reported", "status: rumoured")


def in_yaml(checkout: Path) -> None:
    edit(checkout / TINY / "data/huts/lower-hut.yaml", "name: Lower Hut", "name: 'Lower Hut")


def in_a_brief(checkout: Path) -> None:
    edit(checkout / TINY / "docs/briefs/beds.md", "[[odd-hut]]", "[[odder-hut]]")


def in_the_configuration(checkout: Path) -> None:
    edit(checkout / TINY / "mkdocs.yml", "  - toc: {permalink: false}", "  - no-such-extension")


def unknown_name(checkout: Path) -> None:
    template(checkout, "default.html.j2", "{{ nonsense }}")


def broken_syntax(checkout: Path) -> None:
    template(checkout, "source.html.j2", "{% if %}")


def exception_in_a_page(checkout: Path) -> None:
    template(checkout, "default.html.j2", "{{ 1 // 0 }}")


def exception_in_an_index(checkout: Path) -> None:
    template(checkout, "index.html.j2", "{{ page.title() }}")


def exception_in_a_layout(checkout: Path) -> None:
    template(checkout, "brief.html.j2", "{{ title + 1 }}")


def exception_in_the_theme(checkout: Path) -> None:
    edit(checkout / "templates/theme/main.html", "{{ page.content }}", "{{ page.content + 1 }}")


def template(checkout: Path, name: str, text: str) -> None:
    """Spoil a template, in the subject's own folder."""
    folder = checkout / TINY / "templates" / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


MISTAKES: dict[Callable[[Path], None], str] = {
    in_data: "data/huts/lower-hut.yaml:",
    in_yaml: "data/huts/lower-hut.yaml:1:",
    in_a_brief: "docs/briefs/beds.md:",
    in_the_configuration: "no-such-extension",
    unknown_name: "templates/pages/default.html.j2:1: 'nonsense' is undefined",
    broken_syntax: "templates/pages/source.html.j2:1:",
    exception_in_a_page: "templates/pages/default.html.j2:1:",
    exception_in_an_index: "templates/pages/index.html.j2:1:",
    exception_in_a_layout: "templates/pages/brief.html.j2:1:",
    exception_in_the_theme: "main.html",
}


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_failed_build_says_why_and_leaves_the_site_as_it_was(
    mistake: Callable[[Path], None], checkout: Path, there: Path, old: dict[str, bytes]
) -> None:
    mistake(checkout)
    done = build(there / "site", project=checkout, subject=TINY)
    assert done.returncode == 1, done.stderr
    assert MISTAKES[mistake] in done.stderr
    # The theme is MkDocs' to render, and so are its errors to show.
    assert "Traceback" not in done.stderr or mistake is exception_in_the_theme
    assert different(contents(there), old) == []


def test_a_failure_in_another_process_is_told_and_leaves_the_site_as_it_was(
    checkout: Path, there: Path, old: dict[str, bytes]
) -> None:
    edit(checkout / "build.py", "Publisher()", "Publisher(processes=2)")
    exception_in_a_page(checkout)
    done = build(there / "site", project=checkout, subject=TINY)
    assert done.returncode == 1, done.stderr
    assert MISTAKES[exception_in_a_page] in done.stderr
    assert "Traceback" not in done.stderr
    assert different(contents(there), old) == []


@pytest.mark.parametrize("where", ["docs/method.md", "data/huts/lower-hut.yaml"])
def test_a_strict_build_that_warns_leaves_the_site_as_it_was(
    where: str, checkout: Path, there: Path, old: dict[str, bytes]
) -> None:
    file = checkout / TINY / where
    if file.suffix == ".md":
        file.write_text(f"{file.read_text('utf-8')}\n[A broken link](nowhere.md)\n", "utf-8")
    else:
        edit(file, "[[#altitude|at 4,600 feet]]", "at 4,600 feet")
    done = build(there / "site", "--strict", project=checkout, subject=TINY)
    assert done.returncode == 1, done.stderr
    assert where in done.stderr or "'method.md'" in done.stderr
    assert different(contents(there), old) == []
    assert build(there / "site", project=checkout, subject=TINY).returncode == 0


def test_a_folder_that_holds_something_else_is_not_replaced(tmp_path: Path) -> None:
    there = tmp_path / "there"
    (there / "site").mkdir(parents=True)
    (there / "site" / "thesis.txt").write_text("ten years of work")
    done = build(there / "site", subject=TINY)
    assert done.returncode == 1
    assert "holds no site" in done.stderr
    assert list(contents(there)) == ["site/thesis.txt"]


def test_what_stands_hidden_in_the_site_is_kept(there: Path, old: dict[str, bytes]) -> None:
    (there / "site" / ".git").mkdir()
    (there / "site" / ".git" / "HEAD").write_text("ref: refs/heads/pages")
    built(there / "site", subject=TINY)
    assert (there / "site" / ".git" / "HEAD").read_text() == "ref: refs/heads/pages"
    assert os.listdir(there) == ["site"]


@contextmanager
def stopped_build(checkout: Path, site: Path, moment: str) -> Iterator[subprocess.Popen[str]]:
    """A build that has come to a moment and stops there. Nothing of it survives the test."""
    hook = Path(__file__).with_name("stopping.py")
    edit(checkout / TINY / "mkdocs.yml", HOOKS, f"hooks: [../../../build.py, {hook}]")
    process = subprocess.Popen(
        command("build", "--site-dir", str(site), project=checkout, subject=TINY),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(STOP_AT=moment),
        start_new_session=True,
    )
    try:
        assert process.stdout
        assert process.stderr
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            assert selector.select(DEADLINE), "the build hangs"
        said = process.stdout.readline()
        assert said == "stopped\n", said or process.stderr.read()
        yield process
    finally:
        if group_lives(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        edit(checkout / TINY / "mkdocs.yml", f"hooks: [../../../build.py, {hook}]", HOOKS)


def group_lives(process: subprocess.Popen[str]) -> bool:
    """Whether any process of a build is left."""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it has not come"
        time.sleep(0.01)


@pytest.mark.parametrize("moment", [*MOMENTS, "pages are set into frames by two"])
@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT], ids=lambda way: way.name)
def test_a_build_that_is_told_to_stop_cleans_up(
    way: signal.Signals, moment: str, checkout: Path, there: Path, sites_by_moment: Sites
) -> None:
    if moment.endswith(BY_TWO):
        edit(checkout / "build.py", "Publisher()", "Publisher(processes=2)")
    with stopped_build(checkout, there / "site", moment.removesuffix(BY_TWO)) as process:
        if way is signal.SIGINT:
            os.killpg(process.pid, way)  # as Ctrl-C does
        else:
            process.send_signal(way)
        _, said = process.communicate(timeout=DEADLINE)
        assert process.returncode == 130
        assert "interrupted" in said
        assert "Traceback" not in said
        assert not group_lives(process)
    assert os.listdir(there) == ["site"]
    assert different(contents(there / "site"), sites_by_moment(moment)) == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_sweeps(
    moment: str, checkout: Path, there: Path, tiny: Built, sites_by_moment: Sites
) -> None:
    with stopped_build(checkout, there / "site", moment) as process:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=DEADLINE)
    assert different(contents(there / "site"), sites_by_moment(moment)) == []
    assert len(os.listdir(there)) == 2, "a killed build can't clean up"

    built(there / "site", project=checkout, subject=TINY)
    assert os.listdir(there) == ["site"]
    assert different(contents(there / "site"), tiny.files) == []


def test_helpers_of_a_killed_build_end_and_are_swept(
    checkout: Path, there: Path, tiny: Built, sites_by_moment: Sites
) -> None:
    edit(checkout / "build.py", "Publisher()", "Publisher(processes=2)")
    moment = "pages are set into frames, here alone"
    with stopped_build(checkout, there / "site", moment) as process:
        process.kill()
        process.communicate(timeout=DEADLINE)
        until(lambda: not group_lives(process))
        assert different(contents(there / "site"), sites_by_moment(moment)) == []
    built(there / "site", project=checkout, subject=TINY)
    assert os.listdir(there) == ["site"]
    assert different(contents(there / "site"), tiny.files) == []


def test_a_running_build_is_not_swept_by_another(
    checkout: Path, there: Path, old: dict[str, bytes], tiny: Built
) -> None:
    with stopped_build(checkout, there / "site", "MkDocs is done"):
        (mine,) = [name for name in os.listdir(there) if name != "site"]
        before = contents(there / mine)
        built(there / "site", subject=TINY)
        assert contents(there / mine) == before
        assert different(contents(there / "site"), tiny.files) == []


def test_several_builds_at_once_end_in_one_whole_site(there: Path, tiny: Built) -> None:
    there.mkdir()
    running = [
        subprocess.Popen(
            command("build", "--site-dir", str(there / "site"), subject=TINY),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(),
        )
        for _ in range(4)
    ]
    for process in running:
        _, said = process.communicate(timeout=DEADLINE)
        assert (process.returncode, said) == (0, "")
    assert os.listdir(there) == ["site"]
    assert different(contents(there / "site"), tiny.files) == []


class Reader(threading.Thread):
    """Reads two pages over and over, as visitors do, and keeps what was wrong with them."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.pages = (site / "index.html", site / "overdue" / "index.html")
        self.wrong: list[str] = []
        self.readings = 0
        self.ending = threading.Event()

    def run(self) -> None:
        while not self.ending.is_set():
            try:
                # If the first page is the same before and after, the second is of the same build.
                first, second, again = (self._edition(p) for p in (*self.pages, self.pages[0]))
            except (OSError, IndexError) as error:
                self.wrong.append(repr(error))
                continue
            self.readings += 1
            if first == again != second:
                self.wrong.append(f"{first} beside {second}")

    @staticmethod
    def _edition(page: Path) -> str:
        edition: str = re.findall(r"Edition \d+", page.read_text("utf-8"))[0]
        return edition


def test_readers_never_see_a_missing_or_mixed_site(checkout: Path, there: Path) -> None:
    config = checkout / TINY / "mkdocs.yml"
    editions = [f"site_name: Edition {number}" for number in range(6)]
    edit(config, "site_name: Sarnera Huts", editions[0])
    built(there / "site", project=checkout, subject=TINY)
    reader = Reader(there / "site")
    reader.start()
    try:
        for earlier, later in pairwise(editions):
            edit(config, earlier, later)
            built(there / "site", project=checkout, subject=TINY)
    finally:
        reader.ending.set()
        reader.join()
    assert reader.wrong == []
    assert reader.readings > len(editions)
