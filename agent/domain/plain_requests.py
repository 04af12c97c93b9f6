"""Requests so plain that words alone show them: "Pls send.", "Graag toezenden.", "stmt pls, Gemma".

A sentence is plain if it holds nothing but the words below, names of papers, and numbers. It says nothing else, whatever
the trained votes make of so few words.
"""

import re
from collections.abc import Iterator

from agent.domain.date_words import FULL_MONTH, WEEKDAY, YESTERDAY
from agent.domain.document_words import find_kinds
from agent.domain.folding import fold
from agent.domain.request_words import LACK, NEVER_RECEIVED
from agent.domain.vocabulary import DocumentKind

SENDS = re.compile(
    r"\b(?:re-?send|send|e?mail|forward|fwd|have|need(?:ed)?|required|schick\w*|send(?:en|et|e)|zusenden|zuschicken|zumailen|ubersenden|mailen|mailt|ubersendung|zusendung|brauche\w*|benotig\w*"
    r"|redemand(?:er|e|ons)|(?:l'|les |la |le )?(?:r?en)?(?:voyez|voyer|voie|voi)|transmettre|transmettez|adresser|parvenir|fournir|envi(?:en|e|ar|ad|a|ais|as)\w*|reenvi(?:e|en|ar|a|an)\w*|mand(?:en|e|ar|ad|a|ais)\w*|pas(?:ame|adme|en|a)\w*|remitan\w*"
    r"|st(?:uu|u)r\w*|toezenden|toesturen|opsturen|doorsturen|zenden|zend|mail|mailen|nodig)\b"
)
ASKS = re.compile(
    r"\b(?:please|pls|plz|plse|bitte|svp|s'il (?:vous|te) plait|stp|por favor|porfa|graag|aub|alstublieft|alsjeblieft)\b|\?"
)
PLAIN = frozenset(
    """please pls plz plse kindly can could would did didn't do does you u we i me us it them this that these those one ones again once more over through across here back by mail email e-mail as pdf a an the to for of our your my copy copies and or both all
    send resend re-send forward fwd have need needed get got is was were are been has had never not yet received receive arrived came come reached any asap thanks thx ta cheers still also now just another hi hello hey hiya when get chance soon possible if
    from re ref no nr number invoice order reference dear team sir madam all good morning afternoon latest up date current open due unpaid outstanding
    bitte ich wir mir uns sie ihr du es den die das der dem ein eine einen noch nochmal nochmals mal kurz einmal um und oder als per zu zum zur von vom fur zusenden zuschicken zumailen schicken schick schicke schickt senden sendet sende mailen mailt ubersenden
    ubersendung zusendung danke dank vielen hallo moin guten tag ist sind haben habe hab nie nicht nichts leider bisher noch hier bei angekommen eingegangen erhalten bekommen davon keine kein konnten konnen kannst konntet gerne gern erneut alle offenen aktuelle aktuellen unsere unserer brauche brauchen benotige benotigen
    merci de d me nous vous je on redemander redemande redemandons redemanderais mois aide d' d'aout aout mai mars juin june july march juni juli marz mei enero mayo le la les l l'envoyer l'adresser envoyer envoyez renvoyer renvoyez m'envoyer m'adresser nous pouvez-vous pourriez-vous pourrez pouvez pourriez peux-tu tu par courriel en svp s'il plait stp bonjour jamais pas recu recue recus recues arrive arrivee parvenu parvenue n'est n'ai n'avons ai avons est ete
    cette ce ces cet une un copie encore fois notre nos votre du des faire parvenir transmettre transmettez adresser fournir avoir toutes ouvertes ici chez a au
    por favor porfa me nos lo la los las el una un envie envien envienme envienmela enviar enviarme enviarmela enviarnos enviarnosla enviadnos enviais envias envia envian enviame enviamela mande manden mandeme mandenme mandarme mandarmela mandas mandais mandame reenvie reenvien reenvienme reenvian reenviarme
    pasame pasadme podria podrian puede pueden podeis puedes gracias hola buenas buenos dias tardes nunca no llego llegado llegaron ha han recibi recibimos recibido hemos he copia de nuestra nuestro esta este otra vez nuevo todavia aun y o correo todas abiertas pendientes necesito necesitamos
    graag aub alstublieft alsjeblieft toezenden toesturen opsturen doorsturen sturen stuur stuurt zenden zend mailen mail kunt kun kan kunnen u je jullie ik wij we ze hem het de een deze die dit nog eens even opnieuw door op naar mij ons als ge gij wilt wil kopie van per en of bedankt dank hoi dag goedemorgen goedemiddag
    nooit niet nog ontvangen aangekomen binnengekomen gekregen is zijn heb hebben hier bij nodig alle openstaande onze alvast
    lost mislaid misplaced missing find cannot can't mine ours as subject per above verloren verlegt fehlt fehlen nirgends unauffindbar finde finden perdu perdue egare egaree egares egarees introuvable manque manquent retrouve retrouvons trouve
    extraviado extraviada perdido perdida traspapelado falta faltan encuentro encontramos kwijt zoek zoekgeraakt verdwenen ontbreekt ontbreken vinden vind mis missen needed require required wanted benotigt gebraucht""".split()
)
WORD = re.compile(r"[^\W\d_][\w'-]*")
NUMBER = re.compile(r"(?<!\S)[^\s\d]*+\d\S*")
MONTHS = re.compile(rf"\b(?:{FULL_MONTH})\b|[€$£]|\b(?:eur|euros?|usd|gbp|chf|pounds)\b")
END = re.compile(r"(?<=[.!?])\s+|\n+")
NAMES = re.compile(r"(?:^|(?<=[.!?,\n]))[ \n-]*+(?:[A-ZÀ-Þ][\w'’.-]*+ ?){1,4}$")
DAY = rf"(?:{WEEKDAY}|{YESTERDAY}|last week|letzte[rn]? woche|la semaine derniere|la semana pasada|vorige week|\d[\w./-]*(?: (?:of |de )?{FULL_MONTH})?)"
OF_DAY = rf"(?: (?:of|from|on|dated|vom|von|de|du|del|van|d')? ?(?:the |la |el |le )?{DAY})?"
CHASING = re.compile(
    rf"\b(?:following(?: up)?(?: on)?|further to|as per|with reference to|re|i refer to|referring to) my (?:last |previous |earlier |first )?(?:e-?mail|mail|message|note|request){OF_DAY}"
    rf"|\b(?:bezugnehmend|zuruckkommend|bezug nehmend) auf meine? (?:letzte |erste |vorige )?(?:e-?mail|mail|nachricht|anfrage|bitte){OF_DAY}"
    rf"|\b(?:suite a|faisant suite a|sans reponse a|en l'absence de reponse a) m(?:on|es) (?:dernier |precedent |premier )?(?:message|mail|courriel|courrier|demande){OF_DAY}"
    rf"|\b(?:en relacion con|en referencia a|respecto a|siguiendo con) mi (?:ultimo |anterior |primer )?(?:correo|mail|mensaje|solicitud|peticion){OF_DAY}"
    rf"|\b(?:in vervolg op|naar aanleiding van|onder verwijzing naar|met verwijzing naar) mijn (?:laatste |vorige |eerdere |eerste )?(?:e-?mail|mail|bericht|verzoek|vraag){OF_DAY}"
    r"|,? (?:(?:which |that )?(?:remains|has remained|remained|went|is still) (?:unanswered|without (?:an? )?(?:reply|answer))|(?:noch |leider |bisher )*(?:ohne antwort|unbeantwortet)(?: (?:geblieben|blieb|ist))*|(?:reste|demeure)e? sans (?:reponse|suite|retour)|(?:que (?:quedo|sigue) )?sin (?:respuesta|contestar)|(?:dat |die )?(?:nog )?(?:onbeantwoord|zonder (?:antwoord|reactie))(?: (?:bleef|is gebleven|gebleven|is))?)\b"
    r"|\b(?:je me permets|nous nous permettons) (?:de|d')|\bme permito|\bmag ik u nogmaals|\berlaube ich mir|\bmay i ask you (?:again|once more) (?:for|to)|\bonce more i ask (?:you )?for"
)
"""Comes back to a request made before, which says nothing more."""
MOST = 16
"""Words of the longest plain sentence."""
LONGEST, LONGEST_MAIL = 200, 1_000
"""Characters of such a sentence, and of a mail of nothing else."""


