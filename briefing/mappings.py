"""Mappings by id that know what is asked of them, or make what they hold when it is asked for."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from typing import Any, TypeVar

Known = TypeVar("Known")


class Asked(Mapping[str, Known]):
    """A mapping that keeps which keys it was asked for, found or not."""

    def __init__(self, known: Mapping[str, Known] | None = None) -> None:
        self.known = {} if known is None else known
        """The same, for whoever is not to be noted."""
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Known:
        self.asked.add(key)
        return self.known[key]

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return key in self.known

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or else the default."""
        self.asked.add(key)
        return self.known.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    # Whoever goes through all of them asks for none.

    def keys(self) -> KeysView[str]:
        """Every key."""
        return self.known.keys()

    def values(self) -> ValuesView[Known]:
        """Every value."""
        return self.known.values()

    def items(self) -> ItemsView[str, Known]:
        """Every key with its value."""
        return self.known.items()


class OnDemand(Mapping[str, Known]):
    """A mapping whose values are made when they are first asked for."""

    def __init__(self, ids: Collection[str], make: Callable[[str], Known]) -> None:
        """`ids` are the keys that there are; `make` makes the value of one."""
        self._ids = ids
        self._make = make
        self._made: dict[str, Known] = {}

    def __getitem__(self, id_: str) -> Known:
        try:
            return self._made[id_]
        except KeyError:
            pass
        if id_ not in self._ids:
            raise KeyError(id_)
        value = self._made[id_] = self._make(id_)
        return value

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
