"""Mails written to get a document out of us that nobody would have sent. None of them may be answered by itself."""

import pytest

from tests.agent.attacks import AGENCY, GROUP, MAX, SAM, THEIRS, Scene, headed
from tests.agent.company import LEE, LEFT
from tests.agent.letters import JO, OURS, SERVER

EVIL = "x@evil.test"
PASSED = (
    f"dkim=pass header.d=harrowpike.example; spf=pass smtp.mailfrom={JO}; dmarc=pass header.from=harrowpike.example"
)
OTHERS = "Please send us a copy of invoice {}."


# --- who wrote ----------------------------------------------------------------------------------------------------------

FROM = {
    "two angles": f"From: <{JO}> <{EVIL}>",
    "two angles, evil first": f"From: <{EVIL}> <{JO}>",
    "colon between": f"From: <{EVIL}>:<{JO}>",
    "bracket inside": f"From: {JO}){EVIL}",
    "encoded word as local part": "From: =?utf-8?q?jo=2Esandhu?=@harrowpike.example",
    "encoded word as address": "From: =?utf-8?q?jo=2Esandhu=40harrowpike=2Eexample?=",
    "space before colon first": f"From : {EVIL}\r\nFrom: {JO}",
    "space before colon last": f"From: {JO}\r\nFrom : {EVIL}",
    "tab before colon": f"From: {JO}\r\nFrom\t: {EVIL}",
    "two fields": f"From: {EVIL}\r\nFrom: {JO}",
    "two fields, ours first": f"From: {JO}\r\nFrom: {EVIL}",
    "two fields in capitals": f"From: {JO}\r\nFROM: {EVIL}",
    "two equal fields": f"From: {JO}\r\nFrom: {JO}",
    "line break in encoded word": f"From: =?utf-8?b?SmVmZgpYOiB5?= <{JO}>\r\nfrom: {JO}",
    "encoded name that ends the address": f"From: =?utf-8?q?{JO}=3E?= <{EVIL}>",
    "group": f"From: Accounts: {JO};",
    "empty group and address": f"From: Accounts:;, {JO}",
    "comment after": f"From: {JO} ({EVIL})",
    "comment before": f"From: ({EVIL}) {JO}",
    "comment inside angles": "From: Jo <jo.sandhu@(x)harrowpike.example>",
    "nested comment": f"From: Jo (a (b) {EVIL}) <{JO}>",
    "route": f"From: Jo <@evil.test:{JO}>",
    "two mailboxes": f"From: {JO}, {EVIL}",
    "two mailboxes, evil first": f"From: {EVIL}, {JO}",
    "semicolon list": f"From: {JO}; {EVIL}",
    "NUL": f"From: {JO}\x00@evil.test",
    "NUL in name": f"From: Jo\x00 <{JO}>",
    "bare CR": f"From: Jo <{EVIL}>\rFrom: {JO}",
    "bare LF": f"From: {JO}\nX-Other: {EVIL}",
    "two at signs": f"From: {JO}@evil.test",
    "quoted at": f'From: "{JO}"@evil.test',
    "quoted local part": 'From: "jo.sandhu"@harrowpike.example',
    "space in local part": "From: jo. sandhu@harrowpike.example",
    "domain literal": "From: jo.sandhu@[harrowpike.example]",
    "trailing dot": f"From: {JO}.",
    "no closing angle": f"From: Jo <{JO}",
    "no opening angle": f"From: {JO}>",
    "address in quotes and after": f'From: "Jo <{JO}>" {EVIL}',
    "unclosed quote": f'From: "Jo <{JO}>, <{EVIL}>',
    "backslash": f"From: Jo \\<{EVIL}> <{JO}>",
    "8 bit": f"From: J\u00f6 <{JO}>",
    "full-width at": "From: jo.sandhu\uff20harrowpike.example",
    "homoglyph in domain": "From: jo.sandhu@h\u0430rrowpike.example",
    "over 998 octets": f"From: {'J' * 1000} <{JO}>",
    "empty": "From: ",
    "name only": "From: Jo Sandhu",
    "missing": "X-From: nobody",
    "address as name, evil address": f'From: "{JO}" <{EVIL}>',
    "address as comment, evil address": f"From: {EVIL} ({JO})",
    "percent hack": "From: jo.sandhu%harrowpike.example@evil.test",
    "bang path": f"From: evil.test!{JO}",
}


@pytest.mark.parametrize("line", FROM.values(), ids=FROM)
def test_a_from_line_that_two_readers_could_read_differently_gets_nothing(play: Scene, line: str) -> None:
    play.receive(headed(play, "From", line))
    assert play.made() == [] and play.sent == []


