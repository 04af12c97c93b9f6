"""News in the place of a signature: a new house, name or deputy stands there instead of in a sentence, or a postscript."""

import re

from agent.domain.date_words import MONTH, WEEKDAY
from agent.domain.folding import fold
from agent.domain.objection import Objection
from agent.domain.request_words import REQUEST

DAY = rf"(?:(?:{WEEKDAY}(?: week)?(?:,? (?:the |den |le |el )?)?)?(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th|er|\.)? (?:of |de )?{MONTH}|(?:(?:early|mid|late|end of|the end of|anfang|mitte|ende|debut|mi|fin|mediados de|finales de|begin|half|eind) ?-?)?{MONTH}(?![\w])|\d{{1,2}}[./-]\d{{1,2}}(?:[./-](?:20)?\d\d)?\.?(?! ?(?:uhr|h\b|to|-|–|bis|a\b|uur|am|pm)))|(?:the )?new year|neujahr|next (?:week|month|year)|nachste\w* \w+|kommende\w* \w+|volgende? \w+|la semaine prochaine|l'an prochain|la semana que viene|1st|now|jetzt|nu\b|ahora)"
LATEST = rf"(?:{DAY}|(?:{WEEKDAY}|the \d{{1,2}}(?:st|nd|rd|th)?|(?:zum|le|au|el|de) \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)\b|au \d{{1,2}}|\d{{1,2}})(?: week)?(?=[^.!?]{{0,40}}\b(?:then|after|thereafter|and then|and|danach|dann|ab dann|ensuite|puis|apres|despues|luego|daarna|dan|nadien)\b))"
SINCE = rf"\b(?:since|from|as (?:of|from)|effective|wef|w\.e\.f\.?|with effect from|seit|ab|mit wirkung (?:vom|zum)|per|zum|depuis|des|a partir|a compter|desde|con efectos?|vanaf|sinds|per|met ingang van)(?: (?:the|dem|den|le|du|de|d'|el|del|van|beginning of))? ?(?:{DAY}|{WEEKDAY} (?!to\b|until|bis|au?\b|t/m|tot|-|–|and|und|et|y|en|morning|afternoon|only)\w+)"
UNTIL = rf"\b(?:until|till|til|up to|bis|jusqu'(?:au?|en)?|hasta(?: el)?|tot(?: en met)?|t/m) ?(?:(?:the|zum|le|el) )?{LATEST}"
PAST = r"\b(?:no longer|not (?:in |at )?[\w ]{3,25} any ?more|formerly|previously|merg(?:ed|ing|er)|renamed|nicht (?:mehr|langer)|vormals|ehemals|fruher|bisher|ehem\.|fusion\w*|aufgegangen|non plus|et (?:non|plus) (?:le|la|rue|l')|n'est plus|anciennement|auparavant|ci-devant|ex-[a-z]{3,}|absorb\w+|ya no|anteriormente|antes (?!de\b|del\b|posible)|antigu[ao]s?|niet (?:meer|langer)|voorheen|vroeger|voormalig|gefuseerd|opgegaan|overgenomen|now part of|part of the [\w& ]+ since|soon(?: to be)?|shortly|to be [\w& ]{3,30} from|demnachst|bald (?!wieder)|bientot|proximamente|binnenkort|m\.?i\.?v\.?|neue (?:anschrift|adresse|nummer)|nouvelle (?:adresse|raison)|nueva direccion|nieuw (?:adres|nummer)|new (?:address|name|office|premises|number)|last day)\b"
FROM_THEN = re.compile(SINCE)
NEWS = re.compile(rf"{SINCE}|{UNTIL}|{PAST}")
HOURS = re.compile(
    rf"{WEEKDAY}(?:s)? ?(?:-|–|to|until|bis|au?|t/m|tot(?: en met)?|and|und|et|y|en|&|/) ?{WEEKDAY}|\b\d{{1,2}}[.:h]\d\d\b|\b(?:mon|tue|wed|thu|fri|mo|di|mi|do|fr|ma|wo|vr|lun|mar|mer|jeu|ven)\.? ?(?:-|–|to|bis|t/m) ?(?:mon|tue|wed|thu|fri|mo|di|mi|do|fr|ma|wo|vr|jeu|ven|vie)\b|\b(?:hours|opening|closed|closure|betriebsferien|betriebsruhe|betriebsurlaub|geschlossen|fermee?s?|cerrad[oa]s?|gesloten|offnungszeiten|horaires?|ouvert\w*|horario|open|geopend|geoffnet|established|est\.|founded|gegrundet|fondee?|fundad[oa]|opgericht|anno)\b"
)
PAPER = re.compile(
    r"\b(?:please|pls|plz|bitte|svp|merci|por favor|gracias|graag|aub|invoices?|bills?|statements?|notes?|\w*rechnung\w*|\w*beleg\w*|\w*schein\w*|kontoauszug|auszug|factures?|releves?|avoirs?|bons?|facturas?|albaran\w*|extractos?|\w*factu(?:ur|ren)\w*|\w*bon(?:nen)?|\w*overzicht|items?|posten|open|everything|alles|tout|todo|audit\w*|check\w*)\b|\?"
)
CLOSING_WORD = re.compile(r"[.!?][^\w.!?]*$")
SENTENCES = re.compile(r"[a-z]{3,}[.!?] +(?:[a-z']+ ){4}|\d{4,} (?:from|of|vom|von|du|de|del|van|per|ab)\b")
POSTSCRIPT = re.compile(
    r"^[^\w\n]{0,5}(?:(?:p[.-]? ?){1,2}s\.?|post[ -]?scriptum|pos(?:t)?data|nachtrag|naschrift|p\.? ?d\.?(?= ?[:.–-]| (?-i:[a-zß-ÿ]))|n\.? ?b\.?(?= ?[:.–-]| (?-i:[a-zß-ÿ])))(?:[ :.,–-]{1,5}|[ :.,–-]{0,5}\n)([^\n]{12,})",
    re.IGNORECASE | re.MULTILINE,
)
"""In 2,878 plain requests there was none, in 1,438 with a second matter 35: whoever adds one has something else to say."""
REMARK = re.compile(r"\W{0,3}\([a-zß-ÿ][^()]*\)\W{0,5}")
REMARK_WORDS = 6
LONGEST = 24
"""Words of a line that may still be part of a signature."""
LAST = 5
"""Lines of a signature that are looked at."""


