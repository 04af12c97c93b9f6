"""Whether an order named in a mail is asked for, or only says which invoice or delivery is meant."""

import re

from agent.domain.document_words import Mention, find_kinds
from agent.domain.vocabulary import DocumentKind

PLACED = re.compile(
    r"\b(?:for|against|on|to|from|under|of|per|with|with reference to|re|zu|zur|zum|fur|aus|von|der|de|du|des|del|al|a la|los|las|la|van|bij|voor|sur|pour|por|a|correspond\w+ (?:a|al)|relative?\w* (?:a|au)|our|po|number|nr)"
    r"(?: (?:the|our|your|this|these|those|two|unserer?|unsere|ihrer?|der|dieser?|la|le|les|notre|nos|cette|los|las|nuestr[oa]s?|su|este|el|de|onze|jullie|uw|deze|het|purchase|captioned|following|below|caption))*\s*$"
)
COPIED = re.compile(
    r"\b(?:cop(?:y|ies)|kopien?|zweitschrift|copies?|copias?|duplicata|duplicado|kopie(?:tje)?|afschrift|afdruk|version|ausfertigung|exemplaires?|ejemplar(?:es)?|exemplaar|exemplar)(?: (?:that |which )?(?:you (?:have|hold|keep|kept)|que (?:conserv|ten|tien|guard)\w+|que vous (?:avez|conservez|gardez)|die (?:u|jullie|je) (?:heeft|hebt|hebben|bewaart|bewaren)|die (?:sie|ihr) (?:haben|habt|aufbewahrt)))?"
    r"(?: (?:of|von|vom|der|des|du|de|de la|del|van|de nuestra?|unserer?|ihrer?|dieser|the|our|your|this|that|these|both|two|onze|notre|nos|cette|ces|la|le|les|el|los|las|su|nuestro|nuestr[oa]s|este|ese|estos|deze|die|den|beiden?|beide|deux|dos|twee|purchase))*\s*$"
)
JOINED = re.compile(
    r"(?:\b(?:and|und|et|y|e|en|plus|sowie|nebst|mit|(?<!go )(?<!goes )(?<!going )(?<!came )with|(?<!va )(?<!vont )(?<!aller )avec|(?<!va )(?<!van )(?<!vaya )con|met|also|auch|aussi|ainsi que|asi como|\+|&|-)(?: (?:also|of|a copy of|the|our|your|la|le|el|notre|nuestr[oa]|de la|du|del|onze?|een|van de|van het|van onze|(?:der|die|den|das)? ?(?:zugehorige[nr]?|dazugehorige[nr]?|entsprechende[nr]?|zugrundeliegende[nr]?)|corresponding|related|associated|matching|underlying|(?:de |het )?(?:bijbehorende|bijhorende|betreffende|desbetreffende|onderliggende)|of (?:the|our|your)|von (?:der|unserer)|de (?:notre|nuestr[oa])|unsere[rn]?|das|den|die|its?|su|signed|auch|de|neither|nor is|nor are|nor|nicht|ni|noch|own|eigene[nrs]?|propre|propi[oa]|eigen))*\s*$)"
)
OWN_ORDER = re.compile(
    r"\b(?:our|notre|nuestr[oa]|onze|unsere[rn]?|the|habt ihr|que vous|die|la|le|el|de)\s*(?:purchase )?$"
)
OF_PAPER = re.compile(
    r" (?:(?!(?:and|und|et|y|en|plus|with|mit|avec|con|met|cop\w+|kopien?|or|oder|ou|of|for|to)\b)[a-z]+ ){0,2}?"
    r"(?:(?:of|for|to|on|against|von|zu|zum|zur|fur|der|des|dem|auf|de|du|d'|pour|sur|aux?|a|para|al|del|van|voor|bij|op) ?)(?:(?:the|our|your|all|both|two|three|these|those|this|each|above|die|den|dem|der|diese[rn]?|beiden?|beider|zwei|alle[nr]?|la|le|les|l'|ces|cette|deux|toutes|nos|vos|las|los|el|estas?|ambas|dos|todas|nuestr[oa]s?|su|de|het|deze|beide|twee|alle|onze) ?)*"
)
"""What stands between a paper and the invoice it belongs to: "the delivery notes of both (invoices)"."""
DUTCH = re.compile(r"(?:inkoop|bestelbon|bestelling|bestelorder|bestelkopie)")
ARTICLES = (
    r"(?: (?:the|our|your|this|these|those|two|each|every|above|following|mentioned|said|following|below|both|beiden?|deux|dos|ambas|beide|twee|der|die|das|den|dem|folgende[nr]?|nachstehende[nr]?|suivantes?|siguientes?|volgende|diese[rnm]?|ihre[rnm]?|unsere[rnm]?|obige[rn]?|la|le|les|l'|cette|ces|votre|vos|notre|nos"
    r"|las|los|el|su|sus|nuestras?|estas?|dichas?|de|het|deze|uw|jullie|onze|onderstaande|genoemde))*\s*$"
)
WAITED_FOR = re.compile(
    r"\b(?:look\w*|ask\w*|search\w*|hunt\w*|wait\w*|request\w*|arrange|apply|need|trouble you|bother you|wart\w*|such\w*|frag\w*|bitt\w*|attend\w*|attente|demand\w*|espera\w*|acces\w*|wacht\w*|zoek\w*|vra\w*"
    r"|cop(?:y|ies)|kopien?|copies?|copias?|duplicatas?|pdfs?|scans?|afschrift\w*)(?: (?:you|us|me|again|noch))* (?:for|to|on|auf|nach|zu|zur|von|a|aux?|sur|pour|en|para|op|voor|bij)"
    + ARTICLES
)


