"""What a name is about, when that stands in front (GN09): `datumOverlijden` for overlijdensdatum."""

from __future__ import annotations

import re

from compiler.base.dutch.lexicon import WordKind, plain_word
from compiler.base.dutch.word_kinds import INFINITIVE, PLURAL, WORD
from compiler.base.dutch.words import Words, words_of

# After these a name goes on as a phrase, of which the words stand apart: `erfpachtPerTermijnBedrag`.
PREPOSITIONS = frozenset({
    "aan", "achter", "af", "behalve", "bij", "boven", "buiten", "door", "exclusief", "in", "inclusief", "met", "na",
    "naar", "om", "onder", "op", "over", "per", "sinds", "te", "tegen", "ten", "ter", "tot", "tussen", "uit", "van",
    "via", "volgens", "voor", "zonder",
})  # fmt: skip

# What attributes are about: who reads one of these in front reads the subject first.
SUBJECTS = frozenset({
    "aanduiding", "aantal", "bedrag", "code", "datum", "duur", "indicatie", "jaar", "kenmerk", "naam", "nummer",
    "omschrijving", "oppervlakte", "percentage", "prijs", "reden", "soort", "tijdstip", "toelichting", "volgnummer",
})  # fmt: skip

# What things have, which is mostly a subject, but begins compounds of its own as well: adresregel, standplaats.
PROPERTIES = frozenset({
    "aanleiding", "aard", "adres", "afkomst", "afmeting", "afstand", "beschrijving", "bestemming", "bouwjaar",
    "breedte", "capaciteit", "categorie", "cijfer", "diameter", "dichtheid", "diepte", "dikte", "doel", "dosis",
    "duur", "emailadres", "frequentie", "functie", "gehalte", "geslacht", "gewicht", "grootte", "herkomst",
    "hoedanigheid", "hoeveelheid", "hoogte", "identificatie", "inhoud", "intensiteit", "klasse", "kleur", "kosten",
    "leeftijd", "lengte", "ligging", "locatie", "maat", "mailadres", "merk", "methode", "moment",
    "motief", "nationaliteit", "niveau", "omvang", "omzet", "onderwerp", "oorzaak", "opbrengst", "opmerking",
    "oppervlak", "ouderdom", "periode", "plaats", "rang", "rendement", "rente", "richting", "rol",
    "saldo", "samenstelling", "score", "snelheid", "stand", "status", "sterkte", "tarief", "tekst", "telefoonnummer",
    "temperatuur", "termijn", "tijd", "titel", "toestand", "uitkomst", "uitslag", "valuta", "verbruik", "vermogen",
    "volume", "vorm", "waarde", "wijze", "woonplaats", "zwaarte",
})  # fmt: skip

# What these end is a subject as they are: `startdatumContract`.
_LAST_PARTS = frozenset(
    {("bedrag",), ("datum",), ("nummer",), ("percentage",), ("prijs",), ("tijdstip",)}
)

# At the end these are subjects too: aantalOndergrens is a bound, adresRegel a line.
_ENDINGS = (
    *SUBJECTS,
    "status",
    "grens",
    "waarde",
    "type",
    "kosten",
    "klasse",
    "categorie",
    "groep",
    "niveau",
)
_OF_PROPERTIES = re.compile(
    r"(regel|lijst|bron|systeem|kaart|tabel|bestand|bereik|verschil|register|gegevens?|bepaling|wijziging|verloop)$"
)

# What these words begin has an s behind them: kortingspercentage.
LINKED = re.compile(r"(ing|heid|teit|schap)$")

# What an end or a begin is called before another noun.
BEFORE_A_NOUN = {"einde": "eind", "aanvang": "aanvangs"}


def subject_first(parts: tuple[str, ...], words: Words) -> bool:
    """Whether the first of `parts` is the subject, and what follows it is no phrase, no number and no subject itself.

    What is less surely a subject is none where the two make a word that is listed (`adresboek`), or where the second
    word tells something of the first.
    """
    if len(parts) < 2:
        return False
    head, second, last = plain_word(parts[0]), plain_word(parts[1]), plain_word(parts[-1])
    if second.isdecimal() or last.endswith(_ENDINGS) or not _is_subject(head, words):
        return False
    if second in PREPOSITIONS:
        return second == "te" or (second == "van" and len(parts) > 2)
    if head in SUBJECTS:
        return True
    if words.kind(head + second) & WORD or last in PROPERTIES or _OF_PROPERTIES.search(last):
        return False
    return len(parts) == 2 and words.is_noun(last)


def _is_subject(word: str, words: Words) -> bool:
    """Whether a name may be about `word`, which is plain, or about the last part of it."""
    return word in SUBJECTS | PROPERTIES or words.parts(word)[-1:] in _LAST_PARTS


def put_subject_last(parts: tuple[str, ...], words: Words) -> str:
    """The name of `parts`, of which the first is the subject, with the subject behind the rest."""
    subject, others = parts[0].lower(), parts[1:]
    if plain_word(others[0]) == "van":
        others = others[1:]
    last = others[-1]
    joins = len(others) == 1 and words.is_noun(last) and not words.number(last) & PLURAL
    made = [joint(last, words) + subject] if joins else [*others, subject.capitalize()]
    return "".join([made[0][0].lower() + made[0][1:], *made[1:]])


def joint(noun: str, words: Words) -> str:
    """The noun as it stands before another in a compound: with or without an s behind it."""
    plain = noun.lower()
    if plain in BEFORE_A_NOUN:
        return BEFORE_A_NOUN[plain]
    linked = plain + "s"
    kind = words.kind(linked)
    begins_compounds = kind & WordKind.BEGIN and not kind & PLURAL
    is_verb = words.kind(noun) & INFINITIVE
    return linked if begins_compounds or is_verb or LINKED.search(plain) else plain


def without_prefix(name: str, words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An abbreviation in front, mostly that of a registration (GN11), and what stands behind it."""
    parts = words_of(name)
    if len(parts) < 3:
        return (), parts
    is_abbreviation = words.kind(parts[0]) & WordKind.ABBREVIATION or not words.known(parts[0])
    return (parts[:1], parts[1:]) if is_abbreviation else ((), parts)
