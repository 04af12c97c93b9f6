"""What a mail finds wrong, by its words: a reason, and the words that show it. Denials are passed over."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.domain.document_words import find_kinds
from agent.domain.facts import Span
from agent.domain.folding import fold
from agent.domain.money import find_amounts
from agent.domain.subjects import REPLY_MARKS
from agent.domain.vocabulary import DisputeReason, DocumentKind
from agent.reading.dispute_words import COMPILED, DENIED, WEIGHTS
from agent.reading.sentences import sentences

HEADLINE = 0.6
"""What a word of the subject counts beside one of the text."""


class Grievance(NamedTuple):
    reason: DisputeReason
    span: Span


def read_dispute(text: str, subject: str = "", asking: bool = False) -> Grievance | None:
    """The likeliest reason in the new text, with the subject as a hint; None: nothing is found wrong.

    The subject of a reply was written before: alone it says nothing. `asking`: papers are asked for that prove no
    delivery, so what never came is one of them, unless goods are named.
    """
    scores: dict[DisputeReason, float] = {}
    words: dict[DisputeReason, Span] = {}
    for one in sentences(text):
        for reason, match in grievances(one.text, asking):
            scores[reason] = scores.get(reason, 0.0) + WEIGHTS[reason] * (1.0 if reason not in words else 0.4)
            start, end = one.start + match.start(), one.start + match.end()
            words.setdefault(reason, Span(part="newest", start=start, end=end, quote=text[start:end]))
    ours = REPLY_MARKS.match(subject) and not scores
    headline = "" if ours else DENIED.sub(" ", fold(subject))
    for reason, pattern in COMPILED.items():
        if found := pattern.search(headline):
            scores[reason] = scores.get(reason, 0.0) + HEADLINE * WEIGHTS[reason]
            start, end = found.span() if len(headline) == len(subject) else (0, len(subject))
            words.setdefault(reason, Span(part="subject", start=start, end=end, quote=subject[start:end]))
    if DisputeReason.PRICE in scores and not CONTRAST.search(without_money(fold(f"{subject}\n{text}"))):
        del scores[DisputeReason.PRICE]
    if not scores:
        return None
    best = max(scores, key=lambda reason: scores[reason])
    return Grievance(best, words[best])


def grievances(text: str, asking: bool = False) -> Iterator[tuple[DisputeReason, re.Match[str]]]:
    """In one sentence, less what it denies."""
    folded = DENIED.sub(lambda found: " " * len(found[0]), fold(text))
    goods = without_money(folded)
    for reason, pattern in COMPILED.items():
        for match in pattern.finditer(goods if reason in OF_GOODS else folded):
            if not (lacking(reason, match[0]) and of_paper(folded, match, asking)) and not idle(reason, folded, match):
                yield reason, match


def idle(reason: DisputeReason, folded: str, match: re.Match[str]) -> bool:
    """Words that mean something else here: asked twice, a certificate that has expired, a rule for all invoices."""
    if reason is DisputeReason.DUPLICATE:
        near = folded[max(0, match.start() - 30) : match.end() + 30]
        return bool(TIMES.fullmatch(match[0]) and DONE_TWICE.search(near))
    if reason is DisputeReason.QUALITY:
        return bool(OUT_OF_DATE.fullmatch(match[0]) and PAPERS_THAT_EXPIRE.search(folded))
    return reason is DisputeReason.BILLING_DATA and bool(RULE_FOR_ALL.search(folded))


TIMES = re.compile(r"twice|zwei ?mal|(?:deux|2) fois|(?:dos|2) veces|twee ?(?:keer|maal)|2 keer")
DONE_TWICE = re.compile(
    r"\b(?:been|ask(?:ed)?|request(?:ed)?|wr(?:o|i)te|written|call(?:ed)?|rang|rung|phoned?|chased?|mailed|emailed|reminded|came|tried|visited|looked|checked|read"
    r"|gebeten|angefragt|angerufen|gemahnt|erinnert|geschrieben|nachgefragt|gefragt|gesucht|demande\w*|appele\w*|relance\w*|ecrit|ecris|venue?s?|essaye\w*"
    r"|pedido (?:l|la|una)|llamad\w*|escrit\w*|solicitad\w*|venido|intentad\w*|gevraagd|gebeld|gemaild|geweest|langs|geprobeerd|nagekeken)\b"
)
OUT_OF_DATE = re.compile(r"expired|out of date|abgelaufen|perime\w*|caducad\w*|over datum")
PAPERS_THAT_EXPIRE = re.compile(
    r"\b(?:certificat\w*|certificad\w*|certificaat|zertifikat\w*|bescheinigung\w*|attestations?|verklaring\w*|forms?|formular\w*|formulaire\w*|formulario\w*|links?|lien|enlace\w*|passwor\w*|contrasena\w*|w-?9|registration|version|mandat\w*|sepa)\b"
)
RULE_FOR_ALL = re.compile(
    r"\b(?:(?:invoices|facturen|rechnungen|factures|facturas) (?:\w+ ){0,4}(?:must|should|can only|need to|without|kunnen|moeten|zonder|mussen|konnen|sind|ohne|doivent|ne peuvent|sans|deben|deberan|sin)\b|(?:always|altijd|stets|immer|toujours|siempre)\b|uitsluitend|ausschließlich|exclusively|exclusivement|exclusivamente)"
)
"""Below many letters: how invoices are to be sent. It finds nothing wrong with this one."""


def without_money(folded: str) -> str:
    """Of the same length: figures of money count no goods."""
    for one in find_amounts(folded):
        folded = folded[: one.start] + "~" * (one.end - one.start) + folded[one.end :]
    return folded


def lacking(reason: DisputeReason, words: str) -> bool:
    """Words that may speak of a paper as well as of goods."""
    return reason is DisputeReason.NON_DELIVERY or (reason is DisputeReason.QUANTITY and bool(LACKING.match(words)))


def of_paper(folded: str, match: re.Match[str], asking: bool) -> bool:
    """Whether it is a paper that is missing or never came: "fehlt noch die Rechnung", "never got invoice 4411"."""
    clause = clause_of(folded, match)
    if paper_beside(folded, match):
        return True
    if GOODS.search(clause):
        return False
    papers = [one.start for one in find_kinds(clause)] + [one.start() for one in LONG_NUMBER.finditer(clause)]
    return asking or any(not ABOUT.search(clause[:place]) for place in papers)


LEFT_OUT = re.compile(r"manquante|fehlend|faltante|ontbrekend")


def paper_beside(folded: str, match: re.Match[str]) -> bool:
    """Whether what is missing is named with it: "fehlen uns die Lieferscheine", "factures manquantes"."""
    before, behind = folded[max(0, match.start() - 14) : match.start()], folded[match.end() : match.end() + 28]
    follows = [behind[: one.start] for one in find_kinds(behind)]
    described = LEFT_OUT.match(match[0]) and any(one.end >= len(before) - 1 for one in find_kinds(before))
    proof = any(one.kind is DocumentKind.POD for one in find_kinds(match[0]))
    return (
        bool(described)
        or proof
        or any(not ABOUT.search(gap) and not re.search(r"\d|@n|[,;:.]", gap) for gap in follows)
    )


LONG_NUMBER = re.compile(r"\b[a-z]{0,4}[-/. ]?\d*[-/.]?\d{3,}\b")
LACKING = re.compile(r"miss|short|manqu|il en|fehl|falta|ontbre|mis")
CLAUSE_END = re.compile(r"[,;:]|(?<!\.\d)(?<!\.\d\d)\. ")


def clause_of(folded: str, match: re.Match[str]) -> str:
    marks = [mark.end() for mark in CLAUSE_END.finditer(folded)]
    start = max((one for one in marks if one <= match.start()), default=0)
    return folded[start : min((one for one in marks if one > match.end()), default=len(folded))]


OF_GOODS = (DisputeReason.QUANTITY, DisputeReason.NON_DELIVERY)
GOODS = re.compile(
    r"\b(?:goods|booked (?:(?!invoice|bill|note|credit)\w+ ){1,4}in|unloaded|deliver(?:y|ies|ed)(?! note)|\w*geliefert|livree?s?|entregad[oa]s?|geleverd|shipment|order(?!ed)|box(?:es)?|pallets?|cases?|cartons?|pieces?|parts?|items?|stuck|ware[n]?|wareneingang|lieferung|bestellung|kisten|kartons?|paletten?|sendung|teile"
    r"|marchandises?|livraison|commande|cartons?|palettes?|colis|caisses?|articles|pieces|mercancias?|mercaderia|pedido|cajas?|palets?|bultos|piezas|unidades|goederen|levering|bestelling|dozen|doos|kratten|pallets|stuks)\b"
)
ABOUT = re.compile(
    r"\b(?:from|on|(?<!short )of|for|in|under|against|per|with|auf|zu|zur|von|der|aus|bei|laut|mit|sur|de|du|pour|selon|dans|en|del|sobre|con|van|op|bij|voor|met|volgens)(?: (?:the|our|your|this|that|dieser|der|die|ihrer|la|le|les|cette|votre|notre|l'|el|su|esta|de|het|deze|uw|onze))*\s*$"
)
"""Before a paper that only says which delivery is meant: "three boxes are missing from invoice 4411"."""
CONTRAST = re.compile(
    r"\b(?:not|\w+n't|no|never|wrong|incorrect|instead|but|should|too|high\w*|steep|dear\w*|more|above|over|extra|differ\w*|difference|disput\w*|contest\w*|query|doubt\w*|agreed|mistake|error|less|only|why|unexplained|correct\w*|charged"
    r"|nicht|kein\w*|falsch\w*|statt|sondern|aber|jedoch|zu (?:hoch|viel|teuer)|hoher|teurer|mehr|weich\w*|abweich\w*|differenz|stimmt|vereinbart\w*|ausgemacht|abgemacht|fehler\w*|warum|wieso|standen|laut"
    r"|pas|faux|fausse|erreur|erron\w*|au lieu|mais|trop|plus (?:cher|eleve|haut)\w*|superieur\w*|ecart|difference|convenu\w*|alors|devait|devrait|pourquoi|explication|comptez|de moins|rien|supplement|hausse|augment\w*"
    r"|mal|error|equivoc\w*|erron\w*|en vez|en lugar|pero|demasiado|mas|superior|diferencia|acord\w+|pactad\w*|deberia\w*|quedamos|dijisteis|dijo|cobr\w+|por que|sub\w+"
    r"|niet|geen|fout\w*|verkeerd\w*|in plaats|maar|te (?:hoog|veel|duur)|hoger|duurder|meer|verschil\w*|afwijk\w*|klopt|afgesproken|overeengekomen|waarom|onjuist)\b|~.*~"
)
"""A price alone is no grievance: something must be said against it."""


def read_objection(text: str) -> Span | None:
    """The words that contest outright, or say that the goods never came; what is denied does not count."""
    for one in sentences(text):
        folded = DENIED.sub(lambda found: " " * len(found[0]), fold(one.text))
        match = OBJECTING.search(folded) or undelivered(folded)
        if match:
            start, end = one.start + match.start(), one.start + match.end()
            return Span(part="newest", start=start, end=end, quote=text[start:end])
    return None


def undelivered(folded: str) -> re.Match[str] | None:
    found = COMPILED[DisputeReason.NON_DELIVERY].finditer(folded)
    return next((match for match in found if DELIVERY.search(clause_of(folded, match))), None)


DELIVERY = re.compile(
    r"\b(?:goods|goods receipt|delivery(?! note| slip| ticket| docket)|shipment|pallets?|boxes|(?:die|der|keine|unsere|ihre|bestellte|diese) waren?|wareneingang|lieferung|paletten?|kisten"
    r"|marchandises?|livraison|palettes?|colis|mercancias?|mercaderia|pedido|palets?|goederen|goederenontvangst|levering|bestelling|dozen)\b"
)


OBJECTING = re.compile(
    r"\b(?:(?:we|i) (?:\w+ )?(?:dispute|contest|challenge|reject|object to)|(?:we|i) (?:do not|don't|cannot|can't|will not|won't|refuse to) (?:accept|recogni[sz]e|agree (?:with|to))|(?:we|i) (?:will not|won't|refuse to|are not going to) pay (?:for )?(?:this|that|it|the (?:invoice|difference|surcharge))|(?:is|are|remains?) (?:disputed|contested|in dispute|rejected)"
    r"|(?:bestreiten|beanstanden|reklamieren|monieren|rugen) (?:wir|ich)|(?:wir|ich) (?:\w+ ){0,4}(?:bestreiten|bestreite|beanstanden|beanstande|reklamieren|reklamiere|widersprechen|widerspreche|monieren|rugen)|widersprechen wir|weisen wir .{0,60}zuruck|wir weisen .{0,60}zuruck|(?:erkennen|akzeptieren) (?:wir|ich) .{0,50}nicht|(?:wir|ich) (?:erkennen?|akzeptieren?) .{0,50}nicht|nicht (?:anerkennen|akzeptieren|einverstanden)|lehnen (?:wir )?.{0,50} ab\b"
    r"|(?:nous|je|on) (?:vous )?(?:contest\w+|refus\w+|rejet\w+|recus\w+)|ne sommes pas d'accord|suis pas d'accord|ne (?:pouvons|peux|saurions) (?:pas )?(?:accepter|valider)|n'acceptons pas|n'accepte pas|est (?:contestee|rejetee|refusee)"
    r"|(?:impugnamos|rechazamos|reclamamos|discutimos|impugno|rechazo|reclamo)\b|no (?:aceptamos|acepto|reconocemos|estamos de acuerdo|estoy de acuerdo|estamos conformes|podemos aceptar)|no (?:la |lo )?(?:vamos|voy) a pagar|disconform\w+"
    r"|(?:wij|we|ik) (?:\w+ ){0,4}(?:betwisten?|weigeren|weiger|protesteren)\b|betwisten (?:wij|we)|niet akkoord|niet mee eens|(?:accepteren|erkennen|aanvaarden) (?:wij|we) .{0,40}niet|(?:wij|we|ik) (?:accepteren?|erkennen?|aanvaarden?) .{0,40}niet)\b"
)
"""Said outright: "we dispute", "wir widersprechen", "nous contestons", "rechazamos", "niet akkoord"."""
