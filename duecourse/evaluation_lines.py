"""The lines of an evaluation file, whatever stands in them: a broken one costs its own mail and nothing else."""

import json
from pathlib import Path
from typing import Any

Line = dict[str, Any]
TROUBLE = "(trouble)"
"""The key under which a line that is no object says what it is."""


def read_lines(mails: Path) -> list[Line]:
    """One object for every line that is not empty, with an id. A line that cannot be read is called by its number."""
    texts = mails.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [read(text, number) for number, text in enumerate(texts, 1) if text.strip()]


def read(text: bytes, number: int) -> Line:
    name = f"line {number}"
    try:
        line = json.loads(text.decode("utf-8"))
    except UnicodeDecodeError as error:
        return {"id": name, TROUBLE: f"it is not UTF-8 text (byte {error.start + 1} of the line)"}
    except (ValueError, RecursionError) as error:
        return {"id": name, TROUBLE: f"it is not JSON ({str(error)[:80]})"}
    if not isinstance(line, dict):
        return {"id": name, TROUBLE: "it is no object"}
    return line if line.get("id") not in (None, "") else {**line, "id": name}


def trouble_of(line: Line, folder: Path) -> str | None:
    """Why there is no mail to make of a line; None if there is."""
    if TROUBLE in line:
        return str(line[TROUBLE])
    if line.get("raw_eml_path"):
        return None if is_file(folder, str(line["raw_eml_path"])) else f"{line['raw_eml_path']} is not there"
    return "it has neither body nor raw_eml_path" if line.get("body") is None else None


def is_file(folder: Path, name: str) -> bool:
    try:
        return Path(folder, name).is_file()
    except (OSError, ValueError):
        return False


def complaint(lines: list[Line], mails: Path) -> str:
    """What is said of lines that no mail can be made of; "" if there are none."""
    found = [(line["id"], trouble) for line in lines if (trouble := trouble_of(line, mails.parent))]
    if not found:
        return ""
    first, trouble = found[0]
    return (
        f"{mails.name}: {len(found)} lines hold no mail and go to a person. The first is {first}: {trouble}. (DC-160)"
    )


LABELS: dict[str, type] = {
    "intents": list, "auto_ok": bool, "expected_documents": list, "expected_facts": dict, "escalate": bool,
}  # fmt: skip


def labelled(line: Line) -> Line:
    """The id and the labels that are of their kind; others count as missing."""
    labels = {name: line[name] for name, kind in LABELS.items() if isinstance(line.get(name), kind)}
    return {"id": str(line["id"]), **labels}


# --- values of any type ----------------------------------------------------------------------------------------------


def text(value: Any, joint: str = ", ") -> str:
    """A value as text: "" for none, a list joined, an address given in parts put together."""
    if isinstance(value, list):
        return joint.join(filter(None, (text(one, joint) for one in value)))
    if isinstance(value, dict):
        name, address = value.get("name"), value.get("email") or value.get("address")
        return f"{text(name)} <{text(address)}>".strip() if address else text(list(value.values()), joint)
    return "" if value is None else str(value)


def texts(value: Any) -> list[str]:
    """Each value of a list, or the one value, as text."""
    return list(filter(None, map(text, value if isinstance(value, list) else [value])))


def header_lines(value: Any) -> list[tuple[str, Any]]:
    """Names and values of headers: an object, of which a value may be a list, or a list of pairs."""
    if isinstance(value, dict):
        return [
            (str(name), one) for name, given in value.items() for one in (given if isinstance(given, list) else [given])
        ]
    pairs = value if isinstance(value, list) else []
    named = [(one.get("name"), one.get("value")) if isinstance(one, dict) else one for one in pairs]
    return [(str(one[0]), one[1]) for one in named if isinstance(one, (list, tuple)) and len(one) == 2]
