"""Harmless phrases that contain an alarming word, because they tell of one's own papers, post, programs and visitors.

Over folded text (see `folding`). Each names whose thing it is or what kind of thing: papers that got wet, never goods.
"""


def spread(words: str) -> str:
    """Any number of these words, and no others."""
    return rf"(?: (?:{words})(?![\w-]))*"


EN_PAPER = r"(?:invoices?|bills?|cop(?:y|ies)|originals?|papers|paperwork|pages?|documents?|receipts?|(?:delivery|credit) notes?|dockets?|pods?|statements?|print-?outs?|envelope)"
DE_PAPER = r"(?:\w*rechnung(?:en)?|lieferscheine?|belege?|originale?|papiere|seiten?|unterlagen|kopien?|gutschrift|ausdruck|quittung|durchschlag)"
FR_PAPER = r"(?:factures?|bons? de livraison|pieces?|originaux|original|papiers|pages?|documents?|copies?|recus?|exemplaires?|releves?)"
ES_PAPER = r"(?:facturas?|albaran(?:es)?|originales|original|papeles|paginas?|documentos?|copias?|recibos?|hojas?|comprobantes?)"
NL_PAPER = r"(?:factu(?:ur|ren)|pakbon(?:nen)?|originele?n?|papieren|pagina'?s?|stukken|kopie(?:en)?|bonnen|documenten|afleverbon(?:nen)?)"
FILE = r"(?:pdf|pdf-bestand|file|attachment|datei|anhang|pdf-datei|fichier|piece jointe|adjunto|archivo|fichero|bestand|bijlage|scan)"

