"""How five languages name days, as expressions over folded text (see `folding`)."""

MONTHS = {
    1: "january|januar|janner|janvier|enero|januari|jan|janv|ene",
    2: "february|februar|feber|fevrier|febrero|februari|feb|febr|fevr|fev",
    3: "march|marz|maerz|mars|marzo|maart|mar|mrz|mrt",
    4: "april|avril|abril|apr|avr|abr",
    5: "may|mai|mayo|mei",
    6: "june|juni|juin|junio|jun",
    7: "july|juli|juillet|julio|jul|juil",
    8: "august|aout|agosto|augustus|aug|ago",
    9: "september|septembre|septiembre|setiembre|sept|sep|set",
    10: "october|oktober|octobre|octubre|oct|okt",
    11: "november|novembre|noviembre|nov",
    12: "december|dezember|decembre|diciembre|dec|dez|dic",
}
MONTH_OF = {name: number for number, names in MONTHS.items() for name in names.split("|")}
MONTH = "(?:" + "|".join(sorted(MONTH_OF, key=len, reverse=True)) + r")(?![\w])\.?"
FULL_MONTH = "(?:" + "|".join(sorted((n for n in MONTH_OF if len(n) > 4), key=len, reverse=True)) + ")"

WEEKDAYS = {
    0: "monday|montag|lundi|lunes|maandag",
    1: "tuesday|tues|dienstag|mardi|martes|dinsdag",
    2: "wednesday|weds|mittwoch|mercredi|miercoles|woensdag",
    3: "thursday|thurs|donnerstag|jeudi|jueves|donderdag",
    4: "friday|freitag|vendredi|viernes|vrijdag",
    5: "saturday|samstag|sonnabend|samedi|sabado|zaterdag",
    6: "sunday|sonntag|dimanche|domingo|zondag",
}
SHORT_DAYS = {0: "mon|mo|ma", 1: "tue|di", 2: "wed|mi|wo", 3: "thu|thur|do", 4: "fri|fr|vr"}
"""Only behind a word like "on" or "bis": alone most of them are other words."""
WEEKDAY_OF = {name: number for number, names in WEEKDAYS.items() for name in names.split("|")}
WEEKDAY = (
    r"\b(?:"
    + "|".join(sorted(WEEKDAY_OF, key=len, reverse=True))
    + r")(?:'?s|abends?|abend|morgen|mittag|nachmittag)?(?!\w)"
)

COUNTS = {
    "one": 1, "a": 1, "an": 1, "einer": 1, "einem": 1, "eine": 1, "un": 1, "une": 1, "una": 1, "een": 1,
    "two": 2, "zwei": 2, "deux": 2, "dos": 2, "twee": 2, "couple of": 2, "a couple of": 2,
    "three": 3, "drei": 3, "trois": 3, "tres": 3, "drie": 3,
    "four": 4, "vier": 4, "quatre": 4, "cuatro": 4,
    "five": 5, "funf": 5, "cinq": 5, "cinco": 5, "vijf": 5,
    "six": 6, "sechs": 6, "seis": 6, "zes": 6,
    "seven": 7, "sieben": 7, "sept": 7, "siete": 7, "zeven": 7,
    "eight": 8, "acht": 8, "huit": 8, "ocho": 8,
    "ten": 10, "zehn": 10, "dix": 10, "diez": 10, "tien": 10,
    "fourteen": 14, "vierzehn": 14, "quinze": 15, "quince": 15, "veertien": 14,
}  # fmt: skip
COUNT = r"(?:\d{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
DAYS = "(?:calendar |working |business |banking |bank |kalender|werk|arbeits|bankarbeits|bank)?(?:days?|tagen?|jours?|dias?|dagen|dag)(?: ouvres| ouvrables| habiles| laborables| naturales)?"
HOURS = "(?:hours?|hrs|stunden|heures|h|horas|uur)"
WEEKS = "(?:weeks?|wochen?|semaines?|semanas?|weken|week)"
MONTH_UNITS = "(?:months?|monaten?|mois|meses|mes|maanden|maand)"
WITHIN = (
    r"(?:within(?: the next)?|in(?: the next)?|binnen(?: de)?|innerhalb von|innerhalb der nachsten|innert|binnen|in den nachsten|in|dans les|dans|sous"
    r"|d'ici(?: a)?|en unos|de aqui a|en|dentro de|en (?:el|un) plazo de|over)"
    r"(?: (?:about|around|roughly|at most|no more than|max\.?|maximum|spatestens|hochstens|maximal|etwa|ungefahr|rund|ca\.?|circa|environ|au plus|maximo|un maximo de|como mucho|unos|unas|maximaal|hooguit|ongeveer|uiterlijk|de komende))?"
)

