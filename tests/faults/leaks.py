"""The judge of what leaks sideways: words that stand where they belong, looked for everywhere else, in every dress that text
wears on its way. Nothing of the product is imported here."""

import base64
import random
import string
from collections.abc import Iterator

Canaries = dict[str, str]
"""What it is → the word."""


def word(chance: random.Random) -> str:
    """Small letters alone, so that no charset, quoting or mail server changes it."""
    return "cnry" + "".join(chance.choices(string.ascii_lowercase, k=12))


def dresses(canary: str) -> Iterator[bytes]:
    """As it stands, in hexadecimal, and in base64 at each of the three places where it may begin."""
    raw = canary.encode()
    yield raw
    yield raw.hex().encode()
    for before in range(3):
        coded = base64.b64encode(b"x" * before + raw)
        yield coded[4 if before else 0 : len(coded) // 4 * 4 - 4]


def holds(content: bytes, canary: str) -> bool:
    """Letters' case does not matter, except in base64."""
    plain, *coded = dresses(canary)
    return plain.lower() in content.lower() or any(one in content for one in coded)


def leaks(canaries: Canaries, places: dict[str, bytes]) -> list[str]:
    """A sentence for each canary in each place."""
    return [
        f"{what} stands in {place}" for place, content in places.items() for what, canary in canaries.items()
        if holds(content, canary)
    ]  # fmt: skip