def signed_news(newest: str) -> Objection | None:
    """A postscript, a remark in brackets, or a day or a "no longer" in the last lines, which are no sentences of the request."""
    if found := POSTSCRIPT.search(newest):
        return Objection("matter", "Something is added in a postscript.", found[1].strip()[:120])
    for line in last_lines(newest):
        if REMARK.fullmatch(line) and len(line.split()) >= REMARK_WORDS:
            return Objection("matter", "A remark stands in the place of the signature.", line.strip()[:120])
        folded = HOURS.sub(" ", fold(line)) if not HOURS.search(fold(line)) else ""
        match = None if SENTENCES.search(folded) or len(folded.split()) > LONGEST else NEWS.search(folded)
        if match and not PAPER.search(folded) and not REQUEST.search(folded):
            return Objection("address", "Something new stands in the place of the signature.", line.strip()[:120])
    return None


def said_below(lines: str, ends: str = "?") -> Objection | None:
    """A sentence or a question below the name: in 1,608 plain requests eight lines were, all of them notices.

    `ends`: the marks that make a sentence of a line of running text without a word of `SPEAKS`."""
    for line in lines.split("\n"):
        folded, end = fold(line), line.rstrip()[-1:]
        speaks = end == "?" or (RUNNING.search(line) and (end in ends or SPEAKS.search(folded)))
        if speaks and len(folded.split()) >= SENTENCE and not NOTICE.search(folded):
            return Objection("matter", "Something is said in the place of the signature.", line.strip()[:120])
    return None


