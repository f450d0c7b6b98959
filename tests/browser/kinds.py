"""Where there is a page of each kind."""

from __future__ import annotations

DOSSIER = {
    "home": "",
    "index": "units/",
    "entity": "units/12th-mlr/",
    "entity in conflict": "units/marine-littoral-regiment/",
    "event": "events/nansei-temporary-bases/",
    "place": "places/nansei-islands/",
    "place on the map": "places/yonaguni/",
    "source": "sources/the-defense-post-2024-11-25/",
    "source that is relayed": "sources/kyodo-2024-11-24/",
    "sources": "sources/",
    "brief": "briefs/november-2024/",
    "brief index": "briefs/",
    "method": "method/",
    "disputed": "disputed/",
    "overdue": "overdue/",
    "publishers": "publishers/",
    "coverage": "coverage/",
    "timeline": "timeline/",
    "year": "timeline/2024/",
    "facts": "facts/",
    "an earlier day": "units/marine-littoral-regiment/?asof=2024-01-24",
    "an index of an earlier day": "units/?asof=2024-06-01",
    "map": "map/",
    "organization that publishes": "organizations/kyodo-news/",
}
TINY = {
    "home": "",
    "index": "huts/",
    "entity in conflict": "huts/eagle-hut/",
    "hostile entity": "huts/odd-hut/",
    "entity with earlier values and removed facts": "huts/stone-hut/",
    "organization that only publishes": "keepers/walkers-diary/",
    "source that was withdrawn": "sources/guide-2022/",
    "hostile source": "sources/odd-leaflet/",
    "sources": "sources/",
    "hostile brief": "briefs/beds/",
    "disputed": "disputed/",
    "overdue": "overdue/",
    "publishers": "publishers/",
    "coverage": "coverage/",
    "timeline": "timeline/",
    "a timeline of which nothing is left": "timeline/?asof=2018-06-01",
    "facts": "facts/",
    "map": "map/",
}
EVERY = [
    *(("dossier", address) for address in DOSSIER.values()),
    *(("below", address) for address in DOSSIER.values()),
    *(("tiny", address) for address in TINY.values()),
]
EVERY_NAME = [
    *(f"dossier, {name}" for name in DOSSIER),
    *(f"below a path, {name}" for name in DOSSIER),
    *(f"tiny, {name}" for name in TINY),
]
