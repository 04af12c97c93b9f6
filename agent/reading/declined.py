"""Papers that a mail names only to say that they are not wanted, are here already, or are to be quoted by number."""

import re
from collections.abc import Iterator

from agent.domain.document_words import Mention
from agent.domain.request_words import BUT, HELD
from agent.domain.vocabulary import DocumentKind
from agent.reading.references import Reference

NOT_WANTED = re.compile(
    r"(?:\bnot|n't|\bisnt|\barent) (?:\w+ )?(?:needed|required|necessary|wanted|requested|asking for|looking for)\b|\b(?:do not|don't|dont) (?:\w+ )?(?:need|want|require)\b|\bno need\b|\b(?:need not|needn't|neednt|not need to|don't have to|do not have to|not to) (?:be )?(?:send|sent|cop(?:y|ied)|included?|attach(?:ed)?|provided?|forward(?:ed)?|supplied|enclosed?|scan(?:ned)?|re-?sent)\b"
    r"|\bnicht (?:\w+ )?(?:notig|erforderlich|benotigt|gebraucht|notwendig|verlangt)\b|\b(?:brauch|benotig)\w* (?:\w+ ){0,3}?(?:nicht|kein\w*)\b"
    r"|\b(?:pas|plus|aucun) (?:\w+ )?(?:besoin|necessaires?|utiles?|requise?s?|demandee?s?)\b|\binutile\b|\bsans besoin\b|\b(?:mussen|muss|brauchen|braucht|brauchst) (?:\w+ ){0,4}?nicht\b"
    r"|\bno (?:\w+ )?(?:hacen? falta|necesit\w+|precis\w+|requer\w+|(?:es|son) (?:necesari|precis)\w+)\b"
    r"|\bniet (?:\w+ )?(?:nodig|vereist|noodzakelijk|gevraagd)\b|\bhoe(?:f|ft|ven) (?:\w+ ){0,3}?niet\b"
)
NOT_THIS = re.compile(
    r"(?:[,;(–-] ?|\b(?:and|und|et|y|en) )(?:not|nicht|pas|no|niet) (?:(?:the|an?|die|der|das|den|la|le|les|l'|el|los|las|de|het) ?)?$"
)
HOLDING = re.compile(
    r"\b(?:have|has|hold|got|received|hab\w*|avons|ai|tenemos|tengo|heb\w*|erhalten|recu\w*|recib\w*)\b"
)
HERE_AT_END = re.compile(
    r"(?:\b(?:is|are) (?:all |both |safely )?(?:here|there|on file|filed|to hand|(?:in|on) (?:the|our|my) (?:files?|folder|binder|system|drawer|archive|records?))|\b(?:we|i) (?:already )?(?:have|hold|(?:have )?found)|\b(?:we|i)'ve (?:already )?got"
    r"|\b(?:hab|ham) (?:ich|i|wir|ma|mer)|\bhamma|\bhob i|\b(?:liegt|liegen) (?:mir |uns )?(?:hier|vor)|\b(?:ist|sind) (?:da|hier|vorhanden|abgelegt)|\b(?:liegt|liegen) (?:uns |mir )?(?:\w+ )?(?<!nicht )(?:vor|bei)|\b(?:ist|sind|liegt|liegen|hangt) (?:schon |bereits )?(?:im|in (?:der|unserer?|unserem)) (?:ordner|akte|ablage|archiv|mappe|system)|\b(?:haben wir|habe ich)"
    r"|\b(?<!n')(?:est|sont) (?:la|ici|classee?s?|archivee?s?|(?:dans|au) (?:le|la|mon|notre|nos)? ?(?:classeur|dossier|archives?))|\b(?:nous l'avons|je l'ai)"
    r"|\b(?<!no )(?<!donde )(?<!es )(?<!de )(?<!a )(?<!para )(?<!con )(?<!en )(?<!por )estan?(?: aqui| archivad[oa]s?| en (?:la carpeta|el expediente))?|\b(?:la|lo|los|las) (?:tengo|tenemos)"
    r"|\b(?:is|zijn) (?:er|binnen|aanwezig|hier)|\b(?:zit|zitten|ligt|liggen|staat|staan) (?:al )?in (?:de|het|ons|onze|mijn) (?:map|ordner|dossier|archief|systeem|administratie)|\b(?:heb ik|hebben (?:we|wij)))"
    r"(?: (?:all|already|here|too|alle|alles|allemaal|bereits|schon|hier|selbst|komplett|vollstandig|toutes?|tous|deja|bien|ici|todas?|todos?|ya|aqui|al|wel|zelf|gewoon|compleet|volledig|of them|davon|ervan))*\s*$"
)
"""What a clause ends with that says only that a paper is there."""
MOST_ARTICLES = 2
HAVE_THEM = re.compile(
    r", (?:(?:i|we) (?:already )?(?:have|hold) (?:them|those|it)|(?:die|den|das) (?:habe ich|haben wir)|(?:je (?:l'ai|les ai)|nous (?:l'avons|les avons))|(?:los|las|lo|la) (?:tengo|tenemos)|die (?:heb ik|hebben (?:we|wij)))\b(?! (?:nicht|kein\w*|pas|niet|geen))"
)
"""After a comma, of the paper just named: "The delivery notes, I have them all."."""
ALREADY = re.compile(
    r"\b(?<!do )(?<!if )(?<!may )(?:we|i) (?:already|now) (?:hold|have|received|got)\b|\b(?<!do )(?<!if )(?:we|i) hold (?:the|that|it|this)\b"
)
CAME_INSTEAD = re.compile(
    r"\b(?:was|were|wurden?|war|lag|etait|fue|venia|zat) .{0,30}(?:\binstead\b(?! of)|\bstattdessen\b|\ba la place\b(?! d)|\ben su lugar\b|\bin plaats daarvan\b)"
)
REPLACED = re.compile(
    r"\b(?:instead of|rather than|replac\w+|superse\w+|statt|anstelle|anstatt|ersetzt|au lieu de|a la place de|remplac\w+|en lugar de|en vez de|sustituye|reemplaza|in plaats van|vervangt)(?: \w+){0,3}\W*$"
)
NOT_THERE = re.compile(
    r"\b(?:no|none|not|never|kein\w*|aucune?|ningun[oa]?|geen|nicht|nie|pas|jamais|nunca|niet|nooit|where|wo|ou|donde|waar)\b|n't\b"
)
ALSO = re.compile(
    r"\W*(?:(?:and|und|et|y|en|the|die|der|das|den|la|le|les|el|los|las|de|het|also|too|as well|likewise|auch|ebenso|ebenfalls|aussi|egalement|tambien|ook|eveneens|signed|firmado)\W*)+"
)
MARKS = ",;:.!?"
LONGEST = 300
"""Characters that a clause may reach to either side of what it speaks of."""
QUOTING = re.compile(
    r"\b(?:quot\w+|mention\w*|stat(?:e|ing)|cit\w+|indi[qc]\w+|rappel\w+|precise[rz]|vermeld\w*|noem\w*|nenn\w*|geben sie) (?:\w+ ){0,4}$"
)
QUOTED = re.compile(r"[^.?!\n]{0,40}\b(?:angeben|anzugeben|nennen|vermerken|auffuhren|vermelden|noemen)\b")
NUMBER_NEXT = re.compile(r"[' ]?s? ?(?:numbers?|nos?|nr|ref\w*)\b")
NUMBER_OF = re.compile(r"\b(?:numeros?|references?|referencias?) (?:(?:de|du|des|del|la|votre|su|notre) |d')*$")


