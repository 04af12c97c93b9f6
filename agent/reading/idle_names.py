"""Numbers that count no goods, and names that are no other company's."""

import re

from agent.reading.missing_papers import GOODS, clause_of


def counts_nothing(folded: str, match: re.Match[str]) -> bool:
    """ "You are not the only one", "bill no 24402", "only page 1", "een aantal leveranciers": no goods are counted."""
    words, clause = match[0], clause_of(folded, match)
    before, behind = folded[: match.start()], folded[match.end() : match.end() + 24]
    if words.startswith("aantal"):
        return before.endswith("een ") and not (GOODS.search(behind) or MISSED.search(clause))
    if AFFIRMED.match(words + behind):
        return True
    if words.startswith("only") and before.endswith("the ") and not CAME.match(behind):
        return True
    if words.startswith(("count", "quantity")):
        return bool(NO_COUNT.search(before[-8:] + words + behind))
    if words.startswith("no "):
        return bool(PAPER_NAMED.search(before))
    return not INTO.search(before) and bool(PAPER_FEW.match(words) or COUNTED_PAPER.match(behind))


def named(folded: str, match: re.Match[str]) -> bool:
    """The name of an account, not of another company: "alles wat openstaat op naam van"; or the addressee of a mail."""
    if (ADDRESSEE.search(folded) and not OWN_PAPER.search(folded)) or BELONGING.match(folded, match.start()):
        return True
    listed = ALL_OPEN.search(folded[: match.end() + 90]) and not RATHER.search(folded)
    every = IN_NAME.match(match[0]) and listed and not SAID_TO_BE.search(folded[: match.start()])
    return bool(every or (match[0].endswith("to ") and TO_ALL.match(folded, match.end())))


AFFIRMED = re.compile(
    r"(?:quantit\w+|menge|hoeveelheid|cantidad)(?:'s| is| est| es)? (?:right|correct\w*|fine|ok|as ordered|passt|stimmt|klopt|juste|bonne|conforme)\b(?! (?:nicht|niet|so nicht|aber nicht))"
)
BELONGING = re.compile(
    r"hoort bij (?:de |onze |het |uw |mijn )?(?:order|bestelling|levering|zending|factuur|pakbon|boeking|betaling|nr|po|\d)"
)
"""Dutch: the paper that goes with an order."""
INTO = re.compile(r"\b(?:in|into|auf|dans|sur|en|op) $")
"""All is wanted in a single invoice: that is a new one."""
SAID_TO_BE = re.compile(r"\b(?:is|are|stands?|ist|sind|lautet|lauten|steht|est|sont|esta|estan|es|staat|staan|zijn) $")
MISSED = re.compile(r"\b(?:ontbre\w*|miss\w*|tekort|te weinig|minder|beschadigd\w*|kapot\w*|retour)\b")
CAME = re.compile(
    r" (?:\w+ ){0,2}(?:arrived|came|delivered|received|turned|reached|got|fits?|working|works|undamaged|usable|unbroken|in the box)\b"
)
NO_COUNT = re.compile(
    r"\b(?:not|to|n't) count(?= ?(?:[.,;!?]|$))|n't count\b|\bcount (?:on (?:you|your|us|it|them|this|that)|as|towards|well|correctly)\b|quantity surveyor"
)
SHEETS = r"(?:pages?|sheets?|invoices?|cop(?:y|ies)|pdfs?|files?|documents?|blatt|seiten?|datei|rechnung|beleg|feuilles?|factures?|fichiers?|celles?|hojas?|paginas?|facturas?|archivos?|documentos?|huecos|bladzijden?|pagina's|blad|factuur|nota|bestand|kopie\w*)\b"
ONLY = r"(?:only|just|nur|lediglich|bloss|seulement|uniquement|solo|solamente|unicamente|maar|slechts|alleen)"
PAPER_FEW = re.compile(rf"{ONLY} (?:(?:the|a|die|der|das|eine?|la|le|les|une?|el|las|los|una|de|het|een|in) )*{SHEETS}")
COUNTED_PAPER = re.compile(rf" {SHEETS}")
"""Pages, files and invoices that are few."""
PAPER_NAMED = re.compile(
    r"\b(?:bills?|invoices?|inv|orders?|po|docket|note|statement|doc(?:ument)?|ref(?:erence)?|account|a/?c|customer|factura|pedido|albaran)[ .]*$"
)
ADDRESSEE = re.compile(
    r"\b(?:(?:e-?mail)?bericht|e-?mails?|message|courriel|nachricht|mensaje|correo|informatie|information)\b.{0,60}\b(?:bestemd|destinee?s?|dirigid\w+|intended|bestimmt|addressed|gericht)\b|\bniet (?:voor u )?bestemd\b"
)
OWN_PAPER = re.compile(r"\b(?:factu(?:ur|ren)|invoices?|bills?|\w*rechnung\w*|factures?|facturas?|nota)\b")
IN_NAME = re.compile(r"op naam van|ten name van|a nombre del?|in the name of|auf den namen|au nom d")
ALL_OPEN = re.compile(
    r"\b(?:(?:all|every|any|alle|allen|samtliche\w*|toutes?|tous|tod[oa]s?|elke)\b.{0,50}\b(?:open\w*|outstanding|unpaid|due|offen\w*|ouvertes?|impayee?s?|pendientes?|abiert\w*|onbetaald\w*)"
    r"|(?:statement|account|kontoauszug|konto|releve|compte|extracto|cuenta|estado de cuenta|rekening\w*|overzicht))\b"
)
"""All that is open, or an account: it has a name."""
RATHER = re.compile(
    r"\b(?:should|must|needs?|ought|wrong\w*|not|n't|instead|but|however|re-?issue|correct\w*|chang\w*|soll\w*|muss|mussen|falsch\w*|nicht|sondern|statt|aber|umschreib\w*|doit|devrait|faut|pas|mais|plutot|rectif\w*|debe\w*|tiene que|hay que|no|pero|sino|correg\w*|moet\w*|dient|hoort|niet|geen|maar|verkeerd\w*|fout\w*|aanpass\w*|wijzig\w*|in plaats)\b|n't\b"
)
TO_ALL = re.compile(r"(?:all|every|each|several|many|your|date)\b")
