"""Days, amounts and counts in a request for papers: fine where they say which paper, telling where they do not."""

import re
from datetime import date

from agent.domain.date_words import FULL_MONTH
from agent.domain.dates import find_dates
from agent.domain.facts import DocumentAsk
from agent.domain.money import find_amounts
from agent.domain.objection import Objection
from agent.domain.quotes import clipped
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
                "payment", "A payment is spoken of, with a day or an amount.", clipped(body[start:end], 120)
            )
    return None


def day_or_amount(text: str, folded: str) -> bool:
    """A day or amount that does not merely say which invoice is meant."""
    days = [one for one in find_dates(text, ANY_DAY, "en") if not described(folded, one.start)]
    amounts = [one for one in find_amounts(text) if not described(folded, one.start)]
    return bool(days or amounts)


def goods(folded: str, body: str) -> Objection | None:
    """Counted things that are missing, or that came."""
    match = GOODS.search(folded)
    if match is None:
        return None
    return Objection("dispute", "Goods seem to be missing or miscounted.", body[match.start() : match.end()])


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
