"""Plain requests in five languages, and what people write around them."""

GREETINGS = {
    "en": ("Hello,", "Good morning,", "Hi,", "Dear all,"),
    "de": ("Guten Tag,", "Hallo,", "Guten Morgen,"),
    "fr": ("Bonjour,", "Madame, Monsieur,"),
    "es": ("Buenos días:", "Hola:"),
    "nl": ("Goedemiddag,", "Hallo,"),
}
CLOSINGS = {
    "en": "Kind regards",
    "de": "Mit freundlichen Grüßen",
    "fr": "Cordialement",
    "es": "Un saludo",
    "nl": "Met vriendelijke groet",
}
SUBJECTS = {"en": "Copy", "de": "Kopie", "fr": "Copie", "es": "Copia", "nl": "Kopie"}
ASKS: dict[str, dict[str, tuple[str, ...]]] = {
    "invoice": {
        "en": ("Please send us a copy of invoice {}.", "Could you send me invoice {} again, please?", "I need a copy of invoice {} please."),
        "de": ("Bitte senden Sie uns eine Kopie der Rechnung {}.", "Könnten Sie mir bitte die Rechnung {} noch einmal schicken?"),
        "fr": ("Pourriez-vous nous envoyer une copie de la facture {} ?", "Merci de me renvoyer la facture {}."),
        "es": ("Por favor, envíennos una copia de la factura {}.", "¿Me puede reenviar la factura {}, por favor?"),
        "nl": ("Kunt u ons een kopie van factuur {} sturen?", "Graag ontvang ik factuur {} nogmaals."),
    },
    "pod": {
        "en": ("Please send us the delivery note for {}.",),
        "de": ("Bitte senden Sie uns den Lieferschein zu {}.",),
        "fr": ("Merci de nous transmettre le bon de livraison de la facture {}.",),
        "es": ("Por favor, envíennos el albarán de la factura {}.",),
        "nl": ("Kunt u ons de pakbon van factuur {} sturen?",),
    },
    "order": {
        "en": ("Please send us the invoice for our purchase order {}.",),
        "de": ("Bitte senden Sie uns die Rechnung zu unserer Bestellung {}.",),
        "fr": ("Merci de nous envoyer la facture de notre commande {}.",),
        "es": ("Por favor, envíen copia de la factura correspondiente al pedido {}.",),
        "nl": ("Kunt u ons de factuur van onze bestelling {} sturen?",),
    },
    "amount": {
        "en": ("Please send us a copy of the invoice for EUR {}.",),
        "de": ("Bitte senden Sie uns die Rechnung über {} EUR noch einmal.",),
        "fr": ("Merci de nous renvoyer la facture de {} €.",),
        "es": ("¿Podrían enviarnos la factura de {} €?",),
        "nl": ("Kunt u ons de factuur van {} euro nogmaals sturen?",),
    },
    "day": {
        "en": ("Please send us your invoice dated {}.",),
        "de": ("Bitte senden Sie uns Ihre Rechnung vom {}.",),
        "fr": ("Merci de nous renvoyer votre facture du {}.",),
        "es": ("Por favor, envíennos la factura con fecha {}.",),
        "nl": ("Kunt u ons de factuur van {} nogmaals sturen?",),
    },
    "month": {
        "en": ("Please send us copies of all your invoices from {}.",),
        "de": ("Bitte senden Sie uns Kopien aller Rechnungen aus dem {}.",),
        "fr": ("Merci de nous envoyer une copie de toutes les factures de {}.",),
        "es": ("Por favor, envíennos copia de todas las facturas de {}.",),
        "nl": ("Kunt u ons kopieën van alle facturen van {} sturen?",),
    },
    "statement": {
        "en": ("Please send us an up-to-date statement of account.",),
        "de": ("Bitte senden Sie uns einen aktuellen Kontoauszug.",),
        "fr": ("Merci de nous envoyer un relevé de compte à jour.",),
        "es": ("Por favor, envíennos un extracto de cuenta actualizado.",),
        "nl": ("Kunt u ons een actueel rekeningoverzicht sturen?",),
    },
    "statement of": {
        "en": ("Please send us the statement of account of {}.",),
        "de": ("Bitte senden Sie uns den Kontoauszug von {}.",),
        "fr": ("Merci de nous envoyer le relevé de compte de {}.",),
        "es": ("Por favor, envíennos el extracto de cuenta de {}.",),
        "nl": ("Kunt u ons het rekeningoverzicht van {} sturen?",),
    },
    "all of": {
        "en": ("Please send us copies of all open invoices of {}.",),
        "de": ("Bitte senden Sie uns Kopien aller offenen Rechnungen von {}.",),
        "fr": ("Merci de nous envoyer une copie de toutes les factures ouvertes de {}.",),
        "es": ("Por favor, envíennos copia de todas las facturas pendientes de {}.",),
        "nl": ("Kunt u ons kopieën van alle openstaande facturen van {} sturen?",),
    },
    "bank": {
        "en": ("Please send us your bank confirmation letter.",),
        "de": ("Bitte senden Sie uns Ihre Bankbestätigung.",),
        "fr": ("Merci de nous envoyer votre attestation bancaire (RIB).",),
        "es": ("Por favor, envíennos su certificado de titularidad bancaria.",),
        "nl": ("Kunt u ons uw bankverklaring sturen?",),
    },
}  # fmt: skip
AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "nl": "en"}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}


OTHER_LANGUAGES = (
    "Buongiorno,\n\nper favore inviateci una copia della fattura {}.\n\nCordiali saluti",
    "Dzień dobry,\n\nproszę o przesłanie kopii faktury {}.\n\nPozdrawiam serdecznie",
    "Bom dia,\n\npor favor enviem-nos uma cópia da fatura {} ainda hoje.\n\nCom os melhores cumprimentos",
    "Hej,\n\nvänligen skicka oss en kopia av faktura {} så snart som möjligt.\n\nMed vänlig hälsning",
)


def month(language: str, number: int) -> str:
    return MONTHS[language].split()[number - 1]


def money(language: str, cents: str) -> str:
    """1234.50 as it is written there."""
    whole, _, rest = cents.partition(".")
    plain = f"{int(whole):,}"
    return f"{plain}.{rest}" if language == "en" else f"{plain.replace(',', '.')},{rest}"