def plainly_asked(text: str) -> bool:
    """Some sentence is nothing but a request for a paper."""
    every = [one for one in sentences(text) if len(one) <= LONGEST]
    return any(plain(one) and asking(one) for one in every) and not any(map(order_missing, every))


def plain_throughout(text: str) -> bool:
    """The whole text is; a name may stand at its end."""
    if len(text) > LONGEST_MAIL:
        return False
    every = list(sentences(NAMES.sub("", text.strip(), count=1)))
    plain_all = bool(every) and all(map(plain, every)) and any(map(asking, every))
    return plain_all and not any(map(order_missing, every))


def sentences(text: str) -> Iterator[str]:
    return (one.strip() for one in END.split(text) if WORD.search(one) or NUMBER.search(one))


def plain(sentence: str) -> bool:
    folded = fold(sentence)
    for one in reversed(find_kinds(folded)):
        folded = folded[: one.start] + " " * (one.end - one.start) + folded[one.end :]
    words = WORD.findall(MONTHS.sub(" ", NUMBER.sub(" ", CHASING.sub(" ", folded))))
    return len(words) <= MOST and PLAIN.issuperset(words)


def asking(sentence: str) -> bool:
    """It asks to send, or names a paper with a "please", or says that a paper never came."""
    folded = fold(sentence)
    if lacking(folded):
        return bool(find_kinds(folded) or re.search(r"\d{4}", folded))
    return bool(SENDS.search(folded) or (find_kinds(folded) and ASKS.search(folded)))


def order_missing(sentence: str) -> bool:
    """An order that has not come is goods, not a paper."""
    folded = fold(sentence)
    kinds = {one.kind for one in find_kinds(folded)}
    return kinds == {DocumentKind.PO_COPY} and lacking(folded)


def goods_perhaps(text: str) -> bool:
    """Something has not come, and no word says that it is a paper: "4411 never came, please send"."""
    every = ((fold(one), {kind.kind for kind in find_kinds(fold(one))}) for one in sentences(text[: 5 * LONGEST_MAIL]))
    return any(lacking(folded) and not kinds - {DocumentKind.PO_COPY} for folded, kinds in every)


def lacking(folded: str) -> bool:
    return bool(NEVER_RECEIVED.search(folded) or LACK.search(folded))
