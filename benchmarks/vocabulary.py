"""The words of a synthetic subject: a few are frequent, most are rare, as in any language.

In: a source of chance. Out: words, sentences, names. Some hundred plain words lead; the others are
made up of syllables, the same on every run. How often a word falls follows Zipf's law, because a
search index of fifty words, each in every page, would say nothing of a real one.
"""

from __future__ import annotations

import random
from itertools import accumulate, product

TEXT = (
    "the of and to in a is that for it was on with as by at from be this had which or its were "
    "has not are an but have one their been more would two when who will other about after first "
    "new said some time than into up out only over also year years could last many made most such "
    "where between under three water before public during part while office river town because "
    "since plan north south boats line works people market road harbour weir gates council bridge "
    "mill ferry survey spring season bank level station village winter signal report valley"
)
PLAIN = TEXT.split()
"""The most frequent words, the most frequent first."""
SIZE = 5000
HEADS = (*"bdghlmnprstvw", "br", "dr", "gr", "kl", "pl", "st", "tr")
HEARTS = "aeiou"
TAILS = ("l", "n", "r", "s", "nd", "rn", "st", "m")
KANJI = "山川田中村上下大小東西南北石木林森水火土金月日高原野島海港橋本町新古白青赤谷沢浜岩松竹"
KANA = "アイウエオカキクケコサシスセソタチツテトナニハヒマミラリルロン"
SHIFT = 2.7
"""Flattens the top of the curve, as in texts (Mandelbrot)."""


def _made_up(count: int) -> list[str]:
    """Words of two to four syllables that are no plain ones, in an order that is always the same.

    They have five letters or more: YAML reads some shorter ones as something else.
    """
    chance = random.Random(7)  # noqa: S311 - nothing here is secret
    open_ones = ["".join(parts) for parts in product(HEADS, HEARTS)]
    words: dict[str, None] = {}
    while len(words) < count:
        parts = chance.choices(open_ones, k=chance.choice((1, 2, 2, 3)))
        word = "".join(parts) + chance.choice(HEADS) + chance.choice(HEARTS)
        word += chance.choice(TAILS) * (chance.random() < 0.6)
        if len(word) > 4 and word not in PLAIN:
            words[word] = None
    return list(words)


RARE = _made_up(SIZE - len(PLAIN))
WORDS = (*PLAIN, *RARE)
WEIGHTS = list(accumulate(1 / (rank + SHIFT) for rank in range(SIZE)))
"""How often each word falls, those before it included."""


def words(chance: random.Random, count: int) -> str:
    """Some words of a text."""
    return " ".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=count))


def sentence(chance: random.Random, extra: str = "") -> str:
    """A sentence of 14 to 28 words, with something said at its end."""
    return f"{words(chance, chance.randint(14, 28)).capitalize()}{extra}."


def name(chance: random.Random) -> str:
    """A name: two rare words, as names are."""
    return " ".join(chance.choices(RARE, k=2)).title()


def japanese_name(chance: random.Random) -> str:
    """A Japanese name: kanji, and in one name of four a word in katakana."""
    kanji = "".join(chance.choices(KANJI, k=chance.choice((2, 3, 4, 4, 5))))
    if chance.random() < 0.25:
        return kanji + "".join(chance.choices(KANA, k=chance.choice((2, 3, 4))))
    return kanji
