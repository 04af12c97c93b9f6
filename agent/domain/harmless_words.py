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
MORE_HARMLESS = "|".join((NOTHING_WRONG, SPOILED_PAPERS, POST, ONES_OWN_OFFICE, CLEARANCE, NAMES_OF_PAPERS, COURTESIES))
