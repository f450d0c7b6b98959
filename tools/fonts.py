#!/usr/bin/env python3
"""Cut the fonts of the site: only the characters that it uses, from the npm packages of Fontsource.

    pip install fonttools brotli        (npm must be there too)
    python3 tools/fonts.py              cut all fonts anew, e.g. after adding a name in kanji
    python3 tools/fonts.py --check      say which characters have no glyph; fetch and write nothing

In: the text of data/**/*.yaml and docs/**/*.md, and the packages. Out: *.woff2, the licences and
README.md in templates/theme/assets/fonts/. The same text and packages give the same bytes.

The Open Font License reserves the name "Source", so the cuts are called Brief Serif, Brief Display,
Brief Sans and Brief JP.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

PROJECT = Path(__file__).resolve().parent.parent
FONTS = PROJECT / "templates/theme/assets/fonts"
TEXTS = ("data/**/*.yaml", "docs/**/*.md")

SERIF = "@fontsource-variable/source-serif-4"
SANS = "@fontsource-variable/source-sans-3"
JAPANESE = "@fontsource/noto-sans-jp"
PACKAGES = {SERIF: "5.3.1", SANS: "5.3.0", JAPANESE: "5.3.0"}
LICENCES = {
    SERIF: "OFL-source-serif-4.txt",
    SANS: "OFL-source-sans-3.txt",
    JAPANESE: "OFL-noto-sans-jp.txt",
}

UI_WORDS = "漢字"
"""Words of the templates: the placeholder of the search field of an index."""
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN = ASCII + "\u00a0£§©°±·×½–—‘’“”„•…′″‹›⁄€™−↑"  # noqa: RUF001
"""What nearly every page holds."""
ACCENTED = "".join(c for c in map(chr, range(0xA1, 0x100)) if c not in LATIN) + "ıŒœ"
"""The rest of Latin-1, which a page may hold whatever the data says today."""
MACRONS = "ĀāĒēĪīŌōŪūĞğİŞş"
"""Kept in any case: romanized Japanese, and names of the newspapers that are quoted."""
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]

Axes = dict[str, float | tuple[float, float]]
WEIGHTS: Axes = {"wght": (400, 700)}


@dataclass(frozen=True)
class Cut:
    """One font: its name, the file of a package it comes from, the characters and axes it keeps."""

    file: str
    family: str
    package: str
    style: str
    keeps: str
    axes: Axes = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The name of the file that it is cut from."""
        return f"{self.package.rpartition('/')[2]}-{self.style}"


DISPLAY: Axes = {"wght": 480, "opsz": 36}
"""The optical size for headings, a little heavier than the regular weight."""
REGULAR: Axes = {"wght": 400}
CUTS = (
    Cut("brief-serif", "Brief Serif", SERIF, "latin-wght-normal", LATIN, WEIGHTS),
    Cut("brief-serif-accents", "Brief Serif", SERIF, "latin-wght-normal", ACCENTED, WEIGHTS),
    Cut("brief-serif-ext", "Brief Serif", SERIF, "latin-ext-wght-normal", MACRONS, WEIGHTS),
    Cut("brief-serif-italic", "Brief Serif", SERIF, "latin-wght-italic", LATIN + ACCENTED, REGULAR),
    Cut("brief-display", "Brief Display", SERIF, "latin-opsz-normal", LATIN, DISPLAY),
    Cut("brief-display-accents", "Brief Display", SERIF, "latin-opsz-normal", ACCENTED, DISPLAY),
    Cut("brief-sans", "Brief Sans", SANS, "latin-wght-normal", LATIN, WEIGHTS),
    Cut("brief-sans-accents", "Brief Sans", SANS, "latin-wght-normal", ACCENTED, WEIGHTS),
    Cut("brief-sans-ext", "Brief Sans", SANS, "latin-ext-wght-normal", MACRONS, WEIGHTS),
    Cut("brief-jp", "Brief JP", JAPANESE, "japanese-400-normal", UI_WORDS),
)


def characters(project: Path) -> set[str]:
    """Every character that the data and the hand-written pages use."""
    texts = (path for pattern in TEXTS for path in sorted(project.glob(pattern)))
    found = {char for path in texts for char in path.read_text("utf-8")}
    return {char for char in found | set(UI_WORDS) if unicodedata.category(char)[0] != "C"}


def is_east_asian(char: str) -> bool:
    """Kana, kanji and full-width forms: what the CSS gives to Brief JP."""
    return unicodedata.east_asian_width(char) in "WF"


def fetch(folder: Path) -> Path:
    """Install the packages into a folder of their own; no script of theirs runs."""
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "install", "--prefix", folder, *flags, *wanted], check=True)
    return folder / "node_modules"


