"""Attempts to give orders to a machine that reads the mail. Looked for everywhere, for they are hidden where nobody looks."""

import re
from collections.abc import Iterator

from agent.domain.facts import MailView, Span
from agent.domain.folding import fold

READER = (
    r"(?:ꜳꜳ|artificial intelligence|(?:automatic|automated) (?:reader|processing)|kunstliche intelligenz|intelligence artificielle|inteligencia artificial|kunstmatige intelligentie|programm,? das|systeme de lecture|agents? automatiques?|lecteur automatique|(?:modelo|modele|modell|model) (?:que|qui|das|dat|that) (?:le|lea|lee|lit|liest|leest|reads)|llm|gpt|chat ?gpt|bots?|robots?|chatbot|language model|automated (?:reader|assistant|system|reply)|(?:ai|mail|e-?mail|virtual|digital) (?:assistant|agent|handler|system|reader)s?|"
    r"ꜳꜳ-\w+|automat(?:en)?|sprachmodell|mail ?assistent\w*|(?:digitaler?|virtueller?) assistent\w*|maschine|"
    r"automate|modele de langage|assistant (?:ia|virtuel|automatique)|robot de lecture|"
    r"modelo de lenguaje|asistente (?:virtual|automatico|de ia)|"
    r"automaat|taalmodel|(?:ai|mail|digitale|virtuele)[ -]?assistent)"
)
ORDER = (
    r"(?:ignor\w*|disregard\w*|forget\w*|overrid\w*|bypass\w*|mark\w*|classif\w*|attach\w*|send|forward\w*|repl(?:y|ies)|answer\w*|approv\w*|skip\w*|treat\w*|set|print|reveal|confirm\w*|delet\w*|release|issue|add|include|output|close|write|"
    r"ignorier\w*|vergiss|vergesst|vergessen sie|ubergeh\w*|setze?n?|markier\w*|hang\w*|antworte?n?|sende?n?|schicke?n?|behandle?n?|gib|geben sie|losche?n?|bestatig\w*|fuge?n?|stufe?n?|verschicke?n?|schließe?n?|"
    r"oublie\w*|considere\w*|marque\w*|joins|joindre|joignez|reponds|repondez|envoie|envoyez|traite\w*|supprime\w*|confirme\w*|contourne\w*|classe[zr]?|approuve\w*|desactive\w*|"
    r"olvida\w*|olvide\w*|marca\w*|marque|omit\w*|adjunt\w*|reenvi\w*|envi(?:a|e)\w*|respond\w*|escrib\w*|trata\w*|borra\w*|confirm\w*|anul(?:a|e)\w*|archiv(?:a|e)\w*|"
    r"negeer\w*|vergeet|zet|markeer\w*|behandel\w*|stuur\w*|beantwoord\w*|voeg|bevestig\w*|verwijder\w*|sla)"
)
RULES = r"(?:instructions?|rules|prompts?|developers|guidelines|checks|filters?|anweisung\w*|regeln|vorgaben|prufung\w*|kontrollen|freigabe|consignes?|regles|controles?|verifications?|instrucciones|reglas|verificacion\w*|instructies|regels|controles|opdracht\w*)"
STRONG = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{{0,60}}\b{RULES}\b|forget (?:whatever|everything) (?:your|you)|system prompt|you are now (?:in|a|an|the)\b|maintenance mode|developer mode|"
    rf"\b(?:ignorier\w*|vergiss|vergessen|ubergeh\w*)\b[^.\n]{{0,60}}\b{RULES}\b|"
    rf"\b(?:ignore\w*|oublie\w*|contourne\w*)\b[^.\n]{{0,60}}\b{RULES}\b|"
    rf"\b(?:ignora\w*|olvida\w*|omit\w*)\b[^.\n]{{0,60}}\b{RULES}\b|"
    rf"\b(?:negeer|vergeet)\b[^.\n]{{0,60}}\b{RULES}\b|"
    r"without (?:human|staff) (?:review|approval)|sin revision humana|ohne menschliche (?:prufung|freigabe)|sans (?:validation|controle) humaine?|zonder menselijke (?:controle|tussenkomst)|"
    r"(?:whoever|whatever|anyone who) (?:summari[sz]es|classifies|processes) (?:this|the mail)|"
    r"(?:tes|vos|tus|sus|your) (?:consignes|instrucciones|instructions|internal instructions) (?:internes?|internas|systeme)\b|your (?:internal|hidden|initial) instructions|"
    r"(?:your|deine[rn]?|ihre[rn]?|tes|vos|tus|sus|je|uw) (?:system ?prompt|configuration|konfiguration|vollstandige[rn]? anweisung\w*)"
)
ADDRESSED = re.compile(
    rf"\b{READER}\b[^\n]{{0,110}}?\b{ORDER}\b|\b{ORDER}\b[^\n.]{{0,60}}\b(?:dear |hi |hello |liebe[rs]? |cher |hallo )?{READER}\b"
)
TO_ASSISTANT = re.compile(rf"\b(?:instruction|note|order|message|consigne|hinweis|nota|instruccion|instructie|anweisung)s? (?:to|for|an|fur|pour|para|voor|au|aux|al|a) (?:the |den |die |das |l'|le |la |el |de |het )?(?:assistant|assistent|asistente|{READER})\b")  # fmt: skip
HIDDEN_COMMENT = re.compile(rf"<!--[^>]*\b(?:{READER}|system|assistant|assistent|{ORDER})\b[^>]*-->")
SYSTEM_LABEL = re.compile(
    rf"(?:^|[\[<(*#>\-\s])(?:system(?:hinweis)?|systeem|sistema|systeme|assistant|assistent|asistente)\b[^\n:]{{0,40}}:|{TO_ASSISTANT.pattern}",
    re.M,
)
PATTERNS = (HIDDEN_COMMENT, STRONG, TO_ASSISTANT, ADDRESSED)
ABBREVIATED = re.compile(r"\b(?:AI|IA|KI)\b")
"""Only in capitals: in French "ai" is a word. The mark that stands for it is a letter nobody writes, twice."""
INNOCENT = re.compile(
    r"\bignore (?:my|this|the|that) (?:voicemail|last|previous|earlier|e-?mail|mail|message|reminder|note)|"
    r"\b(?:our|unser\w*|notre|nuestro|ons|onze|the) (?:\w+ ){0,2}(?:bots?|robots?|automate|automat|ai)\b (?:has|is|was|could|couldn|rejects?|hat|ist|a|est|ha|heeft|kan)|"
    r"\b(?:accounts?|sales|office|ap|shop|teaching|personal|dental|purchasing) assistants?\b"
)
MAX_CHARACTERS = 50_000


