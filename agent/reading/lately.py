"""Papers told by when they were sent, counted from the mail: "the invoice from last week", "the one you sent on Friday"."""

import re
from datetime import date, timedelta

from agent.domain.date_words import WEEKDAY_OF
from agent.domain.document_words import INVOICE

UNSURE = "doubtful"
"""Which day is meant cannot be said."""
PAPER = rf"(?:{INVOICE}|\b(?:delivery notes?|pods?|credit notes?|lieferscheine?|gutschrift(?:en)?|bons? de livraison|bls?|albaran(?:es)?|abonos?|pakbon(?:nen)?|creditnota's?))"
ONE = rf"(?:{PAPER}|\bones?)"
WEEK = re.compile(
    r"\b(?:last week|(?:letzte[rn]?|vergangene[rn]?|vorige[rn]?) woche|semaine (?:derniere|passee|precedente)|semana (?:pasada|anterior)|(?:vorige|verleden) week)\b"
)
NAMES = "|".join(sorted(WEEKDAY_OF, key=len, reverse=True))
DAY = re.compile(
    rf"\b(?:(?P<before>last|letzte[nm]|vergangene[nm]|vorigen?|afgelopen) )?(?P<day>{NAMES}|yesterday|gestern|hier|ayer|gisteren)"
    r"(?=\b|morgen|abend|mittag|nachmittag)(?: (?P<behind>derniere?|passee?|pasado|jl))?"
)
TO_A_DATE = re.compile(
    rf"\W{{1,2}}(?:(?:the|den|dem|le|el|de) )?\d|,? (?:to|until|till|through|bis|jusqu\w*|hasta|al|tot|(?:and|or|und|oder|et|ou|y|o|en|of)(?: (?:on|am|le|el|op))? (?:{NAMES}))\b"
)
"""Behind a weekday: a date that says which, another end, or another day."""
GOING = r"(?: (?:to|us|me|over|out|across|through|again|here|by|e-?mail|mail|par|courriel|por|correo))*"
YOU_SENT = (
    r"\b(?:(?:you|ye|u)(?:'ve| have)?(?: (?:just|already|all|kindly))? (?:sent|e-?mailed|mailed|issued|forwarded|raised|posted)"
    r"|(?:that|which) (?:was|were|got) (?:sent|e-?mailed|mailed|issued|forwarded|raised)"
    r"|vous (?:nous |m'|me )?(?:l')?(?:avez|aviez)(?: bien)? (?:envoye|adresse|transmis|emis|expedie)e?s?|(?:nous|m')avez (?:envoye|adresse|transmis)e?s?"
    r"|enviasteis|mandasteis|pasasteis|emitisteis|enviaron|mandaron|emitieron|enviaste|mandaste|habeis (?:enviado|mandado|pasado)|han (?:enviado|mandado)|(?:nos|me) (?:envio|mando))"
)
SENT = r"\b(?:envoyee?s?|emise?s?|enviadas?|emitidas?|mandadas?)"
FROM = r"\b(?:from|of|dated|vom|von|der|aus|de|du|del|van|uit)(?: (?:the|der|la|le|el|de))*"
TIED = re.compile(
    rf"{ONE}(?: \(?[\w/.-]*\d[\w/.-]*\)?)?,? (?:{FROM} |d')$"
    rf"|{ONE},? (?:(?:that|which|que) )?(?:nos |me )?(?:{YOU_SENT}|{SENT}){GOING} (?:on |le |la |el )?$"
    rf"|{YOU_SENT}(?: us| me)? (?:an?|the|your|one|une|la|votre|una|su|vuestra) (?:\w+ )?{PAPER} (?:on |le |la |el )?$"
)
"""What stands before the time at which a paper was sent."""
WHO = re.compile(
    rf"{ONE},? die (?:(?:sie|ihr|du|u|jullie|je) )?(?:uns |mir |ons |mij |me )?(?:am |in der |op )?$"
    r"|\b(?:sie haben|haben sie|ihr habt|habt ihr|du hast|u heeft|u hebt|jullie hebben|je hebt) (?:uns |mir |ons |mij |me )?(?:am |in der |op )?$"
)
WAS_SENT = re.compile(
    r"(?: [\w'-]+){0,4} (?:geschickt|gesendet|gemailt|zugeschickt|zugesandt|ubersandt|verschickt|versandt|versendet|schickten|schicktet|sandten|ausgestellt|gestuurd|verstuurd|toegestuurd|verzonden|gemaild|stuurden?|mailden?|hebben (?:gestuurd|verstuurd|gemaild))\b"
)
"""Before and behind it where the verb comes last: "die Rechnung, die Sie uns am Freitag geschickt haben"."""
OWNED = re.compile(rf"'s (?:\w+ )?{PAPER}")
""" "Last week's invoice"."""
GOODS = r"(?:order|delivery|shipment|bestellung|lieferung|commande|livraison|pedido|entrega|bestelling|levering)\b"
OF_GOODS = re.compile(
    rf"(?P<paper>{PAPER}) (?:for|of|to|from|zu|zur|fur|von|der|de|du|del|pour|van|voor|bij)(?: (?:the|our|my|de la|der|die|unserer?|meiner|la|notre|ma|le|el|nuestro|nuestra|mi|de|onze|mijn))* {GOODS}"
    rf"(?: (?:we|i) (?:placed|made)| placed| made| delivered)?(?: (?:{FROM}|der|la|de la))* ?$"
)
FOR = re.compile(r"\b(?:for|of|to|from) $")
GOODS_OWNED = re.compile(rf"'s {GOODS}")


