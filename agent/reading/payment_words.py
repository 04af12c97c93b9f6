"""Words about paying: that it is spoken of, that money left, that it has not yet, that somebody is asked to wait. Over folded text."""

import re

PAYING = re.compile(
    r"\b(?:pa(?:y|ys|ying|id|yable|yment|yments)|settl\w+|transfer\w*|remit\w*|releas\w+|clear(?:ed|ing)?|cheques?|checks?|bacs|eft|ach|payment run|check run|wire[ds]?|sort(?:ed)?|promise|it'?ll be|scheduled|voucher list|cash|due to go|goes? (?:out|on|off)|going (?:out|off)|'ll go|(?:off|over|across|out) to you|will (?:\w+ )?go|will send|discharge|you'?ll have|have it|(?:'ll|shall) send|(?:goes|going|go) over|puts? .{1,30}through|on track|off the account|will do|reach you|leave us|leaves us|credit(?:ed)?|card|expect|count on|part payment|value date|(?:in|on|to) your (?:bank|account)|(?:bank|bacs|weekly|next|this|our|the|day'?s|week'?s|payments?) (?:run|batch)|payment list"
    r"|zahl\w*|bezahl\w*|uberweis\w*|ueberweis\w*|angewiesen|anweis\w*|anzuweis\w*|begleich\w*|beglich\w*|ausgleich\w*|wertstellung|valuta|geht .{0,20}raus|geht raus|gehen .{0,20}raus|geh(?:t|en) (?:\S+ ){1,5}(?:an sie|an euch|zu ihnen)\b|terminiert|geld|erhalten sie|ausbuch\w*|einbezahlt|termin|mach ich|zahllauf\w*|vergutungs\w*|auszahl\w*|angeordnet|freigeb\w*|regulier\w*|krieg(?:t|en|st)|bei euch|(?:in|mit) (?:den|dem|unserem?) (?:\w+ )?lauf|rechnen sie|auf (?:ihrem|eurem|ihr|euer) konto|anzahlung|teilzahlung\w*|abschlag\w*|lauft (?:\S+ ){0,8}mit(?=[.,;!)]|$)|mitlauf\w*|eingeplant"
    r"|pa[iy](?:e|es|ee|ees|ons|ez|er|ement|ements|erai|erons|era|eront|ions)|regl(?:e|ee|es|ees|er|ement|erons|erai|ons|ions)|virement\w*|vir(?:e|er|es|ee|ees|erai|erons|ons)|interviendra|vers(?:e|es|ee|ees|er|ement|erai|erons)|cheque|sold(?:e[rs]?|era|erai|erons|erez)|partira|part|mandat\w*|sera programme|est programme\w*|acquitt\w*|valeur|je met[s]?|sortir|va sortir|envoie ce que je dois|prevu|campagne (?:de (?:paiement|reglement)|du)|acompte|comptez|compter sur|sur votre compte|ordonnance\w*"
    r"|pag(?!in)\w+|abon(?:o|a|ar|aremos|are|ado|ada|amos|ara)|transfer\w+|transfier\w+|ingres(?:o|a|ar|amos|are|aremos|ado)|gir(?:o|amos|aremos|ar)|liquid\w+|cancel(?:ar|o|aremos|ado)|consign\w+|dispersion|deposit\w+|te doy|en mano|cuenta sin falta|hacemos|corrida|sale el|salen|saldran?|remesa|fecha prevista|lo tienes|tendreis|e-cheq|orden al banco|haremos|hare|relacion de pagos|cuenten con|cuenta con|en (?:su|vuestra|tu) cuenta|lo tendran|la tendran|se libra\w*|bizum|orden de pago"
    r"|(?:uit)?betaal\w*|(?:uit)?betal\w*|betaalbaar|vrijgegeven|lo(?:opt|pen) (?:\S+ ){0,6}mee(?=[.,;!)]|$)|voldaan|voldoen|overgemaakt|overmaken|maak .{0,30}over|maken .{0,30}over|gestort|stort\w*|overboek\w*|bijschrijving|regel het|staat (?:het )?(?:erop|op (?:je|uw|jullie) rekening)|in orde|ingepland|betaalrun|betaalbatch|run van|krijg je|het wordt|volgt|reken op|op (?:je|uw|jullie) rekening|aanbetaling|betaalronde|betaallijst|in de (?:batch|run|lijst))\b"
)
SENT = re.compile(
    r"\b(?:(?:sent|paid|wired|transferred) you (?:the |over )?\S{0,3}\d|(?:i|we)(?:'ve| have)? (?:\w+ )?(?:did|done|made) (?:the|a|my|our) (?:\w+ )?(?:transfer|payment)\b|procede au (?:virement|paiement|reglement)|(?:virement|paiement|reglement|cheque)\b.{0,40}\b(?:parti|fait|emis|passe|lance|envoye|poste) (?:ce matin|hier|aujourd|lundi|mardi|mercredi|jeudi|vendredi|le \d)|(?:se|hemos|he) (?:\w+ )?(?:ordeno|ordenado|curso|cursado|lanzo|lanzado|tramito|tramitado) (?:la |el |una |un )?(?:transferencia|pago|giro)|(?:has|have|was|were|been|is|are|'s|already|got|we|i|just|today|yesterday) (?:\w+ ){0,3}?(?<!get )(?<!gets )(?<!getting )(?:paid|transferred|sent|remitted|settled|wired|credited|cleared|initiated|released)|(?<!get )(?<!gets )(?<!getting )paid (?:on|by|in|last|today|yesterday|this|it|that|before|via|already|the|them|you|from)|went (?:across|out|off|through|in the post)|done the (?:[£€$] ?)?\d\S*|\d+ left (?:us|yesterday|this (?:morning|afternoon)|on \w+day|last \w+day)|(?:payment|transfer) (?:was )?(?:made|sent|initiated)|eft'?d|(?:this|it|payment|cheque|money) left (?:on|us|our|\w+ \w+ (?:today|by|yesterday))|hit the mailbox|remittance advice|credit initiated|payment notification|mailed check|left (?:our|my) (?:bank|account)|in the post already|off to you today|payment confirmation|over, net|(?:i|we)(?:'ve| have)? (?:\w+ )?put (?:\S+ ){1,4}through|(?:payment|transfer|money|remittance) (?:went|has gone|(?:was|has been|is) (?:\w+ )?(?:executed|completed|actioned|mailed|processed))|(?:cheque|check)\b.{0,30}\b(?:left|was mailed|was posted|was sent)\b|^(?:[^,.]{0,20}, )?(?:paid|transferred|wired)\b:?(?: (?:on )?\d+| today| yesterday| this morning| just now)|in your bank\b|(?:did|have|has|i|we) (?:\w+ )?(?:posted?|dropped) (?:the|a|you a|your|my|our) cheque"
    r"|(?:haben|habe?|hat|wurden?|ist|sind|bereits|schon|heute|gestern|am \d+\.\d*\.?) (?:[\w\'€$]+[ .,]+){0,16}?(?:uberwiesen|bezahlt|gezahlt|beglichen|angewiesen|einbezahlt|ausgeglichen|abgebucht|eingezahlt|geschickt per|bezahlt worden)|seit \w+ unterwegs|^(?:[^,.]{0,20}, )?(?:angewiesen|uberwiesen|bezahlt|gezahlt)\b:?(?: (?:am )?\d+| heute| gestern| vorhin| eben| am \w+tag)|(?:zahlung|uberweisung|zahlungsauftrag|sparkasse|\w*bank|onlinebanking)\b.{0,80}\b(?:ausgefuhrt|veranlasst|getatigt|vorgenommen|abgegangen)\b|per paypal geschickt|(?:ist|sind|ging|gingen|gestern|schon|bereits) (?:\w+ ){0,5}?raus|(?:uberwiesen|bezahlt|gezahlt|beglichen|angewiesen) (?:haben|habe?|wurden?|worden)|zahlungsavis|avis \d|uberweisung ist (?:raus|erfolgt)|zahlung ist (?:raus|erfolgt)|bezahlt (?:am|hab\w*)|^uberwiesen am|is (?:scho |schon )?(?:uberwiesen|raus|bezahlt)|(?:runter vom|vom) konto|zahlung erfolgte|geld ist (?:\w+ ){0,2}(?:raus|unterwegs)"
    r"|(?:avons|ai|a|est|a ete|ont ete|ete|sont|c'est) (?:\w+ ){0,3}?(?:payee?s?|reglee?s?|viree?s?|versee?s?|effectuee?s?|emise?s?|partie?s?|acquittee?s?|intervenue?s?|postee?s?|soldee?s?|executee?s?|envoye\w* (?:hier|ce matin)|procede)|avoir (?:bien |deja )*(?:vire|regle|paye|verse|effectue|procede|emis|ordonne)|confirme (?:le debit|l'execution)|\d+(?: ?€| euros?| eur| chf)? (?:est|sont) (?:deja |bien )*partie?s? (?:hier|avant-hier|ce matin|lundi|mardi|mercredi|jeudi|vendredi|le \d)|virement \w* ?(?:de .{0,20})?envoye|avis de (?:virement|paiement|reglement)|virement (?:effectue|parti|fait|emis|passe|execute)\w?\b|virement du (?=\d)|(?:paiement|reglement|virement|ordre|cheque)\b.{0,40}\b(?:a ete|est|ont ete) (?:\w+ ){0,2}(?:passe|ordonne|debite|lance|transmis a la banque)\w?\b|^(?:[^,.]{0,20}, )?(?:paye|regle|vire)\w?\b:?(?: (?:le )?\d+| ce matin| hier| aujourd'hui| ce jour)|deja (?:paye|regle|fait)\w*|paiement (?:effectue|est intervenu)|virement de .{0,30}est parti"
    r"|(?:hemos|he|ha|han|se|fue|fueron|ya|esta|estan|quedo) (?:\w+ ){0,3}?(?:pagad\w*|pagaron|pague|transferid\w*|transferi|abonad\w*|abono|abonamos|ingresad\w*|realizad\w*|emitid\w*|enviad\w+ la transferencia|liquidad\w*|consigne|deposit\w+|cancelad\w*|girad\w*)|aviso de (?:pago|transferencia)|notificacion de pago|(?:transferencia|pago|orden)\b.{0,40}\b(?:ejecutad|cursad)[oa]\b|^(?:[^,.]{0,20}, )?(?:pagad[oa]|transferid[oa])\b:?(?: (?:el )?\d+| hoy| ayer| esta manana)|(?:l[eoa]s? )?(?:depositamos|la pague|los? pague)\b|justificante adjunto|pago realizado|transferencia (?:realizada|hecha|emitida)|pagamos el|se cargo el|(?:bizum|transferencia|pago) (?:hecho|hecha|enviad[oa])|os los pase|os la pase|l[oa]s? pague (?:yo|el|ayer|hace)|(?:te|le|les|os) transferi|he ordenado|spei enviado|se pago|se realizo|\d+(?: ?€| euros)? (?:salio|salieron) (?:ya )?(?:hoy|ayer|anteayer|esta manana|el (?:\w+ )?\d)|(?:hice|hicimos|hicieron) (?:\w+ ){0,2}(?:transferencia|pago|ingreso)|mande .{0,12}(?:e-cheq|transferencia)"
    r"|(?:is|zijn|hebben|heb|werd|werden|heeft|al|reeds|gisteren|vandaag|vanmorgen) (?:[\w€$-]+[ .,]+){0,12}?(?:betaald|overgemaakt|overgeschreven|voldaan|gestort|overgeboekt|afgeschreven)|\d+(?: ?€| euro| eur)? (?:is|zijn|ging|gingen) (?:al |reeds )?(?:gisteren|eergisteren|vandaag|vanmorgen|vanochtend|(?:vorige|afgelopen) \w+|op \d\S*) (?:al |reeds )?(?:vertrokken|weg|de deur uit)|betalingsadvies|betaaladvies|betaalspecificatie|(?:betaling|overschrijving|overboeking)\b.{0,40}\b(?:verricht|gedaan|onderweg|uitgevoerd|afgeboekt)\b|^(?:[^,.]{0,20}, )?(?:betaald|overgemaakt)\b:?(?: (?:op )?\d+| vandaag| gisteren| vanmorgen| vanochtend| zonet)|maakte[n]? .{0,30}over|totaal overgemaakt|betaaldatum|overschrijving .{0,20}vertrokken|ging (?:gisteren|vanochtend|vandaag) de deur uit)\b"
    r"|\b(?:(?:payments?|transfers?|remittances?|funds|money|cheques?|checks?|bacs|wire|amount|sum|settlement)\b[^;?]{0,40}\b(?:has|have|had|was|were|been|is|are) (?:\w+ ){0,2}?(?:issued|made|sent|posted|dispatched|despatched|executed|processed|actioned|completed|submitted|initiated|instructed|lodged|debited|mailed)|(?:we|i)(?:'ve| have| had|'d)? (?:\w+ )?(?:made|issued|processed|sent|executed|released|actioned|instructed|initiated) (?:(?:the|a|this|your|that|full|our|bank|this) )*(?:payment|transfer|cheque|remittance)|(?:payment|money|funds|cheque|transfer)(?:'s| is| are)? (?:already )?(?:on (?:its|the|their) way|in transit)|left us (?:this|yesterday|on|today|last)|(?:done|made|gone|(?<!came and )went) (?:today|yesterday|this morning|on \w+|last \w+)\b.{0,25}\b(?:transfer|bacs|cheque|card|faster payment)|it (?:went|left) (?:on (?:the )?(?:\d+|\w+day)|\d+|last \w+day|yesterday)|(?:shows?|showing|recorded|listed|marked|have|has|down) (?:\S+ ){0,3}as paid"
    r"|(?:zahlung|uberweisung|betrag|geld|summe|lastschrift|\w*auftrag|\w+uberweisung)\b[^;?]{0,60}\b(?:angestoßen|abgegangen|eingelost|abgebucht|losgeschickt|durchgefuhrt|rausgegangen|gutgeschrieben|gekommen|eingegangen)|(?:zahlung ging|ging (?:die|unsere) (?:zahlung|uberweisung))\b.{0,40}\bein|\d+(?: ?€| euro| eur| chf)? (?:ist|sind|ging|gingen) (?:\w+ ){0,2}?(?:gestern|vorgestern|heute|letzten \w+|am \S+) (?:\w+ )?(?:weg|abgegangen)|(?:haben|habe?|hat|wurden?|ist|sind|vorgestern|vorhin) (?:[\w'€$]+[ .,]+){0,10}?(?:reguliert|veranlasst|angestoßen|uberwiesen|bezahlt)"
    r"|(?:paiement|reglement|virement|cheque|prelevement|somme|montant|ordre)\b[^;?]{0,50}\b(?:a|est|ont|sont) (?:bien |deja |ete )*(?:transmis|emis|passe|lance|parti|effectue|execute|envoye|debite|preleve|ordonnance)e?s?|(?:a|ont) (?:bien |deja )?ete mise?s? en paiement"
    r"|(?:transferencia|pago|ingreso|orden|remesa|giro|cheque|bizum|recibo|importe|cargo)\b[^;?]{0,40}\b(?:se (?:hizo|efectuo|emitio|envio|curso|cargo|ordeno|ejecuto|tramito)|salio|(?:fue|ha sido|esta|estan) (?:ya )?(?:efectuad|realizad|emitid|ejecutad|enviad|cargad)[oa]s?)|(?:pagos?|transferencias?) (?:ya )?(?:efectuad|realizad|emitid|ejecutad|enviad)[oa]s?|se hizo efectiv[oa]|(?:hice|hicimos|hizo|hicieron) (?:\w+ ){0,2}(?:bizum|giro|deposito)"
    r"|(?:betaling|overschrijving|overboeking|bedrag|geld|incasso)\b[^;?]{0,50}\b(?:de deur uit gegaan|geincasseerd|vertrokken|verwerkt)|(?:net|zojuist|zonet|daarnet|eergisteren) (?:[\w€$-]+[ .,]+){0,8}?(?:betaald|overgemaakt|overgeboekt|gestort|voldaan))\b"
    r"|\b(?:(?:transfer|payment|bacs) (?:done|gone|put through) (?:today|yesterday|this|on|last|just|first)"
    r"|(?:heute|gestern|vorgestern|vorhin|soeben|eben) (?:\w+ )?(?:(?:die|unsere|eine) )?(?:uberweisung|zahlung) (?:\S+ ){0,6}?(?:gemacht|getatigt|erledigt|beauftragt|abgeschickt|raus)|(?:gemacht|getatigt|erledigt) (?:heute|gestern|vorhin):? (?:die )?(?:uberweisung|zahlung)"
    r"|(?:fait|effectue|passe|lance|emis|parti) (?:ce (?:matin|jour|midi)|hier|avant-hier|aujourd'hui)(?: \w+)? (?:le |un |notre |mon |votre )?(?:virement|paiement|reglement)"
    r"|(?:hech[oa]|realizad[oa]|emitid[oa]|enviad[oa]|cursad[oa]|ordenad[oa]|lanzad[oa]|efectuad[oa]) (?:ya )?(?:hoy|ayer|anteayer|anoche|esta (?:manana|tarde))(?: mismo)? (?:la |el |su |vuestr[oa] |un |una )?(?:transferencia|pago|ingreso|giro|bizum|deposito)"
    r"|(?:ayer|anteayer|anoche|esta manana|la semana pasada|(?:el )?pasado (?:\w+ )?\w+) (?:\w+ ){0,3}?(?:transferimos|depositamos|abonamos|giramos|ingresamos|consignamos|cancelamos|liquidamos|pagamos|transferi|deposite|abone|gire|consigne|cancele|ingrese)"
    r"|(?:transferimos|depositamos|abonamos|giramos|ingresamos|consignamos|cancelamos|pagamos)\b[^.;,?]{0,40}\b(?:ayer|anteayer|anoche|esta manana|la semana pasada)"
    r"|(?:gisteren|vandaag|vanmorgen|vanochtend|zonet|daarnet|eergisteren) (?:\w+ )?(?:(?:de|een|onze) )?(?:overschrijving|overboeking|betaling) (?:\S+ ){0,6}?(?:gedaan|verricht|ingegeven|uitgevoerd|verstuurd|vertrokken)|(?:gedaan|verricht|ingegeven) (?:vandaag|gisteren|vanmorgen):? (?:de )?(?:overschrijving|overboeking|betaling))\b"
)
NOT_YET = re.compile(
    r"\b(?:will|'ll|dann (?:ist|sind)|dan is|then it|to be|would|shall|can|could|cannot|can't|not|n't|never|non|wasn't|isn't|once|as soon as|if|when|until|before|unless|should|wird|werden|nicht|noch nicht|sobald|wenn|bevor|bis|soll\w*|konnen?|kann"
    r"|sera|seront|serez|pas|jamais|des que|lorsque|quand|si|avant(?!-hier)|devrait|sera|no(?!\.)|cuando|en cuanto|si|antes de|sera|seran|debe|nunca|tras|una vez|wordt|worden|zal|zullen|niet|nooit|zodra|als|wanneer|voordat|tot|kan|over-?paid|twice|double|doppelt|deux fois|dos veces|dubbel|tweemaal|what we|what i|ce que|lo que)\b"
)
ASKED_TO_WAIT = re.compile(
    r"\b(?:until|till|bis (?:zum|ende|\d)|jusqu|hasta|tot (?:en met|\d|(?:maan|dins|woens|donder|vrij)dag)|wait|warten|attendre|patienter|esperar|wachten|geduld|instead of|statt|au lieu|en lugar|in plaats|(?:i said|i did say|i know i|told you|dije|j'ai dit|gesagt|gezegd)(?!,)|due (?:on|date)|fallig|(?:echeance|vencimiento|vervaldatum)(?: (?:du|del?|van|le|el|op|:))* ?$|dated|(?<!value )(?<!payment )(?<!run )date|invoice of|rechnung vom|facture du|factura del|factuur van|entgegen meiner|letter of|mahnung vom|rappel du|relance du)\b"
)
SAID_BEFORE = r"(?:planned|due to go|promised|announced|scheduled|agreed|said|meant|supposed|told|expected|geplant\w*|zugesagt\w*|angekundigt\w*|vorgesehen\w*|versprochen\w*|gesagt|prevue?s?|annoncee?s?|promise?s?|programmee?s?|dit|indiquee?s?|fixee?s?|previst[oa]s?|prometid[oa]s?|prometi|anunciad[oa]s?|dije|dicho|comente|quedamos|anuncie|anunciamos|prometimos|dijimos|avise|avisamos|comprometi\w*|acorde|acordamos|gepland\w*|toegezegd\w*|beloofd\w*|aangekondigd\w*|gezegd|mentioned|named|gave|genannt|genoemd|indique|mencionad\w*)"
MOVES = r"(?:pushed|put back|slip\w*|moved?|moves|postpon\w*|delayed|re-?scheduled|now|didn'?t|did not|not|verschieb\w*|verschoben|verzoger\w*|stattdessen|nicht|erst|jetzt|finalement|report\w*|repouss\w*|decal\w*|pas|pasa|aplaz\w*|retras\w*|finalmente|no|schui(?:ft|ven|f)\w*|doorgeschoven|uitgesteld|verzet|niet|wordt)"
BEFORE_OLD_DAY = re.compile(rf"\b{SAID_BEFORE}\b(?:(?!\b{MOVES}\b)[^.;,]){{0,30}}$")
BEHIND_OLD_DAY = re.compile(
    rf"[^;]{{0,20}}\b(?:as|like|wie|comme|como|zoals|had|hatten?|habe|avais|avions|heb|hadden|was|war)\b[^.;]{{0,15}}\b{SAID_BEFORE}\b|[. ]{{0,2}}{SAID_BEFORE}\b"
)
MOVED = re.compile(rf"\b{MOVES}\b")
HAD_AGREED = re.compile(
    r"\b(?:we|i) had (?:agreed|said|settled)(?: on)?(?: the)?(?: \w+)? $"
    r"|\b(?:earlier|last|previous|letzten?|vorigen?|dernier|precedent|ultimo|anterior|laatste|vorige) (?:message|e-?mail|mail|note|nachricht|message|correo|mensaje|bericht)\b[^.;]{0,12}\b(?:said|gave|named|stand|indiquait|disait|decia|stond)(?: \w+)? $"
    r"|\b(?:hatten|hatte|war|waren) (?:\w+ ){0,3}(?:ausgemacht|vereinbart|abgemacht|verabredet|gesagt)(?: \w+){0,2} $|\b(?:ausgemacht|abgemacht|vereinbart) (?:war|hatten wir)(?: \w+){0,2} $"
    r"|\b(?:avions|avais|avait|etions) (?:\w+ ){0,2}(?:convenus?|dit|fixe|parle)(?: \w+){0,2} $"
    r"|\b(?:habiamos|habia) (?:quedado|acordado|dicho|hablado)(?: \w+){0,2} $"
    r"|\b(?:hadden|had) (?:\w+ ){0,3}(?:afgesproken|gezegd|toegezegd|beloofd)(?: \w+){0,2} $"
)
"""Before a day that was agreed on once: another one has taken its place."""
SAID_ONCE = re.compile(
    r"\b(?:i|we)(?:'d|'ve| know| did| had| have| originally| first| previously)*(?: i| we)? (?:told|promised|said|pledged|announced|gave you)\b"
    r"|\b(?:hatten?|haben?) (?:ich |wir )?(?:ihnen|euch|dir)\b[^;?!]{0,80}\b(?:zugesagt|versprochen|angekundigt|gesagt|genannt|geschrieben)\b"
    r"|\b(?:avais|avions|ai|avons) (?:\w+ )?(?:dit|annonce|promis|indique)\b|\b(?:habia|habiamos|he|hemos) (?:dicho|prometido|anunciado|comentado|quedado)\b|\b(?:dije|dijimos|prometi|prometimos|quedamos)\b"
    r"|\b(?:had|hadden|heb|hebben) (?:u|je|jullie) [^;?!]{0,80}(?:gezegd|beloofd|toegezegd|aangekondigd)\b"
)
"""A day named before: "I told you", "j'avais annonce"; where another is named now, it is the old one."""
AS_SAID = re.compile(r"\b(?:as|like|wie|comme|como|tal como|zoals)\b[^,.;]{0,20}$")
TURNS = re.compile(
    r"\b(?:but|however|now|instead|it'?ll be|that'?ll be|aber|jetzt|nun|stattdessen|das wird|mais|desormais|finalement|ce sera|pero|ahora|finalmente|sera|maar|nu|dat wordt|wordt)\b"
)
"""From here on what holds now is told."""
ADVICE = re.compile(
    r"\W*(?:(?:bacs|eft|ach|chaps|sepa|supplier|vendor|automated|system) )?(?:(?:payment|remittance) (?:advice|notification|notice|details)|remittance|zahlungs(?:avis|mitteilung|anzeige)|(?:uberweisungs|zahlungs)?avis|avis de (?:virement|paiement|reglement)|aviso de (?:pago|transferencia)|(?:notificacion|detalle|comprobante) de (?:pago|transferencia)|(?:betaal|betalings)(?:advies|specificatie|bericht))\b[^?]{0,60}$"
)
"""The heading of a list of what was paid."""
PAID_ON = re.compile(
    r"\W*(?:(?:payment|value|transfer|remittance|posting|execution|processing|settlement|run) date|date(?: (?:de |du |d')?(?:paiement|reglement|virement|valeur|operation|execution))?|datum|(?:zahlungs|valuta|wertstellungs|buchungs|ausfuhrungs|uberweisungs)datum|valuta|wertstellung|fecha(?: de (?:pago|valor|transferencia|operacion|abono|ejecucion))?|(?:betaal|valuta|uitvoerings|boek)datum)\b"
)
JUST_NOW = re.compile(
    r"\b(?:just now|a (?:moment|minute) ago|soeben|gerade eben|gerade|eben(?= uberwiesen)|a l'instant|tout juste|ahora mismo|hace un (?:momento|rato)|zojuist|zonet|daarnet|net(?= overgemaakt))\b"
)
VALUED = re.compile(
    r"\b(?:value(?: date| dated?)?|val\.?|valuta(?:datum)?|wertstellung|wert|(?:date de )?valeur|(?:fecha )?valor|fecha de valor)[ :.]*(?:(?:am|zum|per|vom|le|du|au|el|del?|op|per|of|on|for) )? ?$"
)
"""Right before the day on which a payment counts."""
PROPOSED = re.compile(
    r"^(?:[^,:?]{0,25}[,:] )?(?:(?:and|so|but|or|und|oder|aber|et|ou|mais|y|o|pero|en|of|maar|also|alors|entonces|dan) )?(?:(?:could|can|may|might|would|shall) (?:we|i|you|it|the|this)\b|(?:is|would) (?:it|there) (?:\w+ )?(?:possible|acceptable|a chance|any chance)|any chance|do you (?:accept|agree)"
    r"|(?:konnten|konnte|konnen|kann|durften|durfen|darf|ware es|ginge|geht|ist es|sind sie|waren sie|wurden sie|bestunde|besteht) "
    r"|(?:pourr(?:ions|ais|iez|ait)|pouvons|peut|puis|serait-il|est-il|est-ce (?:possible|qu)|serait-ce|accepteriez|acceptez|me laisseriez|seriez|nous serait-il|vous serait-il)"
    r"|¿? ?(?:podriamos|podria|podrian|podemos|puedo|seria|es posible|cabria|aceptarian|aceptais|admitis|nos permit\w+|os vendria|les vendria)"
    r"|(?:kunnen|kan|mogen|mag|zouden|zou|is het|lukt het|gaat u|gaan jullie) )[^?]*\?$"
)
"""Whether one may pay like that is asked; nothing is promised yet."""
PAPER_OF_PAYMENT = re.compile(
    r"\b(?:receipts?|receipted|invoices?|bills?|one|quittung\w*|\w*beleg\w*|\w*rechnung\w*|recu|facture|justificatif|quittance|recibo|factura|comprobante|justificante|ontvangstbewijs|kwitantie|bon|bonnetje|factuur) (?:for|of|against|uber|fur|zu|pour|de|du|por|del|van|voor|bij) (?:[\w'-]+ ){0,4}(?:payments?|cheque|check|card|zahlung|\w+zahlung|uberweisung|paiement|reglement|virement|pago|transferencia|betaling|overboeking|\w+betaling)\b"
)
"""A receipt for what was paid already."""
ARRIVES = re.compile(
    r"\b(?:(?:you )?should (?:\w+ )?(?:have|be|reach|arrive|land|show|see|clear)|will (?:arrive|reach you|show)|(?:musste|sollte|durfte)\w* .{0,40}(?:sein|ankommen|haben|eingehen)|devr(?:ait|iez)|arrivera|deberia\w*|llegara|os llega|zou .{0,40}(?:binnen|staan|zijn)|ontvangt|let me know|dites|avisame|if you do(?:n't| not) see|wundert"
    r"|(?:if|wenn|falls|sollte\w*|si|als|indien|mocht\w*) .{0,40}\b(?:not|n't|nothing|nichts?|pas|rien|no|nada|niets?)|allow|to clear|clearing|can take|may take|kann .{0,20}dauern|compte[rz]|rechnen sie mit|cuenten con|reken op|tarda\w*|duurt|with you|reach(?:es)? you|bei ihnen|chez vous|bij (?:u|jullie))\b"
)
"""Speaks of money arriving, not leaving."""
AT_ONCE = re.compile(
    r"\b(?:pay|transfer|will go|goes|going|zahle[n]?|uberweise[n]?|gehe?n?t?|paie|payons|virons|part|pago|pagamos|transfiero|sale|betaal|betalen|gaat|maak|maken)\b.{0,20}$"
)
"""Before "today": the payment is yet to be made."""
RUN_OF = re.compile(
    r"\b(?:our|the|last|unsere[mnr]?|dem|der|notre|la|le|nuestr[oa]|el|onze|de) (?:\w+ )?(?:run|batch|bacs|payment|transfer|\w*lauf|\w*zahlung|uberweisung|reglement|virement|paiement|campagne|remesa|transferencia|pago|\w*run|\w*batch|betaling|betaalronde) (?:of|on|from|dated|du|vom|am|de|del|van|op)(?: (?:the|el|dia|\w+day|\w+tag|\w+dag))* ?$"
)
"""Before the day of a run of payments."""
STAYED = re.compile(
    r"\b(?:not|n't|never|returned|bounced|failed|rejected|missed|too late|nicht|zuruck\w*|verpasst|zu spat|pas|rejete\w*|rate|trop tard|no|devuelt\w*|rechazad\w*|tarde|niet|gemist|teruggestort|te laat|your|ihre[mnr]?|votre|vos|su|uw|jullie)\b|n't\b"
)
"""Missed a run of payments, or speaks of somebody else's."""
NO = r"(?:not|cannot|won't|can't|didn't|doesn't|isn't|no longer|unable|nicht|nichts|kein\w*|platzt|pas|impossible|non|no|imposible|niet|geen)"
DENIED = re.compile(rf"\b{NO}\b")
"""With a day: not on that one."""
DENIED_NEXT = re.compile(rf"\b{NO}(?: (?:on|am|le|el|op|the|de|den|until|bis|for|zum|para|pour|voor))* ?$")
"""Right before the day that it denies: "and not on 27 November"."""
PURPOSE = re.compile(
    r"\b(?:so|(?:and|then) (?:i|we)(?:'ll| will)|(?:as|since) (?:i|we)|because|weil|da wir|car|puisque|ya que|porque|omdat|damit|dann|pour (?:que|pouvoir)|afin|para (?:que|poder)|asi|luego|zodat|dan|om)\b"
)
"""Behind what is asked for: "could you send it, so that we can pay on Friday?"."""
SETTLED = re.compile(
    r"\b(?:reglee?s?|sorted|settled|erledigt|geklart|geregelt|resuelt[oa]|solucionad[oa]|opgelost|geregeld)\b"
)
"""May be said of the matter as well as of the money."""
NO_LATER = re.compile(
    r"\b(?:no|not|nicht|pas|no|niet) (?:later|spater|plus tard|mas tarde)\b|\bnot? (?:problem|issue|rush)\b"
)
USUAL = re.compile(
    r"\b(?:(?:each|every) (?:month|week)|monatlich|jeweils|(?:de )?chaque (?:mois|semaine)|cada (?:mes|semana)|elke (?:maand|week)|iedere (?:maand|week)|our terms|only pay|we always|immer|toujours|siempre|altijd|normally|usually|normalerweise|habituellement|normalmente|normaal)\b"
)
"""A day on which everybody is paid."""
PLEDGE = re.compile(
    r"\b(?:\d[\d.,]* (?:of \S+ )?(?:goes|is going|will go) (?:out|off|across|over)\b|maak (?:\S+ ){1,4}over\b|pa(?:y|ying|id|yment|yments)|(?:get|have|send|be) (?:the |your |all )*(?:(?:remaining|outstanding|rest|balance) )?(?:[£€$] ?)?\d\S* (?:off|over|across|out) to you|settled?|transfer(?:red|ring)?|remit(?:ted)?|cheque|(?:you'?ll|you will) have (?:(?:the|your|all|our) )*(?:money|funds|balance|remainder|rest|[£€$]? ?\d)|(?:payment|bank|bacs|cheque|check) (?:run|list|batch)"
    r"|zahl(?!ungsziel|ungsbed|ungserin|ungsfrist)\w*|bezahl\w*|begleich\w*|beglichen|uberweis\w*|uberwies\w*|anweis\w*|angewiesen|(?:\w*zahl|uberweisungs)?lauf|auszahl\w*|lauft (?:\S+ ){0,8}mit(?=[.,;!)]|$)|mitlauf\w*"
    r"|virement|virer\w*|vire[es]*|virons|paiement|payer|payons|payerons|paierons|regler|reglons|reglerons|reglee?s?|solder\w*|payee?s?|paiera|paieront|versee?s?|verserons|(?:solde|montant|somme|argent|reste|tout|facture|totalite) (?:\S+ ){0,8}?part(?:ira|iront|ent)?\b"
    r"|pagamos|pagaremos|pagar|pagare|pago|pagara|transferencia|remesa|relacion de pagos|(?:abon|ingres|transfer|deposit|gir|consign)(?:aremos|iremos|are|ire|aran|iran)|pagad[oa]s?|pagan|saldad[oa]s?|betaal(?!termijn)\w*|betalen|betaling|uitbetaa?l\w*|lo(?:opt|pen) (?:\S+ ){0,6}mee(?=[.,;!)]|$)|overmaken|overgemaakt|overgeboekt)\b"
)
"""Words that, with a day, promise payment without a classifier's help."""
TERMS = re.compile(
    r"\b(?:terms|zahlungsziel|zahlungsbedingung\w*|zahlungsfrist\w*|conditions de (?:paiement|reglement)|condiciones de pago|betalingstermijn|betaaltermijn|betalingsvoorwaarden|suppliers|lieferanten\w*|fournisseurs|proveedores|leveranciers|weekly|wochentlich\w*|wekelijkse?|semanal\w*|hebdomadaire|\w+days|as of|with effect from|a compter du|met ingang van|a partir del?)\b"
)
"""Speaks of how everybody is paid, or from when on."""
SHIFTED = re.compile(
    r"\b(?:pushed|put back|slip\w*|moved?|moves|postpon\w*|delayed|re-?scheduled|verschieb\w*|verschoben|verzoger\w*|rutsch\w*|report\w*|repouss\w*|decal\w*|pasa|aplaz\w*|retras\w*|schui(?:ft|ven|f)\w*|doorgeschoven|uitgesteld|verzet)\b"
)
BEFORE_NEW_DAY = re.compile(r"\b(?:to|auf|au|al?|naar)(?: (?:the|den|el|le|de|dia))* ?$")
"""Where a payment is moved: "from the 20th to the 27th"."""
MISSED = re.compile(
    rf"[^.;]{{0,20}}\b(?:but|aber|mais|pero|maar)\b.{{0,25}}\b(?:{NO}|missed|verpasst|rate|perdi\w*|gemist)\b"
)
"""Behind a day on which it was to be paid: "keyed for Friday but got missed"."""
THAT_DAY = re.compile(
    r".{0,40}\b(?:that (?:same )?day|ce jour-la|ese (?:mismo )?dia|(?:an )?diesem tag|die dag|(?:and|then) (?:it|you|i)|dann (?:ist|wird)|dan (?:is|wordt)|y lo tien\w+|et vous)\b"
)
"""Behind a day until which somebody is to wait, and on which he is paid."""
