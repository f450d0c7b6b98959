"""Compiled templates, kept from build to build as Python keeps its compiled modules.

In: a folder. Out: what Jinja asks of such a place. Code is taken up again only if its template, the
environment, this module's neighbours, Jinja and Python are what they were, and no byte of it is
another. To compile the templates of the theme and of the engine takes half of a small build.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

SEAL_BYTES = 16


class Compiled(BytecodeCache):
    """Keeps the code of templates in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up the code of a template, if it is there and whole."""
        try:
            data = self._path(bucket).read_bytes()
        except OSError:
            return
        code = data[SEAL_BYTES:]
        if data[:SEAL_BYTES] == _seal(bucket.environment, code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template; where nothing can be written, it is compiled each time."""
        path = self._path(bucket)
        new = path.with_suffix(f".{os.getpid()}.new")
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(_seal(bucket.environment, code) + code)
            new.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.code"


def _seal(environment: Environment, code: bytes) -> bytes:
    """A sum over some code and everything that it was made with, besides its template."""
    made_with = (
        environment.code_generator_class.__qualname__,
        environment.trim_blocks,
        environment.lstrip_blocks,
        bool(environment.autoescape),
        sorted(environment.extensions),
        sorted(environment.filters),
        sorted(environment.tests),
    )
    return blake2b(_engine() + repr(made_with).encode() + code, digest_size=SEAL_BYTES).digest()


@cache
def _engine() -> bytes:
    """The compilers at work."""
    ours = Path(__file__).with_name("compiler.py").read_bytes()
    return ours + jinja2.__version__.encode() + sys.version.encode()