def cut(it: Cut, packages: Path, used: Iterable[str], target: Path) -> None:
    """Write one font."""
    font = TTFont(packages / it.package / "files" / f"{it.source}.woff2", recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=["*"])
    subsetter = Subsetter(options)
    # A file of Fontsource holds one script; what it lacks is left to the others.
    japanese = it.package == JAPANESE
    more = "".join(c for c in used if is_east_asian(c)) if japanese else _others(it, used)
    subsetter.populate(text=it.keeps + more)
    font.ensureDecompiled()
    subsetter.subset(font)
    if it.axes:
        font = instancer.instantiateVariableFont(font, it.axes)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 16):
            record.string = it.family
        elif record.nameID in (6, 25):
            record.string = it.family.replace(" ", "")
    font.flavor = "woff2"
    font.save(target / f"{it.file}.woff2", reorderTables=False)


def _others(it: Cut, used: Iterable[str]) -> str:
    """Characters that are used, and that no cut has by name: each goes to the extra one."""
    if not it.file.endswith("-ext"):
        return ""
    return "".join(c for c in used if not is_east_asian(c) and c not in LATIN + ACCENTED)


def missing(used: set[str], folder: Path) -> dict[str, list[str]]:
    """Characters without a glyph: those a browser has to take from the reader's own fonts."""
    known = {it.file: set(TTFont(folder / f"{it.file}.woff2").getBestCmap()) for it in CUTS}
    has = {
        name: set.union(*(known[f"brief-{name}{part}"] for part in ("", "-accents", "-ext")))
        | known["brief-jp"]
        for name in ("serif", "sans")
    }
    return {name: sorted(c for c in used if ord(c) not in has[name]) for name in has}


def readme(folder: Path) -> str:
    """What stands beside the fonts."""
    sizes = [(folder / f"{it.file}.woff2").stat().st_size / 1000 for it in CUTS]
    rows = "\n".join(
        f"| {it.file}.woff2 | {it.family} | {it.source} | {size:.1f} |"
        for it, size in zip(CUTS, sizes, strict=True)
    )
    total = f"{sum(sizes):.0f}"
    packages = "\n".join(
        f"* [{LICENCES[name]}]({LICENCES[name]}): {name} {version}"
        for name, version in PACKAGES.items()
    )
    return f"""# Fonts

Written by `tools/fonts.py`; change that, not this.

Subsets of Source Serif 4, Source Sans 3 (Adobe) and Noto Sans JP (Google), all under the SIL Open
Font License 1.1. "Source" is a reserved name, so the subsets are renamed. They hold English letters
and punctuation, letters with accents and with macrons in files of their own, and the kanji and kana
that the data and the hand-written pages use.

| file | family | cut from | kB |
|---|---|---|---|
{rows}

{total} kB in all, of which a page in English loads three files; the others are loaded only by pages
that need them, and the Japanese one only where the reader has no Japanese font.

From npm, with their licences:

{packages}

After adding a name in kanji, cut anew (needs npm):

```
pip install fonttools brotli
python3 tools/fonts.py
```
"""


def report(used: set[str], folder: Path) -> bool:
    """Say what has no glyph. True if all kanji and kana have one."""
    lacks = missing(used, folder)
    for name, chars in lacks.items():
        if chars:
            listed = " ".join(f"{c} (U+{ord(c):04X})" for c in chars)
            print(f"no glyph in the {name} fonts: {listed}")
    return not any(is_east_asian(c) for chars in lacks.values() for c in chars)


def main() -> int:
    """Read the arguments; 0 if all kanji and kana have a glyph."""
    parser = argparse.ArgumentParser(
        description="Cut the fonts of the site to the characters that it uses.",
        epilog="Needs npm, fonttools and brotli. Writes into templates/theme/assets/fonts/.",
    )
    parser.add_argument(
        "--check", action="store_true", help="say which characters have no glyph, write nothing"
    )
    parser.add_argument("--packages", type=Path, help="a node_modules folder, instead of npm")
    arguments = parser.parse_args()

    used = characters(PROJECT)
    if not arguments.check:
        FONTS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            packages = arguments.packages or fetch(Path(folder))
            for it in CUTS:
                cut(it, packages, sorted(used), FONTS)
            for name, licence in LICENCES.items():
                (FONTS / licence).write_bytes((packages / name / "LICENSE").read_bytes())
        text = readme(FONTS)
        (FONTS / "README.md").write_text(text, "utf-8")
        print(text)
    return 0 if report(used, FONTS) else 1


if __name__ == "__main__":
    sys.exit(main())
