"""A stage: the folder that a site is built in, beside the one that it replaces.

In: where the site is to be. Out: a new folder to write to, swapped in when it is whole. Readers of
the site see the old one or the new one, never a mixture; a build that fails leaves no trace, and
what a killed one left behind is swept away by the next.
"""

from __future__ import annotations

import ctypes
import glob
import os
import secrets
import shutil
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # Windows has no flock; there, nothing is swept while it may be in use.
    fcntl = None  # type: ignore[assignment]

MOST_LINKED = 3000
"""Files of a site up to which links to them are made sooner than anybody notices."""
SITE_SIGNS = ("index.html", "404.html", "sitemap.xml")
RENAME_EXCHANGE = 2
AT_FDCWD = -100


class StageError(Exception):
    """The site can't be put where it was asked for."""


class Stage:
    """A folder that is built in and then takes the place of the site."""

    def __init__(self, site: Path, signs: Collection[str] = SITE_SIGNS) -> None:
        """Make the stage. A site behind a symbolic link is replaced where the link leads.

        `signs` are names by which a folder is known to be one that may be replaced.
        """
        self.site = Path(os.path.realpath(site))
        try:
            _refuse_foreign(self.site, signs)
            self.site.parent.mkdir(parents=True, exist_ok=True)
            _sweep(self.site)
            self.folder, self._lock = _made(self.site)
        except OSError as error:
            raise StageError(f"{site} can't be written ({error.strerror})") from error

    def swap(self) -> None:
        """Put the stage in the site's place, and remove the site that was there."""
        if not self.site.exists():
            self.folder.rename(self.site)
        else:
            _keep_hidden(self.site, self.folder)
            if not _exchange(self.folder, self.site):
                self._swap_in_two_steps()
        self.discard()

    def merge(self, gone: Iterable[str], files: int) -> None:
        """Put what the stage holds into the site, and remove files that are gone from it.

        `files` is how many the site has. Where they are few, a new site is made of links to them
        and swapped in. Where they are many that would take longer than all else: they are moved in
        one by one, and for some milliseconds the site holds pages of two builds, each whole.
        """
        if files <= MOST_LINKED:
            _link_missing(str(self.site), str(self.folder), frozenset(gone))
            self.swap()
            return
        _move_all(str(self.folder), str(self.site))
        for path in gone:
            _remove(self.site / path)
        self.discard()

    def discard(self) -> None:
        """Remove the stage, or the old site that stands in its place after a swap."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _swap_in_two_steps(self) -> None:
        """Without an exchange in one step there is a moment without a site."""
        old = self.folder.with_name(f"{self.folder.name}.old")
        self.site.rename(old)
        try:
            self.folder.rename(self.site)
        except OSError:
            old.rename(self.site)
            raise
        old.rename(self.folder)


def _prefix(site: Path) -> str:
    return f".{site.name}.building-"


def _refuse_foreign(site: Path, signs: Collection[str]) -> None:
    """Never replace a folder that holds something else than a site."""
    if not site.exists():
        return
    if not site.is_dir():
        raise StageError(f"{site} is a file: choose another --site-dir")
    if os.path.ismount(site):
        raise StageError(
            f"{site} is a mount point, which can't be swapped: build into a folder in it"
        )
    visible = {name for name in os.listdir(site) if not name.startswith(".")}
    if visible and not visible.issuperset(signs):
        raise StageError(f"{site} holds no site: empty it or choose another --site-dir")


def _made(site: Path) -> tuple[Path, int | None]:
    """A new stage with its lock; made anew if another build's sweep was quicker than the lock."""
    while True:
        folder = site.parent / f"{_prefix(site)}{secrets.token_hex(4)}"
        folder.mkdir()
        lock = _locked(folder)
        if lock is None and fcntl is not None:
            continue
        if folder.exists():
            return folder, lock


def _sweep(site: Path) -> None:
    """Remove what killed builds left; put back a site that was caught between two steps."""
    for left in sorted(site.parent.glob(f"{glob.escape(_prefix(site))}*")):
        lock = _locked(left)
        if lock is None:
            continue
        if left.name.endswith(".old") and not site.exists():
            left.rename(site)
        else:
            shutil.rmtree(left, ignore_errors=True)
        os.close(lock)


def _locked(folder: Path) -> int | None:
    """A lock that ends with this process; None if another process holds it."""
    if fcntl is None:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step (renameat2(2), Linux); False where that is not to be had."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(
        rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
    )


def _keep_hidden(old: Path, new: Path) -> None:
    """Take along what MkDocs leaves alone too: top-level names with a dot, such as .git.

    The old ones stay until the new site stands: linked rather than moved, nothing is ever missing.
    """
    for name in os.listdir(old):
        if not name.startswith(".") or (new / name).exists():
            continue
        if (old / name).is_dir():
            shutil.copytree(old / name, new / name, symlinks=True, copy_function=_link_or_copy)
        else:
            _link_or_copy(str(old / name), str(new / name))


def _link_missing(old: str, new: str, gone: frozenset[str], below: str = "") -> None:
    """Link every file of the old folder that the new one has not, but for those that are gone."""
    with os.scandir(f"{old}/{below}") as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                if path not in gone and not os.path.lexists(f"{new}/{path}"):
                    _link_or_copy(entry.path, f"{new}/{path}")
                continue
            made = not os.path.isdir(f"{new}/{path}")
            if made:
                os.mkdir(f"{new}/{path}")
            _link_missing(old, new, gone, f"{path}/")
            if made:
                _remove_if_empty(f"{new}/{path}")


def _move_all(here: str, there: str, below: str = "") -> None:
    """Move every file of a folder to the same place in another."""
    with os.scandir(f"{here}/{below}") as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                os.makedirs(f"{there}/{path}", exist_ok=True)
                _move_all(here, there, f"{path}/")
            else:
                os.replace(entry.path, f"{there}/{path}")


def _remove(path: Path) -> None:
    """Remove a file, and the folders that are empty without it."""
    path.unlink(missing_ok=True)
    _remove_if_empty(str(path.parent))


def _remove_if_empty(folder: str) -> None:
    with suppress(OSError):
        os.rmdir(folder)


def _link_or_copy(old: str, new: str) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


class Mark(NamedTuple):
    """By what a file is known not to have been touched since it was written."""

    size: int
    time: int
    """When it was written, in nanoseconds."""


def mark_of(path: str) -> Mark:
    """The mark of a file."""
    at = os.stat(path)
    return Mark(at.st_size, at.st_mtime_ns)


def page_file(address: str) -> str:
    """The file of a page, below the root of the site."""
    return f"{address}index.html"


def page_count(paths: Iterable[str]) -> int:
    """How many of some files are pages."""
    return sum(path == "index.html" or path.endswith("/index.html") for path in paths)


def encoded(html: str) -> bytes:
    """A page as it is written."""
    return html.encode("utf-8", errors="xmlcharrefreplace")


def write(folder: str, path: str, data: bytes) -> Mark:
    """Write a file at a path below a folder."""
    whole = f"{folder}/{path}"
    parent = os.path.dirname(whole)
    try:
        os.mkdir(parent)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(parent, exist_ok=True)
    with open(whole, "wb", buffering=0) as file:
        file.write(data)
        at = os.fstat(file.fileno())
    return Mark(at.st_size, at.st_mtime_ns)
