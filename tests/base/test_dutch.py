"""The lexicon, words and plurals: what the dictionary says, what compounds are made of, laws for any text."""

from __future__ import annotations

import csv
import string
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Severity
from compiler.base.dutch.casing import joined_nouns, parted_adjective
from compiler.base.dutch.lexicon import Lexicon, WordKind, lexicon, plain_word
from compiler.base.dutch.phrases import propose_act, propose_singular, propose_verb
from compiler.base.dutch.plurals import propose_plural
from compiler.base.dutch.words import LONGEST_WORD, OwnWord, Words, words_of, words_with
from compiler.base.resources import words_path
from compiler.language.cora import ElementKind
from compiler.rules.run import all_rules
from tools import make_lexicon, measure_names
from tools.hunspell import forms, read_affixes

ROOT = Path(__file__).parents[2]

# As in Hunspell's files for Dutch: what stands behind ts: says what a form is.
AFFIXES = """
SET UTF-8
SFX Za Y 1
SFX Za 0 s .  ts:NN2
SFX Zb Y 2
SFX Zb 0 en/CaCbCp [^eo]  ts:NN2
SFX Zb 0 en-/CaCbCp [^eo]  ts:NN2
SFX Zd Y 1
SFX Zd heid heden/CaCbCp .  ts:NN2
SFX Ch Y 1
SFX Ch 0 s/CaCbCxCp .
SFX Vi Y 1
SFX Vi 0 d .  ts:PPn
SFX Aa Y 1
SFX Aa 0 e [^e]  ts:AJe
PFX Pj Y 1
PFX Pj 0 af .
"""
DICTIONARY = """12
woning/CaCcZbCh
theater/CaCcZa
eenheid/ZdCc
ĳs/Cc
beheren/Vi
maken/PjVi
lelijk/Aa
BTW/Cl
Amsterdam/PN
foutief/Fw
foutief
categorieën
daklĳsten/Cc
"""


def words() -> dict[str, WordKind]:
    return forms(read_affixes(AFFIXES), DICTIONARY)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("woning", WordKind.WORD | WordKind.SINGULAR | WordKind.BEGIN | WordKind.END),
        ("woningen", WordKind.WORD | WordKind.PLURAL | WordKind.BEGIN),
        ("wonings", WordKind.BEGIN),
        ("theaters", WordKind.WORD | WordKind.PLURAL),
        ("eenheid", WordKind.WORD | WordKind.SINGULAR | WordKind.END),
        ("eenheden", WordKind.WORD | WordKind.PLURAL | WordKind.BEGIN),
        ("ijs", WordKind.WORD | WordKind.END),
        ("beheren", WordKind.WORD | WordKind.INFINITIVE),
        ("beherend", WordKind.WORD | WordKind.VERB),
        ("afmaken", WordKind.WORD | WordKind.INFINITIVE),
        ("lelijke", WordKind.WORD | WordKind.ADJECTIVE),
        ("btw", WordKind.WORD | WordKind.ABBREVIATION),
        ("categorieen", WordKind.WORD),
        ("daklijsten", WordKind.WORD | WordKind.END),
    ],
)
def test_affixes_and_flags_say_what_a_form_is(form, kind):
    assert words()[form] == kind


@pytest.mark.parametrize(
    "form", ["amsterdam", "foutief", "woningen-", "categorieën", "ĳs", "eenheiden"]
)
def test_names_forbidden_words_and_other_spellings_are_left_out(form):
    assert form not in words()


def test_a_lexicon_reads_back_as_it_was_made_whatever_the_order():
    made = {form: int(kind) for form, kind in words().items()}
    content = make_lexicon.file_of(made)
    assert content == make_lexicon.file_of(dict(reversed(made.items())))
    read = Lexicon(content)
    assert {form: read.kind(form) for form in made} == made
    assert [read.kind(form) for form in ("", "w", "woni", "woningenx", "één", "a1")] == [0] * 6


@given(
    st.dictionaries(st.text("abcz", min_size=1, max_size=6), st.integers(1, 5), max_size=30),
    st.text("abcz", max_size=6),
)
def test_any_set_of_words_reads_back(made, other):
    read = Lexicon(make_lexicon.file_of(made))
    assert all(read.kind(word) == kind for word, kind in made.items())
    assert read.kind(other) == made.get(other, 0)
    begins = [(n, made[other[:n]]) for n in range(1, len(other) + 1) if other[:n] in made]
    assert list(read.beginnings(other)) == begins
    for most in (1, 2):
        near = {
            word: (distance(word, other), kind)
            for word, kind in made.items()
            if distance(word, other) <= most
        }
        assert read.near(other, most) == (near if other else {})


