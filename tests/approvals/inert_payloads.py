"""Hostile HTML: our own payloads, the published ones where they lie beside the project, and seeded mutants of both."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

OWN = Path(__file__).parent / "payloads" / "own.json"
PUBLISHED = Path(__file__).resolve().parents[2] / "../shared/corpora/html/dompurify_payloads.json"

ABSOLUTE = re.compile(r"(?:https?|wss?)://(?!www\.w3\.org)[\w.-]+(?::\d+)?|(?<=[\"'=(\s])//[\w-]+\.[\w.-]+")
RELATIVE = re.compile(r"(?i)\b((?:src|poster|data|background)\s*=\s*[\"']?)(?=[\w.][\w./-]*(?:[\s\"'>]|$))")
SCRIPT_CALL = re.compile(r"(?:alert|prompt|confirm)\(")
SCRIPT_TAG = re.compile(r"(?:alert|prompt|confirm)`[^`]*`")
ENDLESS = "while(1){}"

NASTY = ("\x00", "\t", "\n", "\x0c", "\u2028", "\u00a0", "`", "'", '"', "<", ">", "/", "=", "&#x3c;", "&lt", "&Tab;", "]]>", "--!>", "\\")  # fmt: skip
HOLDERS = ("svg", "math", "table", "select", "style", "noscript", "textarea", "title", "template", "xmp", "p", "a href=x", "mtext", "foreignObject", "iframe", "!--", "noembed", "option", "form")  # fmt: skip


@dataclass(frozen=True)
class Payload:
    """`sleeps`: the browser of today does nothing with it even where nothing guards it."""

    title: str
    html: str
    sleeps: bool = False


def own() -> list[Payload]:
    return [Payload(one["title"], one["payload"], one.get("sleeps", False)) for one in json.loads(OWN.read_text())]


def published() -> list[Payload]:
    return [Payload(one["title"] or "", one["payload"]) for one in json.loads(PUBLISHED.read_text())]


def aimed(html: str, number: int, beacon: str) -> str:
    """The payload with everything that it would reach or call turned to where it is noticed.

    Host names become the beacon's (`http://127.0.0.1:…/number/`; a name space of www.w3.org is no address and stays);
    relative addresses of pictures and the like go there too; `alert`, `prompt` and `confirm` become `console.info`, which
    a frame may do without leave for dialogs. Nothing else is touched: what is encoded stays, and is noticed as a dialog.
    """
    html = SCRIPT_CALL.sub(f"console.info({number},", html)
    html = SCRIPT_TAG.sub(f"console.info`{number}`", html)
    html = ABSOLUTE.sub(lambda found: at_beacon(found.group(), number, beacon), html.replace(ENDLESS, ""))
    return RELATIVE.sub(rf"\g<1>{beacon}/{number}/", html)


def at_beacon(address: str, number: int, beacon: str) -> str:
    """The same kind of address, with or without a scheme, at the beacon; nothing there speaks TLS."""
    scheme = address.partition("//")[0]
    plain = {"https:": "http:", "wss:": "ws:"}.get(scheme, scheme)
    return f"{plain}//{beacon.partition('//')[2]}/{number}"


def mutants(seed: int, count: int, pool: list[Payload]) -> Iterator[Payload]:
    """Each is a payload changed in one to four ways; the same seed gives the same ones."""
    random = Random(seed)
    for number in range(count):
        html = random.choice(pool).html
        for _ in range(random.randint(1, 4)):
            html = changed(random, html, random.choice(pool).html)[:20_000]
        yield Payload(f"mutant {number} of seed {seed}", html)


def changed(random: Random, html: str, other: str) -> str:
    start, end = sorted((random.randint(0, len(html)), random.randint(0, len(html))))
    cut = random.randint(0, len(other))
    holder = random.choice(HOLDERS)
    ways = (
        lambda: html[:start] + html[end:],
        lambda: html[:end] + html[start:],
        lambda: html[:start] + random.choice(NASTY) + html[start:],
        lambda: html[:start] + other + html[start:],
        lambda: html[:start] + other[cut:],
        lambda: f"<{holder}>{html}</{holder.partition(' ')[0]}>",
        lambda: f"<{holder}>{html}",
        lambda: html[:start] + html[start:end].swapcase() + html[end:],
        lambda: html[:start] + "".join(f"&#{ord(one)};" for one in html[start : start + 8]) + html[start + 8 :],
        lambda: html.replace(random.choice("\"'> =/"), random.choice(NASTY), 1),
    )
    return random.choice(ways)()