RESULTS = {
    "missing": "X-Nothing: 1",
    "of another server": f"Authentication-Results: mx.evil.test; {PASSED}",
    "of a server below ours": f"Authentication-Results: a.{SERVER}; {PASSED}",
    "with our name in capitals": f"Authentication-Results: {SERVER.upper()}; {PASSED}",
    "with our name in a comment": f"Authentication-Results: mx.evil.test ({SERVER}); {PASSED}",
    "with a full stop": f"Authentication-Results: {SERVER}.; {PASSED}",
    "twice, equal": f"Authentication-Results: {SERVER}; {PASSED}\r\nAuthentication-Results: {SERVER}; {PASSED}",
    "twice, forged below": f"Authentication-Results: {SERVER}; dkim=none\r\nAuthentication-Results: {SERVER}; {PASSED}",
    "twice, forged above": f"Authentication-Results: {SERVER}; {PASSED}\r\nAuthentication-Results: {SERVER}; dkim=none",
    "twice, space before colon": f"Authentication-Results: {SERVER}; dkim=none\r\nAuthentication-Results : {SERVER}; {PASSED}",
    "twice, in capitals": f"Authentication-Results: {SERVER}; dkim=none\r\nAUTHENTICATION-RESULTS: {SERVER.upper()}; {PASSED}",
    "twice, version": f"Authentication-Results: {SERVER}; dkim=none\r\nAuthentication-Results: {SERVER} 1; {PASSED}",
    "below a Received line": f"Received: from evil.test by mx.evil.test; now\r\nAuthentication-Results: {SERVER}; {PASSED}",
    "ARC only": f"ARC-Authentication-Results: i=1; {SERVER}; {PASSED}",
    "ARC pass": f"Authentication-Results: {SERVER}; arc=pass; dkim=fail; spf=pass smtp.mailfrom={JO}",
    "SPF only": f"Authentication-Results: {SERVER}; spf=pass smtp.mailfrom={JO}",
    "SPF and DMARC": f"Authentication-Results: {SERVER}; spf=pass smtp.mailfrom={JO}; dmarc=pass header.from=harrowpike.example",
    "DMARC by guess": f"Authentication-Results: {SERVER}; dkim=none; dmarc=bestguesspass header.from=harrowpike.example",
    "another signer": f"Authentication-Results: {SERVER}; dkim=pass header.d=evil.test; dmarc=pass header.from=harrowpike.example",
    "public suffix": f"Authentication-Results: {SERVER}; dkim=pass header.d=example; dmarc=pass",
    "signer is the end of the name": f"Authentication-Results: {SERVER}; dkim=pass header.d=pike.example",
    "signer above an extra label": f"Authentication-Results: {SERVER}; dkim=pass header.d=harrowpike.example.evil.test",
    "signer below": f"Authentication-Results: {SERVER}; dkim=pass header.d=news.harrowpike.example",
    "identity but no signer": f"Authentication-Results: {SERVER}; dkim=pass header.i=@harrowpike.example",
    "signer twice": f"Authentication-Results: {SERVER}; dkim=pass header.d=evil.test header.d=harrowpike.example",
    "DMARC failed": f"Authentication-Results: {SERVER}; dkim=pass header.d=harrowpike.example; dmarc=fail header.from=harrowpike.example",
    "DMARC in trouble": f"Authentication-Results: {SERVER}; dkim=pass header.d=harrowpike.example; dmarc=temperror",
    "DMARC both ways": f"Authentication-Results: {SERVER}; dkim=pass header.d=harrowpike.example; dmarc=pass; dmarc=fail",
    "DMARC of another From": f"Authentication-Results: {SERVER}; dkim=pass header.d=harrowpike.example; dmarc=pass header.from=evil.test",
    "no DMARC record of another From": f"Authentication-Results: {SERVER}; dkim=pass header.d=harrowpike.example; dmarc=none header.from=evil.test",
    "signature neutral": f"Authentication-Results: {SERVER}; dkim=neutral header.d=harrowpike.example; dmarc=pass",
    "signature failed": f"Authentication-Results: {SERVER}; dkim=fail header.d=harrowpike.example; dmarc=pass",
    "pass in a comment": f"Authentication-Results: {SERVER}; dkim=fail (dkim=pass header.d=harrowpike.example)",
    "pass in quotes": f'Authentication-Results: {SERVER}; dkim=fail reason="; dkim=pass header.d=harrowpike.example"',
    "pass in an unclosed quote": f'Authentication-Results: {SERVER}; dkim=fail reason="a; dkim=pass header.d=harrowpike.example',
    "pass in the envelope address": f'Authentication-Results: {SERVER}; spf=pass smtp.mailfrom="a; dkim=pass header.d=harrowpike.example"@evil.test',
    "signer in quotes of another": f'Authentication-Results: {SERVER}; dkim=pass header.d=evil.test reason="header.d=harrowpike.example"',
    "none": f"Authentication-Results: {SERVER}; none",
    "empty": "Authentication-Results: ",
}


