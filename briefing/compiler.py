"""Jinja's compiler, told what it can't know of our templates.

In: templates. Out: the Python code that Jinja would make of them, quicker where the values are
ours: what stands after a dot is an attribute, what is called takes no context, and a text is
escaped without being wrapped. Escaping itself is MarkupSafe's, and is never left out.

Jinja's own code asks at each dot whether an attribute or an item is meant, and at each call whether
the context is wanted: two fifths of the time that it takes to render a page.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped_text  # type: ignore[attr-defined]  # what `escape` calls before it wraps the result

make = str.__new__


def escaped(value: object) -> str:
    """A value as HTML: text escaped, markup as it is."""
    if value.__class__ is str:
        return escaped_text(value)
    if value.__class__ is Markup:
        return value
    if value.__class__ is int:
        return str(value)
    return escape(value)


class PlainMacro(Macro):
    """A macro, run at once where each of its parameters is given in its place."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """The markup that it gives."""
        if kwargs or len(args) != self._argument_count or self.caller:
            return super().__call__(*args, **kwargs)
        return make(Markup, self._func(*args))


class PlainCode(CodeGenerator):
    """Writes the code of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - the library's name
        """The whole template, after the names that its code needs."""
        self.writeline(f"from {__name__} import PlainMacro, escaped")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the library's name
        """An attribute, and nothing else."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802 - the library's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call with its arguments, and nothing else."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The object that stands for a macro."""
        self.write("Plain")  # before Jinja's own `Macro(…)`
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("escaped(")


class PlainEnvironment(Environment):
    """Jinja's environment with that compiler; every template shares the same global names."""

    code_generator_class = PlainCode

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template finds without being given them."""
        assert not d, "no template has names of its own"
        return self.globals
