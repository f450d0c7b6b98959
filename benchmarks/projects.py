"""The same site as a project of another generator.

In: a site that the engine has built. Out: for each of its pages a Markdown file in the words of the
generator; and for those that have no theme of their own for it, the frame of the engine's pages as
their template. Whatever is in a site and no page (style sheets, scripts, fonts) is copied.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from as_markdown import GOLDMARK, MARKDOWN_IT, PYTHON_MARKDOWN, Dialect, Writer
from built_page import BuiltPage, contents_item, layouts
from synthetic import ADDRESS, ROOT, SECTIONS, SITE, site_config

SETTINGS = Path(__file__).parent / "settings"
OUR_SEARCH = re.compile(r"{% block (?:config|scripts) %}.*?{% endblock %}", re.DOTALL)
Front = dict[str, object]


@dataclass(frozen=True)
class Generator:
    """How a generator wants its pages."""

    dialect: Dialect
    content: str
    """The folder of the pages in its project."""
    index: str
    """The file of a page that has others below it."""
    front: Callable[[BuiltPage], Front]
    """What stands above a page's Markdown."""
    prepare: Callable[[Path, Path, bool], None]
    """Writes what is no page: from the built site, to the project, whether with search."""


def write_projects(site: Path, projects: Mapping[Generator, Path], *, search: bool) -> None:
    """Write a site as the projects of some generators."""
    for generator, project in projects.items():
        shutil.rmtree(project, ignore_errors=True)
        (project / generator.content).mkdir(parents=True)
        generator.prepare(site, project, search)
    write = partial(_write_page, site, projects)
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(write, sorted(site.rglob("index.html")), chunksize=20):
            pass


def _write_page(site: Path, projects: Mapping[Generator, Path], file: Path) -> None:
    page = BuiltPage.of(file, site)
    body = page.body
    texts: dict[Dialect, str] = {}
    for generator, project in projects.items():
        if generator.dialect not in texts:
            texts[generator.dialect] = Writer(generator.dialect, page.contents).page(body)
        name = f"{page.address}{generator.index}"
        if page.address and page.address.rstrip("/") not in SECTIONS:
            name = f"{page.address.rstrip('/')}.md"
        path = project / generator.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        front = json.dumps(generator.front(page), ensure_ascii=False)  # JSON is YAML
        path.write_text(f"---\n{front}\n---\n{texts[generator.dialect]}", "utf-8")


def pages_below(site: Path, section: str) -> list[str]:
    """The Markdown files of a section's pages, in order."""
    return sorted(f"{section}/{file.parent.name}.md" for file in (site / section).glob("*/*.html"))


def _front(page: BuiltPage) -> Front:
    front: Front = {"title": page.title or SITE}
    if page.description:
        front["description"] = page.description
    return front


# MkDocs, and Zensical, which reads the same files.


def _mkdocs_front(page: BuiltPage) -> Front:
    hidden: Front = {"hide": ["toc"]} if page.hides_contents else {}
    return _front(page) | hidden


def _mkdocs_config(project: Path, *, search: bool) -> Front:
    """What the engine's subject has, with the same list of contents and no check of links."""
    config: Front = site_config(search=search)
    _write_theme(project / "theme")
    config["theme"] = {"name": "material", "custom_dir": "theme", "font": False}
    config["markdown_extensions"] = ["admonition", "attr_list", "tables", {"toc": {"toc_depth": 2}}]
    ignored = ("not_found", "absolute_links", "anchors", "unrecognized_links")
    config["validation"] = {
        "nav": {"omitted_files": "ignore"},
        "links": dict.fromkeys(ignored, "ignore"),
    }
    return config


def _write_theme(folder: Path) -> None:
    """The engine's theme folder, without what puts its own search in the box."""
    shutil.copytree(ROOT / "templates" / "theme", folder)
    main = folder / "main.html"
    text, found = OUR_SEARCH.subn("", main.read_text("utf-8"))
    assert found, "our search is put into the box by blocks of the theme"
    main.write_text(text, "utf-8")


