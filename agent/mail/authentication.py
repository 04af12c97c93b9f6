"""What the mailbox's own server says about where a mail comes from (Authentication-Results, RFC 8601).

Only the field with exactly the configured name of that server counts, above the first Received line, and only if
there is one of them: everybody can write such a field into a mail, but not above the line that the server adds.
"""

import re
from dataclasses import dataclass, field

from agent.mail.domains import aligned
from agent.mail.headers import Field, as_text

RESULT = re.compile(r"^\s*([A-Za-z][\w-]*)(?:\s*/\s*\d+)?\s*=\s*([A-Za-z]+)(.*)$", re.DOTALL)
QUOTED = r'"(?:[^"\\]|\\.)*"'
PROPERTY = re.compile(rf"([A-Za-z][\w-]*)(?:\s*\.\s*([A-Za-z][\w-]*))?\s*=\s*((?:{QUOTED}|[^\s;\"])+)")


@dataclass(frozen=True)
class Result:
    """One judgement: `dkim=pass header.d=…`. Names, results and values are lower case."""

    method: str
    result: str
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Results:
    results: tuple[Result, ...]

    def of(self, method: str) -> list[Result]:
        return [one for one in self.results if one.method == method]

    def signed_by(self) -> set[str]:
        """The domains (`header.d`) whose DKIM signatures were found good."""
        return {
            one.properties["header.d"]
            for one in self.of("dkim")
            if one.result == "pass" and "header.d" in one.properties
        }

    def dmarc_allows(self, domain: str) -> bool:
        """DMARC passed, or the domain has no record; and the server did not find another domain in From than we did."""
        return all(
            one.result in ("pass", "none") and _same(one.properties.get("header.from", domain), domain)
            for one in self.of("dmarc")
        )

    @property
    def all_failed(self) -> bool:
        """SPF, DKIM and DMARC were all judged and none passed."""
        judged = [self.of(method) for method in ("spf", "dkim", "dmarc")]
        return all(judged) and not any(one.result == "pass" for group in judged for one in group)


def _same(judged: str, domain: str) -> bool:
    """The same, or above it: some servers name the domain of the policy, which may stand above From's."""
    return aligned(judged.rpartition("@")[2], domain)


DELIVERED = re.compile(r"\bwith\s+lmtps?a?\b", re.IGNORECASE)
"""The topmost hop of a mail that our own delivery agent took from our own mail server: not a sender's doing."""


def trusted_results(found: list[Field], authserv_id: str) -> Results | None:
    """The one field of the trusted server, or None. `found`: all header fields in order."""
    ours = at_trusted_place(found, authserv_id)
    return ours[0][1] if len(ours) == 1 and ours[0][0] == authserv_id and authserv_id else None


def at_trusted_place(found: list[Field], authserv_id: str) -> list[tuple[str, Results]]:
    """Every field under the server's name, in capitals or not, where only the server should have written."""
    hops = [number for number, one in enumerate(found) if one.name == "received"]
    own = 1 if hops and DELIVERED.search(without_comments(as_text(found[hops[0]].unfolded))) else 0
    first_received = hops[own] if len(hops) > own else len(found)
    ours = [_read(one) for one in found[:first_received] if one.name == "authentication-results"]
    return [one for one in ours if one[0].casefold() == authserv_id.casefold()]


def _read(one: Field) -> tuple[str, Results]:
    """(name of the server, its results)."""
    text = as_text(one.unfolded)
    head, *parts = _parts(without_comments(text))
    if _ambiguous(text):
        parts = []
    name = head.split()[0].strip('"') if head.split() else ""
    return name, Results(tuple(result for part in parts if (result := _result(part)) is not None))


def _ambiguous(text: str) -> bool:
    """Quotation marks inside a comment, or one that is never closed: an address of the sender's making could end the comment."""
    bare = re.sub(QUOTED, "", text)
    comments = re.sub(QUOTED, lambda found: "" if _outside(text, found.start()) else '"', text)
    return '"' in bare or '"' in comments


def _outside(text: str, place: int) -> bool:
    before = re.sub(QUOTED, "", text[:place])
    return before.count("(") <= before.count(")")


def _result(part: str) -> Result | None:
    match = RESULT.match(part)
    return Result(match.group(1).lower(), match.group(2).lower(), _properties(match.group(3))) if match else None


def _properties(text: str) -> dict[str, str]:
    """`type.name` → value. What stands inside quotes is never a property; one that is given twice differently counts as none."""
    found: dict[str, str] = {}
    for kind, name, value in PROPERTY.findall(text):
        if not name:
            continue
        key, said = f"{kind}.{name}".lower(), value.strip('"').lower().rstrip(".")
        found[key] = said if found.get(key, said) == said else ""
    return found


def _parts(text: str) -> list[str]:
    """The text cut at semicolons outside quotes."""
    parts, quoted, escaped = [""], False, False
    for letter in text:
        quoted ^= letter == '"' and not escaped
        escaped = letter == "\\" and quoted and not escaped
        if letter == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def without_comments(text: str) -> str:
    """RFC 5322 comments, nested ones too, replaced by a space; brackets inside quotes stay."""
    out: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in text:
        if escaped:
            escaped = False
            out.append(letter if not depth else "")
        elif letter == "\\" and (quoted or depth):
            escaped = True
            out.append(letter if not depth else "")
        elif letter == '"' and not depth:
            quoted = not quoted
            out.append(letter)
        elif letter == "(" and not quoted:
            depth += 1
            out.append(" ")
        elif letter == ")" and depth and not quoted:
            depth -= 1
        elif not depth:
            out.append(letter)
    return "".join(out)