@pytest.mark.parametrize("line", RESULTS.values(), ids=RESULTS)
def test_a_check_of_the_sender_that_our_server_did_not_make_or_that_failed_gets_nothing(play: Scene, line: str) -> None:
    play.receive(headed(play, "Authentication-Results", line))
    assert play.made() == [] and play.sent == []


ADDRESSES = {
    "stranger": dict(sender=EVIL),
    "stranger under a contact's name": dict(sender=EVIL, name="Jo Sandhu"),
    "stranger under a contact's address": dict(sender=EVIL, name=f'"{JO}"'),
    "homoglyph domain in punycode": dict(sender="jo.sandhu@xn--hrrowpike-9fg.example"),
    "other ending": dict(sender="jo.sandhu@harrowpike.test"),
    "hyphen": dict(sender="jo.sandhu@harrow-pike.example"),
    "as a label": dict(sender="jo.sandhu@harrowpike.evil.test"),
    "whole domain as labels": dict(sender="jo.sandhu@harrowpike.example.evil.test"),
    "addition": dict(sender="jo.sandhu@harrowpike-accounts.example"),
    "one letter more": dict(sender="jo.sandhu@harrowpikee.example"),
    "letters swapped": dict(sender="jo.sandhu@harrowpiek.example"),
    "rn for m": dict(sender="lee@brarnble.example"),
    "one for l": dict(sender="lee@bramb1e.example"),
    "below the domain": dict(sender="jo.sandhu@mail.harrowpike.example"),
    "colleague nobody knows": dict(sender="sandhu@harrowpike.example"),
    "plus address": dict(sender="jo.sandhu+x@harrowpike.example"),
    "local part without its dot": dict(sender="josandhu@harrowpike.example"),
    "somebody who left": dict(sender=LEFT, name="Pat Old"),
    "free-mail twin": dict(sender="bea_bursar@gmail.com", words=OTHERS.format("KO-26-5001")),
    "free mail, dot more": dict(sender="b.ea.bursar@gmail.com", words=OTHERS.format("KO-26-5001")),
    "free mail of a company": dict(sender="harrowpike.accounts@gmail.com"),
    "contact of the other client": dict(sender=MAX, words=OTHERS.format(THEIRS)),
    "contact of the other client, our number": dict(sender=MAX),
    "contact of two customers": dict(sender=AGENCY),
    "contact of two customers, second one's number": dict(sender=AGENCY, words=OTHERS.format("KO-26-2001")),
    "account on hold": dict(sender=SAM, words=OTHERS.format("KO-26-6001")),
    "our own mailbox": dict(sender=OURS),
    "our own domain": dict(sender="boss@kestrel-office.example"),
    "group contact, kind that may not be had there": dict(sender=GROUP, words=OTHERS.format("KO-26-4001")),
    "group contact, both": dict(sender=GROUP, words=OTHERS.format("KO-26-3001 and KO-26-4001")),
    "sender of another domain": dict(Sender=EVIL),
    "sender twice": dict(Sender=f"{JO}, {EVIL}"),
    "sender unreadable": dict(Sender="nobody"),
    "reply to elsewhere": dict(Reply_To=EVIL),
    "reply to both": dict(Reply_To=f"{JO}, {EVIL}"),
    "reply to a look-alike": dict(Reply_To="jo.sandhu@harrow-pike.example"),
    "reply to another customer": dict(Reply_To=LEE),
    "reply to unreadable": dict(Reply_To="<<>>"),
    "reply to somebody who left": dict(Reply_To=LEFT),
    "outsider in Cc": dict(Cc=EVIL),
    "outsider beside us": dict(To=f"{OURS}, {EVIL}"),
    "other customer in Cc": dict(Cc=LEE),
    "other client in Cc": dict(Cc="ar@bright.example"),
    "outsider in a Cc group": dict(Cc=f"Team: {EVIL};"),
}


@pytest.mark.parametrize("mail", ADDRESSES.values(), ids=ADDRESSES)
def test_nobody_but_a_proven_contact_of_one_account_gets_anything(play: Scene, mail: dict[str, str]) -> None:
    play.receive(play.write(**mail))
    assert play.made() == [] and play.sent == []
