import pytest

from agent.mail.quotes import sorted_lines, split
from tests.agent.mail.letters import ABSENT, CORPORA

HEADER_BLOCKS = {
    "en": "From: Ana Ruiz <ana@kestrel.example>\nSent: Monday, 16 November 2026 09:12\nTo: Jo\nSubject: Overdue",
    "de": "Von: Ana Ruiz <ana@kestrel.example>\nGesendet: Montag, 16. November 2026 09:12\nAn: Jo\nBetreff: Mahnung",
    "fr": "De : Ana Ruiz <ana@kestrel.example>\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : Jo\nObjet : Relance",
    "es": "De: Ana Ruiz <ana@kestrel.example>\nEnviado el: lunes, 16 de noviembre de 2026 9:12\nPara: Jo\nAsunto: Aviso",
    "nl": "Van: Ana Ruiz <ana@kestrel.example>\nVerzonden: maandag 16 november 2026 09:12\nAan: Jo\nOnderwerp: Aanmaning",
    "bold": "*From:* Ana Ruiz <ana@kestrel.example>\n*Sent:* Monday\n*To:* Jo\n*Subject:* Overdue",
}
ATTRIBUTIONS = [
    "On Mon, Nov 16, 2026 at 9:12 AM Ana Ruiz <ana@kestrel.example> wrote:",
    "On Mon, Nov 16, 2026 at 9:12 AM Ana Ruiz\n<ana@kestrel.example> wrote:",
    "Am Mo., 16. Nov. 2026 um 09:12 Uhr schrieb Ana Ruiz <ana@kestrel.example>:",
    "Am 16.11.2026 um 09:12 schrieb Ana Ruiz:",
    "Le lun. 16 nov. 2026 à 09:12, Ana Ruiz <ana@kestrel.example> a écrit :",
    "El lun, 16 nov 2026 a las 9:12, Ana Ruiz (<ana@kestrel.example>) escribió:",
    "Op ma 16 nov 2026 om 09:12 schreef Ana Ruiz <ana@kestrel.example>:",
    "Op 16-11-2026 om 09:12 heeft Ana Ruiz het volgende geschreven:",
    "Ana Ruiz <ana@kestrel.example> schrieb am Mo., 16. Nov. 2026, 09:12:",
]
CLOSINGS = ["Kind regards", "Best regards,", "Regards", "Many thanks,", "Mit freundlichen Grüßen", "Viele Grüße", "Freundliche Grüße",
            "MfG", "Cordialement", "Bien cordialement,", "Un saludo", "Saludos cordiales,", "Atentamente", "Met vriendelijke groet",
            "Met vriendelijke groet,", "Met vriendelijke groeten,", "Groeten", "Vielen Dank und Grüße", "Thanks & regards", "Thanks, Jo", "Kind regards, Jo Sandhu"]  # fmt: skip
PHONES = ["Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone", "Enviado desde mi iPhone", "Verzonden vanaf mijn iPhone",
          "Get Outlook for iOS<https://aka.ms/o0ukef>", "Gesendet mit der GMX Mail App"]  # fmt: skip
NOTICES = [
    "CONFIDENTIALITY NOTICE: This e-mail is intended only for the person to whom it is addressed.",
    "This email and any attachments are confidential. If you dispute that you are the recipient, delete it.",
    "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.",
    "Ce message et toutes les pièces jointes sont confidentiels.",
    "Este mensaje y sus anexos son confidenciales y van dirigidos a su destinatario.",
    "Dit bericht kan vertrouwelijke informatie bevatten en is bestemd voor de geadresseerde.",
    "IMPORTANT: Marlow will never change its bank details by e-mail. This e-mail is confidential.",
    "En cumplimiento de la normativa de protección de datos le informamos de que sus datos forman parte de nuestros ficheros.",
    "Afin de préserver l'environnement, n'imprimez ce courriel qu'en cas de nécessité.",
]


@pytest.mark.parametrize("block", HEADER_BLOCKS.values(), ids=HEADER_BLOCKS.keys())
def test_a_header_block_and_all_below_it_is_quoted(block: str) -> None:
    parts = split(f"This is in Friday's run.\n\n{block}\n\nWe dispute nothing.\nOld words")
    assert parts.newest == "This is in Friday's run."
    assert parts.quote == f"{block}\n\nWe dispute nothing.\nOld words"


