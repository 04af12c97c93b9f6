"""Requests that no sentence of the text makes by itself: numbers alone, words that point at the subject, a list below."""

import re

from agent.domain.purity import CLOSING
from agent.domain.request_words import POLITE
from agent.domain.subjects import MARKS
from agent.reading.mentions import SHORT, Passage
from agent.reading.requests import (
    ANOTHER_MATTER,
    CHECKING,
    ENCLOSED,
    MARKED,
    SENDING,
    asks_here,
    listed,
    wants_time,
)


def bare_request(body: list[Passage], subject: list[Passage]) -> list[Passage]:
    """A mail of a few words that only names papers or numbers: "PO copy 4411 please", "POD for 118820"."""
    words = sum(len(one.folded.split()) for one in body)
    named = [one for one in body if one.mentions or one.references]
    if words <= 3 * SHORT and any(one.wants for one in body):
        lacking = [one for one in body if one.wants and not wants_time(one.folded)]
        if any(one.mentions or one.references for one in subject) or named:
            return lacking
    if named and words <= SHORT and not wants_time(" ".join(one.folded for one in body)):
        return named if any(one.mentions or POLITE.search(one.folded) for one in body) else []
    return []


AS_SUBJECT = re.compile(
    r"\W*+(?:(?>(?:hi|hello|hiya|hallo|moin|hoi|hola|bonjour|vielen|besten|danke?|many|thank|you|mille|muchas|hartelijk|bedankt|alvast|mate|all|please|pls|bitte|svp|merci|gracias|thanks|por favor|aub|graag|see|as|per|in|the|title|header|heading|above|subject(?: line)?|line|siehe|wie|im|betreff|oben|voir|cf|comme|en|l|objet|dans|indique|ci-dessus|selon|ver|vease|como|el|asunto|arriba|segun|zie|zoals|het|onderwerp|boven|hierboven|onderwerpregel|says it all|it says|says|thankyou)(?!\w)|l'|cf\.|s\.)\W*+)+"
)
"""Every step is taken once and for all: otherwise a long row of such words could be cut up in endlessly many ways."""

POINTS_UP = re.compile(
    r"\b(?:subject|above|title|header|heading|betreff|oben|objet|ci-dessus|asunto|arriba|onderwerp(?:regel)?|boven|hierboven)\b"
)


def request_above(body: list[Passage], subject: list[Passage]) -> list[Passage]:
    """The subject asks, and the text only points at it, "as per subject", or holds nothing but a name."""
    asked_for_above = body and PLEASE_ONLY.match(body[0].folded) and not (body[0].mentions or body[0].references)
    if asked_for_above and only_signed(body[1:]):
        return [one for one in subject if one.mentions and not (wants_time(one.folded) or CHECKING.search(one.folded))]
    text = body[:2] if len(body) > 1 and not POINTS_UP.search(body[0].folded) else body[:1]
    points = [one for one in text if POINTS_UP.search(one.folded) and AS_SUBJECT.fullmatch(one.folded)]
    alone = only_signed(body) and not any(MARKS.match(one.sentence.text) for one in subject)
    if not (points or alone) or sum(len(one.folded.split()) for one in body) > SHORT:
        return []
    asking = [one for one in subject if (one.mentions and points) or asks_here(one)]
    return [one for one in asking if not wants_time(one.folded) and not CHECKING.search(one.folded)]


LONGEST_WHY = 60
"""Words of a text that only tells why a paper is wanted."""


def explained_below(body: list[Passage], subject: list[Passage]) -> list[Passage]:
    """The subject of a new mail asks in words of its own, and the text, which names no paper, only says why."""
    words = sum(len(one.folded.split()) for one in body)
    if words > LONGEST_WHY or any(one.mentions or one.references or one.wants for one in body):
        return []
    return [one for one in subject if asks_here(one) and not MARKS.match(one.sentence.text)]