TODAY = r"today|heute|aujourd'hui|ce jour|hoy|vandaag|this morning|this afternoon|this aft|ce matin|cet apres-midi|esta manana|esta tarde|vanochtend|vanmorgen|vanmiddag|heute morgen|tonight|right now|par retour de mail le jour meme"
WEEK_AFTER_NEXT = (
    r"(?:the )?week after next|ubernachste[nr]? woche|uebernaechste[nr]? woche|la semaine d'apres|de week daarna"
)
TOMORROW = r"tomorrow|tmrw|tmw|tomorow|2moro|2morrow|morgen|demain|manana|next day"
DAY_AFTER = r"(?:the )?day after tomorrow|ubermorgen|uebermorgen|apres-demain|pasado manana|overmorgen"
YESTERDAY = r"yesterday|last night|gestern|hier(?= (?:par|soir|matin|nous|j|le|la|\w+e\b|apres)|[.,!]|$)|ayer|anoche|gister(?:en)?(?:avond|nacht|middag|ochtend)?"
DAY_BEFORE = r"(?:the )?day before yesterday|vorgestern|avant-hier|anteayer|antes de ayer|eergisteren"

THIS_WEEK = r"this week|esta misma semana|diese woche|dieser woche|cette semaine|esta semana|deze week"
NEXT_WEEK = (
    r"next week|(?:the )?(?:coming|following) week|(?:nachste|naechste|nechste|kommende|folgende)[nr]? woche"
    r"|(?:la )?semaine prochaine|(?:la )?semaine qui vient|(?:la )?semaine suivante|(?:la )?(?:proxima semana|semana proxima|semana que viene|semana entrante)"
    r"|volgende week|aanstaande week|komende week"
)
END_OF_WEEK = (
    r"end of (?:the |this )?week|week'?s end|by the weekend|ende (?:der|dieser) woche|(?:zum )?wochenende|ende woche"
    r"|(?:la )?fin de (?:la |cette )?semaine|fin de semaine|(?:a )?final(?:es)? de (?:la |esta )?semana|within the week|im laufe der woche|dans la semaine(?! d)|a lo largo de (?:la|esta) semana|in de loop van (?:de|deze) week|fin de semana|eind(?:e)? (?:van )?(?:de|deze) week|einde week"
)
END_OF_NEXT_WEEK = (
    r"end of next week|ende (?:der )?(?:nachster|naechster|nachsten|naechsten|kommender|kommenden) woche|fin de (?:la )?semaine prochaine"
    r"|(?:a )?finales? de (?:la )?(?:semana que viene|proxima semana|semana proxima)|eind(?:e)? (?:van )?volgende week"
)
NEXT = r"(?:next|coming|following|nachster?n?|nachstem|naechste[nrm]?|kommende[nrm]?|prochaine?|qui vient|proxim[oa]|que viene|volgende|komende|aanstaande|a\.?s\.?)"
LAST = r"(?:last|past|previous|letzte[nrm]?|vergangene[nrm]?|vorige[nrm]?|dernier|derniere|passee?|pasad[oa]|ultim[oa]|afgelopen|vorige|jongstleden|jl\.?)"