@pytest.mark.parametrize("intro", ATTRIBUTIONS)
@pytest.mark.parametrize("old", ["> Old words\n> more", "Old words\nmore"], ids=["marked", "unmarked"])
def test_an_attribution_opens_the_quoted_history(intro: str, old: str) -> None:
    parts = split(f"Paid today.\n\n{intro}\n\n{old}")
    assert parts.newest == "Paid today."
    assert [line for line in parts.quote.split("\n") if line] == f"{intro}\n{old}".split("\n")


@pytest.mark.parametrize("line", ["-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-----Message d'origine-----",
                                  "-----Mensaje original-----", "-----Oorspronkelijk bericht-----",
                                  "---------- Forwarded message ---------", "Begin forwarded message:"])  # fmt: skip
def test_a_separator_opens_the_quoted_history(line: str) -> None:
    parts = split(f"See below\n\n{line}\nFrom: Ana\nSubject: x\n\nOld")
    assert (parts.newest, parts.quote.split("\n")[0]) == ("See below", line)


@pytest.mark.parametrize(
    "text",
    [
        "Am Montag schrieb uns Ihre Kollegin, dass 3 Paletten fehlen:\nPalette 4, 5 und 6.",
        "On your side there were 3 pallets wrong, as our driver wrote:\nall were broken.",
        "Subject: invoice 12\nDate: 3.4.2026\nWe dispute the invoice.",
        "An: Buchhaltung\nBetreff: Rechnung 12\nDie Ware war defekt.",
        "> 90 days: 1,200.00 is open, and we contest it.",
        "To: 12 chairs\nFrom: 40 chairs\nThat is what came and what was ordered.",
    ],
)
def test_words_that_only_resemble_a_header_stay_newly_written(text: str) -> None:
    assert split(text).newest == text


def test_answers_between_quoted_lines_stay_whole() -> None:
    text = "On Mon, 16 Nov 2026 at 09:12, Ana <a@k.example> wrote:\n> Is KO-26-1307 paid?\nYes, on Friday.\n> And KO-26-1341?\nNo, we dispute it.\n\nKind regards\nJo"
    parts = split(text)
    assert parts.newest == "Yes, on Friday.\nNo, we dispute it."
    assert parts.signature == "Kind regards\nJo"
    assert "Is KO-26-1307 paid?" in parts.quote


@pytest.mark.parametrize("closing", CLOSINGS)
def test_a_closing_and_the_short_lines_below_are_the_signature(closing: str) -> None:
    parts = split(
        f"Please send KO-26-1307.\n\n{closing}\nJo Sandhu\nAccounts Payable\nHarrow & Pike Ltd.\nTel. +44 20 7946 0000"
    )
    assert parts.newest == "Please send KO-26-1307."
    assert parts.signature.startswith(closing)
    assert parts.signature.endswith("+44 20 7946 0000")


@pytest.mark.parametrize("line", ["i. A. Petra Zahn", "Btw NL000000000B01", "Vos & Zn.", "Halden Sp. z o.o.", "Bereikbaar van 9.00 tot 12.00 uur",
                                  "Horario de carga: de 7 a 14 h.", "Registered society no. 00000R"])  # fmt: skip
def test_registers_opening_hours_and_abbreviations_are_signature(line: str) -> None:
    assert split(f"Please send it.\n\nKind regards\nJo\n{line}").newest == "Please send it."


def test_a_paragraph_with_the_own_address_is_the_signature() -> None:
    text = "Please send it.\n\nMarlow Stores | Payables\njo.sandhu@marlow.example"
    assert split(text, "Jo Sandhu jo.sandhu").newest == "Please send it."
    assert split(text, "Ken Moss ken.moss").newest == text


@pytest.mark.parametrize("line", PHONES)
def test_a_phone_greeting_is_signature(line: str) -> None:
    assert split(f"Paid.\n\n{line}").signature == line