def declined(mention: Mention, folded: str) -> bool:
    """Not wanted, by its own clause: "the invoice is not needed", "and not the invoice"."""
    first, last = clause(mention, folded)
    if NOT_WANTED.search(folded, first, last):
        return True
    before = folded[: mention.start]
    return bool(NOT_THIS.search(before)) and not HOLDING.search(before)


def at_hand(mention: Mention, folded: str) -> bool:
    """Said to be there: "the order is here", and "the delivery note too" after it."""
    first, last = clause(mention, folded)
    if here(folded, first, last):
        return True
    rest = folded[first : mention.start] + " " + folded[mention.end : last]
    if len(rest.split()) <= MOST_ARTICLES and HAVE_THEM.match(folded, last):
        return True
    before = folded[: max(0, first - 1)]
    return bool(ALSO.fullmatch(rest)) and here(before, max(ends(before), default=0), len(before))


def here(folded: str, first: int, last: int) -> bool:
    if CAME_INSTEAD.search(folded, first, last):
        return True
    said = (
        HELD.search(folded, first, last)
        or ALREADY.search(folded, first, last)
        or HERE_AT_END.search(folded, first, last)
    )
    return bool(said) and not NOT_THERE.search(folded, first, last)


def ends(text: str) -> Iterator[int]:
    return (text.rfind(mark) + 1 for mark in MARKS)


