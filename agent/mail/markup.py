"""Text from HTML as a person would see it: what is hidden on the screen is left out and reported.

The tree is built once, by the parser that inscriptis itself uses, so that what is judged hidden and what is rendered
cannot differ.
"""

import re
from dataclasses import dataclass
from typing import Any

from inscriptis import Inscriptis, ParserError, document_fromstring
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.model.config import ParserConfig

from agent.mail.text import clean

DROPPED = frozenset(
    {"script", "style", "title", "head", "template", "noscript", "object", "iframe", "svg", "math", "meta", "link"}
)
QUOTE_CLASSES = re.compile(r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite|quoted", re.IGNORECASE)
QUOTE_OPEN, QUOTE_CLOSE = "\ue0f1", "\ue0f2"
"""Private characters that carry the borders of a quoted block through the rendering."""

HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0*)?(?:;|$)"
    r"|text-indent:-\d{3,}|(?:left|top|right|bottom|margin-left|margin-top):-\d{3,}|clip:rect\(0|clip-path:inset\((?:50|100)%"
    r"|transform:scale\(0"
)
TINY = re.compile(r"^(?:0(?:\.0*)?[a-z%]*|[01](?:\.\d+)?(?:px|pt|%)|0?\.\d+(?:px|pt|em|rem))$")
RELATIVE = re.compile(r"(?:em|%|inherit|smaller|larger)$")
EMPTY_BOX = re.compile(r"(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?:;|!|$)")
OVERFLOW = re.compile(r"overflow(?:-[xy])?:hidden")
WHITE = frozenset(
    {
        "white",
        "#fff",
        "#ffffff",
        "rgb(255,255,255)",
        "rgba(255,255,255,1)",
        "snow",
        "ivory",
        "#fefefe",
        "#fdfdfd",
        "ghostwhite",
    }
)
SHEET_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
PLAIN_COMMENT = re.compile(r"^(?!\s*\[if|\s*<!\[|.*[{<])(?=.*?(?:[^\W\d_]{2,}\W+){4})", re.IGNORECASE | re.DOTALL)
CONTAINER = re.compile(
    r"<(/?)(?:div|span|table|blockquote|font|b|i|u|a|em|strong|center|section|article|ul|ol)\b", re.IGNORECASE
)
MAX_NESTING = 200
"""The parser silently drops what is nested deeper than 255 elements."""
TAG = re.compile(r"<[^>]{0,2000}>")
MAX_HTML = 2 * 1024 * 1024


@dataclass(frozen=True)
class Look:
    """What text inherits from the elements around it; "" where nobody has said."""

    colour: str = ""
    ground: str = ""
    tiny: bool = False

    @property
    def unseen(self) -> bool:
        on_white = self.ground in WHITE or self.ground in ("", "transparent", "none", "inherit")
        faded = self.colour == "transparent" or (self.colour in WHITE and on_white) or self.colour == self.ground
        return self.tiny or (bool(self.colour) and faded)


@dataclass(frozen=True)
class Rendering:
    """`text` as seen, quoted blocks marked with `> `; `hidden`: text that a person would not see."""

    text: str
    hidden: str


def render(html: str) -> Rendering:
    if _nesting(html[:MAX_HTML]) > MAX_NESTING:
        return Rendering(clean(TAG.sub(" ", html[:MAX_HTML]))[0], "too deeply nested")
    try:
        tree = _tree(html[:MAX_HTML])
        hidden = [] if tree is None else _remove_hidden(tree)
        text = "" if tree is None else Inscriptis(tree, ParserConfig(css=STRICT_CSS_PROFILE.copy())).get_text()
    except (RecursionError, ValueError, IndexError, KeyError, AttributeError, TypeError):
        text, hidden = TAG.sub(" ", html[:MAX_HTML]), ["unreadable HTML"]
    return Rendering(_mark_quotes(clean(text)[0]), " ".join(" ".join(hidden).split()))


def _nesting(html: str) -> int:
    level = deepest = 0
    for closing in CONTAINER.findall(html):
        level = max(0, level - 1) if closing else level + 1
        deepest = max(deepest, level)
    return deepest


def _tree(html: str) -> Any:
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean(html)[0]).strip()
    source = source.replace(QUOTE_OPEN, "").replace(QUOTE_CLOSE, "")
    try:
        return document_fromstring(source) if source else None
    except ParserError:
        return None