@pytest.mark.parametrize("notice", NOTICES)
def test_a_legal_notice_is_signature(notice: str) -> None:
    parts = split(f"Paid.\n\n{notice}")
    assert (parts.newest, parts.signature) == ("Paid.", notice)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Send the copy.\n\nKind regards\nJo\n\nPS: two pallets were missing", "PS: two pallets were missing"),
        ("Send the copy.\n\nThanks but 3 pallets are missing", "Thanks but 3 pallets are missing"),
        ("Send the copy.\nThanks\nJo\n\nWe will not pay the rest.", "We will not pay the rest."),
        ("Please send these:\nThanks\nKO-26-1307\nKO-26-1402", "KO-26-1402"),
        (
            "Our payment:\nInvoice      Amount\n-----------------\nKO-26-1307   120.00\nKO-26-1402   80.00",
            "KO-26-1402   80.00",
        ),
        ("We need:\n- Invoices\n- Statement", "- Statement"),
        ("Send the copy.\n\n-- \nJo\nCan you also explain the difference?", "Can you also explain the difference?"),
        (
            "Send it.\n\nThis e-mail is confidential. We dispute KO-26-1307.",
            "This e-mail is confidential. We dispute KO-26-1307.",
        ),
        (
            "Send it.\n\nDiese E-Mail ist vertraulich. Wir zahlen am Freitag.",
            "Diese E-Mail ist vertraulich. Wir zahlen am Freitag.",
        ),
        ("Send it.\n\nRegards\nJo\n\nDisclaimer: two pallets were broken.", "Disclaimer: two pallets were broken."),
        ("CAUTION: This email originated from outside.\n\nWe dispute this invoice.", "We dispute this invoice."),
        (
            "Sent from my desk, is much easier than my mobile phone.",
            "Sent from my desk, is much easier than my mobile phone.",
        ),
    ],
)
def test_sentences_below_a_signature_are_newly_written(text: str, kept: str) -> None:
    assert kept in split(text).newest.split("\n")


@pytest.mark.parametrize(
    ("text", "newest"),
    [
        ("Please send it.\n\nJo Sandhu\nPurchase Ledger", "Please send it."),
        ("Please send it.\nJo", "Please send it."),
        ("Please send it.\n\nJo", "Please send it."),
        ("Please send it.\n\nJo\n\nPS: two were broken", "Please send it.\n\nJo\n\nPS: two were broken"),
        ("Please send it.\n\nJo says it is wrong", "Please send it.\n\nJo says it is wrong"),
        ("Please send it.\n\nLieferung Unvollständig", "Please send it.\n\nLieferung Unvollständig"),
        ("Please send it.\n\nKen Moss", "Please send it.\n\nKen Moss"),
        ("Jo", "Jo"),
    ],
)
def test_the_senders_bare_name_below_the_text_is_its_signature(text: str, newest: str) -> None:
    assert split(text, "Jo Sandhu jo.sandhu").newest == newest


@pytest.mark.parametrize(
    ("foot", "kept"),
    [
        ("Regards\nJo\nMarlow Stores Ltd\nFresh on every shelf, whatever the weather brings.", "Fresh on every shelf, whatever the weather brings."),
        ("Vielen Dank und einen sonnigen Nachmittag Ihnen allen\nJo Sandhu\nSägewerk Ottenau GmbH\nMühlweg 3, 77654 Offenburg\nTel. 0781 4455-21 (Mo-Do 7.30 bis 15 Uhr, Fr bis 12 Uhr)", "Vielen Dank und einen sonnigen Nachmittag Ihnen allen"),
        ("Alvast bedankt,\nJo\nMeubelhuis Terpstra B.V.\nHavenweg 40, 9101 Dokkum | KvK 00000000\nOp dinsdag zijn wij tot 12.30 uur aan de lijn", "Op dinsdag zijn wij tot 12.30 uur aan de lijn"),
        ("Atentamente,\nJo\nViveros Aljibe, S.L.\nNEQ 1100220033\nLos pedidos se recogen aquí. No hay aparcamiento.\nTel. +34 950 000 000", "Los pedidos se recogen aquí. No hay aparcamiento."),
        ("Kind regards\nJo\nMarlow Stores Ltd\nWe also found that two boxes were broken.", "We also found that two boxes were broken."),
    ],
)  # fmt: skip
def test_a_sentence_in_the_foot_of_a_letter_stays_new_and_the_rest_of_the_foot_does_not(foot: str, kept: str) -> None:
    parts = split(f"Please send it.\n\n{foot}", "Jo Sandhu jo.sandhu")
    assert parts.newest.split("\n") == ["Please send it.", "", kept]


def test_a_mail_that_is_all_foot_says_nothing() -> None:
    foot = "Jo Sandhu\nPurchase Ledger, Marlow Stores Ltd\nMon-Thu 8.30-4.30"
    assert split(foot, "Jo Sandhu jo.sandhu").newest == ""


