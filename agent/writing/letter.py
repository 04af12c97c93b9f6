"""The letter around the paragraphs: thanks before them, an easy way out after them, and the signature."""

from collections.abc import Iterator

from agent.domain.facts import Brief, OpenAsk
from agent.domain.vocabulary import Intent
from agent.writing.marks import plain_text
from agent.writing.papers import Papers
from agent.writing.phrases import Voice
from agent.writing.stance import Stance
from agent.writing.topics import Topic, topics

THANKFUL = ("thank you", "vielen dank", "merci", "nous vous remercions", "gracias", "dank u")
LOWERED = ("Vielen", "Anbei", "Unter", "Das", "Es", "Jemand", "Wir", "Damit", "Was", "Zu", "Nach", "Welche", "Über", "Wenn")  # fmt: skip
"""First words of German sentences that go on in lower case after "Guten Tag,"."""


def opened(voice: Voice, paragraphs: list[str], brief: Brief, stance: Stance) -> list[str]:
    thanked = bool(paragraphs) and plain_text(paragraphs[0]).lower().startswith(THANKFUL)
    if stance in (Stance.OPEN, Stance.STRANGER) and not thanked and brief.variant != "shorter":
        paragraphs = [voice.say("frame.thanks_many" if len(brief.asks) > 1 else "frame.thanks"), *paragraphs]
    if voice.language == "de" and paragraphs and paragraphs[0].split()[0] in LOWERED:
        paragraphs = [paragraphs[0][0].lower() + paragraphs[0][1:], *paragraphs[1:]]
    return paragraphs


def closing(voice: Voice, brief: Brief, stance: Stance, asks: tuple[OpenAsk, ...], papers: Papers) -> Iterator[str]:
    """An easy way out: reply or call. None where nothing is left to say."""
    intents = {intent for ask in asks for intent in ask.reading.intents}
    found = {topic for ask in asks for topic in topics(ask)}
    settled = intents <= {Intent.OTHER} and bool(found) and found <= SETTLED
    if stance is not Stance.OPEN or brief.variant == "shorter" or settled:
        return
    if Topic.DISTRESS in found:
        yield voice.say("variant.offer_call")
        return
    kind = "papers" if papers.found.keys() - papers.proofs else "meant" if intents == {Intent.PROMISE} else "more"
    yield voice.say(f"closing.{kind}", phone=voice.fact(brief.client.phone, "client:phone"))


SETTLED = frozenset({Topic.THANKS, Topic.WITHDRAWN})


def signed(voice: Voice, brief: Brief) -> str:
    signature = voice.fact(brief.client.signature.replace("\r\n", "\n"), "client:signature")
    return f"{voice.say('frame.bye')}\n\n{signature or voice.fact(brief.client.name, 'client:name')}"