def lately(folded: str, sent: date) -> tuple[str, ...]:
    """The days that the (folded) words of an ask give a paper, counted from the day of the mail."""
    monday = sent - timedelta(days=sent.weekday() + 7)
    found: list[str] = []
    for week in WEEK.finditer(folded):
        if tied(folded, week):
            found.append(f"range:{monday}..{monday + timedelta(days=6)}")
        elif of_goods(folded, week):
            found.append(f"range:{monday}..{sent}")
    for day in DAY.finditer(folded):
        if tied(folded, day) and not TO_A_DATE.match(folded, day.end()):
            found.append(past_day(day, folded, sent))
    return tuple(dict.fromkeys(found))


def tied(folded: str, time: re.Match[str]) -> bool:
    """Whether the time is that of a paper: "the invoice from", "die Rechnung, die Sie uns ... geschickt haben"."""
    before = folded[max(0, time.start() - REACH) : time.start()]
    return bool(
        TIED.search(before)
        or OWNED.match(folded, time.end())
        or (WHO.search(before) and WAS_SENT.match(folded, time.end()))
    )


def of_goods(folded: str, time: re.Match[str]) -> bool:
    """Whether the goods of the paper were ordered then: its invoice may bear a later day."""
    before = folded[max(0, time.start() - REACH) : time.start()]
    owned = FOR.search(before) and GOODS_OWNED.match(folded, time.end())
    return bool(owned or OF_GOODS.search(before))


REACH = 120
"""Characters before a time that may tie it to a paper."""


def past_day(found: re.Match[str], folded: str, sent: date) -> str:
    """The last such day before the mail; "last Tuesday", said on a Thursday, may be that of the week before."""
    if found["day"] not in WEEKDAY_OF:
        french = found["day"] != "hier" or folded[: found.start()].endswith("d'") or "vous" in folded
        return f"date:{sent - timedelta(days=1)}" if french else UNSURE
    back = (sent.weekday() - WEEKDAY_OF[found["day"]] - 1) % 7 + 1
    either = (found["before"] or found["behind"]) and back <= sent.weekday()
    return UNSURE if either else f"date:{sent - timedelta(days=back)}"
