"""Whom a letter greets, a person by name and a shared mailbox by nothing at all; and what it calls a document."""

import re
import unicodedata

from agent.domain.facts import DocumentFact

ROLE_WORDS = """account accounts accounting ap ar accountspayable payable payables receivable receivables finance financial
office team department dept desk service services invoice invoices invoicing billing purchasing purchase procurement
reception admin administration support info mail mailbox shared center centre treasury bookkeeping
buchhaltung kreditoren debitoren rechnung rechnungen rechnungswesen rechnungseingang finanzen einkauf verwaltung
abteilung sekretariat zentrale comptabilité comptabilite compta fournisseurs facture factures facturation achats
finances secrétariat direction contabilidad proveedores factura facturas facturación administración compras
tesorería finanzas crediteuren crediteurenadministratie debiteuren boekhouding facturen facturatie administratie
inkoop financiën gmbh ltd limited llp inc kg ag sarl bv nv plc llc trust
"""
ROLES = frozenset(ROLE_WORDS.split())
UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def plain(text: str, limit: int = 200) -> str:
    """One line without control, invisible or private characters, at most `limit` characters."""
    seen = "".join(" " if unicodedata.category(letter) in UNSEEN else letter for letter in text)
    return re.sub(r"\s+", " ", seen).strip()[:limit].rstrip()


def person_name(name: str) -> str:
    """The name if it looks like a person's ("Jo Sandhu", "Moreau, Claire"), else "": nobody wants to be "Dear Accounts"."""
    words = plain(name, 80).split()
    letters = all(re.fullmatch(r"[^\W\d_]+(?:['’.\-][^\W\d_]*)*,?", word) for word in words)
    if not 2 <= len(words) <= 5 or not letters or any(word.strip(",.").lower() in ROLES for word in words):
        return ""
    if words[0].endswith(",") and not any(word.endswith(",") for word in words[1:]):
        words = [*words[1:], words[0].rstrip(",")]
    return "" if any(word.endswith(",") for word in words) else " ".join(words)


def document_title(document: DocumentFact) -> str:
    """As the books call it; else its file's name, if that is words rather than a key."""
    name = document.filename.rpartition(".")[0]
    return plain(document.title or (name if " " in name else ""))