def order_itself(mention: Mention, folded: str) -> bool:
    """Whether the order is asked for, and not only named: "a copy of our order 4411", not "the invoice for order 4411"."""
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    if DUTCH.match(mention.words):
        before = re.sub(r"\b(?:de|het) $", "", before)
    if (
        not before.strip()
        and re.match(r"[ .:#]*(?:no|nr|number)?[ .:#]*[\w/.-]*\d[\w/.-]*\s*[:,-]", after)
        and others_named(folded)
    ):
        return False
    if ORDER_NUMBER.match(folded, mention.end) and not re.search(r"\d", after):
        return False
    if NUMBER_IS.match(folded, mention.end) or (APPENDED.search(before) and DATED_ORDER.match(folded, mention.end)):
        return False
    if APIECE.search(before) or re.match(r" (?:per|pro|je|par|por|voor|each) ", after):
        return False
    if COPIED.search(before) or "cop" in mention.words or "kopie" in mention.words:
        return True
    if order_of(mention, folded) is not None:
        return True
    if JOINED.search(before) and find_kinds_before(before):
        return not re.match(r"\s*(?:no|nr|number|#)?[ .:#]*\w*\d", after) or bool(
            re.search(r"\b(?:our|notre|nuestra|onze|unsere)\s*$", before)
        )
    if in_a_list(mention, folded) or heads_a_list(mention, folded):
        return True
    if mention.words in ("po", "p.o.", "po#", "po #", "cde", "oc", "p/o") and re.match(
        r"[ .:#]*(?:no|nr|number)?[ .:#]*\w*[-/]?\d", after
    ):
        return bool(re.search(r"^\W*$|\b(?:send|resend|need|supply)(?: me| us)?\s*$", before)) and not others_named(
            folded
        )
    if PLACED.search(before):
        return bool(re.search(r"(?:^|\W)(?:page|copie|version|scan|pdf) .{0,12}$", before)) or (
            OWN_ORDER.search(before) is not None
            and not others_named(folded)
            and not re.search(r"\b(?:for|zu|zur|bei|van|bij|per|against|pour|del?|du|aus|fur)\s+(?:\w+ )?$", before)
        )
    explains = re.search(
        r"[,(] ?(?:(?:our|your|the|onze|ons|uw|jullie|unsere?|ihre?|notre|nos|votre|nuestr[oa]|su) (?:own |purchase )?)?$",
        before,
    ) and re.match(r"[ .:#]*(?:no|nr|number)?[ .:#]*[\w/.-]*\d", after)
    if explains and others_named(before):
        return False
    return not others_named(clause_around(mention, folded))


