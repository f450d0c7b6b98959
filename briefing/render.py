"""HTML from templates, with everything escaped.

In: a page or a view, and template folders (a subject's own before the engine's). Out: HTML. Text
can't become markup: autoescape is on, and a name that a template does not get is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from briefing.compiled import Compiled
from briefing.compiler import PlainEnvironment
from briefing.described import described
from briefing.page import Body, Page, Site
from briefing.policy import POLICY

JSON_SHORT = {"ensure_ascii": False, "separators": (",", ":")}
ENGINE_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class TemplateProblem(Exception):
    """A template can't be used; the message says which, where and why."""


class Renderer:
    """Renders the templates of one site."""

    def __init__(self, folders: Sequence[Path], site: Site, compiled: Path | None = None) -> None:
        """Templates are looked for in `folders`, then among the engine's own.

        Their code is kept in the folder `compiled`, if there is one.
        """
        existing = [folder for folder in (*folders, ENGINE_TEMPLATES) if folder.is_dir()]
        self._environment = PlainEnvironment(
            loader=FileSystemLoader(existing),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # A renderer serves one build: its templates are read once, and not asked after again.
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=Compiled(compiled) if compiled else None,
        )
        self._template = lru_cache(maxsize=None)(self._environment.select_template)
        # JSON as short as it can be; what markup could be made of is escaped.
        self._environment.policies["json.dumps_kwargs"] = JSON_SHORT
        self._environment.globals["site"] = site
        self._environment.globals["policy"] = POLICY
        self._environment.globals["described"] = partial(described, site)
        self._environment.globals["once"] = lru_cache(maxsize=None)(_once)

    @cached_property
    def _rows(self) -> Any:
        return self._environment.get_template("partials/table.html.j2").module

    def page(self, page: Page) -> Body:
        """The body of a page."""
        context = page.context()
        html = self.render(page.templates, page=page, **context)
        return Body(html, tuple(context["headings"]))

    def row(self, row: Any, columns: Any) -> str:
        """The row of a table, as plain text of markup."""
        return str(self._rows.tr(row, columns))

    def has(self, name: str) -> bool:
        """Whether there is a template of this name."""
        return name in self._environment.list_templates(extensions=["j2"])

    def render(self, names: Sequence[str], **context: Any) -> str:
        """The first of some templates that exists, rendered."""
        try:
            return self._template(tuple(names)).render(context)
        except TemplateNotFound as error:
            place = f"{place}: " if (place := _place(error)) else ""
            raise TemplateProblem(f"{place}there is no template {error.name}") from error
        except TemplateSyntaxError as error:
            raise TemplateProblem(
                f"{_shown(error.filename)}:{error.lineno}: {error.message}"
            ) from error
        except Exception as error:
            if not (place := _place(error)):
                raise  # not the template's doing
            said = str(error)
            if not isinstance(error, (TemplateError, AttributeError)):
                said = f"{type(error).__name__}: {said}"
            raise TemplateProblem(f"{place}: {said}") from error


def safe(html: str) -> str:
    """HTML that was made of the project's own Markdown, which is not escaped again."""
    return Markup(html)  # noqa: S704 - see above


def _once(macro: Callable[..., str], *args: Hashable) -> str:
    """What a macro gives for some arguments; kept, for a mark looks the same wherever it stands."""
    return macro(*args)


def _place(error: BaseException) -> str:
    """The innermost template line of an error that came up while rendering, if there is one."""
    place, at = "", error.__traceback__
    while at:
        file = at.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = f"{_shown(file)}:{at.tb_lineno}"
        at = at.tb_next
    return place


def _shown(file: str | None) -> str:
    if not file:
        return "a template"
    path = Path(file)
    return (
        "/".join(path.parts[path.parts.index("templates") :]) if "templates" in path.parts else file
    )
