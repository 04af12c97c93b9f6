"""What the name of a file in an archive says: whose number it bears, and which kind of paper it is."""

import re
import unicodedata
from pathlib import Path

KIND_HINTS = {
    "pod": r"(?<![a-z])pods?(?![a-z])|(?<![a-z])cmr(?![a-z])|delivery|lieferschein|livraison|albaran|pakbon",
    "po_copy": r"(?<![a-z])po(?![a-z])|(?<![a-z])(?:purchase)?orders?(?![a-z])|bestellung",
    "credit_note": r"credit|(?<![a-z])cn(?![a-z])|gutschrift|(?<![a-z])avoirs?(?![a-z])|(?<![a-z])abonos?(?![a-z])",
    "receipt": r"receipt|quittung",
    "statement": r"statement",
    "invoice": r"invoice|rechnung|facture|factura|factuur",
}
_WORD = r"[^\W\d_]+"
_PART = re.compile(r"[^\W_]+")


def is_named(path: Path, filename: str) -> bool:
    """Whether this is the file's name, or its path below the archive. Compared, never opened: a name from outside
    cannot become a path."""
    return _composed(filename) in (_composed(path.name), _composed(path.as_posix()))


def fits(path: Path, kind: str, number: str) -> bool:
    """The number is in the name, and the name, or else the nearest folder that says anything, says this kind."""
    rest = _without_number(path.stem, number)
    if rest is None:
        return False
    texts = (rest, *reversed(path.parts[:-1]))
    return next((kinds for text in texts if (kinds := _hinted_kinds(text))), {"invoice"}) == {kind}


def name_of(filename: str) -> str:
    """The last part of a name or path, the same for every spelling of its accents."""
    return _composed(filename).rpartition("/")[2]


def parts(text: str) -> set[str]:
    """The words and figures of a name or number. A name that bears a number has all the parts of it."""
    return set(_PART.findall(_folded(text)))


def _without_number(stem: str, number: str) -> str | None:
    """What is left of a file name without the number; None if the number is not in it, or inside a longer one.

    Only words may be tied to the number by a hyphen, underscore or full stop: `POD-1001_signed` holds 1001,
    but `2024-1001`, `1001-2` and `INV1001` are other numbers."""
    wanted = _folded(number).strip()
    if not wanted:
        return None
    literal = "".join("[-_ ]" if sign in "/\\ :" else re.escape(sign) for sign in wanted)
    before, after = rf"(?:{_WORD}[-_.]+)*", rf"(?:[-_.]+{_WORD})*"
    pattern = rf"(?<![\w.-])(?<!\d )({before}){literal}({after})(?![\w.-])(?! \d)"
    text = _folded(stem)
    match = re.search(pattern, text)
    if match is None:
        return None
    return " ".join((text[: match.start()], match[1], match[2], text[match.end() :]))


def _hinted_kinds(text: str) -> set[str]:
    folded = _folded(text)
    return {kind for kind, hint in KIND_HINTS.items() if re.search(hint, folded)}


def _folded(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _composed(name: str) -> str:
    """Some file systems hold accents as signs of their own."""
    return unicodedata.normalize("NFC", name)