EXCEPT = r"(?! (?:except|but|apart|save|other|ausser|außer|bis auf|sauf|hormis|a part|excepto|salvo|menos|behalve|op \w+ na))"
NOTHING_WRONG = (
    # Nothing is broken, lacking or unclear.
    rf"\bnothing (?:is |was |to |at all )*(?:broken|damaged|defective|faulty|query|dispute|discuss|clarify|question|contest|correct|report)\b{EXCEPT}|\bnot querying (?:anything|it|them|this|either|a thing)\b|\bno(?:body)? doubt\b(?! (?:about|on|that|over))|\b(?:don't|do not|without(?: a| any)?) doubt(?: (?:it|them|a thing|anything))?\b"
    r"|\b(?:unstimmigkeit|beanstandung|abweichung|differenz|reklamation|mangel|einwand|einwendung|diskrepanz)\w* (?:liegen|liegt|bestehen|besteht)(?: (?!noch\b|nur\b|nicht\b)\w+){0,5} nicht\b(?! (?:nur|allein|mehr))(?: vor\b)?|\b(?:unstimmigkeit|beanstandung|abweichung|differenz|reklamation|mangel|einwand|einwendung|diskrepanz)\w* (?:gibt es|haben wir|habe ich|sehen wir|sind uns)(?: (?!noch\b|nur\b|nicht\b)\w+){0,5} keine\b(?! (?:kleine|geringe|grosse|große))"
    rf"|\bnichts (?:kaputt|beschadigt|defekt|(?:mehr |weiter )?zu (?:klaren|besprechen|bestreiten|rugen))\b{EXCEPT}|\bkein(?:en|erlei)? klarungsbedarf\b|\b(?:ohne|kein|keinerlei|keinen) zweifel\b(?! an)"
    rf"|\brien (?:de |d')(?:casse|abime|endommage|manquant)\b{EXCEPT}|\brien a (?:verifier|discuter|eclaircir|corriger|rectifier|signaler)\b{EXCEPT}|\b(?:n'y a|n'est|existe) ni (?:litige|contestation|reclamation|desaccord|ecart|retard)(?:,? ni (?:litige|contestation|reclamation|desaccord|ecart|retard))+\b|\baucune difficulte\b|\bsans aucun doute\b"
    rf"|\bnada (?:roto|danado|que (?:discutir|aclarar|corregir|revisar|impugnar))\b{EXCEPT}|\bno hay nada que (?:discutir|aclarar|corregir|revisar|impugnar)\b|\bninguna dificultad\b"
    rf"|\bniets (?:stuk|kapot|beschadigd|gebroken)\b{EXCEPT}|\b(?:niets|niks) (?:meer )?(?:te|op te) (?:betwisten|bespreken|klaren|corrigeren|melden)\b{EXCEPT}|\bgeen twijfel\b(?! (?:over|aan))|\btwijfel(?:en)? (?:wij |we |ik |er )?niet aan\b|\bgeen (?:sprake van (?:een )?)?(?:geschil|klacht|betwisting|verschil)\w* of (?:van )?(?:een )?(?:geschil|klacht|betwisting|verschil)\w*"
    # What auditors put below their letters.
    r"|\b(?:does not|doesn't|is not|isn't) (?:in any way )?(?:imply|constitute|mean|a|an|any)(?: (?:a|an|any|formal))* (?:disputes?|complaints?|claims?|demand for payment|request for payment)\b|\b(?:no (?:implica|supone|constituye)|ni (?:implica|supone)) (?:un |una |ningun |ninguna )?(?:desacuerdo|reclamacion|requerimiento|discrepancia)(?: (?:alguna?|de pago))?(?:,? (?:ni|o) (?:un |una )?(?:desacuerdo|reclamacion|requerimiento|discrepancia)(?: de pago)?)*"
    r"|\bne (?:vaut pas|constitue (?:pas|ni)|represente pas) (?:une )?(?:mise en demeure|contestation|reclamation|demande de paiement)\b|\bhoudt geen (?:\w+ of )?(?:betwisting|klacht|erkenning)(?: of (?:betwisting|klacht|erkenning))? in\b|\bstell(?:t|en) keine (?:beanstandung|reklamation|mahnung|zahlungsaufforderung)\b"
)
SPOILED_PAPERS = (
    # Own papers that got wet or torn; a file that does not open.
    rf"\b(?:(?:our|my) (?:\w+ )?(?:folder|file|binder|ring binder|records|archive)s?|{EN_PAPER})"
    + spread(
        r"which|that|was|were|has|have|had|been|is|are|pasted|stuck|taped|attached|fixed|on|to|the|carton|box|inside|it|all|both|in|our|cellar|basement|archive|office|unfortunately|then"
    )
    + r" (?:got|get|gotten|became|become|was|were|is|are|been|went|came out) (?:all |quite |rather |completely |soaking |very )?(?:wet|soaked|torn|water-?damaged|mouldy|damp|smudged|leaked on)\b"
    rf"|\b(?:(?:unsere?|mein|der|dieser) (?:ordner|aktenordner|archiv)|{DE_PAPER})"
    + spread(
        r"ist|sind|war|waren|wurde|wurden|im|in|unserem|unserer|der|dem|beim|bei|einem|einen|keller|archiv|buro|hochwasser|wasserschaden|unwetter|leider|dabei|dort|etwas|vollig|ganz|alle"
    )
    + r" (?:nass|durchnasst|unbrauchbar|zerrissen|gerissen|verschimmelt|wasserbeschadigt)\b(?: geworden)?"
    rf"|\b(?:(?:notre|mon|nos|le) (?:classeur|dossier|archives)|{FR_PAPER})"
    + spread(
        r"a|ont|est|sont|ete|etait|etaient|dans|la|le|notre|nos|cave|archives|lors|de|du|degat|des|eaux|malheureusement|tout|toute|completement|inondation|l'inondation|pris"
    )
    + r" (?:mouillee?s?|trempee?s?|abimee?s?|dechiree?s?|l'eau|endommagee?s?)\b"
    rf"|\b(?:(?:nuestra|mi|la|nuestro|el) (?:carpeta|archivador|archivo)|{ES_PAPER})"
    + spread(
        r"se|ha|han|esta|estan|estaba|estaban|quedo|quedaron|acabo|acabaron|en|el|la|nuestro|archivo|sotano|oficina|inundacion|gotera|con|por|toda|todas|todo|muy|ayer"
    )
    + r" (?:mojad[oa]s?|mojo|mojaron|rot[oa]s?|rompio|ilegibles?|estropead[oa]s?)\b"
    rf"|\b(?:(?:onze|mijn|de) (?:map|ordner|klapper|archief)|{NL_PAPER}|die van (?:ons|mij)|de mijne)"
    + spread(
        r"is|zijn|was|waren|werd|werden|in|de|onze|ons|kelder|archief|bij|door|een|lekkage|wateroverlast|helaas|allemaal|helemaal|op|zolder"
    )
    + r" (?:nat|doorweekt|gescheurd|beschimmeld)\b(?: geworden| geraakt)?"
    rf"|\b{FILE}"
    + spread(
        r"from|to|in|with|of|your|our|that|the|e-?mail|mail|message|is|was|be|seems|appears|apparently|says|aus|ihrer?|ihrem|der|die|ist|war|sei|offenbar|angeblich|leider|zu|de|du|votre|est|etait|semble|su|del|entonces|esta|estaba|venia|llego|sale|como|que|bij|van|uw|bericht|toenmalige|laatste|vorige|lijkt|helaas|kwam|it"
    )
    + r" (?:damaged|corrupt(?:ed)?|beschadigt|defekt|kaputt|endommagee?|corrompue?|danad[oa]|corrupt[oa]|beschadigd|kapot)\b"
    r"|\b(?<=[a-z], )ia\b(?=\s*(?:\d{5}\b|\n|$))"
    r"|\b(?:i|we) (?:can|could|may) (?:then )?(?:knock|set|match|net) (?:both|the two|them|these|the)(?: entries| items| lines| bookings)? (?:off )?against each other\b"
    r"|\b(?:fell|fallen|dropped|slipped|slip|drop|fall|gone|went) (?:through|between) the cracks?\b|\bdurchs raster (?:gefallen|gerutscht)\b"
    r"|\bmoved (?:its|our|the|all|their|my) (?:filing|files|paperwork|papers|archives?|records|folders|binders) (?:in|into|to) (?:boxes|crates|cartons|storage|the (?:cellar|basement|attic|loft))\b"
    r"|\breturned (?:it|them|the (?:scan|image|file|copy)) as (?:unreadable|illegible|blank|unprocessable)\b"
    r"|\b(?:statement|balance|account) (?:please|pls|plz)? ?as of (?:now|today)\b"
    r"|\b(?:section \d+\w?|tax|income tax|depreciation|r ?& ?d|vat) (?:deduction|relief|write-?off)s?\b|\b(?:vorsteuer|steuer|betriebsausgaben)abzug\b|\bdeductions? fiscales?\b|\bdeducci(?:on|ones) fiscal(?:es)?\b"
    r"|\b(?:the )?wrong (?:folder|drawer|binder)\b|\b(?:falschen?|verkehrten?) (?:ordner|schublade|ablage)\b|\bmauvais (?:dossier|classeur|tiroir)\b|\bcarpeta equivocada\b|\bverkeerde (?:map|lade)\b"
    r"|\b(?:bestand|bijlage|file|attachment|pdf|datei|anhang|fichier|archivo) (?:\S{1,40}(?<![.!?]) )?(?:geeft|gives|shows|zeigt|bringt|meldet|affiche|donne|da|muestra)(?: (?:bij|with|bei|chez|on|ons|us|uns|nous|an?|een|eine|un|una|mij|me|mir|only|nur))* (?:foutmelding|error message|error|fehlermeldung|message d'erreur|mensaje de error|error)(?: \((?:damaged|corrupt(?:ed)?|beschadigt|defekt|endommage|corrompu|danado|corrupto|beschadigd|kapot)\))?"
    r"|\b(?:avai(?:t|ent)|a|ont) (?:\w+ )?(?:recue?s?|prise?s?|ouverte?s?|classee?s?|rangee?s?|mise?s?|receptionnee?s?)(?: a ma place| pour moi)? pendant (?:mes|ses|nos) (?:conges|vacances|absences?)\b"
    r"|\b(?:re-?keyed|keyed (?:(?:in )?again|in again|by hand|manually))\b"
    r"|\b(?:pdf|acrobat|reader|viewer|computer|software|programm?e?|lector|lecteur|rechner|lezer)(?: reader| viewer)? (?:says?|said|reports?|tells me|claims?|meldet|sagt|behauptet|dit|indique|dice|avisa|zegt|meldt)"
    + spread(
        r"that|they|it|is|are|the|files?|dass|sie|es|die|datei|dateien|ist|sind|sei|seien|qu'ils?|qu'elles?|sont|est|que|esta|estan|son|dat|ze|het|zijn|bestand|bestanden"
    )
    + r" (?:damaged|corrupt(?:ed)?|beschadigt|defekt|kaputt|endommage\w*|corrompu\w*|danad[oa]s?|corrupt[oa]s?|beschadigd|kapot|defect)\b"
    r"|\b(?:imagenes|enlaces|archivos|adjuntos|correos|images?|links|files|attachments|e-?mails|messages|liens|fichiers|pieces jointes|bilder|anhange|dateien|nachrichten|mails|bijlagen|bestanden|afbeeldingen|berichten)"
    + spread(
        r"y|and|und|et|en|or|oder|ou|of|o|los|las|les|the|other|otros|otras|andere|with|mit|con|avec|without|ohne|sans|sin|zonder|images|links|enlaces|archivos|liens|bilder|zip|se|are|will|be|werden|wird|sont|seront|worden|seran|son|automatically|automatisch|automatiquement|automaticamente"
    )
    + r" (?:rejected|refused|bounced|rechazan|rechazad[oa]s|rejetee?s|refusee?s|abgelehnt|abgewiesen|geweigerd) ?(?:automati\w+|by|por|par|von|vom|door|[.,;]|$)"
    r"|\b(?:(?:one|two|a|last|first|second) )?(?:pages?|seiten?|paginas?|bladzijde)(?: \d{1,2})? (?:(?:is |are |was )?missing|fehlt|fehlen|manquent?|faltan?|ontbreekt|ontbreken)\b"
    r"|\b(?:scan|copy|fax|photo|print-?out|pdf)s?"
    + spread(r"is|was|are|of|came|out|in|a|very|such|too|rather")
    + r" (?:poor|bad|low) quality\b|\b(?:poor|bad|low)[- ]quality (?:scan|copy|fax|photo|print-?out|pdf)s?\b"
    r"|\bscans?" + spread(r"van|is|was|in|met|een|te") + r" (?:lage|slechte|mindere) kwaliteit\b"
    r"|\b(?:leak(?:ed|ing|s)?|dripp(?:ed|ing)) (?:in)?(?:on)?to (?:our|my|the) (?:folders?|files|papers|archive|paperwork|records|filing cabinet)\b|\bleak in (?:our|the) (?:archive|filing room|records room|office|cellar|basement|vestry|attic)\b|\bleak (?:ruined|soaked|destroyed) (?:all )?(?:our|my) (?:paper )?(?:copies|papers|files|folders|records|paperwork|archive)\b"
)
POST = (
    # Filters that kept a mail back; reminders of one's own mail; mails that cross.
    r"\b(?:blocked|rejected|quarantined) (?:e-?mail |mail )?(?:attachments?|e-?mails?|messages?)\b"
    rf"|\b{FILE}s?"
    + spread(r"to|from|in|with|of|your|our|that|the|e-?mail|mail|message|is|was|were|has|been|had|got|again")
    + r" (?:blocked|rejected|quarantined)(?= by (?:our|the) (?:\w+ )?(?:filter|firewall|server|system|scanner|security|antivirus|gateway)|[.,;]| again|\s*$)"
    r"|\b(?:(?:mail |spam |e-?mail |web )?(?:filter|firewall|antivirus|gateway|spam ?guard)|mail ?server|mailbox|anti-?spam)(?: has| have| had| may have| must have| probably| always| automatically)* (?:blocked|blocks?|rejected|rejects|refused|refuses|stopped)\b"
    r"|\b(?:spam-?filter|mailfilter|filter|firewall|mailserver|virenscanner|postfach|mail-?gateway)"
    + spread(
        r"hat|hatte|wurde|war|der|die|das|den|ihre|ihren|mail|e-?mail|anhang|anhange|nachricht|datei|vermutlich|leider|wohl|offenbar|wieder|von|unserem|unserer|es"
    )
    + r" (?:blockiert|abgelehnt|zuruckgewiesen|gesperrt)\b|\b(?:anhang|anhange|datei|mail|nachricht)"
    + spread(
        r"wurde|wurden|ist|war|von|vom|durch|unserem|unserer|unseren|unsere|der|dem|leider|spam-?filter|mailfilter|filter|firewall|mailserver|virenscanner|server"
    )
    + r" (?:spam-?filter|mailfilter|filter|firewall|mailserver|virenscanner|server) (?:leider )?(?:blockiert|abgelehnt|zuruckgewiesen)\b"
    r"|\b(?:anti-?spam|filtre(?: anti-?spam)?|pare-feu|serveur(?: de messagerie)?|messagerie|antivirus)"
    + spread(r"a|ait|aura|avait|ont|a pu|peut-etre|sans doute|probablement|malheureusement|de|mail|mails|courriel")
    + r" (?:bloque|refuse|rejete|retenu|supprime)\b|\b(?:bloquee?s?|retenue?s?|rejetee?s?|refusee?s?) par (?:notre|le|l'|mon|nos) ?(?:anti-?spam|filtres?|pare-feu|serveur|messagerie|antivirus)\b"
    r"|\b(?:antispam|filtro(?: antispam| de correo| de spam)?|cortafuegos|servidor(?: de correo)?|antivirus|buzon)"
    + spread(r"ha|haya|habia|nos|lo|la|los|pudo|puede|haber|quizas?|siempre|automaticamente")
    + r" (?:bloquead[oa]s?|bloqueo|bloquea|rechazad[oa]s?|rechazo|rechaza|retenid[oa]s?|devolvio)\b|\b(?:bloquead|rechazad|retenid)[oa]s? (?:por|en) (?:nuestro|el|mi) (?:antispam|filtro|cortafuegos|servidor|antivirus)\b"
    r"|\b(?:spamfilter|mailfilter|filter|firewall|mailserver|virusscanner)"
    + spread(
        r"heeft|had|hield|de|het|uw|je|jullie|mail|bericht|bijlage|bijlagen|vermoedelijk|helaas|wellicht|waarschijnlijk|mogelijk"
    )
    + r" (?:geblokkeerd|geweigerd|tegengehouden|afgekeurd)\b|\b(?:geblokkeerd|geweigerd|tegengehouden) door (?:onze?|de|het|mijn) (?:spamfilter|mailfilter|filter|firewall|mailserver|virusscanner)\b"
    r"|\breminders? (?:to|of|on|about) (?:myself|(?:my|our|the|this) (?:\w+ )?(?:e-?mail|mail|request|message|enquiry|note|letter)\b)"
    r"|\b(?:asking|asked|ask|requested|requesting) (?:[\w-]+ ){0,6}(?:for )?the same thing\b"
    r"|\b(?:written|asked|e-?mailed|mailed|requested|rung|called) (?:you )?twice\b|\b(?:anfrage|bitte|nachricht|schreiben|mail)"
    + spread(r"bei|ihnen|sie|euch|sollte|schon|die|diese|dieses|mein|meine")
    + r" (?:doppelt|zweimal) (?:bei ihnen |bei euch )?(?:erreich\w+|eingeh\w+|ankomm\w+|eintr\w+|kommt|kommen)\b"
    r"|\b(?:logiciel|systeme|programme|outil)(?: (?:comptable|informatique))? (?:refuse|bloque|rejette) (?:la saisie|l'ecriture|l'enregistrement|le document|le fichier|le scan)\b"
    r"|\bdubbele (?:vraag|mail|aanvraag|verzoek|bericht)\b|\bpardon\w*(?:-moi)? (?:pour )?(?:ce|le) doublon\b|\b(?:mail|mensaje|correo|peticion) (?:les |le )?(?:llega|llego) (?:\w+ )?dos veces\b"
    r"|\b(?:link|download link|access|session|token)"
    + spread(r"in|to|from|of|your|the|our|for|mail|e-?mail|message|it|that|you|sent|page|download|file")
    + r" (?:has|have|had|is|was)(?: now| already| since| apparently| long)? expired\b"
)
ONES_OWN_OFFICE = (
    rf"\b{EN_PAPER}\b(?:(?!goods|pallet|box|carton|deliver|driver)[^.?!\n]){{0,50}}\b(?:put|laid|filed|kept|left|gone|went) in(?:to)? (?:the |a )?wrong place\b|\b(?:put|added) (?:you |your (?:address|domain) )?(?:on|to) (?:the|our|my) (?:safe|allow|white)(?: sender'?s?)?[- ]?list\b|"
    # Own mistakes; own programs and shelves; moving house as the day on which papers were lost.
    r"\b(?:sorry|apolog\w+|excuse|pardon)(?: me| for| in advance| about)* (?:any|my|the|possible|all)(?: (?:\w+ )?(?:spelling|language|typing|grammar))? (?:mistakes?|errors?)\b|\bmy mistake\b(?=[,.:;!]|$)|\bsi no me equivoco\b|\bperdon\w* (?:por )?(?:los|mis|las) (?:errores|faltas)\b|\b(?:excuus|excuses|sorry|pardon) voor (?:de|mijn|eventuele|alle) (?:taal|schrijf|typ|spel)?fout(?:en|jes)?\b"
    r"|\b(?:entschuldig\w+|verzeih\w+)(?: sie| bitte)* (?:fur )?(?:die|meine|etwaige|eventuelle) (?:schreib|tipp|sprach|rechtschreib)?fehler\b|\bsauf erreur(?= ?,| (?:de ma part|de notre part|je |nous |il (?:me|nous) manque))|\b(?:mes|les) (?:fautes|erreurs) de (?:frappe|francais|langue)\b"
    r"|\b(?:filed|sorted|scanned|bound|stapled|collated|archived|saved|stored|indexed|shredded|binned) (?:it |them |away )?(?:in|under|into|to)? ?(?:the |a )?wrong (?:order|name|year|month|letter|supplier|shelf|place|drawer|folder|binder|pile|project|customer|directory|drive|heading|department)\b|\b(?:folder|tray|drawer|binder) (?:went|was put|was filed) (?:in|on|into) the wrong (?:shelf|cupboard|room|drawer)\b"
    r"|\b(?:i|we) (?:may |might |must |probably |first |then )?(?:have |had )?(?:used|wrote to|written to|mailed|e-?mailed) the wrong (?:e-?mail |mail )?(?:address|mailbox|inbox)\b|\bm'etais trompee? d'adresse\b"
    r"|\b(?:left|leaves|leave) (?:(?:the|us|our|me|all|his|her|their|behind|these|those) ){1,3}(?:(?:supplier|purchase|old|accounting|vat|tax|paper) )?(?:documents?|papers|paperwork|files|folders?|binders?|invoices|records|filing|archive|notes?|list|pile|drawer)\b(?! address)"
    r"|\b(?:depuis|lors de?|pendant|durant|au cours de?|a l'occasion de?|suite a|apres|avant|dans) ?(?:u|le|notre|du|un|au|ce|l')? ?demenagement(?: interne)?(?: (?:de|du|des) (?:nos|notre|la|le|l')? ?(?:bureaux?|service|comptabilite|compta|archives|locaux|etage|reserves|secretariat|administration))?(?! (?:a|au|aux|en|dans|vers|chez|rue|de notre siege|du siege)\b)"
    r"|\b(?:looked|searched|checked|had a look) (?:in|on|at|through) (?:the|our|your|my) (?:\w+ )?portal\b|\b[a-z]+n't (?:in|on) (?:the|our|your) (?:\w+ )?portal\b|\bno (?:\w+ )?portal(?: upload| account| login)? is (?:needed|required|necessary)\b|\bno portal (?:needed|required)\b"
    r"|\b(?:only|just) (?:the )?(?:closed|open|paid|booked|posted|older|newer|current|recent|historic\w*) (?:(?:ledger|supplier|bank) )?(?:items|entries|invoices|balances|documents|records|transactions|postings|periods) (?:came|got|were carried|were taken|made it) (?:across|over|through)\b|\b(?:only|just) (?:the |every )?(?:first|second|last|other|front) (?:page|side|half of the scan) (?:came|arrived|got)(?: through| across| over)?\b"
    rf"|\bjust never (?:got|received) (?:the|that|this|your|any) (?:\w+ )?{EN_PAPER}\b|\bjust (?:the|that|this|an?|your) (?:\w+ )?{EN_PAPER} (?:never )?(?:came|arrived)\b"
    r"|\bproof of delivery (?:is|was) (?:still )?(?:missing|not)\b(?= (?:from|in|on) (?:our|my|the) (?:file|folder|record|archive|paper)|[.,;]|\s*$)|\b(?:one|two|three|\d{1,2})(?: of (?:them|these|those|yours))? (?:is|are|was|were) (?:still )?missing (?:from|in) (?:our|my|the) (?:folder|file|files|binder|archive|records|audit file)\b|\b(?:one|two|three|an?|\d{1,2}) (?:invoice|receipt|statement|page|voucher|document|copy)s? short\b(?! of)"
    r"|\bnot able to (?:find|locate|trace|download|print|see|retrieve|access|archive|open) (?:it|them|this|that|either|the (?:file|pdf|attachment|document|invoice))\b|\b(?:return|report|declaration|audit) is not (?:yet )?due\b|\balthough (?:i|we) (?:can see|know|reali[sz]e|appreciate|searched|looked)\b|\bmisfiled (?:\w+ ){0,5}i suspect\b"
    r"|\b(?:van|car|office|lorry|shed) (?:was|got|had been|has been|were) broken into\b"
    r"|\b(?:retard (?:dans|sur) (?:ces|les|mes|nos) (?:papiers|dossiers|documents|ecritures|archives|classements)|(?:saisie|classement|archivage|courrier) (?:est|a pris|prend|a) (?:\w+ )?(?:en |du )?retard)\b|\bnous fait defaut(?= (?:pour|dans|afin|au)\b|[.,;]|\s*$)|\ba defaut,? (?:un|une|le|la) (?:duplicata|copie|releve|extrait)\b|\ben su defecto,? (?:una? )?(?:copia|duplicado|extracto)\b"
    r"|\b(?:(?:la|notre|une|derniere|nos) )sauvegardes? (?:datait|remontait|informatique|du serveur|des donnees|automatique|quotidienne|n'avait|n'a pas)\b"
)
CLEARANCE = (
    # A certificate of the tax office that has run out; treasuries and inspectors that ask for papers; thresholds of an audit.
    r"\bcertificado[^\n]{0,110}\b(?:el que|el suyo|el anterior|el actual|el nuestro|el vuestro|su vigencia)"
    + spread(
        r"que|obra|consta|figura|tenemos|teniamos|hay|esta|estaba|en|el|la|su|nuestro|nuestra|expediente|archivo|sistema|plataforma|ficha|nos|enviaron|mandaron|remitieron|dieron|ano|pasado|anterior|ya|ha|se|encuentra|quedo|de|del"
    )
    + r" (?:caducad[oa]|vencid[oa])\b"
    r"|\bcertificates?[^\n]{0,90}\b(?:one|copy|version|ours|yours)"
    + spread(
        r"we|you|i|have|hold|held|on|in|file|our|the|system|folder|sent|gave|last|year|from|before|currently|that|which|now|just|already|is|has|since"
    )
    + r" expired\b"
    r"|\b(?:attestation|certificat)[^\n]{0,90}\b(?:celle|celui|la votre|le votre|la precedente|l'actuelle|le precedent)"
    + spread(
        r"que|qui|nous|avons|a|au|dossier|en|notre|possession|figure|figurant|de|l'an|dernier|est|etait|detenons|desormais"
    )
    + r" (?:perimee?|expiree?)\b"
    r"|\b(?:la|le service de la) tresorerie(?: (?:municipale|generale|publique|principale|hospitaliere|d[eu']? ?\w+))? (?:nous |me )?(?:demande|reclame|exige|requiert|souhaite (?:recevoir|obtenir|voir))(?: (?:de|a) (?:produire|joindre|fournir|voir|transmettre))?(?! (?:un delai|de (?:payer|regler|reporter|retarder|suspendre|bloquer|patienter)))|\btresor public\b"
    r"|\b(?:la|nuestra) tesoreria(?: (?:municipal|general|provincial|insular))? (?:nos |me )?(?:pide|exige|requiere|solicita|reclama) (?:el|la|los|las|una?|copia|adjuntar|aportar|que aportemos|que adjuntemos)\b"
    r"|\b(?:food|health and|fire|site|workplace) safety (?:people|inspectors?|inspection|audit\w*|team|visit|officer|file|folder|authority|committee)\b(?! (?:will|would|may|might|shall|has|have|is|are going))|\bberoepsgeheim van (?:de |een )?advoca\w+|\bsecret professionnel de l'avocat\b"
    r"|\b(?:every|each|any|all|twentieth|tenth)(?: \w+){0,2} payments? (?:over|above|of more than|exceeding|greater than)(?= ?[£$€]?\d| eur| gbp| usd)|\bsamples? of (?:\w+ )?payments?\b"
    r"|\b(?:jede|alle|jeder|allen) (?:\w+ )?zahlung(?:en)? (?:uber|ab|von mehr als)(?= \d)|\b(?:chaque|tout|tous les) (?:paiement|reglement)s? (?:superieurs? a|de plus de|au-dela de)(?= \d)|\b(?:elke|iedere|alle) betaling(?:en)? (?:boven|van meer dan|vanaf)(?= [€\d])|\b(?:cada|todo|todos los) pagos? (?:superior(?:es)? a|de mas de|por encima de)(?= \d)"
    r"|\b(?:tod[oa]s?(?: l[oa]s)?|cada) (?:gasto|factura|compra)s? (?:\w+ )?superior(?:es)? a(?= (?:los )?(?:\d|mil|quinientos|cien|trescientos))|\b(?:tout|toute|tous|toutes|chaque|les)(?: les)? (?:papiers?|factures?|depenses?|achats?|pieces?) (?:\w+ )?superieur\w* a(?= \d)|\b(?:alle|elke|iedere) (?:facturen|factuur|uitgaven?|aankopen|aankoop) (?:hoger dan)(?= [€\d])|\b(?:all|every|each|any) (?:purchases?|invoices?|expenses?|transactions?) (?:higher|greater|more) than(?= ?[£$€]?\d)"
)
NAMES_OF_PAPERS = (
    # Papers with money in their name, which only the seller can give; numbers of a customer.
    r"\b(?:comprobante|justificante|acuse|confirmacion|constancia) de (?:la )?(?:recepcion|recibo|recibido) (?:de |del )?(?:su |nuestro |el |la )?(?:pago|cobro|transferencia|abono)\b|\b(?:accuse|attestation|confirmation|preuve) de (?:bonne )?reception (?:de |du )?(?:votre |notre |le |ce )?(?:paiement|reglement|virement|versement)\b"
    r"|\b(?:acknowledg\w+|confirmation) of (?:the |your )?receipt of (?:our |the |this )?(?:payment|money|funds)\b|\b(?:zahlungseingangs|zahlungsempfangs)(?:bestatigung|beleg|quittung|nachweis)\w*|\bbestatigung (?:uber den|des|vom) zahlungseingangs?\b|\b(?:bewijs|bevestiging) van (?:de )?ontvangst van (?:onze|de|deze) betaling\b|\bontvangst(?:bewijs|bevestiging) (?:van|voor) (?:onze|de|deze) betaling\b"
    r"|\bfacturas? (?:\w+ ){0,3}pendientes de (?:pago|abono|cobro)(?: (?:a|en) (?:(?:el )?dia de hoy|fecha de hoy|la fecha|hoy))?(?! hasta)(?: a nombre de)?|\bfactures? (?:\w+ ){0,2}(?:en attente|en cours) de (?:reglement|paiement)(?: a ce jour)?(?! jusqu)|\bfactures? (?:qui )?rest(?:ant|ent) a (?:payer|regler)(?: a ce jour)?\b"
    r"|\b(?:facturen|rekeningen|posten|nota's|stukken)"
    + spread(
        r"die|welke|nog|momenteel|op dit moment|vandaag|thans|openstaan|open|openstaande|staan|onbetaald|vervallen"
    )
    + r" op naam van\b|\bfactures?"
    + spread(
        r"non|encore|toujours|actuellement|en cours|en attente|ouvertes?|impayees?|dues?|soldees?|reglees?|payees?|echues?|a ce jour|de paiement|de reglement|qui|sont|restent|restant"
    )
    + r" (?:ouvertes?|impayees?|dues?|soldees?|reglees?|payees?|echues?|a ce jour|en cours) au nom de\b"
    r"|\b(?:attestation|certificat|numero)(?: de)? tva a jour\b"
    r"|\b(?:j'ecris|j'agis|nous (?:ecrivons|agissons|intervenons)|vous (?:ecris|ecrivons|contacte|contactons|sollicite|sollicitons)|est transmis) au nom de\b"
    r"|\b(?:our|my) (?:customer )?account (?:number|no\.?|code) (?:with|at) you(?: is| was)?\b|\b(?:customer|client) account (?:number|no\.?|code)\b|\baccount was (?:first |originally |probably )?(?:opened|set up|created)(?= ?[.,;]| (?:long|years|well|some|before|in|by|back|way)\b|\s*$)"
    r"|\b(?<!is )een dubbel(?:tje)?(?= (?:van|te bezorgen|bezorgen|mailen|sturen|over te maken|aub|svp)\b)|\b(?:van|voor) (?:beide|elk|elke|alle) een dubbel\b|\bverschillende (?=(?:afdeling|dienst|map|mappen|kantor|vestiging|kantoor|locatie|plaats|plekken|collega|mailbox|postbus|systemen|dossier|redenen|kamers|bureau|leverancier|project|werv|werf|mails|adressen|personen|mensen)\w*)"
    r"|\b(?:extension|extensie|ext\.?|durchwahl) ?\d{2,5}\b(?! (?:days?|weeks?|dias|months?|tage|dagen))"
)
COURTESIES = (
    # Papers that are to be sent; files that are complete then; the credit note that belongs to an invoice.
    rf"\b(?:please|kindly|could you|can you) return (?:(?:the|a|an|both|all|your|us|signed|requested|following) )*{EN_PAPER}\b|\bcon (?:eso|esto|ello) (?:nos )?quedamos (?:cerrados|al dia|listos|completos)\b|\bthe credit(?: note)? (?:that|which) cancels (?:it|this|them|the invoice)\b"
    r"|"
    # No call is wanted; post that lay on another desk; a new program for mail.
    r"\banrufen (?:mochte|will|wollte|kann|muss) (?:ich|wir) (?:\w+ ){0,3}nicht\b|\b(?:mochte|will|wollte) (?:ich|wir) (?:\w+ ){0,4}nicht (?:extra )?anrufen\b|\b(?:anruf|ruckruf) ist (?:dafur |deswegen )?nicht (?:notig|erforderlich)\b|\bno need to (?:call|ring|phone)(?: me| us| back)*\b|\b(?:inutile|pas besoin) de (?:me |nous |m')?(?:rappeler|appeler)\b|\bno hace falta que (?:me|nos) llam\w+\b|\bhoeft (?:mij |me |ons )?niet terug te bellen\b"
    r"|\bin plaats van bij mij\b|\bstatt bei mir\b|\bin plaats van op mijn bureau\b|\bstatt auf meinem (?:schreib)?tisch\b|\bau lieu (?:d'arriver|de venir|de passer|d'atterrir) (?:chez moi|sur mon bureau)\b|\ben (?:vez|lugar) de (?:a mi mesa|en mi mesa)\b"
    r"|\bnew (?:e-?mail|mail) (?=(?:filters?|system|server|program|software|security|gateway|provider|platform|archive|scanner)\b)|\bneue[nrsm]? (?:e-?)?mail-?(?:filter|server|system|programm|archiv|software)\w*|\bnieuwe? e-?mail-?(?:filter|server|systeem|programma|pakket|omgeving|archief)\b"
    r"|\bhowever,? the (?=(?:document (?:envelope|pouch|wallet)|papers|paperwork|documents|hard cop(?:y|ies)|folder|envelope) )|"
    # Thanks for patience, openings by appointment, why one writes.
    r"\b(?:dank|danke|bedankt|danken (?:wir )?(?:ihnen|u)|dank(?:en)? (?:wij |ik )?(?:u|je))(?: schon| im voraus| bij voorbaat| alvast| euch| ihnen| u| je)* (?:fur|voor) (?:ihre|eure|deine|ihr|euer|uw|je|jullie) (?:\w+ )?(?:geduld|begrip|verstandnis)(?= ?(?:[.!,;\n]|$| mit uns| und | en | hierin))"
    r"|\b(?:op|na) (?:telefonische |voorafgaande )?afspraak\b|\bprompt (?:reply|response|answer|attention|assistance|help|service|and (?:friendly|kind|helpful))\b|\bc'est pourquoi(?= (?:je|nous) (?:vous (?:demand|sollicit|pri|saur|serai|remerci)|me permets|nous permettons|sollicit|souhait|aimerai|revien))|\breden waarom(?= (?:wij|we|ik) (?:[\w-]+ ){0,6}(?:afschrift|kopie|duplicaat|toezending|toe te (?:zenden|sturen))\b)|\bweshalb(?= (?:wir|ich) (?:\w+ ){0,3}um (?:\w+ ){0,3}(?:zweitschrift|kopien?|zusendung|ubersendung|ubermittlung|duplikat|abschrift)\b)"
    r"|\bprofit\w+ de (?:l'occasion|cette occasion|ce message) pour vous (?:remercier|saluer|souhaiter|feliciter)\b|\baprovech\w+ (?:la|esta) (?:ocasion|oportunidad) para (?:trasladar|expresar|transmitir|hacer)\w* (?:llegar )?(?:nuestro|mi|un) (?:\w+ )?(?:agradecimiento|saludo)\b"
    r"|\b(?:gelegenheid|staat|bereid) bent\b|\b(?:(?:su|tu|vuestra|aviso de|carta de) |(?<!\w ))reclamacion(?:es)? de (?:pago|deuda|cobro|cantidad|impago)s?\b|\bavis de retard(?: de (?:paiement|reglement))?\b"
)
PRAISE = r"(?:tadellos|einwandfrei|prima|super|toll|wunderbar|hervorragend|bestens|begeistert|zufrieden|innig|ersten tag|prachtig|uitstekend|geweldig|mooi|strak|tevreden|splendid|lovely|excellent|beautiful(?:ly)?|superb|a treat|like butter|estupend[oa]s?|precios[oa]s?|genial|de maravilla|magnifiques?|superbes?|ravie?s?|impeccables?)\b"
ASIDE = r"\b(?:ubrigens|im ubrigen|trouwens|overigens|by the way|por cierto|par ailleurs)\b"
BUT = r"(?!nicht|niet\b|not\b|n't|kein|geen\b|but\b|aber|maar\b|pero\b|mais\b|sauf|except|allerdings|bis auf|nur\b|alleen\b|solo\b|seulement)"
ASIDES = (
    # A word of praise beside the request.
    rf"{ASIDE}(?=(?:{BUT}[^.?!\n]){{0,60}}\b{PRAISE})|\b{PRAISE}(?:,? \w+){{0,2}},? (?:by the way|por cierto|ubrigens|trouwens|overigens)\b"
    # A person of one's own house who is ill or replies late.
    r"|\b(?:broken|broke (?:my|his|her|a|an)) (?:wrist|arm|leg|ankle|foot|hip|finger|collarbone)\b|\bgebroken (?:pols|arm|been|enkel|voet|heup|vinger)\b|\b(?:pols|arm|been|enkel|voet|heup|vinger)(?: is)? gebroken\b|\bcasse (?:la|le) (?:jambe|bras|poignet|cheville|pied|hanche)\b|\b(?:pierna|muneca|cadera) rota\b|\b(?:brazo|tobillo|pie) roto\b"
    r"|\b(?:antwort\w*|melde\w*|ruckmeldung\w*)[^.,?!\n]{0,30}\b(?:verzogert|verspatet)\b|\b(?:verzogerte|verspatete)[nr]? (?:antwort|ruckmeldung|anfrage|bitte|reaktion)\b|\b(?:dank\w*|bedankt) (?:fur|voor) (?:(?:die|de|viel) )?geduld\b(?= ?(?:[.!,;\n]|$|und\b|en\b))|\bgeduld (?:met|mit) (?:me|mij|mir)\b"
    # Names of offices, and what they are called after.
    r"|\b(?<!your )complaints (?:dep(?:artmen)?t|desk|office|team|unit|handling|policy|procedure|& compliments|and compliments)\b|\bclaims (?:&|and) complaints\b|\b(?:departamento|dpto\.?|servicio|unidad|area) de reclamaciones\b|\breclamaciones (?:y seguros|del seguro|de seguros)\b|\breclamacion (?:patrimonial|al seguro|a hacienda)\b|\b(?:no|ni) (?:tenemos|hay|tengo) (?:ninguna )?reclamacion(?:es)?\b|\bservice (?:des )?reclamations\b|\breclamation de credit d'impot\b"
    r"|\b(?:service|bureau|responsable) (?:de (?:la )?)?tresorerie\b|\b(?:(?<![^\n])|(?<=[,\n] ))tesoreria(?= ?(?:[(\n,]|$))|\brequerimiento (?:de )?(?:la )?(?:aeat|hacienda|inspeccion|tributari\w+|fiscal|revisoria fiscal|informacion|documentacion|cliente)\b|\bpower of attorney\b|\babweichende[sn]? wirtschaftsjahr\w*"
    r"|\b(?:doing|making|filing|preparing|completing) (?:the|our|my|a) (?:\w+ )?(?:rebate|refund) (?:claim|application|return|form)\b|\b(?:vat|tax|duty|diesel|fuel|customs|insurance) (?:refund|rebate)s?\b|\b(?:they|who|council|insurers?|insurance|employer|fund|government|state|ministry|hmrc|revenue|trust|scheme)(?: (?:will|can|then|only|may|would|partly)){0,2} refunds?\b|\bdevolucion(?:es)? (?:de|del) (?:iva|impuest\w+|gasoleo|tasas|irpf|la renta|hacienda)\b|\b(?:diputacion|ayuntamiento|seguro|aseguradora|junta|hacienda)(?: (?:nos|me|va|van|a)){1,4} (?:devolver|devuelve)\b|\bdevuelto (?:la|el) (?:justificacion|expediente|documentacion|informe|solicitud|declaracion)\b"
    # Who ordered or fetched the goods, not whom the invoice is to name.
    r"|\b(?:ordered|collected|picked up|booked|bought|rented|hired|registered|write|writing|acting|account)(?: \w+){0,4} in the name of\b|\b(?<![^\n])in the name of our client\b|\b(?:gehaald|opgehaald|besteld|gehuurd|gereserveerd)(?: \w+){0,4},? op naam van\b|\b(?:commandee?s?|retiree?s?|reservee?s?|louee?s?|ecritures figurant chez vous)(?: \w+){0,4},? au nom de\b|\b(?:pedid|recogid|reservad|alquilad)[oa]s?(?: \w+){0,4},? a nombre de\b|\b(?:heeft|hebt|aan ons|aan mij) gericht\b"
)
NOT_WHOLE = (
    # What a scanner refuses, links that ran out, copies and files of one's own that are not whole, paper printed on both sides.
    r"\b(?:our|the) (?:\w+ )?(?:scanner|scan software|filter|archive|printer) (?:rejects?|refuses|does not (?:accept|take))\b|\blinks? (?:[\w']+ ){0,4}(?:has|have|had|is|are) (?:\w+ )?expired\b"
    r"|\b(?:unser|der) (?:scanner|filter) (?:lehnt|weist) [^.?!\n]{0,40}(?:ab|zuruck)\b|\bnotre (?:scanner|filtre|logiciel) (?:rejette|refuse)\b|\bnuestro (?:escaner|filtro|programa) (?:rechaza|no acepta)\b|\b(?:onze|de) (?:scanner|filter|software) (?:weigert|accepteert)\b"
    r"|\bunvollstandige[rnms]? (?:ausdruck|kopie|scan|fassung|datei|exemplar)\w*|\bincomplete (?:print-?out|copy|scan|file|pdf|download)\b|\b(?:exemplaire|copie|scan|impression) (?:[\w']+ ){0,6}incomplete?s?\b|\bdossiers?(?: [\w/-]+){0,14} sont incomplets\b|\b(?:copia|escaneo|ejemplar) incomplet[oa]\b|\bonvolledige (?:afdruk|kopie|scan)\b"
    r"|\bdubbelzijdig\w*|\bdoppelseitig\w*|\bdouble[- ]sided\b|\ba doble cara\b"
    rf"|\b(?:ni una|ninguna) queja\b{EXCEPT}|\bsin (?:ninguna )?quejas?\b{EXCEPT}|\b(?:no|not a single) complaints?\b{EXCEPT}|\bkeine (?:einzige )?(?:klagen?|beschwerden?)\b{EXCEPT}|\baucune plainte\b{EXCEPT}|\bgeen (?:enkele )?klacht(?:en)?\b{EXCEPT}"
)
FILES = (
    # Attachments and pages: wrong ones, ones that do not open or were refused by a scanner.
    r"\b(?:wrong|incorrect) (?:attachment|file|pdf|enclosure|turn|option)\b|\bfalsche[rnsm]? (?:anhang|datei|anlage|pdf)\b|\b(?:mauvaise? )?(?:piece jointe|fichier|pdf) erronee?\b|\bmauvaise? (?:piece jointe|fichier|pdf)\b|\b(?:adjunto|archivo|fichero|pdf|carpeta|cajon|etiqueta) (?:equivocad[oa]|erroneo|incorrecto)\b|\b(?:verkeerde?) (?:bijlage|bestand|pdf|doos|map|lade)\b"
    r"|\b(?:items?|entries) (?:have|has|had|were|was) not (?:(?:yet|been) ){0,2}(?:registered|recorded|entered|posted|captured|processed|matched|scanned|archived|imported|uploaded|filed|indexed|reconciled)\b|\bitem \d{1,3} on (?:my|our|the|his|her) (?:missing|open|outstanding)\b|\b(?:shoe|archive|storage|filing|removal) ?boxes\b|\b(?:one|two|three|\d{1,2})(?: of (?:them|these|those|yours))?(?: (?:is|are))?(?: still)? missing (?:from|on) (?:our|my) (?:side|end|list|pile|set|bundle|books|ledger)\b|\b(?:folder|file|list|binder|set|treasurer|auditor|bookkeeper|accountant)(?: \w+){0,6} is one short\b"
    r"|\brejected (?:by (?:the |our )?(?:ocr|scanner|scan robot)|(?:the|our|my) (?:scan|photo|photocopy))\b|\b(?:plataforma|sistema|programa|sede|portal) (?:lo |la |los |las |nos ){0,2}rechaza por (?:ilegible|borros[oa]|pesad[oa]|el tamano|el formato)\b|\brejetee?s? pour (?:defaut de lisibilite|illisibilite)\b|\bdefaut de lisibilite\b|\brefuse (?:de valider )?(?:un|le|les|mon|notre) scan\b|\b(?:erreur|error|fehler|fout)(?:code|melding)? (?:40[0-9]|50[0-9])\b|\bfoutmelding\b"
    r"|\bbeim (?:offnen|laden|herunterladen|speichern)(?: \w+){0,2} (?:beschadigt|defekt|kaputt)\b|\bdamaged (?:in|during|while) scanning\b|\b(?:printer|scanner|shredder|copier) (?:has |had )?damaged\b|\bim (?:keller|archiv|buro|[a-z]{3,12}-?buro|handschuhfach|auto)(?: \w+){0,2} (?:nass|durchnasst) geworden\b|\bbroken into\b(?! (?:pieces|bits|two|three|parts))|\bfrom scratch\b"
    r"|\b(?:link|page|zip|pdf|file|download)(?: \w+){0,2} (?:wants|needs|requires|asks for|asks me for) (?:a|the) password (?:that |which )?(?:i|we) (?:never|do not|don't|no longer|haven't)\b|\bpassword-protected\b|\b(?:ohne|sans|sin|zonder|without|no) (?:an? )?(?:passwort|mot de passe|contrasena|wachtwoord|password)\b"
    r"|\b(?:deleted|shredded|binned|recycled|thrown (?:out|away)|filed|archived) (?:it |them )?(?:by mistake|in error)\b|\bby mistake (?:deleted|shredded|binned|thrown|filed|archived)\b|\b(?:jetee?s?|supprimee?s?|effacee?s?|detruite?s?|broyeuse|broyee?s?|classee?s?|archivee?s?) par erreur\b|\bpar erreur (?:jete|supprime|efface|detruit|broye|classe|archive)\w*|\bpor error (?:borr|tir|elimin|archiv|destru)\w+|\b(?:borr|tir|elimin|archiv|destru)\w+ por error\b|\bfout van (?:onze|ons|mijn) (?:eigen )?(?:scan|archief|it-|administratie|mailserver|secretariaat|stagiair|uitzendkracht)\w*|\bfehler (?:unsere[sr]|meine[sr]) (?:scan|archiv|it-|ablage|poststelle|praktikant|aushilf)\w*|\berreur de (?:notre|mon|ma) (?:prestataire|stagiaire|secretariat|archiviste|numeriseur)\w*"
    # What came or is to be done twice is the mail.
    r"|\b(?:dit|deze|mijn|dezelfde|onze) (?:bericht|mail|verzoek|brief|aanvraag)[^.?!,\n]{0,25}\b(?:tweemaal|twee keer|dubbel)\b|\b(?:diese|meine|unsere) (?:nachricht|mail|e-?mail|anfrage)[^.?!,\n]{0,40}\b(?:zweimal|doppelt)\b|\bsollte\w*(?: \w+){0,4} (?:doppelt|zweimal) (?:ankommen|eintreffen|kommen|eingehen)\b|\bzweimal (?:durch|gesucht|nachgefragt|gefragt|nachgesehen|im jahr|im monat)\b|\b(?:twee keer|tweemaal) (?:gezocht|gekeken|gevraagd|gemaild|per (?:jaar|maand|week))\b|\b(?:double|dubbele?) (?:work|werk)\b|\bdeux fois (?:par (?:an|mois|semaine))\b|\btravailler deux fois\b|\bdos veces (?:al|por) (?:ano|mes|semana)\b"
    # Mails and post that took another way; files that did not move along; what was said on the telephone.
    r"|\b(?:e-?mail|mail|message)(?: \w+){0,3} (?:went|gone|goes|sent|going) to (?:the|my|our|an|his|her) (?:old|former|previous) (?:\w+ )?address\b|\bmee verhui(?:sd|zen)\b|\bfiltro de seguridad (?:nos )?ha bloqueado\b|\b(?:confirmo|confirmado|acordado|comento|hablado|dijeron|indicaron|pregunte|pedi) por telefono\b|\b(?:confirme|indique|demande|dit|appris) par telephone\b|\bpar (?:mail|courriel|e-?mail) cette fois\b|\bjamais vue? (?:passer )?(?:celle|cette facture|la facture|votre facture)\b|\bque (?:me |nos )?conteste uno\b|\bquedamos a (?:su|sus|tu|tus) ordenes\b|\bdeja deduit\w* (?:sur|dans) (?:le|votre|notre) (?:releve|compte|extrait)\b"
    r"|\b(?:not|n't|nowhere|never)(?: \w+){0,4} in (?:our|the) e-?invoic\w+ (?:operator|inbox|system|mailbox|folder|program\w*|software)\b|\b(?:sein|unser|ihr|das) portal (?:\w+ ){0,4}(?:nicht|keine?) (?:lesen|offnen|finden)\b|\bzum zahlungsstatus[^.\n]{0,40}\blieferantenportal\b|\b(?:our|the) robot (?:can(?:not|'t)?|does not|doesn't) (?:split|read|match|assign|recogni[sz]e|open)\b|\bso that (?:our|the) robot can (?:assign|match|read|sort|recogni[sz]e)\b|\ble robot ne (?:lit|reconnait|prend) (?:pas|que)\b"
)
MONTH = r"(?:jan|feb|mar|maa|mai|may|apr|avr|abr|jun|jul|juin|juil|aug|ago|aou|sep|okt|oct|nov|dec|dez|dic|ene|fev|mrt|mei)[a-z]*\.?"
CREDITS = (
    # A credit note that has its number or date is there already: what it was given for is told, not claimed.
    rf"\b(?:credit (?:note|memo)|gutschrift|avoir|note de credit|nota de credito|abono|creditnota)(?: (?:n[ro]?[.°º]?|no\.?|nr\.?|number|nummer|numero|of|dated|vom|von|du|de|del|van|d\.d\.|for|from))* ?(?:#?[a-z]{{0,4}}[-/]?\d{{3,}}[\w./-]*|\d{{1,2}}[./]\d{{1,2}}\S*|(?:\d{{1,2}}\.? (?:de |of )?)?{MONTH}\b),? ?\(?(?:for|fur|pour|por|voor)? ?(?:(?:the|die|das|les|las|los|de|het|le|la|einer?|\d{{1,2}}|[a-z]{{3,12}}) ){{0,3}}(?:return\w*|damaged|broken|faulty|retoure\w*|beschadigte\w*|defekte\w*|retournee?s?|cassee?s?|abimee?s?|devuelt[oa]s|rot[oa]s|danad[oa]s|retour\w*|kapotte|beschadigde|gebroken)\b"
)
OWN_HOUSE = (
    # A department that moved, a colleague gone who filed the papers, a program that now works or now asks for more.
    r"\b(?:goods-?in(?:wards)?|goods inwards|stores|(?:the |our )?(?:warehouse|archive|purchasing|accounts(?: payable)?|finance|records|files|folders|papers|paperwork|bookkeeping|dispatch)|(?:the|our) \w+ (?:office|department|team|desk|section|archive)|i)(?: office| team| department| desk| room)? (?:has|have|had|'ve)(?: just| now| recently| since| all)* moved\b(?![^.;!?\n]{0,60}(?:address|street|road|lane|postcode|please|deliver\b|deliveries|\d{1,4} \w+ (?:st|rd|ave|park)\b))|\bmoved us (?:to|onto|over to) (?:a|an|the|our) (?:\w+ )?(?:\w+ )?(?:package|system|software|platform|program|ledger|server)\b"
    r"|\b(?:colleague|predecessor|person|lady|man|girl|lad|clerk)s? who (?:\w+ ){0,2}(?:filed|kept|did|dealt with|handled|scanned|archived|looked after)\b[^.;!?\n]{0,40}\b(?:(?:is|are) no longer (?:with us|here|employed)|no longer works?(?: here| with us| for us)?|(?:has|have) left(?: us)?)\b|\b(?:looked|searched|checked|mailbox|inbox)\b[^.;!?\n]{0,80}\b(?:does not|doesn't|no longer) works? (?:with us|here|for us)\b"
    r"|\b(?:kolleg(?:e|in)|vorganger(?:in)?|mitarbeiter(?:in)?|person),? (?:der|die) [^.;!?\n]{0,60}(?:abgelegt|abgeheftet|gemacht|betreut|gefuhrt|erledigt|archiviert|bearbeitet|gespeichert|verwaltet|gescannt) (?:hat|hatte),? (?:ist|arbeitet) (?:\w+ ){0,2}nicht mehr (?:bei uns|im (?:haus|unternehmen|betrieb))\b"
    r"|\b(?:collegue|personne) qui (?:\w+ ){0,3}(?:classait|archivait|gerait|faisait|tenait|traitait|suivait|rangeait|s'en occupait)\b[^.;!?\n]{0,30}\b(?:ne travaille plus|n'est plus)\b(?: chez nous| ici| la)?|\b(?:companer[oa]|persona) que (?:\w+ ){0,3}(?:archivaba|guardaba|llevaba|hacia|gestionaba)\b[^.;!?\n]{0,30}\bya no (?:trabaja|esta)\b(?: aqui| con nosotros)?|\bcollega die (?:\w+ ){0,4}(?:archiveerde|bijhield|deed|opborg|behandelde|scande)\b[^.;!?\n]{0,20}\b(?:werkt (?:hier )?niet meer|is (?:hier )?niet meer in dienst)\b"
    r"|\bdesormais (?:a nouveau|de nouveau|retabli|normalement|operationnel|en ordre)\w*|\b(?:logiciel|programme|systeme|auditeur|commissaire|expert-comptable|direction|procedure|siege)[^.;!?\n]{0,40}\b(?:exige|demande|veut|requiert|reclame)(?:nt)? desormais\b|\bc'est moi qui (?:traite|gere|m'occupe|reprends|tiens|classe|suis) desormais\b"
    r"|\bab sofort (?:\w+ ){0,3}(?:uber|durch) (?:den|das|die|unser\w*) (?:neue\w* )?\w*(?:freigabe|system|prozess|programm|prufung|workflow|scan)\w*"
    # Words of thanks; an administrator by office; what is missing from a folder.
    r"|\bprompt (?:support|co-?operation|action|feedback|revert|processing|dispatch|handling|turnaround|acknowledgement|favou?r|consideration|resolution)\b|\bswift (?:reply|response|answer|help|action|assistance|turnaround|service|handling|attention|dispatch|return|co-?operation|support)\b"
    r"|\b(?:change of|new|old|former|previous|last|office|school|systems?|practice|sales|accounts|purchasing|home|parish|charity|ward|unit|it|network|database|server|pension|estate) administrators?\b(?! (?:\w+ ){0,5}(?:appoint\w*|court|creditors?|insolven\w*))"
    r"|\b(?:one|two|three|four|five|six|\d{1,2}) (?:postings?|bookings?|entries|transactions|items|records|lines)(?: in (?:the|our) \w+)?,? (?:the |their |an? |only the )?(?:pdfs?|invoices?|images?|papers?|documents?|attachments?|vouchers?|scans?|cop(?:y|ies)) (?:is|are|was|were) (?:still )?missing\b|\b(?:those|these) (?:one|two|three|four|five|six|\d{1,2})(?: \w+)? (?:is|are) (?:all|the only ones?|what|the last(?: ones?)?)(?: that(?:'?s| is| are)?| thats| which (?:is|are)| we(?:'re| are))? ?(?:still )?missing\b|\brecieved (?:this|the) (?:e-?mail|mail|message) in error\b|\bgone off (?:with|to|in) (?:one|the|our|his|her|my|some|an?) "
    r"|\b(?:seen?|find|found|shows?|listed|logged|registered|there|invoice|one)\b[^.;!?\n]{0,40}\bon our (?:own )?(?:supplier |vendor |purchasing )?portal (?=as|but|without|with no|only|though|marked)|\b(?:collect\w*|gather\w*|need|want|after|look\w* for|ask\w* for) (?:just |only )?(?:two|three|2|3) things(?= ?:)|\b(?:things|post|mail|letters|envelopes|papers|paperwork)(?: \w+){0,2} (?:gone|went|go|goes) to the wrong (?:\w+ )?(?:school|preschool|site|office|branch|house|home|department|desk|building|floor|person|colleague|inbox|mailbox|pigeonhole|tray)\b"
    # Once a paper is there or scanned; how many papers; what a filter kept; time for one's files.
    r"|\b(?:sobald (?:die |der |das )?(?:rechnung|beleg|belege|kopie|kopien|unterlagen|papiere|dokument|pdf)|zodra (?:het|de) (?:stuk|stukken|document|documenten|factuur|facturen|kopie|pdf|bon|bonnen|scan|pakbon|afschrift)) (?:\w+ ){0,3}(?:ingescand|gescand|eingescannt|gescannt|da|binnen|er|vorliegt|vorliegen|hier|opgeborgen|abgelegt|toegevoegd)\b"
    r"|\bhet (?:zijn|waren) er volgens (?:mij|ons) (?:een|twee|drie|vier|vijf|zes|zeven|acht|\d{1,2})(?= ?[.,;\n]|$)|\bretenid[oa]s? (?:por )?(?:nuestro|el|mi) (?:filtro|antispam|cortafuegos|servidor|buzon)\b|\baprovech(?:o|amos) (?:que )?[^.;?!\n]{0,60}?\bpara (?:cuadrar|ordenar|archivar|puntear|organizar|poner (?:al dia|en orden)|limpiar)\b|\bc'est (?:seulement|juste|uniquement) pour (?:que (?:le|notre|mon) (?:dossier|classeur)|le dossier|le classement|completer|classer|archiver)\b|\b(?:scanner|systeem|robot|programma|software)(?: \w+){0,2} niet goed (?:in|uit|lezen|verwerken)\b|\bstapel (?:post|papieren|mappen|werk|administratie|paperassen) is hoger dan\b"
)
PALE_PAPER = (
    # A scan that is pale, a sheet that is loose; the language of this mail, or a choice of languages.
    r"\b(?:scans?|cop(?:y|ies)|photocop\w*|prints?|print-?outs?|stamps?|signatures?|ink|toner|pages?|fax\w*|letters|druck|kopien?|stempel|unterschrift|tinte|seiten?|durchschlag|photocopies?|copies?|tampon|encre|feuilles?|original|copias?|sello|firma|tinta|hojas?|paginas?|kopie(?:en|tje)?|handtekening|inkt|pagina'?s?|afdruk|doorslag|carbon)\b[^.,;:(\n]{0,40}?\b(?:pale|paler|loose|stiff|crooked|uneven|skew\w*|faint|blass|schief|lose|locker|palot\w*|palid[oa]s?|torcid[oa]s?|descolorid[oa]s?|suelt[oa]s?|bleek|bleke|scheef|scheve|los|verkleurd|verbleekt|discolou?red|flecken?|taches?|manchas?|vlek(?:ken)?|kratzer)\b"
    r"|\b(?:writ(?:e|es|ing|ten)|repl(?:y|ies)|answer\w*|speak\w*|mail(?:s|ing)?)\b[^.;\n]{0,40}\bin (?:english|german|french|spanish|dutch)\b|\bso in english\b|\bin (?:english|german|french|spanish|dutch)(?: or (?:in )?\w+)?(?= (?:is (?:also )?(?:fine|ok)|will do|works|or (?:in )?(?:english|german|french|spanish|dutch)))"
    r"|\b(?:schreib\w*|antwort\w*)\b[^.;\n]{0,40}\b(?:auf|in) (?:englisch|deutsch|franzosisch)\w*|\b(?:auf|in) (?:englisch|deutsch|franzosisch)(?: \w+)? (?:schreib|formulier|antwort)\w*|\b(?:auf|in) (?:englisch|deutsch|franzosisch) (?:oder (?:auf |in )?\w+|(?:ist|geht|reicht|passt)(?: \w+)? (?:auch|in ordnung|egal))"
    r"|\b(?:ecri\w*|repond\w*|message|mail)\b[^.;\n]{0,30}\ben (?:anglais|francais|allemand|espagnol)\b|\ben (?:anglais|francais|allemand|espagnol|neerlandais) (?:ou (?:en )?\w+|(?:ca |cela )?(?:va|convient|me va) (?:aussi|tres bien))"
    r"|\b(?:escrib\w*|contest\w*|respond\w*|correo)\b[^.;\n]{0,30}\ben (?:ingles|castellano|frances|aleman)\b|\ben (?:ingles|castellano|frances|aleman) (?:o (?:en )?\w+|(?:tambien )?(?:vale|sirve))"
    r"|\b(?:schrij\w*|schreef|antwoord\w*|mail\w*)\b[^.;\n]{0,30}\bin het (?:engels|nederlands|frans|duits)\b|\bin het (?:engels|nederlands|frans|duits) (?:of (?:in het )?\w+|(?:mag|kan|is) (?:ook|goed|prima))"
)
MORE_HARMLESS = "|".join(
    (
        PALE_PAPER,
        OWN_HOUSE,
        NOTHING_WRONG,
        SPOILED_PAPERS,
        POST,
        ONES_OWN_OFFICE,
        CLEARANCE,
        NAMES_OF_PAPERS,
        COURTESIES,
        ASIDES,
        FILES,
        NOT_WHOLE,
        CREDITS,
    )
)