def _mkdocs(site: Path, project: Path, search: bool) -> None:
    _write_config(project, _mkdocs_config(project, search=search))


def _mkdocs_in_nav(site: Path, project: Path, search: bool) -> None:
    sections = [
        {name.capitalize(): [f"{name}/index.md", *pages_below(site, name)]} for name in SECTIONS
    ]
    nav = [{"Overview": "index.md"}, *sections]
    _write_config(project, _mkdocs_config(project, search=search) | {"nav": nav})


def _zensical(site: Path, project: Path, search: bool) -> None:
    """As for MkDocs, in the look of Material; its search is there unless it is switched off."""
    config = _mkdocs_config(project, search=search)
    theme = config["theme"]
    assert isinstance(theme, dict), "it has a name and a folder"
    config["theme"] = theme | {"variant": "classic"}
    config["plugins"] = [{"search": {"enabled": search}}]
    _write_config(project, config)


def _write_config(project: Path, config: Front) -> None:
    (project / "mkdocs.yml").write_text(json.dumps(config, indent=1), "utf-8")


def _of_mkdocs(prepare: Callable[[Path, Path, bool], None]) -> Generator:
    return Generator(PYTHON_MARKDOWN, "docs", "index.md", _mkdocs_front, prepare)


MKDOCS = _of_mkdocs(_mkdocs)
MKDOCS_IN_NAV = _of_mkdocs(_mkdocs_in_nav)
ZENSICAL = _of_mkdocs(_zensical)


# Hugo.


def _hugo_front(page: BuiltPage) -> Front:
    return _front(page) | {"layout": page.layout}


def _hugo(site: Path, project: Path, search: bool) -> None:
    folder = project / "layouts" / "_default"
    folder.mkdir(parents=True)
    for name, page in layouts(site).items():
        item = contents_item(page, "{{ .ID }}", "{{ .Title | safeHTML }}")
        fillings = {
            "title": "{{ .Title }}",
            "description": "{{ .Description }}",
            "canonical": "{{ .Permalink }}",
            "contents": "{{ range .Fragments.Headings }}{{ range .Headings }}"
            f"{item}\n      {{{{ end }}}}{{{{ end }}}}",
            "body": "{{ .Content }}",
        }
        (folder / f"{name}.html").write_text(page.frame(fillings), "utf-8")
    shutil.copy(site / "404.html", project / "layouts" / "404.html")
    shutil.copytree(site / "assets", project / "static" / "assets")
    settings = (SETTINGS / "hugo.toml").read_text("utf-8")
    (project / "hugo.toml").write_text(f'baseURL = "{ADDRESS}"\ntitle = "{SITE}"\n{settings}')


HUGO = Generator(GOLDMARK, "content", "_index.md", _hugo_front, _hugo)


# Eleventy.


def _eleventy_front(page: BuiltPage) -> Front:
    contents = [list(pair) for pair in page.contents.items()]
    return _front(page) | {"layout": f"{page.layout}.njk", "contents": contents}


def _eleventy(site: Path, project: Path, search: bool) -> None:
    folder = project / "content" / "_includes"
    folder.mkdir()
    for name, page in layouts(site).items():
        item = contents_item(page, "{{ it[0] }}", "{{ it[1] }}")
        fillings = {
            "title": "{{ title }}",
            "description": "{{ description }}",
            "canonical": f"{ADDRESS.rstrip('/')}{{{{ page.url }}}}",
            "contents": f"{{% for it in contents %}}{item}\n      {{% endfor %}}",
            "body": "{{ content | safe }}",
        }
        (folder / f"{name}.njk").write_text(page.frame(fillings), "utf-8")
    for name in ("eleventy.config.js", "attributes.js"):
        shutil.copy(SETTINGS / name, project / name)
    shutil.copy(SETTINGS / "sitemap.njk", project / "content" / "sitemap.njk")
    shutil.copytree(site / "assets", project / "static" / "assets")
    shutil.copy(site / "404.html", project / "static" / "404.html")


ELEVENTY = Generator(MARKDOWN_IT, "content", "index.md", _eleventy_front, _eleventy)
