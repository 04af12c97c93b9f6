"""Which of a sender's accounts a mail names: a service centre writes for several companies."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from agent.domain.document_words import find_kinds
from agent.domain.facts import CustomerFact, MailView
from agent.domain.folding import fold
from agent.domain.purity import without_closing, without_disclaimer
from agent.domain.vocabulary import DocumentKind

WORD = re.compile(r"[^\W_]+")
LEGAL = frozenset(
    "ltd limited plc llp llc inc incorporated co corp corporation company gmbh mbh ag kg ohg ug se ek ev ggmbh gug eg kgaa vzw ivzw asbl aisbl snc selarl scic cic cio bv nv cv vof cvba bvba sa sas sasu sarl eurl"
    " sl slu sau srl spa scoop coop aps ab oy as the and und et y e en of".split()
)
GAP = re.compile(r"[ &.,/()+-]{1,3}")
POINTING = re.compile(
    r"\b(?:for|of|from|to|only|statement|account|fur|von|nur|konto|pour|du|de|compte|para|cuenta|extracto|voor|van|alleen|rekening)"
    r" (?:the |our |die |das |den |der |unsere |l'|la |le |el |notre |nuestra |onze |het )?$"
)
EXCLUDED = re.compile(
    r"\b(?:not|except|excluding|without|other than|apart from|nicht|kein\w*|ohne|außer|ausser|pas|sauf|hors|hormis|no|salvo|excepto|sin|niet|geen|behalve|zonder)"
    r"(?: (?:for|the|those|of|from|die|der|fur|von|pour|ceux|celles|de|du|la|las|los|para|voor|van))*\W*$"
)
JOINT = re.compile(
    r"[\s,/&+;()-]*(?:(?:ltd|limited|plc|llc|inc|gmbh|ag|kg|b\.?v|n\.?v|s\.?a|sas|sarl|s\.?l)\b[.\s,/&+;()-]*)?"
    r"(?:(?:and|und|et|y|e|en|as well as|sowie|ainsi que|asi como|alsook|plus|also)\b)?"
    r"[\s]*(?:(?:also|for|of|from|the|that|those|one|ones|auch|fur|von|vom|der|die|das|den|dem|jene[rns]?|derjenigen|aussi|pour|de|du|des|celui|celle|ceux|celles|la|le|les|tambien|para|del|el|los|las|ook|voor|van|dat|deze|het)\b\s*|[dl]')*"
)
ALL_OF_THEM = re.compile(
    r"\b(?:all|both|each|every|beiden?|allen?|jede[rs]?|samtliche[nr]?|toutes|tous|deux|chaque|todas|todos|ambas|ambos|cada|alle|beide|elke?)"
    r"(?: of)?(?: (?:the|our|your|of|unserer?|unsere[nr]?|die|der|les|nos|vos|las|los|nuestras|onze|de|two|three|four))*"
    r" (?:companies|entities|subsidiaries|accounts|company|entity|account|gesellschaften|firmen|unternehmen|betriebe|konten|societes|entites|filiales|comptes|sociedades|empresas|filiales|cuentas|bedrijven|vennootschappen|entiteiten|rekeningen)\b"
)


class Named(NamedTuple):
    """A company named in the text, and where."""

    customer: CustomerFact
    start: int
    end: int


def accounts_meant(view: MailView, customers: tuple[CustomerFact, ...]) -> tuple[CustomerFact, ...]:
    """The accounts that the mail is about; none where it does not say, or not clearly."""
    if len(customers) < 2:
        return customers
    for text in (without_closing(without_disclaimer(view.newest)), view.subject):
        if ALL_OF_THEM.search(fold(text)):
            return customers
        if found := named(text, customers):
            return in_one_list(fold(text), found)
    return ()


COMPANY = re.compile(
    r"(?:[A-ZÀ-Þ0-9][\w'’.-]*(?: ?& ?| (?:and|und|et|y|en|de|du|des|del|van|von|of|the|la|le|les|el|der|den) | )){1,5}"
    r"(?:Ltd|Limited|PLC|Plc|plc|LLP|LLC|Inc|GmbH|mbH|AG|KG|OHG|e\.? ?K\.?|eG|SE|B\.?V|N\.?V|V\.?O\.?F|S\.?A\.?S|S\.?A\.?R\.?L|SARL|EURL|S\.?A|S\.?L\.?U?|S\.?R\.?L|A/S|ApS|AB|Oy)\b"
)
"""A name in capitals that ends in a legal form."""
SHORTEST_WORD = 3


def strange_company(view: MailView, known: Iterable[str]) -> str:
    """A company in subject or text, above the closing, with another name than those known; "" if there is none."""
    ours = [telling_words(name) for name in known]
    for text in (view.subject, without_closing(without_disclaimer(view.newest))):
        for match in COMPANY.finditer(text):
            words = telling_words(match[0])
            if words and not any(contained(words, one) or contained(one, words) for one in ours):
                return match[0]
    return ""


def telling_words(name: str) -> set[str]:
    return {word for word in WORD.findall(fold(name)) if word not in LEGAL and len(word) >= SHORTEST_WORD}


def contained(some: set[str], more: set[str]) -> bool:
    """Each of these words is one of those, or begins or goes on as one: "Molenaar Bouw" in "Molenaar Bouwbedrijf Zeist"."""
    return bool(some) and all(any(one.startswith(word) or word.startswith(one) for one in more) for word in some)


def in_one_list(folded: str, found: list[Named]) -> tuple[CustomerFact, ...]:
    """One company, or several named in one breath: "for Halden Foods and Halden Bakeries"."""
    every = find_kinds(folded[: found[-1].end])
    repeated = every if {one.kind for one in every} == {DocumentKind.STATEMENT} else []
    for paper in repeated:
        folded = folded[: paper.start] + " " * (paper.end - paper.start) + folded[paper.end :]
    apart = any(
        one.customer.id != other.customer.id and not JOINT.fullmatch(folded[one.end : other.start])
        for one, other in pairwise(found)
    )
    return () if apart else tuple({one.customer.id: one.customer for one in found}.values())


def named(text: str, customers: tuple[CustomerFact, ...]) -> list[Named]:
    """Every naming in order, less those that are ruled out: "not Halden Foods"."""
    folded = fold(text)
    words = {one.id: name_words(one) for one in customers}
    found: list[Named] = []
    for one in customers:
        others = {word for other in customers if other.id != one.id for word in words[other.id]}
        found += [Named(one, start, end) for start, end in places(text, folded, words[one.id], others)]
    kept = [one for one in found if not EXCLUDED.search(folded[max(0, one.start - 40) : one.start])]
    return sorted(kept, key=lambda one: one.start)


def name_words(customer: CustomerFact) -> list[str]:
    """The words of its name without legal form and single letters."""
    return [word for word in WORD.findall(fold(customer.name)) if word not in LEGAL and len(word) > 1]


def places(text: str, folded: str, name: list[str], others: set[str]) -> Iterator[tuple[int, int]]:
    """Runs of words of the name that no other account's name could have meant."""
    for run in runs(folded, name):
        words = [folded[start:end] for start, end in run]
        first, last = run[0][0], run[-1][1]
        telling = [place for place, word in zip(run, words, strict=True) if word not in others]
        if telling and (clear(words, name) or (capital(text, telling) and introduced(folded, first, words))):
            yield first, last


def clear(words: list[str], name: list[str]) -> bool:
    """The name itself, or its beginning and more: "Halden Foods" of "Halden Foods UK Ltd"."""
    return len(words) > 1 and words[0] == name[0]


def capital(text: str, telling: list[tuple[int, int]]) -> bool:
    return any(text[start].isupper() for start, _ in telling)


def introduced(folded: str, start: int, words: list[str]) -> bool:
    """A single word of a name may be any word, unless it stands where a name would: "for Bakeries"."""
    return len(words) > 1 or bool(POINTING.search(folded[max(0, start - 30) : start]))


def runs(folded: str, name: list[str]) -> Iterator[list[tuple[int, int]]]:
    """Words of the name that stand next to each other, in the name's order."""
    run: list[tuple[int, int]] = []
    place = -1
    for match in WORD.finditer(folded):
        here = next((at for at, word in enumerate(name) if word == match[0] and (not run or at > place)), -1)
        if run and (here < 0 or not GAP.fullmatch(folded[run[-1][1] : match.start()])):
            yield run
            run = []
            here = name.index(match[0]) if match[0] in name else -1
        if here >= 0:
            run.append(match.span())
            place = here
    if run:
        yield run
