"""How five languages ask for a paper, over folded text (see `folding`)."""

import re

WANTING = (
    # English
    r"\b(?:need|require|request)(?:s|ed|ing)?\b"
    r"|\bre-?(?:send|sent|submit|issue a copy)\b|\b(?:send|sned|e?mail|forward|fwd|ping|supply|provide|share|furnish|attach|pass|shoot|submit|transmit|fetch|dig out|look out|drop|give|submit|return)\b(?= (?:us|me|it|them|over|on|a|an|the|through|of|cop|again|out|back|along|both|all|your|our|current|copies|this|that|these|those|[a-z]*\W?\d))"
    r"|\blet (?:me|us) (?:have|see)\b|\bany chance\b|\bsight of\b|\b(?:can|could|may|might) (?:i|we) (?:please |also |possibly |just )?(?:have|get|see|receive|obtain|become)\b|\b(?:konnen|konnten|kann|konnte|durfen|durfte) (?:wir|ich) (?:\w+ ){0,6}(?:haben|bekommen|erhalten)\b|\b(?:peut-on|puis-je|pouvons-nous|pourrait-on|pourrais-je|pourrions-nous) (?:avoir|recevoir)\b|\b(?:podemos|puedo|podria|podriamos) (?:tener|recibir)\b|\b(?:mogen|mag|kunnen|kan) (?:wij|we|ik) (?:\w+ ){0,6}(?:hebben|ontvangen|krijgen)\b|\bwould like\b|\bif you(?:'ve| have) got\b|\bask to see\b|\b(?:i|we)(?:'d| would)? (?:like|love|be glad|need|want|require|miss|ask)\b|\b(?:i|we) (?:should|shall|must|ought to) (?:still )?(?:have|see|hold|get)(?= (?:two|three|both|the|a|an|your|cop))|\blooking for\b|\bhunting for\b|\b(?:am|are|is|we're|i'm)? ?after (?:the|a|your)\b"
    r"|\b(?:do you|have you|you) (?:still )?have\b|\bwant(?:s|ed)? (?:a|the|to see|your)\b|\basking for\b|\basks? (?:us |me )?for\b|\b(?:duplicate|cop(?:y|ies)|kopietje) (?:of|please|pls|for|required|needed|invoices?)\b|\bcop(?:y|ies)\b.{0,40}\b(?:please|pls)\b|\bneeded\b|\bwanted\b|\bwould (?:ye )?ever\b|\bget (?:me|us|hold)\b|\bwant\b"
    r"|\b(?:fire|shoot|ping|sling|chuck|throw|pop|bung|haut?) (?:\w+ ){1,6}(?:over|across|through|my way|our way|ruber|rein|durch)\b|\b(?:auriez|avez)[- ]vous\b|\b(?:tienen|tiene usted|tendrian) (?:la|el|los|las)\b|\b(?:heeft|hebt) u\b|\bheb (?:je|jij)\b|\bhebben jullie\b|\bhace[sn]? llegar\b|\bschickts\b"
    # German
    r"|\b(?:brauche?n?|brauchten|brauchte|braucht|benotige?n?|benotigt)\b"
    r"|\b(?:schicken?|schickt|schick|senden?|sendet|sende|mailen?|mailt|zusenden|ubersenden|ubermitteln|zukommen|nachreichen|weiterleiten|reichen sie|lassen sie|uberlassen|bereitstellen|zumailen|zuschicken|ubersendung|zusendung|zustellung|anfordern|anforderung)\b|\bhatten? (?:ich |wir )?gern|\bsuche n?\b|\bsuche\b|\bsuchen\b|\bersuchen\b|\bhabt ihr\b|\bhaben sie\b|\bwunschen\b|\berbit\w+"
    # French
    r"|\bvous (?:pouvez|pourriez|auriez|l'envoyez|me l'envoyez|peut)\b|\b(?:peux|pourrais|aurais|saurais|as)[- ]tu\b|\btu (?:peux|pourrais|me|saurais|aurais)\b"
    r"|\b(?:envoyez|envoye|envoie|envoyer|envoi|renvoyez|renvoie|renvoyer|transmettre|transmettez|transferer|transferez|adresser|adressez|fournir|communiquer|remettre|joindre|faire (?:parvenir|suivre)|deposer)\b|\b(?:j'aurais|nous aurions|j'ai|nous avons|on aurait|ai) besoin\b|\bbesoin (?:de|d')|\bil (?:me|nous) (?:faudrait|faut)\b|\b(?:je|nous|on) (?:voudrais|voudrions|souhaite|souhaitons|souhaiterais|souhaiterions|cherche|cherchons|reclame|sollicite|sollicitons|recherche|recherchons)\b|\bcopie (?:de|des|du)\b|\bnous faudrait\b|\bm'aiderai\w+|\bdemand(?:e|ons)\b|\bsouhaite disposer\b|\bon voudrait\b|\bj'aimerais\b"
    # Spanish
    r"|\b(?:envie(?:n|nme|nnos|me|nos)?|enviar\w*|envia(?:me|nos|dme|dnos)?|enviais|envias|enviarme|mand[ae](?!d[oa])\w*|manden?|mandar\w*|mandadnos|remit[ai]\w*|remita[ns]?|pasa(?:me|nos|dme|dnos|s|is|r|rme)?|pasadnos|pasas|facilit\w+|reenvi\w+|comparta[ns]?|compartir|adjunten?|adjuntar|hacer(?:me|nos)? llegar|haga[n]? llegar|haga llegar)\b"
    r"|\b(?:necesit\w+|precis[ao]\w*|preciso|requier\w+|solicit\w+|falta\w*|quisiera\w*|querria\w*|pido|pedimos|nos piden|me piden|busco|buscamos)\b|\b(?:me|nos) (?:la|lo|los|las)? ?(?:mand|envi|pas|regal|compart|apoy|colabor)\w*|\btendrias?\b|\bteneis\b|\bcopia de\b|\bnos hacen? falta\b|\bme hace falta\b|\bvolved a\b|\bduplicado\b"
    # Dutch
    r"|\b(?:graag|gaarne)\b|\b(?:stuur|stuurt|(?:mee|na|door|in|over)?(?:sturen|zenden)|zend|toezend\w*|toezenden|toesturen|doorsturen|mailen|mail|opsturen|aanleveren|verstrekken|bezorgen|bezorg|overmaken|toekomen)\b|\bheb (?:je|jij|jullie|ik|u)\b|\bhebt u\b|\bhebben (?:jullie|wij|we) nodig\b|\bnodig\b|\bontvang(?:en)? (?:ik|wij|we)?\b|\b(?:ik|wij|we) (?:zoek|zoeken|mis|missen|vragen?)\b|\bvraagt? om\b|\bkopie(?:tje)? van\b|\bdoe mij\b|\bmot\b|\bmoet (?:mij|ons)\b"
)
POLITENESS = (
    r"\b(?:please|pls|plz|plse|kindly|pleas)\b|\b(?:can|could|cud|may|might|would|will) (?:you|u|ya|i|we|ye|somebody|someone|anybody|anyone|one of you|your team)\b|\b(?:grateful|obliged|appreciate|much appreciated)\b"
    r"|\bbitte[nt]?\b|\berbitte[nt]?\b|\bbittet\b|\b(?:konnten|konnen|konntet|konnt|konntest|kannst|wurden|wurdet|mogen|durfen|durfte[n]?|wollen|ob) (?:sie|ihr|du|wir|ich|s')\b|\b(?:konnte|kann|durfte|darf) ich\b|\b(?:ware|waren) (?:ich|wir|es|ihnen)\b|\bdankbar\b|\bverbunden\b"
    r"|\bmerci d[e']|\b(?:pourriez|pouvez|auriez|avez|voudriez|voulez)[- ]vous\b|\bveuillez\b|\bpriere\b|\bprions\b|\bprie\b|\bserait-il possible\b|\best-ce que (?:je|vous|tu|nous)\b|\bs'il (?:vous|te) plait\b|\bs\.?v\.?p\b|\bstp\b|\bsaurais gre\b|\breconnaissant\w*"
    r"|\bpor favor\b|\bporfa\w*|\b(?:podria[ns]?|podriais|puede[ns]?|puedes|podeis|podemos|seria posible|seria tan)\b|\brogamos\b|\bruego\b|\bagradec\w+"
    r"|\b(?:alstublieft|alsjeblieft|aub|a\.u\.b|svp|s\.v\.p|gelieve)\b|\b(?:kunt|kun|kan|kunnen|wilt|wil|willen|zou|zoudt|mag|mogen|zouden) (?:u|je|jij|jullie|ik|wij|we|ge|gij|ons)\b|\bverzoek(?:en|t)?\b"
)
PAPER_NEXT = r"(?:(?:the|la|le|les|l'|die|den|das|de|het|el|un|une|een|eine|an?) )?(?:\w*invoice|bill|copy|facture|avoir|\w*rechnung|beleg|\w*lieferschein|gutschrift|factu\w+|nota|albaran|abono|pakbon|creditnota|x{3,})\b"
MISSING = (
    # The paper did not come, is lost, is not on file.
    rf"\b(?:(?:i|we) not have|habe?n? nicht|heb(?:ben)? niet|(?:j')?ai pas|n'ai pas|no teng(?:o|amos)|no tenemos) {PAPER_NEXT}|"
    r"\bi don't see this bill never\b|\b(?:never|not) (?:landed|turned up|showed up|among (?:them|these|those))\b|\bni (?:par (?:la )?(?:poste|mail|courrier)|por \w+)\b|\bno (?:esta|estan|figura\w*|aparece\w*) (?:\w+ ){0,2}(?:archivo|carpeta|sistema|expediente|registros?)\b|\bno (?:la|lo|las|los) (?:encuentr\w+|localiz\w+|veo|tengo)(?: por ningun (?:lado|sitio|parte))?\b|\b(?:die|den|das) hab(?:e)? ich auch nicht\b|\bfinde? (?:\w+ ){0,3}nicht\b|\bmissen (?:\w+ ){0,2}(?=x{3}|factu|pakbon|de |nog)|\bno trace\b|\b(?:escaneo|scan|pdf) (?:no se lee|est illisible|ist unleserlich|is (?:onleesbaar|unreadable|illegible))\b|\bgeen beeld meer\b|\b(?:did|have) become no\b|\bit's not on our system anywhere\b"
    r"|\b(?:never|not|nor|n't|hasn't|haven't|didn't|didnt|havent|hasnt|dont|don't) (?:\w+ ){0,4}(?:rec(?:ei|ie)v\w*|arriv\w*|had|got|have|see[n]?|come|came|reach\w*|find|locate|trace|on file|on our system|in our system|scanned|here|hold|seem)\b|\bnever (?:\w+ ){0,2}(?:this|that|these|got|came|saw)\b|\bno (?:invoice )?(?:image|copy|record|trace|sign) (?:of|behind|on)?|\b(?:cannot|can't|cant|unable to) (?:\w+ ){0,2}(?:find|trace|locate|open|see)\b"
    r"|\b(?:missing|mislaid|lost|misplaced|nowhere to be (?:seen|found)|gone missing|vanished|lacking|short of|gaps?)\b|\bno longer (?:holds?|has|have)\b|\bdoes not appear\b|\bnot (?:been )?received\b|\bi don't see\b|\bto us not known\b|\bdon't seem to have\b|\bis not on (?:our|my|the) \w+|\bnothing (?:came|arrived)\b|\battachment (?:is|was) (?:corrupt|missing|empty)\b|\bwas not (?:attached|invoice|in)\b|\bis(?:n't| not) here\b|\bmisses us\b|\bmiss (?:your|the|an?)\b|\bwithout (?:an? )?invoice\b|\boriginals?\b"
    r"|\b(?:fehlt|fehlen|fehlende[rsn]?|vermisse\w*|verloren|verlegt|abhanden|unauffindbar|nicht auffindbar|verschollen)\b|\b(?:nie|nicht|nirgends|nix|nichts|noch nicht|kein\w*|leider nicht|leider nie) (?:\w+ ){0,4}(?:erhalten|bekommen|angekommen|eingegangen|eingetroffen|durchgekommen|gefunden|finden|vorliegt|vor|da|bei|zugegangen|vorhanden|greifbar|auftreiben|mehr)\b|\bliegt (?:uns |mir )?(?:\w+ ){0,3}nicht vor\b|\bfinde (?:\w+ ){0,5}(?:nicht|nirgends)\b|\bhangen ?geblieben\b|\bunleserlich\b|\bnicht vorliegt\b|\bnie angekommen\b|\blag .{0,30}\bnie bei\b|\bkeinen? beleg\b"
    r"|\b(?:manque(?:nt)?|manquant\w*|egare\w*|perdu\w*|introuvable\w*)\b|\b(?:jamais|pas|plus) (?:\w+ ){0,4}(?:recu\w*|arrive\w*|parvenu\w*|trouv\w+|retrouve\w*|dans|eu|figur\w*|vu\w*)\b|\bne (?:\w+ ){0,3}(?:trouv\w+|retrouv\w+|figur\w+|sont) (?:plus|pas|jamais)\b|\b(?:n'ai|n'avons|n'a|nous n'avons) (?:\w+ ){0,3}(?:pas|plus|jamais|rien|que)\b|\bn'est (?:\w+ )?(?:jamais|pas|plus) (?:arrive|parvenu|dans)\w*|\baucun n'est dans\b|\bje (?:la |le )?retrouve\w* plus\b|\bpas trouve\b|\bs'est (?:detache|egare|perdu)\b"
    r"|\b(?:me|nos) falta\w*\b|\bfaltarme\b|\bno (?:\w+ ){0,4}(?:recib\w+|llegad\w*|llego(?! a )|encuentr\w+|localiz\w+|consta\w*|aparec\w+|ten(?:go|emos|ia|iamos)|obra|aparece)\b|\bextravi\w+|\btraspapel\w+|\bperdid[oa]\b|\bnadie la guardo\b|\bnunca (?:\w+ ){0,3}(?:lleg\w+|recib\w+)\b|\btodavia no la tiene\b|\bllego danado\b|\bse me ha perdido\b|\bni (?:en papel|al correo)\b"
    r"|\b(?:ontbre(?:ekt|ken|kend\w*)|kwijt|zoek|onvindbaar|verloren|vermist)\b|\b(?:nooit|niet|nimmer|geen|nog niet) (?:\w+ ){0,4}(?:ontvangen|gekregen|gekomen|binnengekomen|aangekomen|gevonden|vinden|terugvinden|bij|gezien|meer tegen|zelf|hebben|hebt)\b|\bniet in (?:ons|mijn|de)\b|\bik mis\b|\bwij missen\b|\bwe missen\b|\bmissen wij\b|\bmis ik\b|\bniet meer tegen\b|\bnog niet bij\b|\bniet in ons bezit\b|\bheb ik er geen\b|\bzat niet bij\b"
)
WANT = re.compile(WANTING)
"""Sending, needing, asking for: what a paper is asked for with."""
POLITE = re.compile(POLITENESS)
"""Asks for something, perhaps not for a paper."""
REQUEST = re.compile(f"{WANTING}|{POLITENESS}|{MISSING}")
LACK = re.compile(MISSING)
NEVER_RECEIVED = re.compile(
    r"(?:\b(?:never|not|didnt|havent|hasnt)|n't) (?:\w+ ){0,4}(?:rec(?:ei|ie)v\w*|arriv\w*|reached|had this|had it|came|come|got)\b|\bnever (?:got|had|came|arrived|saw|seen|reached)\b|\bdon't see this bill never\b|\bnever (?:\w+ ){0,2}(?:rec(?:ei|ie)v\w+|came|got)"
    r"|\b(?:nie|nicht|nix|noch nicht) (?:\w+ ){0,4}(?:erhalten|bekommen|angekommen|eingegangen|eingetroffen|zugegangen)\b|\blag .{0,30}\bnie bei\b"
    r"|\b(?:jamais|pas) (?:\w+ ){0,3}(?:recu\w*|arrive\w*|parvenu\w*|eu)\b|\bn'est (?:\w+ )?(?:jamais|pas) (?:arrive|parvenu)\w*"
    r"|\b(?:no|nunca) (?:\w+ ){0,4}(?:recib\w+|llegad\w*|llego|llegaron|ha llegado)\b"
    r"|\b(?:nooit|niet|nimmer) (?:\w+ ){0,4}(?:ontvangen|gekregen|gekomen|binnengekomen|aangekomen|gezien)\b"
)
PURPOSE = re.compile(
    r"(?:\b(?:it(?:'s| is) (?:just|only|purely|simply|merely) (?:our|a|the|my) (?:[\w-]+ ){0,4}(?:check|review|audit|reconciliation|exercise|procedure|routine|control)\b|so (?:that )?(?:i|we|our|they|it|you)\b|in order (?:to|that)\b|to (?:get|be able|scan|show|hold|enter|key|tie|tick|file|match|process|complete|close|finish|archive|go with|attach|keep|put|reconcile|check|book|pay)\b|as (?:we|i|they|it)\b|because\b|since (?:we|our)\b|that goes with\b"
    r"|damit\b|um (?=[^.?!,;:\n]{1,60}\bzu \w+en\b)|da (?:wir|ich|unser)\b|weil\b|afin (?:de|que)\b|pour (?:que|pouvoir|completer|archiver|cloturer|classer|montrer|traiter|payer|regler|rapprocher)\b|parce que\b|car\b|puisque\b"
    r"|para (?:que|poder|archivar\w*|completar\w*|cerrar\w*|adjuntar\w*|justificar\w*|presentar\w*|cuadrar\w*|hablar|incorporar\w*|casar\w*|contabilizar\w*|pagar\w*)\b|a fin de\b|porque\b|ya que\b|pues\b"
    r"|(?<=, )(?:then (?:i|we) can|dann (?:kann|konnen|sehe|sehen|weiss|wissen) (?:ich|wir)|dan (?:kan|kunnen|zie|zien|weet|weten) (?:ik|we|wij)|(?:comme ca|ainsi),? (?:je|nous|on) \w+|asi (?:puedo|podemos|podre|podremos|veo|vemos))\b|zodat\b|om (?=[^.?!,;:\n]{1,60}\bte\b)|omdat\b|(?<=, )want\b)[^.?!,;:\n]*)"
    r"|\b(?:for|fur|pour|para|voor|ten behoeve van)(?: (?:our|the|my|his|her|their|your|unsere?n?|die|den|das|meine?n?|le|la|l'|les|notre|nos|mon|ma|el|los|las|nuestr[oa]s?|mi|onze|ons|mijn|het|de))? (?:file|files|records?|folder|audit\w*|accountants?'?s?|bookkeep\w*|archive|reconciliation|buchhaltung|steuerberater\w*|ablage|akten|prufung|archiv|unterlagen|revision|buchhalterin|comptable|dossier|administratie|accountant|boekhoud\w*|archief|controle|kascommissie|gestor\w*|contabilidad|archivo)\b(?: \w+)?"
)
"""What a paper is for, up to the end of the clause; papers named there are not asked for."""
HELD = re.compile(
    r"\b(?:zit wel|is wel|(?<!can )(?<!could )(?<!may )(?<!might )(?:we|i|they) (?:have|got|have got|already have) (?:(?:all|both)(?: of)? )?the|already have|liegt (?:mir |uns )?(?:bereits |schon )?vor|habe ich|haben wir (?:bereits|schon)|nous avons (?:bien |deja )?(?:recu )?(?:la|le|les)"
    r"|y (?:est|sont) bien|(?<!n'est )(?<!ne sont )bien (?:arrive|parvenu|classe|present)\w*|liegen (?:uns |mir )?(?:bereits|schon) vor|(?:ist|sind) (?:bereits|schon) (?:da|vorhanden|abgelegt|hier)|(?:is|are) (?:both |all |already |safely )+(?:here|on file|filed|there|to hand)|(?:zit|zitten|is|zijn|staat|staan) (?:er )?(?:al|wel)|ya (?:esta|estan|obra|obran|consta|constan|figura|figuran)|si (?:esta|estan|consta|constan|figura|figuran|obra|obran)"
    r"|j'ai bien recu|ya tenemos|tenemos (?:la|el)|hebben we (?:al|wel)|hebben wij (?:al|wel)|ontvingen wij wel|heb ik al)\b"
)
"""Says that a paper is there already."""
BUT = re.compile(r"\b(?:but|aber|jedoch|mais|pero|sino|maar|however)\b")