@cache
def distance(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    changed = distance(one[1:], other[1:]) + (one[0] != other[0])
    return min(changed, distance(one[1:], other) + 1, distance(one, other[1:]) + 1)


@pytest.mark.parametrize("content", [b"", b"verac", b"x" * 100])
def test_what_is_no_lexicon_is_refused(content):
    with pytest.raises(ValueError, match="no lexicon"):
        Lexicon(content)


def test_the_lexicon_that_is_shipped_is_attributed():
    readme = (words_path().parent / "README.md").read_text(encoding="utf-8")
    licence = (words_path().parent / "LICENSE").read_text(encoding="utf-8")
    assert "OpenTaal" in readme
    assert "Redistributions in binary form must reproduce" in licence
    assert words_path().stat().st_size < 1_100_000


@pytest.mark.parametrize(
    "word",
    [
        "contactgegegeven", "dichtsbijzijnde", "huurcomissie", "maximunleeftijd", "zoekprofiellen",
        "arbeitsovereenkomsten", "electriciteitverbruik", "woningwaardring", "eenheit", "overenkomst", "opzeging",
    ],
)  # fmt: skip
def test_a_misspelling_is_no_word(word):
    assert not Words().known(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("contactgegegeven", "contactgegeven"), ("dichtsbijzijnde", "dichtstbijzijnde"),
        ("huurcomissie", "huurcommissie"), ("maximunleeftijd", "maximumleeftijd"), ("zoekprofiellen", "zoekprofielen"),
        ("arbeitsovereenkomsten", "arbeidsovereenkomsten"), ("xqzwvkj", ""), ("ab", ""), ("名前", ""),
    ],
)  # fmt: skip
def test_the_nearest_word(word, meant):
    assert Words().nearest(word) == meant


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("huurovereenkomst", ("huur", "overeenkomst")),
        ("kortingspercentage", ("kortings", "percentage")),
        ("ijsbaan", ("ijsbaan",)),
        ("kwaliteitsmetingsverzoek", ("kwaliteitsmetings", "verzoek")),
        ("doorexploiteren", ("door", "exploiteren")),
        ("gegege", ()),
        ("", ()),
        ("3", ()),
    ],
)
def test_compounds_are_taken_apart(word, parts):
    assert Words().parts(word) == parts


def test_what_is_longer_than_any_word_is_asked_nothing():
    words, longest = Words(), "x" * (LONGEST_WORD - len("woningen")) + "woningen"
    assert words.number(longest) == WordKind.PLURAL
    assert words.number("x" + longest) == 0
    endless = "huurwoning" * 5000
    assert (
        words.parts(endless),
        words.number(endless),
        words.nearest(endless),
        words.known(endless),
    ) == (
        (),
        0,
        "",
        False,
    )
    assert propose_singular(endless + "en") == ""


def test_own_words_are_words_with_their_plurals_and_in_compounds():
    own = words_with((OwnWord("blork", "blorgen"), OwnWord("WKA")))
    assert [own.known(word) for word in ("blork", "blorgen", "blorkdatum", "huurblork", "wka")] == [
        True
    ] * 5
    assert not Words().known("blork")
    assert own.number("huurblorgen") == WordKind.PLURAL
    assert propose_plural("Huurblork", (OwnWord("blork", "blorgen"),)) == "Huurblorgen"


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("Eenheid", "Eenheden"), ("Zaak", "Zaken"), ("Adres", "Adressen"), ("Kloof", "Kloven"), ("Prijs", "Prijzen"),
        ("Stad", "Steden"), ("Stadsdeel", "Stadsdelen"), ("Criterium", "Criteria"), ("Datum", "Datums"),
        ("Taxatie", "Taxaties"), ("Foto", "Fotos"), ("Categorie", "Categorieen"), ("Vacature", "Vacatures"),
        ("Weg", "Wegen"), ("Lid", "Leden"), ("Kind", "Kinderen"), ("Bus", "Bussen"), ("Medewerker", "Medewerkers"),
        ("NatuurlijkPersoon", "NatuurlijkePersonen"), ("Bsn", "Bsns"), ("Kosten", "Kosten"), ("Woningen", "Woningen"),
        ("Xyzzyheid", "Xyzzyheden"), ("Referentiedata", "Referentiedata"), ("A1", "A1s"),
    ],
)  # fmt: skip
def test_the_plural_that_is_proposed(singular, plural):
    assert propose_plural(singular) == plural


