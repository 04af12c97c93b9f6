"""Whether it is a paper that is missing or never came, and not goods."""

import re

from agent.domain.document_words import find_kinds
from agent.domain.vocabulary import DisputeReason, DocumentKind


def lacking(reason: DisputeReason, words: str) -> bool:
    """Words that may speak of a paper as well as of goods."""
    return reason is DisputeReason.NON_DELIVERY or (reason is DisputeReason.QUANTITY and bool(LACKING.match(words)))


def of_paper(folded: str, match: re.Match[str], asking: bool) -> bool:
    """Whether it is a paper that is missing or never came: "fehlt noch die Rechnung", "never got invoice 4411"."""
    clause = clause_of(folded, match)
    if paper_beside(folded, match) or paper_of_goods(clause):
        return True
    if BOUNCED.search(clause) or (asking and PIECES.search(clause)):
        return True
    if GOODS.search(clause):
        return False
    if (
        OFFICE.match(folded, match.end())
        or PAPERY.search(clause)
        or (SENT_AGAIN.search(folded) and not GOODS.search(folded))
    ):
        return True
    papers = [one.start for one in find_kinds(clause)] + [one.start() for one in LONG_NUMBER.finditer(clause)]
    return asking or any(not ABOUT.search(clause[:place]) for place in papers)


OFFICE = re.compile(
    r" (?:(?:the|our|my|a|us in|me in|in|from|die|den|das|der|im|unsere\w?|meine\w?|la|le|l'|au|dans|notre|mon|ma|el|en|nuestr[oa]|mi|de|het|uit|onze|mijn) ?)*(?:budget holder|folder|files?|ledger|books|ordner|\w*akte|dossier|classeur|carpeta|expediente|map|accounts?|purchase ledger|finance|inbox|desk|system|mailbox|department|team|approver|buchhaltung|postfach|comptabilite|boite|service|bureau|contabilidad|bandeja|buzon|administratie|postvak|mailbox|boekhouding|afdeling)\b"
)
"""Behind words like "not reached": where papers go."""
PAPERY = re.compile(
    r"\b(?:papers?|papel|papier\w*|zettel|blatt|document\w*|dokument\w*|hoja|feuille|sheet|e-?mails?|mails?|message|nachricht\w*|mensaje|bericht|correo|courriel|link|pdf|attachment|anhang|bijlage|adjunto|piece(?: jointe)?|fact?|fra|inv|postvak|mailbox|postfach|reminder|letter|erinnerung|brief|courrier|carta|lettre)\b"
)
BOUNCED = re.compile(
    r"\b(?:message|e-?mail|mail|nachricht|mensaje|correo|bericht|courriel)\b.{0,70}\b(?:delivered|zugestellt|entregad\w*|entregar\w*|bezorgd|remis|distribue|delivre)\b"
)
SENT_AGAIN = re.compile(
    r"\b(?:(?:re-?send|resent|(?:graag|please|bitte|merci|por favor) (?:\w+ ){0,4}(?:copy|kopie|exemplaar|copie|copia|per mail|by e-?mail|par mail|par courriel|por correo)|(?:pop|ping|shoot|drop|e-?mail|forward) (?:it|that|one|this|them) (?:over|across|through|to)|send (?:it|that|this|one|them) (?:over )?(?:again|once more)|forward (?:it|a copy))|(?:noch ?mal|erneut|nochmals|bitte) (?:\w+ ){0,3}(?:(?:zu|uber)?senden|schicken|mailen)|(?:merci|priere|pourriez|pouvez|veuillez) .{0,25}(?:renvoyer|transmettre|faire (?:suivre|parvenir|passer))|(?:re-?envi\w+|volver a (?:mandar|enviar)|mand\w+ otra vez)|(?:opnieuw|nogmaals|nog eens|nog een keer) .{0,20}(?:sturen|mailen|zenden|toesturen|bezorgen))\b"
)
"""Only papers are sent again by mail."""
PIECES = re.compile(
    r"\bpieces? (?:(?:justificatives?|comptables?|suivantes?|correspondant\w*|manquantes?)\b(?!.{0,40}(?:livr|colis|palette|carton)))|\b(?:cette|simplement la|seule|que la) piece\b(?!.{0,40}(?:livr|colis|palette|carton|moteur|machine))|\bpiece (?:n[o0°] ?)?[a-z]{0,4}\d{5,}"
)
"""French vouchers, which share their name with parts of machines."""
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


def paper_of_goods(clause: str) -> bool:
    """ "The delivery note for Monday's order has not come": the paper is what is missing."""
    for paper in find_kinds(clause):
        goods = GOODS.search(clause, paper.end)
        of_them = goods and ABOUT.search(clause[: goods.start()]) and not WHICH.search(clause, goods.end())
        if of_them and not ABOUT.search(clause[: paper.start]):
            return True
    return False


WHICH = re.compile(r"\b(?:which|that|who|die|das|der|qui|que|dat|wat|but|aber|mais|pero|maar)\b")
LONG_NUMBER = re.compile(r"\b[a-z]{0,4}[-/. ]?\d*[-/.]?\d{3,}\b")
LACKING = re.compile(r"es fehl|miss|short|manqu|il en|fehl|falta|ontbre|mis")
CLAUSE_END = re.compile(r"[,;:]|(?<!\.\d)(?<!\.\d\d)\. ")


def clause_of(folded: str, match: re.Match[str]) -> str:
    marks = [mark.end() for mark in CLAUSE_END.finditer(folded)]
    start = max((one for one in marks if one <= match.start()), default=0)
    return folded[start : min((one for one in marks if one > match.end()), default=len(folded))]


GOODS = re.compile(
    r"\b(?:(?:the|los|las|die|der|les|de|la|le|el|het) (?!cop|kop|original|duplic|zweit)(?:\w+ ){1,3}?(?:of|on|from|de|auf|aus|sur|op|van|en) (?:this|that|esta|dieser|cette|deze) (?:invoice|factura|rechnung|facture|factuur)|goederenontvangst|grn|the yard|stores (?:shel(?:f|ves)|has|have)|warehouse|almacen|lager|magazijn|entree en stock|crates?|drums?|reels?|rolls?|sacks?|goods|booked (?:(?!invoice|bill|note|credit)\w+ ){1,4}in|unloaded|deliver(?:y|ies|ed)(?! note)|\w*geliefert|livree?s?|entregad[oa]s?|geleverd|shipment|order(?!ed)|box(?:es)?|pallets?|cases?|cartons?|pieces?|parts?|items?|stuck|ware[n]?|wareneingang|lieferung|bestellung|kisten|kartons?|paletten?|sendung|teile"
    r"|marchandises?|livraison|commande|cartons?|palettes?|colis|caisses?|articles|pieces|mercancias?|mercaderia|pedido|cajas?|palets?|bultos|piezas|unidades|goederen|levering|bestelling|dozen|doos|kratten|pallets|stuks)\b"
)
ABOUT = re.compile(
    r"\b(?:from|on|(?<!short )of|for|in|under|against|per|with|auf|zu|zur|von|der|aus|bei|laut|mit|sur|de|du|pour|selon|dans|en|del|sobre|con|fur|pour|para|por|van|op|bij|voor|met|volgens)(?: (?:the|our|your|this|that|dieser|der|die|ihrer|la|le|les|cette|votre|notre|l'|el|su|esta|de|het|deze|uw|onze))*\s*$"
)
"""Before a paper that only says which delivery is meant: "three boxes are missing from invoice 4411"."""