APIECE = re.compile(
    r"\b(?:each|every|per|pro|je|jede[rsnm]?|chaque|par|cada|por|elke?|iedere?)(?: (?:of|one of|der|des|de|van|the|these|those|two|three|four|both|beiden|deux|dos|las|los|les|twee|purchase))* ?$"
)
"""One paper for each order, or each order's in a file: the order is no paper here."""


NUMBER_IS = re.compile(
    r"(?: (?:number|no|nr|nummer|numero))?(?: (?:for|to|zu|zur|fur|pour|para|voor|bij)(?: \w+){1,4})? (?:is|was|lautet|ist|war|est|es|luidt)(?: the| die| le| el| het)? ?:? ?[a-z]{0,4}[-/. ]?\d"
)
"""Its number is told: "our PO for all of them is 61-2204"."""
APPENDED = re.compile(r"[,(] ?(?:(?:our|your|the|unsere|ihre|notre|votre|nuestro|su|onze|uw) )?$")
DATED_ORDER = re.compile(r" (?:of|from|dated|placed|vom|von|du|de|del|van) (?:the |\w+ )?\d{1,2}\b")
""", order of 12 March" says which goods."""


def order_of(order: Mention, folded: str) -> int | None:
    """Where the invoice stands whose order is meant: "the purchase order that belongs to invoice 4411"."""
    before = folded[: order.start].removesuffix("de ")
    if order.kind is not DocumentKind.PO_COPY or (PLACED.search(before) and not WAITED_FOR.search(before)):
        return None
    later = [one for one in find_kinds(folded) if one.kind is DocumentKind.INVOICE and one.start >= order.end]
    if not later or not OF_PAPER.fullmatch(folded, order.end, later[0].start):
        return None
    return None if ORDER_NUMBER.match(folded, order.end) else later[0].start


ORDER_NUMBER = re.compile(r" ?-?(?:numbers?|nos?\b|nr\b|nummern?|nummers?|numeros?|num\b|ref\w*|date\b|datum|fecha)")


def in_a_list(mention: Mention, folded: str) -> bool:
    """One of several papers told off: "the invoice, the purchase order and the delivery note"."""
    before, after = folded[: mention.start], folded[mention.end : mention.end + 30]
    return bool(
        re.search(
            r",(?: (?:the|our|your|die|das|den|le|la|du|de la|notre|el|del|nuestro|de|het|onze|copy of|kopie van))*\s*$",
            before,
        )
        and find_kinds_before(before.rpartition(",")[0])
        and find_kinds(before.rpartition(",")[0])
        and re.match(
            r" ?(?:correspond\w+|related|zugehorig\w*|bijbehorend\w*)? ?(?:,|and|und|et|y|en|&|plus|sowie|ainsi que)(?!\w)",
            after,
        )
        and find_kinds(folded[mention.end :])
    )


def heads_a_list(mention: Mention, folded: str) -> bool:
    """The first of several papers told off: "the purchase order and the delivery note for invoice 4411"."""
    joint = LIST_GOES_ON.match(folded, mention.end)
    before = folded[: mention.start]
    before = re.sub(r"\b(?:de|het) $", "", before) if DUTCH.match(mention.words) else before
    if not joint or PLACED.search(before):
        return False
    return any(joint.start() < one.start <= joint.end() for one in find_kinds(folded))


LIST_GOES_ON = re.compile(
    r" ?(?:,|/|and|und|et|y|en|&|\+|plus|sowie|ainsi que)(?: (?:the|a|signed|stamped|our|your|die|den|das|unterschriebenen?|le|la|el|de|het|un|een|(?:onder|af|ge)?(?:ge)?tekende))* "
)


def clause_around(mention: Mention, folded: str) -> str:
    start = max(folded.rfind(mark, 0, mention.start) for mark in ",;:") + 1
    ends = [place for mark in ",;:" if (place := folded.find(mark, mention.end)) >= 0]
    return folded[start : min(ends, default=len(folded))]


def find_kinds_before(before: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(before)) or bool(re.search(r"\d{3}", before))


def others_named(folded: str) -> bool:
    return any(one.kind is not DocumentKind.PO_COPY for one in find_kinds(folded))
