"""Where five languages put the verb of what the writer does or asks, and the verbs a plain request may have there.

A closed list on purpose: "we need", "could you send" and "I cannot find" are known; "we return", "could you explain" and
"I dispute" are not, nor is any verb nobody has thought of. Over folded text (see `folding`).
"""

import re

from agent.reading.second.innocent_words import OFFICE, SMALL

ASIDE_EN = r"(?: (?:just|also|please|possibly|kindly|still|really|perhaps|now|simply|currently|already|both|all|have|had|do|did|does|can|could|would|may|might|be|been|am|are|was|were|is|has|so|very|both|either|merely|therefore|hereby|get|all|to|not|never|don't|haven't|did|didn't|hasn't|cannot|can't))*"
SLOTS = tuple(
    re.compile(pattern)
    for pattern in (
        # English: "we ...", "please ...", "like to ...", "could you ..."
        rf"\b(?:i|we|they|he|she)(?:'m|'ve|'d|'re)?{ASIDE_EN} ([a-z]{{3,}})\b",
        r"\b(?:please|pls|plz|kindly)(?: (?:just|also|kindly|be so kind as to|do))* ([a-z]{3,})\b",
        r"\b(?:like|want|wanted|wish|love|able|going|asked|ask|plan|intend|try|trying|happy|need|needs|prepared|ready|have|has|had|order|required|forced) to (?:also |please |just )?([a-z]{2,})\b",
        rf"\b(?:can|could|would|may|might|will) (?:you|somebody|someone|anyone|anybody|ye)(?: (?:lads|guys|all))?{ASIDE_EN} ([a-z]{{3,}})\b",
        r"\byou(?:'ve|'d)?(?: (?:have|had|did|do|never|also|still|then|just|all|both|already|were|are))* ([a-z]{3,})\b",
        r"(?:^|[.!?\n:,]\s*)(?:please |pls |kindly |bitte |por favor |svp )?([a-z]{3,}) (?:(?:the|die|den|das|la|le|les|el|de|het) )?x{3,}",
        # German: "wir ...", "... ich", "könnten Sie ... senden"
        r"\b(?:ich|wir) ([a-z]{3,})\b",
        r"\b([a-z]{4,}) (?:ich|wir)\b",
        r"\b(?:konnten|konnen|kann|konnte|konntest|kannst|konnt|mochten|mochte|wollen|wurden|wurde|wurdet|mussen|durfen|durften|darf|bitte)\b[^.,;:!?\n]{0,80}?\b([a-z]{3,}(?:en|ern|eln))(?=\s*(?:[.,;:!?\n]|$| und\b))",
        r"\b(?:sie|ihr) (?:haben|habt)\b[^.,;:!?\n]{0,60}?\b([a-z]{4,}(?:t|en))(?=\s*(?:[.,;:!?\n]|$))",
        # French: "nous ...", "pouvez-vous ...", "merci de ..."
        r"(?:\b(?:je|nous|tu)|(?:^|[.,;:!?\n]|qu')\s?on)(?: (?:ne|vous|me|nous|te|la|le|les|y|en))* (?!l'|d'|n'|m')([a-z]{3,})\b",
        r"\b(?:j'|n')([a-z]{2,})\b",
        r"\b(?:pouvez|pourriez|peux|pourrais|voudrais|voudrions|souhaite|souhaitons|souhaiterais|veuillez|merci de|merci d'|priere de|serait-il possible de|vouloir|est-il possible de|possible de|demande de|demander de|prie de|prions de|charge de)(?:[- ](?:(?:vous|tu|me|nous|te|la|le|les|en|y|bien|vouloir)\b|[ml]'))*[- ']?([a-z]{2,}(?:er|ir|re|oir))\b",
        r"\bvous (?:m'|nous )?avez (?:bien |deja |nous |me )?([a-z]{3,}(?:e|es|ees?|is?|it|us?|ert|ont))\b",
        # Spanish: "...mos", "podrían ...", "¿me ...?"
        r"\b([a-z]{2,}(?:amos|emos|imos))\b",
        r"\b(?:puedes?|podrias?|pueden|podrian|podeis|podriais|podemos|puedo|quiero|quisiera|querria|queremos|favor de|necesito|necesitamos|rogamos|poder) (?:que )?([a-z]{2,}(?:ar|er|ir)(?:me|nos|la|lo|las|los|te|se|mela|melo|noslas?|noslos?)*)\b",
        r"(?:^|[¿?.!\n] ?|\by )(?:me|nos) (?:(?:la|lo|las|los) )?([a-z]{3,})\b",
        r"\b(?:habeis|han|has) ([a-z]{2,}(?:[ai]do|cho|to))\b",
        # Dutch: "wij ...", "... ik", "kunt u ... sturen"
        r"\b(?:ik|wij|we) ([a-z]{3,})\b",
        r"\b([a-z]{3,}) (?:ik|wij)\b",
        r"\b(?:jullie|u) (?:hebben|heeft|hebt)\b[^.,;:!?\n]{0,60}?\b([a-z]{4,}(?:t|d|en))(?=\s*(?:[.,;:!?\n]|$))",
        r"\b(?:kunt|kun|kan|kunnen|wilt|wil|willen|zou|zouden|mag|mogen|gelieve|verzoek\w*|graag)\b[^.,;:!?\n]{0,80}?\b([a-z]{3,}en)(?=\s*(?:[.,;:!?\n]|$| en\b))",
    )
)
KNOWN = re.compile(
    # English
    r"(?:x+|address|apply|appreciat\w*|arrange\w*|ask\w*|attach\w*|becom\w*|believe\w*|bother|catch\w*|chas\w*|clear\w*|clos\w*|collect\w*|complet\w*|confirm(?:ed)?|copy\w*|dig\w*|download\w*|draw\w*|email\w*|emailed|enter\w*|expect\w*|fetch|file\w*|filing|find\w*|fire|fish|follow\w*|forward\w*|found|furnish\w*|gather\w*|grateful\w*|gone|handed|happy|help\w*|hold\w*|hop(?:e|ing)|hunt\w*|inform\w*|issue\w*|join\w*|keep\w*|kept|lack\w*|let|list\w*|locate\w*|look\w*|los[te]\w*|mail\w*|match\w*|mention\w*|merely|mind|mislaid|misplaced|miss\w*|need\w*|new|not(?:e|ing)|obtain\w*|open|organis\w*|ping|pop|post\w*|prepar\w*|print\w*|process\w*|provid\w*|pull\w*|put\w*|quote|rais\w*|read|receiv\w*|reconcil\w*|record\w*|refer\w*|remain\w*|repl(?:y|ied)|requir\w*|request\w*|re-?send\w*|resent|re-?submit|respect\w*|respond|review\w*|rummag\w*|run|scan\w*|search\w*|see\w*|send\w*|sent|set|shar\w*|shoot|shov\w*|show\w*|sign(?:ed)?|know|sling|sort\w*|spill?t|stat\w*|submit|suppl\w*|tak(?:e|en|ing)|thank\w*|think|throw|tid\w*|trac\w*|train\w*|transmit|trouble|try\w*|unread\w*|updat\w*|upload\w*|us|use|wish\w*|work\w*|writ\w*|disput\w*|two|both|three"
    # German
    r"|anfordern\w*|anhangen|antworten|auftreiben|aufraumen|bedank\w*|begleich\w*|bekomm\w*|belegen|benotig\w*|bereitstellen|bin|bitte\w*|brauch\w*|dank\w*|darf|durf\w*|einreichen|entgegen\w*|erbitt\w*|ergibt|erhalt\w*|ersuch\w*|fehl\w*|festgestellt|samtliche|sauber|find\w*|fordern|freu\w*|geben|hab\w*|haben|haltet?n?|hat\w*|helfen|hochladen|hoff\w*|holen|kann|konn\w*|kopieren|kriegen|lassen|leg\w*|mach\w*|mail\w*|mochte\w*|muss\w*|nachreichen|nehmen|ordn\w*|prufen|reichen|sag|sammel\w*|schau(?:en|t)?|schick\w*|schlie\w*|seh\w*|sein|send\w*|setzen|sind|stell\w*|such\w*|uber\w*mitteln|ubermitteln|ubersenden|verbuch\w*|vermiss\w*|verlor\w*|verleg\w*|vorbereit\w*|vorlegen|vorzulegen|war\w*|weiterleiten|weiterreichen|woll\w*|wurd\w*|zukommen|zumailen|zusammen\w*|zusenden|zuschicken|arbeit\w*|archivier\w*|dass|damit|ob|wenn|weil|auch|gern\w*|noch|leider|hiermit|uns|mir|ihnen|bereits|gerade|grad|jetzt|lade|ubernommen|bezieh\w*|kollegen|rechnungen|unterlagen|belegen|kopien|lieferscheinen|lieferungen|buchungen|zahlungen|bestellungen|sachen|ordner\w*|euch|ihn|ihnen|zwei|sen|den"
    # French
    r"|ach\w+|accus\w+|ai|aime\w*|aura\w*|avai\w*|avon\w*|a|adress\w*|appreci\w+|arriver?|avoir|cherch\w*|class\w*|clotur\w*|communiqu\w*|complet\w*|conn\w*|consta\w*|controle\w*|croi[ts]|demand\w*|deposer|dispos\w*|dois|devons|doit|decouvr\w*|etabli\w*|dress\w*|edit\w*|enregistr\w*|env\w+|espere\w*|etai\w*|etre|excus\w*|exped\w+|fai\w*|faud\w*|finis\w*|fourni\w*|fini\w*|indiqu\w*|interven\w*|joindre|mail\w*|manqu\w*|mett\w*|numeris\w*|obten\w*|oubli\w+|partag\w*|pass\w*|parvenir|perdu?\w*|permet\w*|peu[tx]|pouv\w*|pourr\w*|prepar\w*|present\w*|pri[eo]\w*|procur\w*|rang\w*|rapproch\w*|re-?pass\w*|recev\w*|recherch\w*|recois|reconstitu\w*|recu\w*|redemand\w*|refai\w*|reglo\w*|remerci\w*|remett\w*|remplac\w*|rendre|renvo\w*|repren\w*|requier\w*|retrouv\w*|revenir|revien\w*|sai[ts]|saur\w*|savoir|ser[ai]\w*|signal\w*|sollicit\w*|somm\w*|souhait\w*|suis|suivre|tien\w*|tro[u]?v\w*|transfer(?:er|ez)|transmett\w*|trait\w*|tri[eo]\w*|va?is|verif\w*|veu\w*|vien\w*|voi\w*|voul\w*|voudr\w*|y|est|etais|avez|arrivons|intervenons|attire|l'\w+"
    # Spanish
    r"|actualiz\w*|adjunt\w*|agradec\w*|apoy\w*|archiv\w*|ayud\w*|busc\w*|cerr\w*|cierr\w*|colabor\w*|compart\w*|complet\w*|consta\w*|constan|rapid\w*|cuadr\w*|descarg\w*|dese\w*|dirij\w*|dirig\w*|encontr\w*|encuentr\w*|entreg\w*|envi\w*|escan\w*|esper\w*|est[ao]\w*|extravi\w*|facilit\w*|falt\w*|gestion\w*|guard\w*|hac\w*|hag\w*|ha|han|hemos|hicier\w*|incorpor\w*|indic\w*|integr\w*|justific\w*|lleg\w*|localiz\w*|mand\w*|manten\w*|mir\w*|necesit\w*|observ\w*|obten\w*|orden\w*|pas[aeo]\w*|ped\w*|perd\w*|pid\w*|pod\w*|precis\w*|prepar\w*|present\w*|proporcion\w*|quer\w*|quier\w*|recib\w*|reenvi\w*|regal\w*|remit\w*|repet\w*|requer\w*|revis\w*|rog\w*|rueg\w*|sab\w*|sol\w*|solic\w*|somos|suministr\w*|ten[egi]\w*|traspapel\w*|tramit\w*|conseguir\w*|ver|volv\w*|trabaj\w*|consult\w*|imprim\w*|comprob\w*|dar\w*|ultim\w*|estamos|han"
    # Dutch
    r"|aanleveren|archiver\w*|bedank\w*|ben|bewar\w*|bezit\w*|bezorg\w*|bezig|controler\w*|dank\w*|doe\w*|doormailen|doorsturen|geloof|graag|had\w*|heb\w*|hoop|hopen|horen|inboeken|kan|kijken|klasser\w*|kom\w*|kopie\w*|krijg\w*|kun\w*|kwam|laat|laten|lever\w*|ligg\w*|maak|maken|mag|mail\w*|meesturen|miss?\w*|mog\w*|moet\w*|nodig|ontbre\w*|ontvang\w*|ontving\w*|openen|opruim\w*|opsturen|overmaken|regel\w*|schrijf\w*|sluit\w*|stur\w*|stuur\w*|stell\w*|toe\w*|terugvinden|verlen\w*|verlor\w*|verneem|verstrek\w*|versturen|verwacht\w*|verwerk\w*|verzoek\w*|verzend\w*|vernemen|vind\w*|vra\w*|waarder\w*|wil\w*|zend\w*|zet\w*|zie\w*|zijn|zit\w*|zocht\w*|waaronder|denk|helemaal|waarvan|vastgesteld|zoek\w*|zou\w*|zodat|dat|als|omdat|hier|nog|ook|het|hem|werk\w*|aanleggen|administratie|facturen|pakbonnen|bonnen|stukken|vriendelijk|gegevens|kosten)"
)
HELD_BY = re.compile(r"\b(?:has|hat|hangt|liegt|ligt|heeft|wacht|attend|espera) (?!u |sie )(?:\w+ )?x{3,}")
"""Somebody has the paper, or it waits: news, and no request."""
OTHERWISE = re.compile(
    r"pay\w*|paid|settle\w*|return\w*|claim\w*|credit\w*|order(?:ed|ing)?|deliver\w*|bill(?:ed)?|invoiced?|amount\w*|book(?:ed)?|approv\w*|show\w*|total\w*|close the|zahl\w*|bezahl\w*|liefer\w*|bestell\w*|buch\w*|gutschr\w*|pag\w+|entreg\w+|pedi[mr]\w*|livr\w+|command\w+|pay\w+|regl\w+|lever\w+|bestel\w+|betaal\w*|betalen|make|makes|think|say|says|said|know|give|last|mean|meant|left|went|going|go|come|comes"
)
"""Words that are innocent elsewhere, but are another matter where the verb stands."""


def strange_verb(clause: str, written: str) -> re.Match[str] | None:
    """The first verb that no plain request has."""
    for slot in SLOTS:
        for match in slot.finditer(clause):
            if not familiar(match[1]) and not named(written, match.start(1)):
                return match
    return HELD_BY.search(clause)


def named(written: str, place: int) -> bool:
    """A capital within a sentence is a name's or a German noun's."""
    return written[place].isupper() and written[:place].rstrip(" ")[-1:] not in ("", ".", "!", "?", "\n", ":")


def familiar(verb: str) -> bool:
    return KNOWN.fullmatch(verb) is not None or (
        OTHERWISE.fullmatch(verb) is None and (verb in SMALL or OFFICE.match(verb) is not None)
    )