def set_aside(number: Reference, folded: str) -> bool:
    """A number said to be here, not wanted, or another's forerunner: "I have 4411 already", "instead of 4411"."""
    first, last = clause(Mention(DocumentKind.INVOICE, number.start, number.end, ""), folded)
    said = (
        here(folded, first, last) or NOT_WANTED.search(folded, first, last) or HAVE_ALREADY.search(folded, first, last)
    )
    said = said or HAVE_ONLY.search(folded, first, number.start)
    return bool(said) or bool(REPLACED.search(folded[max(0, number.start - 60) : number.start]))


HAVE_ONLY = re.compile(
    r"\b(?:i|we|they)(?:'ve)?(?: (?:have|can|could|seem to|appear to|currently|now|so far))* only(?: (?:have|had|got|hold|received|find|found|see|saw|seem|appear|to|been|sent|able|ever)){1,4}\b"
    r"|\b(?:i|we|they)(?:'ve)? (?:seem to |appear to |can )?(?:have|got|hold|received|see|find) (?:got |received )?only\b|\bonly (?:one|ones|invoice|invoices|bill) (?:that )?(?:i|we)(?:'ve| have)?(?: (?:have|got|hold|received|see|can|find|here))+ (?:is|are)\b"
    r"|\b(?:habe?|haben|finde|finden|liegt|liegen|kam|kamen|sehe|sehen|ist|sind)(?: (?:ich|wir|mir|uns|hier|bisher|bislang|leider|aktuell|derzeit|da))* (?:nur|lediglich|bloss)\b|\b(?:ich|wir) (?:hier |bisher |bislang )?(?:nur|lediglich|bloss)\b"
    r"|\bn'(?:ai|avons|a)(?: (?:pour l'instant|actuellement|ici|recu|trouve|retrouve))* que?\b|\bne (?:trouve|trouvons|retrouve|retrouvons|vois|voyons|possede|possedons) que?\b|\b(?:j'ai|nous avons|on a) (?:recu |trouve )?(?:seulement|uniquement)\b"
    r"|\b(?:solo|unicamente|solamente) (?:me |nos )?(?:tengo|tenemos|consta|constan|he recibido|hemos recibido|encuentro|encontramos|aparece|ha llegado|han llegado|llego|llegaron|veo|vemos)\b|\b(?:tengo|tenemos|he recibido|hemos recibido) (?:solo|unicamente|solamente)\b|\bno (?:tengo|tenemos) mas que\b"
    r"|\b(?:heb|hebben|vind|vinden|zie|zien|ontving|ontvingen)(?: (?:ik|wij|we|hier|nu|tot nu toe))* (?:alleen|slechts|enkel)\b"
)
"""What is here, where more is wanted."""
HAVE_ALREADY = re.compile(
    r"(?:\b(?:have|got|received)\b|'ve\b).{0,40}\b(?:already|now)\b|(?:\b(?:thanks|thank you|thx|danke|merci|gracias|bedankt|dank)\b|\b(?:got|received)\b[^,;:.]{0,20}\bthanks)[^,;:.?!]{0,20} (?:for|fur|pour|por|voor) ?(?:invoice |rechnung |facture |factura |factuur |no |nr )?[\w/-]*\d|\b(?<!do )(?<!may )(?<!if )(?<!not )(?:we|i)(?: do)? (?:have|hold) (?:only )?(?:invoices? |nos? |numbers? )?[\w/-]*\d{3}|\balready (?:have|got|received)\b|\b(?:haben wir|habe ich|liegt uns) .{0,20}\b(?:erhalten|bekommen|vor|da)\b|\b(?:est|sont) bien (?:arrive|parvenu)\w*"
    r"|\b(?:deja|bien) recu\w*|\bya (?:la|lo|las|los)? ?(?:tengo|tenemos|recib\w+|hemos recibido|llego)\b|\b(?:heb(?:ben)?) .{0,20}\b(?:al|wel)\b"
)


def clause(mention: Mention, folded: str) -> tuple[int, int]:
    """From mark to mark, or as far as a clause may reach."""
    low, high = max(0, mention.start - LONGEST), min(len(folded), mention.end + LONGEST)
    turns = [one.end() for one in BUT.finditer(folded, low, mention.start)]
    first = max([low, *ends(folded[: mention.start]), *turns[-1:]])
    stops = [place for mark in MARKS if (place := folded.find(mark, mention.end, high)) >= 0]
    turn = BUT.search(folded, mention.end, high)
    return first, min([*stops, turn.start() if turn else high])


def only_quoted(mention: Mention, folded: str) -> bool:
    """Its number is to be written in the answer: "please quote the invoice number"."""
    before, after = folded[: mention.start], folded[mention.end :]
    number = "nummer" in mention.words or NUMBER_NEXT.match(after) or NUMBER_OF.search(before)
    return bool(number) and bool(QUOTING.search(before[-60:]) or QUOTED.match(after))