# Labelled before the function ran on them: adjectives that get an -e by each rule of spelling, and what gets none.
ADJECTIVES_BEFORE_PLURALS = """
TechnischMiddel TechnischeMiddelen
BouwkundigElement BouwkundigeElementen
GrootProject GroteProjecten
witVoertuig witteVoertuigen
LiefDier LieveDieren
OpenPlek OpenPlekken
HoutenHuis HoutenHuizen
DigitaalLoket DigitaleLoketten
digitaalDocument digitaleDocumenten
HoogGebouw HogeGebouwen
DuurzaamHuis DuurzameHuizen
VastTarief VasteTarieven
ActiefContract ActieveContracten
ScheefDak ScheveDaken
PreciesCijfer PreciezeCijfers
BoosKind BozeKinderen
SerieusVerzoek SerieuzeVerzoeken
LosBlad LosseBladen
GrofBestand GroveBestanden
HalfJaar HalveJaren
SnelSchip SnelleSchepen
FelLicht FelleLichten
DunBoek DunneBoeken
DubbelNummer DubbeleNummers
TijdelijkContract TijdelijkeContracten
ExternSysteem ExterneSystemen
InternNummer InterneNummers
AlgemeenBelang AlgemeneBelangen
BijzonderVerlof BijzondereVerloven
KleinBedrijf KleineBedrijven
LeegPand LegePanden
VrijBeroep VrijeBeroepen
BlauwBord BlauweBorden
ZwartGat ZwarteGaten
GebouwdObject GebouwdeObjecten
afgehandeldVerzoek afgehandeldeVerzoeken
GeslotenContract GeslotenContracten
NieuweAanvraag NieuweAanvragen
PubliekDomein PubliekeDomeinen
JuridischAdvies JuridischeAdviezen
MedischDossier MedischeDossiers
WaterdichtVak WaterdichteVakken
EigenRisico EigenRisicos
ExternTechnischMiddel ExterneTechnischeMiddelen
ExtraKamer ExtraKamers
DetailSoort DetailSoorten
TotaalBedrag TotaalBedragen
FinancieelOverzicht FinancieleOverzichten
EnergieLabel EnergieLabels
BouwkundigElementSoort BouwkundigElementSoorten
TechnischeMiddelen TechnischeMiddelen
WettelijkTarief WettelijkeTarieven
"""


@pytest.mark.parametrize(
    ("singular", "plural"),
    [line.split() for line in ADJECTIVES_BEFORE_PLURALS.strip().splitlines()],
)
def test_adjectives_before_a_plural_are_inflected(singular, plural):
    assert propose_plural(singular) == plural


