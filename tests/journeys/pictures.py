"""Pictures of pages made light: 256 colours are enough for text, and halve what the README loads."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, INDEXED, COLOURS = 2, 3, 256
Colour = bytes


def light(png: bytes) -> bytes:
    """The same picture with a palette. `png`: 8 bits a channel, RGB, not interlaced, as browsers write it."""
    parts = list(chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    assert (depth, kind, interlaced) == (8, RGB, 0)
    lines = list(unfiltered(zlib.decompress(b"".join(data for name, data in parts if name == b"IDAT")), width * 3))
    palette, place = palette_of(lines)
    rows = b"".join(b"\0" + bytes(place[line[at : at + 3]] for at in range(0, len(line), 3)) for line in lines)
    header = struct.pack(">IIBBBBB", width, height, 8, INDEXED, 0, 0, 0)
    made = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(chunk(name, data) for name, data in made)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        yield name, png[at + 8 : at + 8 + length]
        at += length + 12


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def unfiltered(raw: bytes, length: int) -> Iterator[bytes]:
    """The lines of a picture, each of which was written as its difference from its neighbours (PNG, section 9)."""
    above = bytes(length)
    for at in range(0, len(raw), length + 1):
        line = bytearray(raw[at + 1 : at + 1 + length])
        restore(line, above, raw[at])
        above = bytes(line)
        yield above


def restore(line: bytearray, above: bytes, how: int) -> None:
    for n in range(len(line)) if how else ():
        left, corner = (line[n - 3], above[n - 3]) if n >= 3 else (0, 0)
        line[n] = (line[n] + (left, above[n], (left + above[n]) // 2, paeth(left, above[n], corner))[how - 1]) % 256


def paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((abs(guess - left), 0, left), (abs(guess - above), 1, above), (abs(guess - corner), 2, corner))[2]


def palette_of(lines: list[bytes]) -> tuple[list[Colour], dict[Colour, int]]:
    """The most frequent colours, and for every colour the place of the nearest of them."""
    seen: Counter[Colour] = Counter()
    for line in lines:
        seen.update(line[at : at + 3] for at in range(0, len(line), 3))
    palette = [colour for colour, _ in seen.most_common(COLOURS)]
    place = {colour: n for n, colour in enumerate(palette)}
    for colour in seen:
        if colour not in place:
            place[colour] = min(range(len(palette)), key=lambda n: distance(colour, palette[n]))
    return palette, place


def distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