def instructions(mail: MailView) -> Iterator[Span]:
    """Where the mail speaks to a machine: one span per part at most."""
    for part, text in parts(mail):
        found = instruction(text[:MAX_CHARACTERS])
        if found:
            yield Span(part=part, start=found[0], end=found[1], quote=text[found[0] : found[1]])


def parts(mail: MailView) -> Iterator[tuple[str, str]]:
    """Every text of the mail by its name; "from" is the display name, "filename:<n>" and "html" speak for themselves; "hidden" is what nobody sees."""
    yield from (
        ("newest", mail.newest),
        ("subject", mail.subject),
        ("signature", mail.signature),
        ("quote", mail.quote),
    )
    yield "from", mail.from_name
    for number, one in enumerate(mail.attachments):
        yield f"attachment:{number}", one.text
        yield f"filename:{number}", one.filename.replace("_", " ")
    yield "hidden", mail.hidden
    for comment in re.finditer(r"<!--.*?-->", mail.html, re.S):
        yield "html", comment[0]


def instruction(text: str) -> tuple[int, int] | None:
    """Offsets of the first instruction, widened to its line."""
    folded = fold(ABBREVIATED.sub("ꜳꜳ", text))
    found = next((hit for one in PATTERNS for hit in one.finditer(folded) if not innocent(folded, hit)), None)
    found = found or labelled(folded)
    if found is None:
        return None
    start = folded.rfind("\n", 0, found.start() + 1) + 1
    end = folded.find("\n", found.end())
    end = len(text) if end < 0 else end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())


def innocent(folded: str, hit: re.Match[str]) -> bool:
    return any(one.start() < hit.end() and hit.start() < one.end() for one in INNOCENT.finditer(folded))


def labelled(folded: str) -> re.Match[str] | None:
    """ "System: …" followed by an order somewhere behind it."""
    for hit in SYSTEM_LABEL.finditer(folded):
        if re.search(
            rf"\b(?:{ORDER}|(?:is|are|sind|sont) (?:to|authori[sz]ed|zu)|holds?)\b", folded[hit.end() : hit.end() + 300]
        ):
            return hit
    return None