def test_most_plurals_of_the_published_standard_are_as_proposed():
    model = measure_names.model_of(ROOT / "models" / "vera")
    entities = model.entities.values()
    right = [e for e in entities if propose_plural(e.name.text, model.standard.words) == e.plural]
    assert len(right) >= 0.95 * len(entities)


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("klachten", "klacht"), ("huurwoningen", "huurwoning"), ("Zaken", "Zaak"), ("brieven", "brief"),
        ("huizen", "huis"), ("adressen", "adres"), ("taken", "taak"), ("eenheden", "eenheid"), ("facturen", "factuur"),
        ("woningzoekenden", "woningzoekende"), ("criteria", "criterium"), ("Leden", "Lid"),
        ("categorieën", "categorie"),
        ("foto's", "foto"), ("servicekosten", ""), ("snel", ""), ("xyzzen", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_singular_that_is_proposed(plural, singular):
    assert propose_singular(plural) == singular


@pytest.mark.parametrize(
    ("noun", "verb", "act"),
    [
        ("Behandeling", "Behandelen", "Behandeling"), ("registratie", "registreren", "registrering"),
        ("inspectie", "inspecteren", ""), ("beheer", "beheren", ""), ("inkoop", "inkopen", ""), ("woning", "", ""),
        ("vastleggen", "", "vastlegging"), ("klacht", "", ""), ("xyzzing", "", ""), ("", "", ""),
    ],
)  # fmt: skip
def test_the_verb_of_a_noun_and_the_noun_of_a_verb(noun, verb, act):
    assert (propose_verb(noun, Words()), propose_act(noun, Words())) == (verb, act)


@given(st.text(max_size=30))
def test_no_name_is_too_odd(name):
    words = Words()
    assert plain_word(plain_word(name)) == plain_word(name)
    assert all(
        words.number(word) in (0, WordKind.SINGULAR, WordKind.PLURAL, WordKind.NOUN)
        for word in words_of(name)
    )
    assert all(isinstance(made, str) for made in (propose_plural(name), propose_singular(name)))
    assert all(
        isinstance(made, str) for made in (propose_verb(name, words), propose_act(name, words))
    )
    joined_nouns(name, words)
    parted_adjective(name, words)
    words.nearest(name[:12])


@given(st.text(string.ascii_letters + string.digits, max_size=30))
def test_the_words_of_a_name_are_all_of_it(name):
    assert "".join(words_of(name)) == name


def test_every_name_of_the_labelled_set_stands_in_it_once():
    with measure_names.LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == len({row["naam"] for row in rows}) >= 300
    assert {row["getal"] for row in rows} == {"enkelvoud", "meervoud"}
    assert {id_ for row in rows for id_ in row["regels"].split()} <= set(measure_names.RULES)


def test_every_kind_of_element_that_has_a_form_is_labelled_right_and_wrong():
    rows = measure_names.labels(measure_names.ELEMENTS)
    assert len(rows) == len({(row["soort"], row["naam"]) for row in rows}) >= 60
    wanted = {
        (kind.value, said)
        for kind in set(ElementKind) - {ElementKind.BUSINESS_OBJECT}
        for said in ("goed", "fout")
    }
    assert {(row["soort"], row["oordeel"]) for row in rows} == wanted


def test_the_rules_on_names_are_as_good_as_the_page_says():
    made = measure_names.measures()
    assert made["plural"].precision >= 0.99
    assert made["plural"].recall >= 0.98
    for rule in all_rules():
        if rule.id in made and rule.severity is not Severity.HINT:
            assert made[rule.id].precision >= 0.8, rule.id
    assert measure_names.table() in measure_names.PAGE.read_text(encoding="utf-8")


def test_the_lexicon_is_read_once():
    assert lexicon() is lexicon()
    assert len(lexicon().digest) == 64


def test_answers_are_recalled_by_another_run():
    first, second = Words(), Words()
    assert first.kept.all() is None
    words_asked = ("huurcomissie", "huurovereenkomsten")
    said = [(first.known(word), first.number(word), first.nearest(word)) for word in words_asked]
    kept = first.kept.all()
    assert kept is not None
    second.kept.recall(kept)
    assert [
        (second.known(word), second.number(word), second.nearest(word)) for word in words_asked
    ] == said
    assert second.kept.all() is None
    second.known("woning")
    assert second.kept.all() is not None


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("IJsbaan", "IJsbanen"), ("Blorkuis", "Blorkuizen"), ("Vlorkus", "Vlorkussen"), ("Blorkie", "Blorkies"),
     ("Blorken", "Blorken"), ("Blorkels", "Blorkels"), ("Adres2", "Adres2s"), ("Adres2s", "Adres2s")],
)  # fmt: skip
def test_plurals_of_what_is_not_listed(singular, plural):
    assert propose_plural(singular) == plural


@settings(deadline=None, max_examples=400)
@given(
    st.from_regex(r"([bcdfghjklmnprstvwz][aeiouy]{1,2}){1,3}", fullmatch=True),
    st.sampled_from((
        *"bdfgklmnprstvz", "us", "is", "as", "os", "eau", "ieu", "heid", "um", "ie", "je", "el", "er", "en", "aar",
        "oor", "erd", "eel", "uis", "ei", "oof", "aas",
    )),
)  # fmt: skip
def test_a_plural_of_an_unknown_word_is_its_own_plural(start, ending):
    name = (start + ending).capitalize()
    made = propose_plural(name)
    if not Words().parts(name) and not Words().parts(made):
        assert propose_plural(made) == made


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("Tabelkop", "Tabelkoppen"), ("Brutoloon", "Brutolonen"), ("Ringmap", "Ringmappen"), ("Lampje", "Lampjes"),
     ("Kloof", "Kloven"), ("Melk", "Melken"), ("Inlaat", "Inlaten"), ("Sandwich", "Sandwichen")],
)  # fmt: skip
def test_a_plural_that_is_not_listed_is_known_by_its_singular(singular, plural):
    assert propose_plural(singular) == plural
    assert propose_plural(plural) == plural
