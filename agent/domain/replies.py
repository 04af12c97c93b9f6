"""What a mail says about what went before it: an earlier mail is taken back, or what we sent was not what was wanted.

Words alone, over folded text (see `folding`), in five languages.
"""

import re
from collections.abc import Sequence

from agent.domain.facts import MailView, OpenAsk
from agent.domain.folding import fold
from agent.domain.vocabulary import Intent

TAKES_BACK = re.compile(
    # English
    r"\b(?:ignore|disregard|forget|scrap) (?:about )?(?:my|our|that|the) (?:\w+ ){0,3}(?:e-?mail|mail|message|request|query|question)\b"
    r"|\b(?<!not )(?<!n't )(?<!never )(?<!have )found (?:it|them)\b(?! (?:to|in|hard|difficult|odd|strange|impossible|very|quite|rather|un\w+|\w+ed)\b)"
    r"|\b(?:it|they|this|that)(?: has| have|'s|'ve)? (?:now |just |since |finally )?(?:turned up|been found|surfaced)\b|\bno longer (?:needed|required|necessary)\b"
    # German
    r"|\bhat sich (?:\w+ ){0,3}(?:erledigt|geklart|gefunden)\b|\b(?:mail|nachricht|anfrage) (?:\w+ ){0,4}(?:gegenstandslos|ignorieren|vergessen)\b"
    r"|\b(?:ignorieren|vergessen) sie (?:\w+ )?(?:meine|unsere|die) (?:\w+ ){0,3}(?:e-?mail|mail|nachricht|anfrage)\b"
    r"|\b(?<!nicht )(?:wieder ?gefunden|inzwischen gefunden|doch (?:noch )?(?:gefunden|aufgetaucht|angekommen))\b|\b(?:ist|sind) (?:\w+ ){0,3}aufgetaucht\b"
    # French
    r"|\bne (?:tenez|prenez) (?:\w+ )?(?:pas|plus) compte (?:de|du)\b|\bn'en tenez (?:pas|plus) compte\b"
    r"|\b(?:ignorez|oubliez) (?:mon|notre|ma|mes) (?:\w+ ){0,3}(?:e-?mail|mail|message|courriel|demande)\b|\b(?:message|mail|courriel|demande) (?:\w+ ){0,4}sans objet\b"
    r"|\b(?:je l'ai|nous l'avons|on l'a|je les ai|nous les avons|on les a) (?:bien |enfin |finalement )?(?:retrouve|trouve)\w*|\b(?:a|ont) (?:\w+ )?ete retrouve\w*"
    # Spanish
    r"|\b(?:ignor\w+|olvid\w+|haga\w* caso omiso|no tenga\w* en cuenta) (?:\w+ ){0,2}(?:mi|nuestro|el|del) (?:\w+ ){0,3}(?:correo|mensaje|mail|email)\b"
    r"|\b(?<!no )(?<!nunca )(?:la|lo|las|los) (?:he|hemos) (?:\w+ )?(?:encontrado|localizado)\b|\bya (?:la|lo|las|los) (?:encontre|encontramos|encontraron|localice|localizamos)\b"
    r"|\b(?<!no )ha\w* aparecido\b|\bya no (?:hace falta|es necesari[oa])\b"
    # Dutch
    r"|\b(?:negeert?|vergeet) (?:u )?(?:\w+ )?(?:mijn|onze) (?:\w+ ){0,3}(?:e-?mail|mail|mailtje|bericht|vraag|verzoek)\b|\b(?:mail|mailtje|bericht|verzoek|vraag) (?:\w+ ){0,4}(?:negeren|vergeten)\b"
    r"|\b(?<!niet )(?<!nog niet )(?:is|zijn|hebben|heb) (?:(?!niet\b)\w+ ){0,4}(?:terecht|teruggevonden)\b|\b(?:inmiddels|alsnog|toch) (?:terug)?gevonden\b|\bhoeft niet meer\b"
)
NOT_THE_ONE = re.compile(
    r"\b(?:not|wasn't|isn't) (?:this|that|the right|the correct) (?:one|invoice|document|version|copy|file)\b|\bnot (?:this|that),"
    r"|\bwrong (?:one|invoice|document|version|copy|file|attachment|paper)\b"
    r"|\bnicht (?:diese[rs]?|die richtige|der richtige|das richtige)\b|\bfalsche[nrs]? (?:rechnung|beleg|dokument|version|datei|anhang|kopie)\b"
    r"|\bpas (?:celle|celui|ceux|celles)[- ](?:ci|la)\b|\bpas (?:la bonne|le bon)\b|\bmauvaise? (?:facture|document|version|fichier|copie|piece)\b"
    r"|\bno (?:es|era) (?:est[ae]|es[ae]|la correcta|el correcto)\b|\best[ae] no\b|\b(?:factura|documento|archivo|version) equivocad[oa]\b"
    r"|\bniet (?:deze|die|de juiste|de goede|het juiste)\b|\bverkeerde (?:factuur|document|versie|bestand|bijlage|kopie)\b"
)
CORRECTED_ONE = re.compile(
    r"\b(?:corrected|amended|revised|re-?issued|rectified) (?:version|one|invoice|copy|document)\b|\bcorrect version\b"
    r"|\b(?:korrigiert|berichtigt|geandert)e[nrs]? (?:rechnung|version|fassung|beleg|exemplar)\b|\bdie (?:korrigierte|berichtigte)\b|\brechnungskorrektur\b"
    r"|\b(?:version|facture|copie) (?:corrigee|rectifiee|rectificative|modifiee)\b|\b(?:la|celle) (?:corrigee|rectifiee)\b"
    r"|\b(?:version|factura|copia) (?:corregida|rectificada|rectificativa|modificada)\b|\bla (?:corregida|rectificada)\b"
    r"|\b(?:gecorrigeerde|aangepaste|verbeterde|herziene)\b"
)
ALSO_CLAIMS = (Intent.DISPUTE, Intent.HARDSHIP)


def takes_back(ask: OpenAsk) -> bool:
    """The mail says that an earlier matter is settled; not where it complains or asks for time itself."""
    return not set(ALSO_CLAIMS) & set(ask.reading.intents) and bool(TAKES_BACK.search(fold(ask.mail.newest)))


def standing(asks: Sequence[OpenAsk]) -> tuple[OpenAsk, ...]:
    """Those of a case, oldest first, that no later mail takes back."""
    return tuple(ask for place, ask in enumerate(asks) if not any(revokes(one, ask) for one in asks[place + 1 :]))


def revokes(later: OpenAsk, earlier: OpenAsk) -> bool:
    """By the same person, and about the same invoices where both name some."""
    if not takes_back(later) or later.mail.from_address != earlier.mail.from_address:
        return False
    mine, theirs = ({invoice.number for invoice in one.match.invoices} for one in (later, earlier))
    return not mine or not theirs or bool(mine & theirs)


def not_the_one(mail: MailView) -> bool:
    """What we sent was not what the customer meant."""
    return bool(NOT_THE_ONE.search(fold(mail.newest)))


def wants_corrected(mail: MailView) -> bool:
    """A corrected version is asked for: the paper as it stands would not help."""
    return bool(CORRECTED_ONE.search(fold(mail.newest)))
