"""Days, amounts and counts in a request for papers: fine where they say which paper, telling where they do not."""

import re
from datetime import date

from agent.domain.date_words import FULL_MONTH
from agent.domain.dates import find_dates
from agent.domain.document_words import find_kinds
from agent.domain.facts import DocumentAsk
from agent.domain.folding import fold
from agent.domain.money import find_amounts
from agent.domain.objection import Objection
from agent.domain.request_words import REQUEST, WANT
from agent.domain.veto_words import ALREADY_PAID, HARMLESS, PAY_WORDS, STILL_TO_PAY
from agent.domain.vocabulary import DocumentKind

ANY_DAY = date(2020, 1, 1)
"""Relative days are looked for, not counted."""


def pays(folded: str, body: str, asks: tuple[DocumentAsk, ...]) -> Objection | None:
    """Paying with a day or an amount is a promise, or news of a payment, unless the paper asked for proves that payment."""
    receipt = any(ask.kind in (DocumentKind.RECEIPT, DocumentKind.CREDIT_NOTE) for ask in asks)
    masked = HARMLESS.sub(lambda found: " " * len(found[0]), folded)
    for start, end in sentence_places(folded):
        part = masked[start:end]
        match = PAY_WORDS.search(part)
        if not match or (receipt and (ALREADY_PAID.search(part) or not STILL_TO_PAY.search(part))):
            continue
        if day_or_amount(body[start:end], part):
            return Objection(
                "payment", "A payment is spoken of, with a day or an amount.", body[start:end].strip()[:120]
            )
    return None


def day_or_amount(text: str, folded: str) -> bool:
    """A day or amount that does not merely say which invoice is meant."""
    days = [one for one in find_dates(text, ANY_DAY, "en") if not described(folded, one.start)]
    amounts = [one for one in find_amounts(text) if not described(folded, one.start)]
    return bool(days or amounts)


def loose_figures(folded: str, body: str, asks: tuple[DocumentAsk, ...]) -> Objection | None:
    """A day, an amount or a count in a sentence that neither asks nor tells of a paper: it belongs to another matter."""
    receipts = any(ask.kind is DocumentKind.RECEIPT for ask in asks)
    numbers = [fold(number) for ask in asks for number in ask.references]
    for start, end in sentence_places(folded):
        part = folded[start:end]
        if match := GOODS.search(part):
            return Objection(
                "dispute", "Goods seem to be missing or miscounted.", body[start:end][match.start() : match.end()]
            )
        if asks_or_lacks(part) or OFFICE_EVENT.search(part) or (receipts and ALREADY_PAID.search(part)):
            continue
        amounts = find_amounts(body[start:end])
        days = [one for one in find_dates(body[start:end], ANY_DAY, "en") if not described(part, one.start)]
        days = [
            one
            for one in days
            if not EVERY_WEEK.fullmatch(part[one.start : one.end]) and not EARLIER.search(part[: one.start])
        ]
        loose = [one for one in amounts if not ROUGHLY.search(part[: one.start])]
        counts_ = [
            match
            for match in COUNT.finditer(part)
            if not any(match[1] in number for number in numbers)
            and not any(one.start <= match.start() < one.end for one in amounts)
        ]
        if (loose and not paper_of(part)) or days or (counts_ and not paper_of(part)):
            return Objection(
                "figures",
                "A day, an amount or a number of things is named apart from the request.",
                body[start:end].strip()[:120],
            )
    return None


def asks_or_lacks(part: str) -> bool:
    if PAY_WORDS.search(part) or UNTIL.search(part):
        return bool(REQUEST.search(part)) and paper_of(part)
    if FILE_TROUBLE.search(part):
        return True
    return bool(REQUEST.search(part) and (paper_of(part) or WANT.search(part) or ANSWER.search(part))) or bool(
        BOUGHT.search(part) or HOPE.match(part)
    )


def paper_of(part: str) -> bool:
    return bool(find_kinds(part) or COPY.search(part))


