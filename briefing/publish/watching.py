"""Watching: being told by the system which files have changed.

In: folders. Out: the paths of files that have changed, and a word to whoever asked for it. MkDocs
itself looks at every file twice a second, which takes a tenth of a processor for ten thousand.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

# The system tells of files that were only read, too.
CHANGES: list[type[FileSystemEvent]] = [
    *(FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent)
]


class Watcher:
    """An observer as MkDocs wants one, that notes what has changed."""

    def __init__(self, file: Path) -> None:
        """`file` is all that counts in folders that are watched without those below."""
        self._file = file.resolve()
        self._observer: BaseObserver = Observer()
        self._watched: list[tuple[FileSystemEventHandler, str, bool]] = []
        self._changed: set[Path] = set()

    def take(self) -> frozenset[Path]:
        """What has changed since it was asked for last."""
        changed = frozenset(self._changed)
        self._changed -= changed
        return changed

    def note(self, path: Path, *, is_recursive: bool) -> bool:
        """Note a change, if it can matter."""
        matters = not path.name.startswith(".") if is_recursive else path == self._file
        if matters:
            self._changed.add(path)
        return matters

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> None:
        """Watch a folder."""
        noting = _Noting(self, handler, is_recursive=recursive)
        self._watched.append((noting, os.path.realpath(path), recursive))

    def start(self) -> None:
        """Begin to watch; look for changes now and then where the system tells of none."""
        try:
            self._schedule()
            self._observer.start()
        except OSError:
            self._observer = PollingObserver(timeout=1)
            self._schedule()
            self._observer.start()

    def _schedule(self) -> None:
        for handler, path, is_recursive in self._watched:
            self._observer.schedule(handler, path, recursive=is_recursive, event_filter=CHANGES)

    def stop(self) -> None:
        """End."""
        self._observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        self._observer.join()


class _Noting(FileSystemEventHandler):
    """Notes a change, and passes on word of it."""

    def __init__(
        self, watcher: Watcher, handler: FileSystemEventHandler, *, is_recursive: bool
    ) -> None:
        self._watcher = watcher
        self._handler = handler
        self._is_recursive = is_recursive

    def on_any_event(self, event: Any) -> None:
        """Take an event."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        noted = [self._watcher.note(path, is_recursive=self._is_recursive) for path in paths]
        if any(noted):
            self._handler.on_any_event(event)
