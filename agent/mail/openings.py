"""Where quoted history begins: the lines that mail programs put above it, in the five languages and some more.

A line found too early hides what the customer wrote, so each sign needs something that people do not type by
chance: an address, a time of day, or the block of header lines that a mail program writes.
"""

import re
from collections.abc import Sequence

import quotequail
from mailparser_reply.parser import EmailMessage as ReplyParser

QUOTED_LINE = re.compile(r"^\s{0,3}>")
SEPARATOR = re.compile(
    r"^[>\s*]*-{2,}\s*(?:original(?: message| appointment)?|ursprüngliche (?:nachricht|e-?mail)|originalnachricht"
    r"|message d['’]origine|message original|mensaje original|oorspronkelijk bericht|origineel bericht"
    r"|oprindelig meddelelse|ursprungligt meddelande|messaggio originale)\s*-{2,}\s*$",
    re.IGNORECASE,
)
FORWARD = re.compile(
    r"^[>\s*]*(?:-{2,}\s*(?:forwarded (?:message|by .*)|weitergeleitete (?:nachricht|e-?mail)|message transféré"
    r"|mensaje reenviado|doorgestuurd bericht)\s*-{2,}|begin forwarded message\s*:|anfang der weitergeleiteten (?:nachricht|e-?mail)\s*:"
    r"|début du message (?:réexpédié|transféré)\s*:|inicio del mensaje reenviado\s*:|begin doorgestuurd bericht\s*:)\s*$",
    re.IGNORECASE,
)
FROM_LABEL = re.compile(r"^[\s*_]*(?:from|von|de|van|fra|från|od|da)\s?:[\s*_]*\S", re.IGNORECASE)
OTHER_LABEL = re.compile(
    r"^[\s*_]*(?:sent|date|to|cc|subject|gesendet|datum|an|kopie|betreff|envoyé|date|à|objet|sujet|enviado(?: el)?|fecha|para"
    r"|asunto|verzonden|aan|onderwerp|sendt|til|emne|dato|skickat|till|ämne|wysłano|do|temat|inviato|a|oggetto)\s?:[\s*_]*\S",
    re.IGNORECASE,
)
RULE = re.compile(r"^\s*[-_]{5,}\s*$")
WROTE = re.compile(
    r"^\s*(?:(?:on|am|le|el|op|den|il|em|dnia|vào)\s.{4,260}(?:wrote|schrieb|a écrit|escribió|schreef|geschreven|skrev|ha scritto"
    r"|escreveu|napisał\(a\)).{0,160}|\S.{0,160}@.{0,160}(?:wrote|schrieb|a écrit|escribió|schreef|skrev).{0,80})\s?:\s*$",
    re.IGNORECASE,
)
INTRODUCES = re.compile(r"^\s*(?:on|am|le|el|op|den|il|em|dnia)\s|@|\d{4}", re.IGNORECASE)
MADE_BY_PROGRAM = re.compile(r"@|\b\d{1,2}\s?[:.h]\s?\d{2}\b")
LIBRARY_LANGUAGES = ["en", "de", "fr", "es", "nl", "da", "sv", "it", "pl", "cs", "ja"]
LIBRARY_LIMIT = 12_000
"""Characters given to the libraries: their patterns take quadratic time on some texts."""
BLANK_RUN = re.compile(r"\n(?:[ \t]*\n){3,}")


def quoted(line: str) -> bool:
    return bool(QUOTED_LINE.match(line))


def attribution_end(lines: Sequence[str], start: int) -> int | None:
    """The index after "On … wrote:" if it begins at `start`; it may be wrapped over up to four lines."""
    if quoted(lines[start]) or not INTRODUCES.search(lines[start]):
        return None
    joined = ""
    for number in range(start, min(start + 4, len(lines))):
        if not lines[number].strip():
            return None
        joined = f"{joined} {lines[number].strip()}".strip()
        if WROTE.match(joined):
            return number + 1 if _credible(joined, lines, number + 1) else None
    return None


def _credible(joined: str, lines: Sequence[str], after: int) -> bool:
    following = next((line for line in lines[after : after + 5] if line.strip()), "")
    return bool(MADE_BY_PROGRAM.search(joined)) or quoted(following)


def header_block_at(lines: Sequence[str], start: int) -> bool:
    """Whether the header lines of a quoted mail begin at `start`: a sender, and two of the others close below."""
    if not FROM_LABEL.match(lines[start]):
        return False
    others = sum(bool(OTHER_LABEL.match(line)) for line in lines[start + 1 : start + 9])
    above = "".join(lines[max(0, start - 2) : start]).strip()
    return others >= (1 if RULE.match(above) or SEPARATOR.match(above) else 2)


def block_start(lines: Sequence[str]) -> int | None:
    """The first line from which on everything is quoted history, by our own patterns; a rule above it belongs to it."""
    for number, line in enumerate(lines):
        if SEPARATOR.match(line) or FORWARD.match(line) or header_block_at(lines, number):
            return _with_rule(lines, number)
    return None


def _with_rule(lines: Sequence[str], start: int) -> int:
    above = start - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and (RULE.match(lines[above]) or SEPARATOR.match(lines[above])) else start


def forwards(text: str) -> bool:
    """Whether the text holds the line that a mail program writes above a forwarded mail."""
    return any(FORWARD.match(line) for line in text.split("\n"))


def library_start(lines: Sequence[str]) -> int | None:
    """The earliest line that one of the two libraries takes for the begin of quoted history, if it is believable."""
    text = "\n".join(lines)[:LIBRARY_LIMIT]
    if BLANK_RUN.search(text) and text.count("\n") > 400:
        return None
    found = [place for place in (_by_quotequail(text), _by_reply_parser(text, lines)) if place is not None]
    return min((place for place in found if _believable(lines, place)), default=None)


def _believable(lines: Sequence[str], start: int) -> bool:
    near = [line for line in lines[start : start + 3] if line.strip()]
    if not near or quoted(near[0]):
        return False
    if SEPARATOR.match(near[0]) or FORWARD.match(near[0]) or FROM_LABEL.match(near[0]):
        return header_block_at(lines, start) or not FROM_LABEL.match(near[0])
    ends = any(line.rstrip().endswith((":", "：")) for line in near)
    return ends and bool(MADE_BY_PROGRAM.search(" ".join(near)))


def _by_quotequail(text: str) -> int | None:
    count = text.count("\n") + 1
    pieces = quotequail.quote(text, limit=count + 1, quote_intro_line=True)
    return int(pieces[0][1].count("\n")) + 1 if len(pieces) > 1 and pieces[0][1] else None


def _by_reply_parser(text: str, lines: Sequence[str]) -> int | None:
    """Only its pattern for openings is used; its pattern for signatures takes bullet lists for one."""
    parser = ReplyParser(text=text, languages=list(LIBRARY_LANGUAGES))
    found = parser.HEADER_REGEX.search(parser.text)
    first = found.group().strip().split("\n")[0].strip() if found else ""
    return next((number for number, line in enumerate(lines) if first and line.strip().startswith(first)), None)