def test_short_lines_below_a_greeting_are_no_foot_without_a_firm_or_a_way_to_reach_somebody() -> None:
    text = "Please send it.\n\nThanks\nJo\ntwo pallets short\nWe wait for your answer."
    assert split(text, "Jo Sandhu jo.sandhu").newest == text


def test_no_line_is_lost_and_none_is_in_two_parts() -> None:
    text = "Hi\n\nPaid.\n> old\nmore\n-- \nJo\nSent from my iPhone\n\nVon: A <a@b.example>\nGesendet: heute\nAn: b\nBetreff: c\n\nalt"
    parts = split(text)
    lines = [line for part in (parts.newest, parts.signature, parts.quote) for line in part.split("\n") if line.strip()]
    assert sorted(line.rstrip() for line in lines) == sorted(line.rstrip() for line in text.split("\n") if line.strip())


def test_more_lines_than_are_looked_at_count_as_quoted() -> None:
    parts = sorted_lines(["word"] * 5010)
    assert (parts[4999], parts[5000], len(parts)) == ("newest", "quote", 5010)


FIRST_LINES = {
    "begins_with_signature": "Thank you, Sonya Johnson.",
    "caution": "Hi lads's Team,",
    "caution2": "Hello,",
    "correct_sig": "this is an email with a correct -- signature.",
    "email_1_1": "Hi folks",
    "email_1_3": "Oh thanks.",
    "email_1_4": "Awesome! I haven't had another problem with it.",
    "email_1_5": "One: Here's what I've got.",
    "email_1_6": "I get proper rendering as well.",
    "email_1_7": ":+1:",
    "email_1_8": "I will reply under this one",
    "email_2_1": "Outlook with a reply",
    "email_2_2": "Outlook with a reply directly above line",
    "email_2_3": "Outlook with a reply above headers using unusual format",
    "email_3_1": "First reply.",
    "email_bullets": "test 2 this should list second",
    "email_danish_1": "Hej Peter,",
    "email_danish_2": "Hej Hanne,",
    "email_danish_4": "Hej,",
    "email_gmail": "This is a test for inbox replying to a github message.",
    "email_headers_no_delimiter": "And another reply!",
    "email_ja_1_2": "田中様",
    "email_nl_1_1": "Hallo allemaal,",
    "email_nl_1_2": "Outlook met een antwoord",
    "email_one_is_not_on": "Thank, this is really helpful.",
    "email_partial_quote_header": "On your remote host you can run:",
    "email_pl_1_1": "",
    "email_sent_from_iPhone": "Here is another email",
    "email_sent_from_not_signature": "Here is another email",
    "email_sv_anon_1": "Hej",
    "email_swedish_2": "Hello Anna,",
    "greedy_on": "On your remote host you can run:",
    "multi_header": "No problem. I’ll just start a new order.",
    "outlook": "Dear Team,",
}
"""The first newly written line of public replies, labelled by hand."""

LAST_LINES = {
    "email_1_1": "I am currently using the Java HTTP API.",
    "email_1_3": "Having the function would be great.",
    "email_1_8": "Hey there, this is my signature",
    "email_2_2": "Outlook with a reply directly above line",
    "email_3_1": "This is fairly common; nothing too hard here!",
    "email_danish_1": "Tak for din mail. Det lyder godt.",
    "email_gmail": "This is a test for inbox replying to a github message.",
    "email_ja_1_2": "以上、よろしくお願いいたします",
    "email_one_is_not_on": "Locally (on development), when I run...",
    "greedy_on": "fails, the tunnel is not working.",
    "multi_header": "No problem. I’ll just start a new order.",
}


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
@pytest.mark.parametrize("name", sorted(FIRST_LINES))
def test_public_replies_are_split_as_a_person_would(name: str) -> None:
    newest = split((CORPORA / f"quotes/emails/{name}.txt").read_text(encoding="utf-8")).newest.split("\n")
    assert newest[0].strip() == FIRST_LINES[name]
    assert newest[-1].strip() == LAST_LINES.get(name, newest[-1].strip())


@pytest.mark.skipif(not CORPORA.exists(), reason=ABSENT)
def test_no_word_of_the_public_replies_is_lost() -> None:
    for path in sorted((CORPORA / "quotes/emails").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        parts = split(text)
        assert sorted(f"{parts.newest}\n{parts.signature}\n{parts.quote}".split()) == sorted(text.split()), path.name