EVERY_WEEK = re.compile(r"\w+days")
"""Every Wednesday is no day to come: "I only come in Wednesdays"."""
EARLIER = re.compile(r"\b(?:from|of|earlier) $")
FILE_TROUBLE = re.compile(
    r"\b(?:attachment|pdf|anhang|piece jointe|adjunto|bijlage|file|datei|fichier|archivo|bestand)\b"
)
UNTIL = re.compile(r"\b(?:until|till|bis zum|bis ende|jusqu\w*|hasta|tot)\b")
ANSWER = re.compile(
    r"\b(?:reply|response|respond|revert|antwort\w*|reponse|repondre|respuesta|responder|antwoord\w*)\b"
)
BOUGHT = re.compile(
    r"\b(?:bought|purchased|ordered|collected|delivered|dropped|mailed|signed|received the|well received|billed|invoiced|raised|gekauft|bestellt|unterschrieben|unterzeichnet|abgeholt|geliefert|bezahlt hab|bar zahlt|abgelaufen|achete\w*|commande(?:e|es)?s?|livre(?:e|es|s)?\b|signe\w*|encaisse\w*|comprad\w*|compre\b|entregad\w*|trajo|recogi\w*|gekocht|gehaald|besteld|geleverd|ondertekend)\b"
)
HOPE = re.compile(
    r"\W*(?:i )?(?:do )?(?:hope|hoping|j'espere|en esperant|ich hoffe|hoffe|espero|ik hoop|hopelijk|happy new year|bonne annee|feliz|schone)\b"
)
NUMBER = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|some|several|half|ein\w{0,2}|zwei|drei|vier|funf|sechs|acht|zehn|zwolf|einige|mehrere|halbe|un|une|deux|trois|quatre|cinq|six|huit|dix|douze|quelques|plusieurs|dos|tres|cuatro|cinco|seis|ocho|diez|doce|varias|varios|algunas|algunos|twee|drie|vier|vijf|zes|acht|tien|twaalf|enkele|een paar)"
ABSENT = r"(?:missing|short|lacking|absent|fehlt\w*|fehlen|mangelt\w*|manqu\w+|falta\w*|ontbr\w+|mankeer\w*|tekort|te weinig|zu wenig|de menos|en moins)"
PAPERS = (
    r"(?!(?:dans|in|im|en|de|del|du|des|the|te|op|que|qui|is|ist|est|es|and|und|et|y|"
    + FULL_MONTH
    + r")\b)(?!(?:\w+ )?(?:\w*invoice|bill|cop(?:y|ies)|document|page|paper|pod|statement|receipt|note|\w*rechnung|beleg|\w*lieferschein|kopie|seite|unterlage|quittung|facture|piece|page|bon|document|copie|numero|factura|copia|albaran|documento|pagina|recibo|\w*factu|nota|pakbon|stuk|document|kopie|bon|of these|of them|of the|of your|de vos|de nos|de ces|de las|von|van)\w*)"
)
GOODS = re.compile(
    rf"\b{ABSENT} (?:\w+ ){{0,2}}{NUMBER} {PAPERS}[a-z]{{3,}}|\b{NUMBER} {PAPERS}[a-z]{{3,}} (?:\w+ ){{0,4}}{ABSENT}\b|\b(?:got|received|arrived|came|counted|erhalten|angekommen|geliefert|recu|recus|livre|livres|llegaron|llego|recibimos|recibido|ontvangen|binnengekomen|geleverd) (?:only |nur |que |solo |maar )?(?:\d{{1,4}}|thirty-\w+|forty-\w+|twenty-\w+)\b(?! (?:invoices?|copies))|\b(?:charged|billed|invoiced) (?:us )?for (?:\d|\w+ (?:chairs|boxes|units|pieces|pallets|hours|days))"
)
"""Counted things that are missing, or that came: the papers themselves may be missing in any number."""
COPY = re.compile(
    r"\b(?:cop(?:y|ies)|kopien?|copies?|copias?|kopie(?:tje)?|pdfs?|duplicat\w*|duplikat\w*|duplicad\w*|zweitschrift|unterlagen|documents?|dokument\w*|pieces?|stukken|paper\w*|beleg\w*)\b"
)
COUNT = re.compile(
    r"(?<![\w/.,#-])(?<!ext )(?<!ext\. )(?!(?:19|20)\d\d\b)(\d{1,4})(?= ?[a-z]{2,}| ?%)(?! ?(?:st|nd|rd|th|er|e|mb|kb|dpi|pages?|seiten?)\b)"
)
OFFICE_EVENT = re.compile(
    r"\b(?:audit\w*|examin\w*|committee|governors|inspect\w*|clos(?:e|ing) (?:of )?(?:the |our )?(?:month|quarter|year|books)|year[- ]end|month[- ]end|quarter[- ]end|vat return|tax return|maternity|training|joined|retire\w*|due to (?:a )?move|prompt payment code"
    r"|revisor\w*|\w*pruf\w*|steuer\w*|abschluss\w*|vorstand|versammlung|gv\b|kassier\w*|quartal\w*|verwendungsnachweis|umzug\w*|revision"
    r"|assemblee|comptable\w*|expert|commissaire\w*|cloture|trimestr\w*|bilan|exercice|demenage\w*|subvention\w*"
    r"|auditor\w*|auditoria|gestor\w*|trimestre|cierre|iva\b|modelo|inspeccion|asesor\w*"
    r"|kascommissie|accountant\w*|controle|kwartaal|aangifte|jaarrekening|inspectie|verbouwing)\b"
)


def described(folded: str, place: int) -> bool:
    """Whether it only says which paper is meant, as in "the invoice of 2 October over 80.00"."""
    if ROUGHLY.search(folded[:place]):
        return True
    match = DESCRIBES.search(folded[:place])
    return match is not None and not PAY_WORDS.search(match[0])


PAPER = r"\b(?:invoices?|bills?|\w*rechnung\w*|beleg\w*|factures?|facturas?|factu\w+|nota|rekening|delivery|shipment|envoi|envio|zending|sendung|order|bestell\w+|commande|pedido|bestelling|duplicata|credit|avoir|abono|cop(?:y|ies)|one|check|cheque)\b"
ROUGHLY = re.compile(
    r"(?:^|[.,(;\n]|tourner|total) ?(?:about|around|roughly|environ|autour de|rond(?: de)?|ca\.?|circa|ungefahr|etwa|unos) $"
)
DESCRIBES = re.compile(
    rf"{PAPER}[^.?!\n]{{0,40}}\b(?:of|dated?|issued|from|for|over|about|vom|uber|von|du|datee?|de|del?|van|d\.d\.|por|importe de|montant de|ter waarde van|on|was|number)(?: the| el| l'| dia)?[ :(]*$"
)


def sentence_places(folded: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in re.finditer(r"(?:(?<=[a-z)\"'])|(?<=\d\d\d))[.!?]+(?=\s|$)|\n\s*\n|\n", folded)]
    return list(zip([0, *stops], [*stops, len(folded)], strict=True))