END_OF_MONTH = (
    r"end of (?:the |this )?month|month(?:'s)?[- ]?end|ende (?:von )?(?:des|diesen|dieses|diesem|diese|dem) monate?s?|monatsende|ende monat|ultimo(?! \w+o\b)"
    r"|(?:la )?fin (?:du|de ce|de) mois|fin (?:de )?mes|(?:a )?final(?:es)? de(?: este|l)? mes|fin de mes|eind(?:e)? (?:van )?(?:de|deze) maand|maandeinde"
    r"|last (?:working |business )?day of (?:the|this|each) month|letzte[nrm]? (?:\w*werk|arbeits)?tag (?:des|dieses) monats|dernier jour (?:ouvre )?(?:du|de ce) mois"
    r"|ultimo dia (?:habil |laborable )?del?(?: este)? mes|laatste (?:werk)?dag van (?:de|deze) maand"
)
END_OF_NEXT_MONTH = r"end of next month|ende (?:des )?(?:nachsten|kommenden) monats|fin du mois prochain|(?:a )?finales? del? (?:mes que viene|proximo mes)|eind(?:e)? (?:van )?volgende maand"
NEXT_MONTH = r"next month|(?:nachsten|naechsten|kommenden) monate?s?|nachstem monat|(?:le )?mois prochain|(?:el )?(?:mes que viene|proximo mes)|volgende maand|komende maand"
THIS_MONTH_WORDS = r"courant|of this month|dieses monats|d\.? ?m\.?|de ce mois|du mois|de este mes|del mes|del corriente|del presente(?: mes)?|van deze maand|deze maand|dezer|inst\.?"
MID = r"(?:mid|(?:the )?middle of|mitte|mi|mediados del?|medio|half|halverwege)"
END_OF = r"(?:(?:the )?end of|ende|(?:la )?fin|(?:a )?finales? de|antes de que termine|eind(?:e)?(?: van)?|late)"
START_OF = r"(?:(?:the )?beginning of|(?:the )?start of|early(?: in)?|anfang|debut|principios del?|primeros del?|begin(?: van)?)"
IN_MONTH = r"(?:\bin|\bof|\bfor|\bduring|\bby|\bim|\bbis|\bfur|\ben|\bde|\bd'|\bpour|\bcourant|\bdurant|\bdel?|\bvan|\bvoor|\buntil|\btill|\bhasta|\bjusqu'en|\bjusqu'a|\btot|\bfrom|\bvom|\bseit|\bdesde|\bsince|\bdepuis|\bmes de|\bmaand|\bmonat|\bmois de)"
MONTH_ITSELF = r"(?:(?:the|this|des|dieses|du|de ce|de|del|de este|van de|van deze) )?(?:month|monats?|mois|mes|maand)"
END_OF_YEAR = (
    r"end of (?:the |this )?year|year[- ]?end|(?:the )?year is out|jahresende|ende (?:des|dieses) jahres|fin d'annee|fin de (?:l'|cette )annee"
    r"|fin(?:ales)? de(?:l)?(?: este)? ano|(?:acabe|termine) el ano|eind(?:e)? (?:van )?(?:het|dit) jaar|jaareinde"
)
END_OF_QUARTER = (
    r"end of (?:the |this )?quarter|quarter[- ]?end|quartalsende|ende (?:des|dieses) quartals|fin (?:de|du|de ce) trimestre"
    r"|fin(?:ales)? de(?:l)?(?: este)? trimestre|eind(?:e)? (?:van )?(?:het|dit) kwartaal|kwartaaleinde"
)
IN_A_WEEK = (
    r"a week|dans une semaine|in a week|in einer woche|in acht tagen|en huit|en ocho(?: dias)?|over een week|week"
)
"""Behind "today" or "tomorrow": seven days after it."""
NTH = {
    1: "first|1st|erste[nrm]?|premiere?|1ere|primera?|eerste",
    2: "second|2nd|zweite[nrm]?|deuxieme|segund[oa]|tweede",
    3: "third|3rd|dritte[nrm]?|troisieme|tercera?|derde",
    4: "fourth|4th|vierte[nrm]?|quatrieme|cuart[oa]|vierde",
    -1: "last|letzte[nrm]?|derniere?|ultim[oa]|laatste",
}
HALF = {
    15: r"first half|erste[nr]? halfte|premiere (?:quinzaine|moitie)|primera (?:quincena|mitad)|eerste helft",
    31: r"second half|(?:latter|last) half|zweite[nr]? halfte|(?:deuxieme|seconde) (?:quinzaine|moitie)|segunda (?:quincena|mitad)|tweede helft",
}
"""Of a month: the last day of each half."""
NTH_WORD = "(?:" + "|".join(NTH.values()) + ")"
FEAST = (
    "(?:christmas|easter|whitsun|new year|weihnachten|ostern|pfingsten|neujahr|silvester|jahresende|monatsende|quartalsende|jahreswechsel|fruhjahr|fruhling|sommer|herbst"
    "|noel|paques|navidad|reyes|semana santa|kerst\\w*|pasen|pinksteren|nieuwjaar)"
)
"""Times of the year that are no day: a person asks which."""
