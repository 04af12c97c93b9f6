"""What the sender says, clause by clause, with its place; greetings and farewells are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.domain.facts import MailView, Span
from agent.domain.folding import fold

NEWEST, SUBJECT = "newest", "subject"
MAX_CLAUSES = 60
MOST_DENIAL = 160
"""Of a long mail the first ones are read one by one; the whole of it is always read as one text."""

GREETING = re.compile(
    r"(?:"
    r"(?:good\s)?(?:hi|hey|hello|hullo|dear|morning|afternoon|evening|greetings|gents|to whom it may concern)|"
    r"sehr geehrte[rs]?|s\.g\.|liebe[rs]?|hallo|moin|servus|grüezi|werte[rs]?|guten (?:tag|morgen|abend)|grüß gott|"
    r"ch[eè]re?s?|bonjour|bonsoir|bsr|bjr|salut|madame|monsieur|messieurs|"
    r"buen[oa]s(?: d[ií]as| tardes| noches)?|hola|estimad[oa]s?|muy señor(?:es)? míos?|señor(?:es|a)?|"
    r"beste|geachte|hoi|dag|goede(?:n?dag|nmorgen|morgen|middag|navond|avond)"
    r")\b(?:[ ,/]*[\w.’'\-]+){0,5}?\s*(?:[,:!]+|\.\.\.|\n|$)\s*",
    re.IGNORECASE,
)
FAREWELL = re.compile(
    r"(?:(?:many |kind |best |warm |with )*(?:thanks|regards|thank you|ta|thx|cheers|yours \w+|sincerely|love)"
    r"|(?:mit )?(?:freundliche[nr]?|beste[nr]?|viele|liebe|schöne)? ?(?:grüße[n]?|gruß|gruss|grüssen|lg|mfg|vg|danke)"
    r"|(?:bien )?cordialement|bien à vous|merci|salutations|cdt|bisous"
    r"|(?:un )?(?:cordial )?saludos?|gracias|atentamente|un abrazo|abrazos"
    r"|(?:met )?(?:vriendelijke|hartelijke)? ?(?:groet(?:en|jes)?|mvg|dank|bedankt)"
    r")\b[^\n.?!]{0,25}[,.!]*",
    re.IGNORECASE,
)
BREAK = re.compile(r"(?<=[.!?…])[\"”»)]*\s+(?=[^\s\d)])|\n{2,}|\n(?=\s*(?:[-*•–]|\d+[.)])\s)|\s*;\s+")
ABBREVIATION = re.compile(
    r"\b(?:no|nr|st|mr|mrs|ms|dr|mme|sr|sra|inv|ref|art|vs|approx|ca|z\.b|bzw|ggf|e\.g|i\.e|n\.º|[a-z]|\d{1,2})\.$",
    re.IGNORECASE,
)
NOTHING_WRONG = re.compile(
    r"\b(?:(?:are|am|is|we're|i'm|do|does) ?n[o']t (?:disput|contest|question|argu|challeng|querying)\w*|not (?:disput|contest|question|argu|challeng)ing|no (?:dispute|quarrel|complaint|objection)s?\b|nothing(?:'s| is)? (?:wrong|the matter)"
    r"|(?:beanstand|reklam|einwand|einwend|streit)\w*.{0,40}\b(?:nicht|kein\w*)|(?:kein\w*|ohne) (?:\w+ )?(?:beanstand|reklam|einwand|einwend)\w*"
    r"|aucune? (?:contestation|reserve|litige|probleme|anomalie|desaccord)|sans (?:contest|litige|reserve)\w*|ne contest\w+ (?:pas|rien|nullement)|rien (?:d'anormal|a redire|a signaler)"
    r"|(?:no (?:hay|es|tenemos)|sin) .{0,15}(?:reclam|queja|disput|incidencia|discrepan)\w*|todo (?:correcto|en orden)|ningun\w* (?:reclam|queja|incidencia|problema|objec)\w*"
    r"|geen (?:klacht|bezwaar|geschil|discussie|dispuut)|niets? (?:mis|aan de hand|betwist\w*)|betwisten? .{0,20}niet)"
)
"""A clause that says only that nothing is wrong: to a classifier its words would look like a dispute."""
BUT = re.compile(
    r"\b(?:but|however|except|only|although|though|yet|just not|aber|jedoch|allerdings|außer|nur|doch|mais|sauf|cependant|pero|salvo|aunque|excepto|maar|echter|behalve)\b"
)
LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Clause:
    """`start` and `end` are offsets into the part: newest or subject."""

    part: str
    start: int
    end: int
    text: str

    def span(self) -> Span:
        return Span(part=self.part, start=self.start, end=self.end, quote=self.text)


def clauses_of(mail: MailView) -> tuple[Clause, ...]:
    """The subject, if it says anything, and the clauses of the newest text, in order."""
    subject = [Clause(SUBJECT, 0, len(mail.subject), mail.subject)] if LETTER.search(mail.subject) else []
    return (*subject, *_of_text(mail.newest))[: MAX_CLAUSES + 1]


def _of_text(text: str) -> Iterator[Clause]:
    return (one for one in _written(text) if not farewell(one.text) and not nothing_wrong(one.text))


def below_farewells(text: str) -> Iterator[Clause]:
    """The lines that `clauses_of` leaves out with a farewell above them, that one among them: names, one hopes."""
    for block in _written(text):
        if farewell(block.text):
            for line in re.finditer(r"\S[^\n]*", block.text):
                words, start = line[0].rstrip(), block.start + line.start()
                yield Clause(NEWEST, start, start + len(words), words)


def farewell(words: str) -> bool:
    return bool(FAREWELL.fullmatch(words.partition("\n")[0]))


def _written(text: str) -> Iterator[Clause]:
    for first, end in _pieces(text):
        greeting = GREETING.match(text[first:end])
        start = first + (greeting.end() if greeting else 0)
        start += len(text[start:end]) - len(text[start:end].lstrip())
        words = text[start:end].rstrip()
        if LETTER.search(words):
            yield Clause(NEWEST, start, start + len(words), words)


def nothing_wrong(words: str) -> bool:
    folded = fold(words)
    return bool(NOTHING_WRONG.search(folded)) and not BUT.search(folded) and len(words) <= MOST_DENIAL


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in BREAK.finditer(text):
        if not ABBREVIATION.search(text[start : found.start()]):
            yield start, found.start()
            start = found.end()
    yield start, len(text)


def whole_text(clauses: tuple[Clause, ...]) -> str:
    """The mail as one text for the encoder: subject first, no greeting."""
    return "\n".join(one.text for one in clauses)
