"""Plain configurations: those of which it is known what a site is made of.

In: MkDocs' configuration. Out: the files that count as inputs, besides the facts. A plugin, another
hook or a Markdown extension that reads files of its own may take anything in from anywhere: then
nothing is kept, and every build is a full one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig

from briefing.files import MAP, SCHEMA
from briefing.incremental.inputs import ENGINE
from briefing.incremental.made import Inputs
from briefing.publish.site import SEARCH_PLUGINS
from briefing.render import ENGINE_TEMPLATES

HOOK = ENGINE.parent / "build.py"
EXTENSIONS = {
    *("abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes"),
    *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
}
READERS = {"pymdownx.b64", "pymdownx.snippets"}
"""Extensions that read files."""
INDIRECT = re.compile(rb"!ENV\b|^INHERIT\s*:", re.MULTILINE)
"""What a mkdocs.yml takes from somewhere else."""


def inputs_of(config: MkDocsConfig, words: tuple[str, ...]) -> Inputs | None:
    """What a site is made of as it is now; None if that can't be told."""
    path = Path(config.config_file_path)
    if not _is_plain(config) or INDIRECT.search(path.read_bytes()):
        return None
    folders = [ENGINE, ENGINE_TEMPLATES, path.parent / "templates", Path(config.docs_dir)]
    if own := config.theme.custom_dir:
        folders.append(Path(own))
    folders += (path.parent / "data" / name for name in (SCHEMA, MAP))
    places = [HOOK, path, *dict.fromkeys(folder.resolve() for folder in folders)]
    return Inputs.of(tuple(places), words)


def hooks_of(config: MkDocsConfig) -> Mapping[str, ModuleType]:
    """The hooks of a configuration by what it calls them."""
    hooks: Any = config.hooks  # MkDocs declares a list, and makes a mapping
    return cast("Mapping[str, ModuleType]", hooks)


def _is_plain(config: MkDocsConfig) -> bool:
    hooks = [Path(str(hook.__file__)).resolve() for hook in hooks_of(config).values()]
    plugins = config.plugins.keys() - hooks_of(config).keys()
    names = [str(name).removeprefix("markdown.extensions.") for name in config.markdown_extensions]
    return (
        hooks == [HOOK]
        and plugins <= SEARCH_PLUGINS
        and all(name in EXTENSIONS or name.startswith("pymdownx.") for name in names)
        and READERS.isdisjoint(names)
    )