PLEASE_ONLY = re.compile(
    r"\W*(?:please|pls|plz|bitte|svp|stp|s'il (?:vous|te) plait|por favor|graag|aub|a\.u\.b|alstublieft|alsjeblieft)\b(?:[ ,!.]*(?:mate|all|team|thanks|thank you|ta|danke|merci|gracias|bedankt|dank))*(?:\W*$|[,.!] ?[^,.!?]{1,40}\W*$)"
)
"""The text under a subject that names the paper."""


def only_signed(body: list[Passage]) -> bool:
    """Nothing stands in the text but greetings, thanks and names."""
    return all(
        not (one.mentions or one.references)
        and (CLOSING.match(one.folded) or WHAT_FOR.match(one.folded) or NAME.fullmatch(plain_name(one.sentence.text)))
        for one in body
    )


def plain_name(text: str) -> str:
    """Without courtesies and the "for" before the name of the account."""
    return re.sub(r"^\W*(?:[Ff]or|[Ff]ür|[Pp]our|[Pp]ara|[Vv]oor)(?= [A-ZÀ-Þ])", "", PLEASANT.sub("", text))


WHAT_FOR = re.compile(
    r"\W*(?:it's|it is|this is|es ist|ist|c'est|es|het is|is) (?:just |only |nur |juste |solo |alleen )?(?:for|fur|pour|para|voor) (?:(?:the|our|my|die|den|das|unsere?n?|la|le|notre|mon|el|mi|nuestr[oa]|de|het|onze|mijn) )?(?:\w+ ){0,2}\w+\W*$"
)
"""What the paper named above is for."""

PLEASANT = re.compile(
    r"\b(?:thanks|thank you|thx|ta|cheers|regards|kind|best|many|hi|hello|all|danke|vielen dank|gru(?:ß|ss|esse|eße)|grüße|viele|mit freundlichen grüßen|mfg|lg|hallo|merci|bonjour|cordialement|gracias|saludos|un saludo|hola|bedankt|dank|groet(?:en|jes)?|mvg|dag)\b",
    re.IGNORECASE,
)

NAME = re.compile(r"(?:[\s,.!/&|-]*+[A-ZÀ-Þ][\w'’.-]*+){0,6}[\s,.!-]*")


def told_off_below(body: list[Passage]) -> list[Passage]:
    """A sentence that asks for "the following", and the papers that stand in lines below it."""
    for place, one in enumerate(body):
        items = [
            line
            for line in body[place + 1 :]
            if line.mentions and (listed(line) or MARKED.match(line.folded)) and not ENCLOSED.search(line.folded)
        ]
        if items and ANNOUNCES.search(one.folded) and not (ANOTHER_MATTER.search(one.folded) or wants_time(one.folded)):
            return [one, *items]
    return []


FOLLOWING = r"(?:following|below|folgende[nrsm]?|nachstehende\w*|untenstehende\w*|suivante?s?|ci-dessous|ci-apres|siguientes?|a continuacion|abajo|volgende|onderstaande|hieronder)\b"

ASKING = (
    rf"(?:{SENDING.pattern}|\b(?:help (?:me |us )?(?:out )?with|need|require|missing|have|get|grateful|obliged|appreciate|glad|thankful|brauche?n?|benotige?n?|fehlen|haben|bekommen|erhalten|dankbar|verbunden|bitte[nt]?|freuen"
    r"|besoin|faudrait|manquent?|merci|reconnaissant\w*|gre|avoir|recevoir|necesit\w+|pedimos|pido|solicit\w+|rogamos|faltan?|agradec\w+|tener|recibir|nodig|ontbreken|graag|dankbaar|erkentelijk|ontvangen|krijgen|verzoek\w*)\b)"
)

ANNOUNCES = re.compile(
    rf"{ASKING}[^.?!\n]{{0,80}}:\W*$|{ASKING}[^.?!\n]{{0,60}}\b{FOLLOWING}|\b{FOLLOWING}[^.?!\n]{{0,60}}{ASKING}"
)