SENTENCE = 5
"""Words of a line, at least: "Fragen? Einfach anrufen" is no sentence."""
RUNNING = re.compile(r"(?:[a-zß-ÿ']{2,} ){2}[a-zß-ÿ]{2,}")
"""Three words of running text: no name, office or address."""
SPEAKS = re.compile(
    r"\b(?:we|i|you|your|our|us|me|my|they|he|she|it|his|there(?:'s| is| are| was)|wir|uns|ich|ihnen|euch|mir|mich|hat|haben|ist|sind|war|wird|unser\w*|nous|vous|je|j'|on|il|elle|ils|votre|notre|nos|vos|est|sont|a ete"
    r"|yo|nos|les|hemos|estamos|hicimos|hacemos|vamos|esta|estan|es|son|figura|han|ha|wij|ik|jullie|ons|onze|hij|het|er|ze|heeft|hebben|was|waren|werd|has|have|had|were)\b"
)
NOTICE = re.compile(
    r"\b(?:calls may be|traditional custodians|do not remove|are subject to|spoed|rendez-vous en ligne|aansprakelijkheid|bitte beachten)\b|\b(?:confiden\w+|privileged|intended|addressee|recipient|e-?mail|message|error|delete|virus\w*|privacy\w*|disclaimer|unsubscribe|social media|website|homepage|www|https?|follow|visit us|find us|join us|hiring|careers?|consider the environment|printing|registered|regulated|authori[sz]ed|part of the|member of"
    r"|vertraulich\w*|datenschutz\w*|internetseite|webseite|empfanger\w*|adressat\w*|losch\w*|nachricht|irrtum\w*|besuchen sie|folgen sie|wir stellen ein|umwelt|ausdruck\w*|drucken|handelsregister|geschaftsfuhr\w*"
    r"|confidentiel\w*|destinataires?|erreur|detruire|supprimer|site (?:web|internet)|suivez|retrouvez|rejoignez|imprimer|environnement|protection des donnees|capital de"
    r"|confidencial\w*|destinatari\w+|proteccion de datos|sitio web|siguenos|visite|imprimir|medio ambiente|destruccion"
    r"|vertrouwelijk\w*|bestemd|geadresseerde|verwijder\w*|wissen|verwittigen|beroepsgeheim|volg ons|bezoek|afdruk\w*|milieu|vacatures|algemene voorwaarden|general terms|agb|conditions generales|condiciones generales"
    r"|(?:office|opening|working|reception) (?:hours|days)|(?:not|never) (?:\w+ )?(?:in the office|at my desk|in on)|i work|working days?|sprechzeiten|burozeiten|erreichbar|erreichen (?:sie|uns)|sie erreichen|reach (?:me|us)|joignables?|horario|localizable|bereikbaar|werkdagen|aanwezig|werk(?:en|t)? (?:ik |wij |we )?(?:niet )?op|arbeite (?:ich )?|travaille|trabajo)\b"
)
"""What companies write below every mail."""


def spoken_subject(subject: str) -> Objection | None:
    """A sentence above a request that names no paper: seven of 4,661 plain requests have one."""
    folded, words = fold(subject), len(subject.split())
    spoken = words >= SENTENCE and RUNNING.search(subject) and VERBS.search(folded)
    if not spoken or PAPER.search(folded) or REQUEST.search(folded) or re.search(r"\d{4}", subject):
        return None
    marked = words > SENTENCE or subject.rstrip()[-1:] in ".!…"
    return Objection("matter", "The subject is a sentence about something else.", subject[:120]) if marked else None


VERBS = re.compile(
    r"\b(?:we|i|you|he|she|they|it(?:'s| is| was)|there(?:'s| is| are| was)|is|are|was|has|have|wir|ich|sie|man|ist|sind|hat|haben|wird|konnen|nous|je|j'\w+|on|il|elle|ils|est|sont"
    r"|yo|hemos|estamos|vamos|esta|estan|es|son|ha|han|nos|wij|ik|hij|zij|er|heeft|hebben|zijn)\b"
)


def last_lines(newest: str) -> list[str]:
    """The lines below the last that ends like a sentence; of a single line, none."""
    lines = [line for line in newest.split("\n") if line.strip()]
    found: list[str] = []
    for line in reversed(lines[1:]):
        if len(found) == LAST or (CLOSING_WORD.search(line) and len(line.split()) > 6 and found):
            break
        found.append(line)
    return found