def _remove_hidden(tree: Any) -> list[str]:
    """Take hidden elements and comments out of the tree, mark quoted blocks, and return the hidden words."""
    sheet = _hiding_selectors(tree)
    hidden: list[str] = []
    waiting = [(tree, Look())]
    while waiting:
        node, above = waiting.pop()
        if not isinstance(node.tag, str):
            hidden += [str(node.text)] if PLAIN_COMMENT.match(str(node.text or "")) else []
            _drop(node)
            continue
        if node.tag in DROPPED:
            _drop(node)
            continue
        if node is not tree and _is_hidden(node, sheet):
            hidden.append(" ".join(node.itertext()))
            _drop(node)
            continue
        look = _look(node, above)
        if look.unseen:
            hidden += _blank_own_text(node)
        _mark_block(node)
        waiting.extend((child, look) for child in node)
    return [words for words in hidden if any(letter.isalnum() for letter in words)]


def _drop(node: Any) -> None:
    parent = node.getparent()
    if parent is None:
        node.clear()
        return
    previous, tail = node.getprevious(), node.tail or ""
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def _is_hidden(node: Any, sheet: frozenset[str]) -> bool:
    style = _style(node)
    if HIDING.search(style) or (EMPTY_BOX.search(style) and OVERFLOW.search(style)):
        return True
    if "hidden" in node.attrib or (node.tag == "font" and node.get("size", "").strip() in ("0", "-7", "-10")):
        return True
    return bool(sheet) and not sheet.isdisjoint(_selectors(node))


def _style(node: Any) -> str:
    return re.sub(r"/\*.*?\*/|\s+", "", str(node.get("style", "")).lower().replace("!important", ""))


def _selectors(node: Any) -> set[str]:
    names = {f".{name.lower()}" for name in str(node.get("class", "")).split()}
    return names | {f"#{str(node.get('id', '')).lower()}", f"{node.tag}"} | {f"{node.tag}{name}" for name in names}


def _hiding_selectors(tree: Any) -> frozenset[str]:
    """Simple selectors that the mail's own style sheets hide; rules for small screens or print are passed over."""
    found: set[str] = set()
    for style in tree.iter("style"):
        sheet = re.sub(r"/\*.*?\*/|<!--|-->", "", str(style.text or ""), flags=re.DOTALL)
        sheet = re.sub(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet[:200_000])
        for selectors, rule in SHEET_RULE.findall(sheet):
            if HIDING.search(re.sub(r"\s+|!important", "", rule.lower())):
                found.update(name.strip().lower() for name in selectors.split(","))
    return frozenset(found - {"", "*"})


def _look(node: Any, above: Look) -> Look:
    rules = dict(part.split(":", 1) for part in _style(node).split(";") if ":" in part)
    colour = rules.get("color") or str(node.get("color", "")).lower().strip() or above.colour
    ground = (
        rules.get("background-color")
        or rules.get("background")
        or str(node.get("bgcolor", "")).lower().strip()
        or above.ground
    )
    size = rules.get("font-size", "")
    tiny = above.tiny if not size or (above.tiny and RELATIVE.search(size)) else bool(TINY.match(size))
    return Look(colour, ground, tiny)


def _blank_own_text(node: Any) -> list[str]:
    """Take away the text directly inside the element; its children are judged by themselves."""
    gone = [str(node.text or "")]
    node.text = ""
    for child in node:
        gone.append(str(child.tail or ""))
        child.tail = ""
    return gone


def _mark_block(node: Any) -> None:
    quoting = node.get("type", "").lower() == "cite" or QUOTE_CLASSES.search(str(node.get("class", "")))
    if node.tag == "blockquote" and quoting:
        node.text = f"\n{QUOTE_OPEN} {node.text or ''}"
        node.tail = f"{QUOTE_CLOSE}\n{node.tail or ''}"


def _mark_quotes(text: str) -> str:
    """`> ` before every line between the borders of a quoted block."""
    depth, lines = 0, []
    for line in text.split("\n"):
        inner = depth + line.count(QUOTE_OPEN)
        before, _, after = line.rpartition(QUOTE_CLOSE)
        depth = max(0, inner - line.count(QUOTE_CLOSE))
        head = before.replace(QUOTE_OPEN, "").replace(QUOTE_CLOSE, "").strip() if before else ""
        rest = after.rpartition(QUOTE_OPEN)[2].strip() if QUOTE_OPEN in after else after.rstrip()
        if head:
            lines.append(f"{'> ' * inner}{head}")
        if rest.strip() or not head:
            lines.append(f"{'> ' * (depth if QUOTE_CLOSE in line else inner)}{rest}".rstrip())
    return "\n".join(lines)
