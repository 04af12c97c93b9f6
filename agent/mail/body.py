"""The readable body of a mail and what hangs on it, from its tree of parts."""

import re
from dataclasses import dataclass, field
from email.message import Message

from agent.mail.attachments import Attachment, attachment
from agent.mail.headers import PARSER_TROUBLE, decoded
from agent.mail.markup import MAX_HTML, Rendering, render
from agent.mail.quotes import MAX_LINES, split
from agent.mail.text import clean, decode, words
from agent.mail.tree import children, content_of

CONTENT_ID = re.compile(r"cid:([^\"'\s>)]+)", re.IGNORECASE)
MAX_TEXT = 1_000_000
"""Characters of one text part that are read; what is longer is flagged, and whole in the stored mail."""
TOLERATED_WORDS = 2
"""Words that the plain version, which is the one we read, may have alone: mail programs differ in bullets and link texts."""


@dataclass
class Body:
    """Pieces of text in order, and the parts that are no text. `plain` or `html` of a piece is None where it is missing."""

    pieces: list[tuple[str | None, str | None]] = field(default_factory=list)
    files: list["Message[str, str]"] = field(default_factory=list)

    @property
    def html(self) -> str:
        return "\n".join(html for _, html in self.pieces if html)[:MAX_HTML]


@dataclass(frozen=True)
class Reading:
    """The body as one text. The rest as the flags hidden_text, html_plain_mismatch, hidden_characters and too_large."""

    text: str
    hidden: str
    """The words that a person would not see."""
    differs: bool
    invisible: bool
    cut: bool


def collect(part: "Message[str, str]", body: Body | None = None) -> Body:
    """Walk the tree. The caller has checked its depth. A mail inside the mail is a file, never a part of the body."""
    body = body if body is not None else Body()
    kind = part.get_content_type()
    if part.is_multipart() and kind.startswith("multipart/"):
        parts = children(part)
        if kind == "multipart/alternative":
            _choose(parts, body)
        else:
            for child in parts:
                collect(child, body)
    elif _readable(part):
        text = _text(part)
        body.pieces.append((None, text) if kind == "text/html" else (text, None))
    else:
        body.files.append(part)
    return body


def _choose(parts: list["Message[str, str]"], body: Body) -> None:
    """Versions of the same: the plain one and the HTML one make one piece, anything else is a file."""
    inner = Body()
    for part in parts:
        collect(part, inner)
    plain = [text for text, _ in inner.pieces if text is not None]
    html = [text for _, text in inner.pieces if text is not None]
    if plain or html:
        body.pieces.append(("\n".join(plain) if plain else None, "\n".join(html) if html else None))
    body.files.extend(inner.files)


def _readable(part: "Message[str, str]") -> bool:
    if part.get_content_type() not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
        return False
    try:
        return part.get_content_disposition() != "attachment" and not part.get_filename()
    except PARSER_TROUBLE:
        return True


def _text(part: "Message[str, str]") -> str:
    try:
        charset, flowed, joined = part.get_content_charset(), part.get_param("format"), part.get_param("delsp")
    except PARSER_TROUBLE:
        charset = flowed = joined = None
    content = content_of(part)
    text = decode(content[: 4 * MAX_TEXT], charset)[: MAX_TEXT + 1]
    if str(flowed).lower() == "flowed" and part.get_content_type() == "text/plain":
        return unflowed(text, str(joined).lower() == "yes")
    return text


def unflowed(text: str, join: bool) -> str:
    """RFC 3676: lines that end in a space go on in the next one of the same quote depth. `join`: that space is not text."""
    lines: list[str] = []
    soft = False
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        if soft and depth == _depth(lines[-1]) and content.rstrip() != "--":
            lines[-1] += content
        else:
            lines.append(f"{'>' * depth} {content}" if depth else content)
        soft = content.endswith(" ") and content.rstrip() != "--"
        if soft and join:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(">"))


def read(body: Body) -> Reading:
    """One text from the pieces: the plain version, or the HTML one where the plain one says nothing."""
    texts: list[str] = []
    hidden: list[str] = []
    differs = invisible = cut = False
    for plain, html in body.pieces:
        cut |= len(plain or "") > MAX_TEXT or len(html or "") > MAX_TEXT
        shown = render(html) if html is not None else Rendering("", "")
        written, odd = clean(plain or "")
        written = written if any(letter.isalnum() for letter in written) else ""
        texts.append(written or shown.text)
        hidden += [shown.hidden] if shown.hidden else []
        invisible |= odd or clean(html or "")[1]
        differs |= bool(written and shown.text.strip()) and _differ(written, shown.text)
    text = "\n".join(text for text in texts if text.strip())
    return Reading(
        text, clean(" ".join(hidden))[0][:MAX_TEXT], differs, invisible, cut or text.count("\n") >= MAX_LINES
    )


def _differ(plain: str, html: str) -> bool:
    """Whether one version newly says words, or a number, that the other has nowhere.

    A word that stands in the HTML version alone is one that a person sees and we do not: none is tolerated.
    """
    for one, other, tolerated in ((plain, html, TOLERATED_WORDS), (html, plain, 0)):
        alone = words(split(one).newest) - words(other)
        joined = "".join(other.casefold().split())
        alone = {word for word in alone if word not in joined}
        if len(alone) > tolerated or any(word.isdigit() for word in alone):
            return True
    return False


def files(body: Body) -> list[Attachment]:
    referenced = frozenset(CONTENT_ID.findall(body.html))
    return [attachment(part, number, referenced, _inner_text(part)) for number, part in enumerate(body.files, 1)]


def _inner_text(part: "Message[str, str]") -> str | None:
    """The text of a mail inside the mail: its subject and its body."""
    if part.get_content_type() not in ("message/rfc822", "message/global") or not part.is_multipart():
        return None
    inner = children(part)
    return "\n".join(f"{decoded(str(one.get('Subject', '')))}\n{read(collect(one)).text}" for one in inner).strip()
