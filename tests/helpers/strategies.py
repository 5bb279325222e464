"""What hypothesis makes: declarations as wild as the grammar allows, models whose names resolve, and untidy texts."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from compiler.base.source import Name
from compiler.language.cora import WHOLES, ElementKind
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    Doc,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    EnvironmentsDecl,
    ItemDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    Suppression,
    TypeRef,
)
from compiler.model.elements import PRIMITIVES

# Every word with a meaning somewhere; none of them is reserved where a name stands.
WORDS = (
    "standaard", "domein", "gedeeld", "abstract", "entiteit", "waardeobject", "is", "envelop", "ketenproces",
    "bericht", "over", "referentiedata", "alle", "behalve", "ids", "sleutels", "ingebed", "kern", "vervallen",
    "eigen", "beperking", "patroon", "afgeleid", "voorheen", "negeer", "meervoud", "pad", "als", "zonder", "versie",
    "ouder", "vanaf", "tot", "uml", "model", "soort", "ja", "geen", "afnemende",
    *(kind.value for kind in ElementKind if " " not in kind),
)  # fmt: skip
ODD = (
    "entiteit-sleutels", "met spaties", "Bericht/Relatie", "één", "ÄÖÜ", "名前", "1e", "a-", "_", " ", "{", "}",
    "// geen commentaar", "/// geen omschrijving", "a, b", '"', "\\", "/x/", "(", ":", "[]", "\ufeff", "'", "$", "*",
    "`", "a\nb", "\\n", "\\`", "\t",
)  # fmt: skip
TRICKY = (
    '"',
    "\\",
    '\\"',
    "\\n",
    "\n",
    "\t",
    "// c",
    "/// d",
    "}",
    "a/b",
    "\\/",
    "^\\d{4}$",
    "*",
    "a b",
    "\u2028",
)


def _make(
    kind: Any, *fields: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    """Values of `kind` with these fields; `st.builds` would make up the fields that are not given, places too."""
    return st.tuples(st.tuples(*fields), st.fixed_dictionaries(named)).map(
        lambda made: kind(*made[0], **made[1])
    )


def _some(
    strategy: st.SearchStrategy[Any], max_size: int = 3, min_size: int = 0
) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=min_size, max_size=max_size).map(tuple)


# -- declarations, of which the names refer to nothing ---------------------------------------------------------------

# A carriage return is a line end to the parser, so that no text holds one.
LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=20)
TEXTS = st.one_of(
    st.just(""), LINES, st.just("a\rb"), st.lists(st.sampled_from(TRICKY), max_size=4).map("".join)
)
PLAIN = st.text("abcXYZ019_é", min_size=1, max_size=6)
QUOTED = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
# Wider than a line.
VERY_LONG = ("lang" * 31, "met spaties " * 11)
NAMES = _make(Name, PLAIN | st.sampled_from(WORDS + ODD + VERY_LONG) | QUOTED)
# Blanks at the end of a line of a description do not count.
DOCS = st.none() | _make(
    Doc, st.lists(LINES.map(str.rstrip), min_size=1, max_size=3).map("\n".join)
)
SUPPRESSIONS = _some(_make(Suppression, NAMES, TEXTS.filter(str.strip)), 2)


def _attributes(*, own: bool) -> st.SearchStrategy[AttributeDecl]:
    return _make(
        AttributeDecl,
        NAMES,
        _make(TypeRef, NAMES, st.booleans(), st.booleans()),
        DOCS,
        core=st.booleans(),
        obsolete=st.booleans(),
        own=st.just(own),
        constraint=TEXTS,
        pattern=TEXTS,
        derived=TEXTS,
        formerly=st.none() | NAMES,
        suppressions=SUPPRESSIONS,
        drawn=TEXTS,
    )


# An element has a name of more than blanks.
NAMED_ELEMENTS = NAMES.filter(lambda name: name.text.strip())
ATTRIBUTES = _attributes(own=False)
OWN_ATTRIBUTES = _attributes(own=True)
ENTITIES = _make(
    EntityDecl,
    NAMES,
    DOCS,
    abstract=st.booleans(),
    value_object=st.booleans(),
    base=st.none() | NAMES,
    plural=st.none() | NAMES,
    path=st.none() | NAMES,
    without=_some(NAMES, 2),
    attributes=_some(ATTRIBUTES),
    formerly=st.none() | NAMES,
    suppressions=SUPPRESSIONS,
    business_object=st.none() | NAMED_ELEMENTS,
    drawn=TEXTS,
)


def _placed(code: CodeDecl) -> CodeDecl:
    """A value as the parser makes it: what its dates are, and that they stand somewhere."""
    begin_at, end_at = (Name(text) if text else None for text in (code.begin, code.end))
    domains_at = tuple(map(Name, code.domains))
    return code._replace(begin_at=begin_at, end_at=end_at, domains_at=domains_at)


CODES = _make(
    CodeDecl,
    NAMES | _make(Name, TEXTS),
    TEXTS,
    DOCS,
    parent=st.none() | st.tuples(NAMES, NAMES),
    begin=TEXTS,
    end=TEXTS,
    domains=_some(TEXTS.filter(bool), 2),
    formerly=TEXTS,
    suppressions=SUPPRESSIONS,
    drawn=TEXTS,
).map(_placed)
CODELISTS = _make(
    CodeListDecl,
    NAMES,
    DOCS,
    domains=_some(NAMES, 2),
    codes=_some(CODES),
    formerly=st.none() | NAMES,
    suppressions=SUPPRESSIONS,
    drawn=TEXTS,
)
DOMAINS = _make(
    DomainDecl,
    NAMES,
    DOCS,
    shared=st.booleans(),
    documented=st.booleans(),
    members=st.none() | _some(ENTITIES | CODELISTS, 2),
    formerly=st.none() | NAMES,
    drawn=TEXTS,
)  # fmt: skip
ITEMS = _make(ItemDecl, NAMES, DOCS, st.sampled_from([None, True, False]), st.booleans())
# In some projections more names than fit on one line, chosen or left out.
PROJECTIONS = _make(
    lambda name, doc, everything, excluded, ids, items: ProjectionDecl(
        name, doc, everything or bool(excluded), excluded, ids, items
    ),
    NAMES,
    DOCS,
    st.booleans(),
    st.just(()) | _some(NAMES, 3, 1) | _some(NAMES, 24, 12),
    st.booleans(),
    _some(ITEMS | OWN_ATTRIBUTES) | _some(_make(ItemDecl, NAMES), 20),
)
ENVELOPES = _make(EnvelopeDecl, NAMES, DOCS, _some(ATTRIBUTES, 2), _some(PROJECTIONS, 2))
PROCESSES = _make(
    ProcessDecl,
    NAMES,
    TEXTS,
    DOCS,
    version=TEXTS,
    formerly=st.none() | NAMES,
    business_processes=_some(NAMED_ELEMENTS, 2),
).map(lambda made: made._replace(version_at=Name(made.version) if made.version else None))
ELEMENTS = st.sampled_from(ElementKind).flatmap(
    lambda kind: _make(
        ElementDecl,
        st.just(kind),
        NAMED_ELEMENTS,
        DOCS,
        _some(
            NAMED_ELEMENTS,
            2 if WHOLES.get(kind) is ElementKind.BUSINESS_PROCESS else int(kind in WHOLES),
        ),
        SUPPRESSIONS,
    )
)
MESSAGES = _make(
    MessageDecl,
    NAMES,
    NAMES,
    DOCS,
    st.none() | NAMES,
    _some(PROJECTIONS),
    formerly=st.none() | NAMES,
)


def _settings(depth: int) -> st.SearchStrategy[SettingDecl]:
    inner = _some(ATTRIBUTES | _settings(depth - 1), 2) if depth else st.just(())
    return _make(SettingDecl, NAMES, _some(NAMES | _make(Name, TEXTS)), DOCS, st.none() | inner)


STANDARDS = _make(StandardDecl, NAMES, DOCS, _some(ATTRIBUTES | _settings(depth=3)))
ENVIRONMENTS = _make(
    EnvironmentsDecl, st.just(Name("omgevingen")), DOCS, _some(ATTRIBUTES | _settings(depth=3))
)
STATEMENTS = st.one_of(
    ENTITIES, MESSAGES, DOMAINS, CODELISTS, ENVELOPES, PROCESSES, STANDARDS, ENVIRONMENTS, ELEMENTS
)


@st.composite
def source_files(draw: st.DrawFn) -> SourceFile:
    """A file of statements that follow the grammar; their names refer to nothing."""
    return SourceFile("model.vera", draw(_some(STATEMENTS, 4)))


# -- models whose names resolve --------------------------------------------------------------------------------------

IDS = ("id", "idExtern", "code")
# Some of them are alike, and one contains another, so that rules find something.
LINKED = (
    "Eenheid", "EENHEID", "Eenhedengroep", "Project", "Projectfase", "Fase", "SOORT", "Relatie", "Natuurlijk Persoon",
    "domein", "entiteit-sleutels", "alle", "kern", "één", "名前", "is", "a/b", "{",
)  # fmt: skip
ATTRIBUTES_OF_RULES = (
    "begindatum", "einddatum", "startdatum", "status", "detailSoort", "bedrag", "isActief", "leeftijd", "btwBedrag",
    "btwTarief", "btwVerlegd", "woningtype",
)  # fmt: skip
ATTRIBUTE_NAMES = st.sampled_from(
    (
        "soort",
        "naam",
        "alle",
        "vervallen",
        "met spatie",
        "ouder",
        "zaken",
        *ATTRIBUTES_OF_RULES,
        *IDS,
    )
) | st.sampled_from(("naam", "zaken"))
_LISTS = st.lists(ATTRIBUTE_NAMES, max_size=6, unique=True)
ATTRIBUTE_LISTS = st.one_of(
    _LISTS, _LISTS, _LISTS, st.just(["btwBedrag", "btwTarief", "btwVerlegd", "projectnummer"])
)
SOME_DOC = st.sampled_from([None, Doc("Omschrijving."), Doc("Twee\n\nalinea's.")])
# Written right for one kind or another, or for none.
ELEMENT_NAMES = (
    "Huurder",
    "Huurders",
    "Behandelen klachten",
    "Beoordelen klacht",
    "Vastlegging klacht",
    "Sociaal huis",
)
REASONS = st.sampled_from(
    [
        (),
        (),
        (Suppression(Name("GN02"), "zo gepubliceerd"),),
        (Suppression(Name("GM10"), "afspraak"),),
    ]
)


@st.composite
def linkable(draw: st.DrawFn) -> tuple[SourceFile, ...]:
    """The files of a model that links without a diagnostic: whatever is referred to is there."""
    pool = draw(st.lists(st.sampled_from(LINKED), min_size=4, max_size=9, unique=True))
    lists, entity_names = pool[:2], pool[2:]
    places = draw(st.lists(st.sampled_from(LINKED), min_size=1, max_size=3, unique=True))
    in_domain: dict[str, list[EntityDecl]] = {place: [] for place in places}
    made: dict[str, EntityDecl] = {}
    if draw(st.booleans()):  # nothing but a period tells several of these apart (GM01)
        made["Stand"] = _stand()
        in_domain[places[0]].append(made["Stand"])
        entity_names = [*entity_names, "Stand"]
    elements = draw(_linkable_elements())
    objects = [element.name for element in elements if element.kind is ElementKind.BUSINESS_OBJECT]
    for name in [name for name in entity_names if name not in made]:
        made[name] = draw(_linkable_entity(name, tuple(made), lists, entity_names))
        if objects:
            made[name] = made[name]._replace(
                business_object=draw(st.sampled_from([None, *objects]))
            )
        in_domain[draw(st.sampled_from(places))].append(made[name])
    # A breach of GN02 links all the same: the name goes on meaning the first entity
    if draw(st.booleans()):
        in_domain["Herhaling"] = [EntityDecl(Name(draw(st.sampled_from(entity_names))))]
    instead = draw(st.lists(st.sampled_from([*entity_names, "Niemand"]), max_size=2))
    corrections = draw(st.sampled_from(["geen", "verenigbaar", "alle"]))
    standard = _standard(corrections, instead, draw(_interface()))
    files = [SourceFile("standaard.vera", (standard,))]
    for number, (place, members) in enumerate(in_domain.items()):
        head = DomainDecl(Name(place), draw(SOME_DOC), shared=number == 0)
        block = (head._replace(members=tuple(members)),)
        statements = block if draw(st.booleans()) else (head, *members)
        files.append(SourceFile(f"domeinen/{number}.vera", statements))
    declared = tuple(draw(_linkable_list(name, lists, places)) for name in lists)
    files.append(SourceFile("lijsten.vera", declared))
    files.append(SourceFile("elementen.vera", elements))
    return (*files, *draw(_linkable_processes(made, elements)))


def _stand() -> EntityDecl:
    """An entity of which many may be there: its period tells them apart."""
    period = tuple(
        AttributeDecl(Name(name), TypeRef(Name("date"))) for name in ("begindatum", "einddatum")
    )
    amount = AttributeDecl(Name("bedrag"), TypeRef(Name("decimal")))
    return EntityDecl(Name("Stand"), attributes=(amount, *period))


@st.composite
def _linkable_elements(draw: st.DrawFn) -> tuple[ElementDecl, ...]:
    """Elements of some kinds, with names of all forms; those that can be are part of others."""
    keys = st.tuples(st.sampled_from(ElementKind), st.sampled_from(ELEMENT_NAMES))
    declared = [
        ElementDecl(kind, Name(name))
        for kind, name in draw(st.lists(keys, max_size=5, unique=True))
    ]
    made = []
    for element in declared:
        wholes = [other.name for other in declared if other.kind is WHOLES.get(element.kind)][:1]
        made.append(
            element._replace(
                doc=draw(SOME_DOC), wholes=draw(_some(st.sampled_from(wholes), 1)) if wholes else ()
            )
        )
    return tuple(made)


@st.composite
def _linkable_list(draw: st.DrawFn, name: str, lists: list[str], places: list[str]) -> CodeListDecl:
    """A list whose values need not be right: codes stand twice, dates are none, parents and domains are not there."""
    codes = st.sampled_from(LINKED[:6])
    domains = st.sampled_from([*places, "Nergens"])
    values = _make(
        CodeDecl,
        _make(Name, codes),
        st.sampled_from(["Naam", "Eenheid"]),
        SOME_DOC,
        parent=st.none()
        | st.tuples(_make(Name, st.sampled_from([*lists, "NERGENS"])), _make(Name, codes)),
        begin=st.sampled_from(["", "2026-01-01", "99-99-9999"]),
        end=st.sampled_from(["", "2025-12-31"]),
        domains=_some(domains, 1),
        suppressions=REASONS,
    )
    return CodeListDecl(
        Name(name), None, tuple(map(Name, draw(_some(domains, 1)))), draw(_some(values))
    )


@st.composite
def _interface(draw: st.DrawFn) -> SettingDecl:
    """The block `koppelvlak` with headers and parameters, of which operations take some."""

    def block(key: str, *lines: tuple[str, ...]) -> SettingDecl:
        made = (SettingDecl(Name(word), tuple(map(Name, rest))) for word, *rest in lines)
        return SettingDecl(Name(key), members=tuple(made))

    shared = draw(
        _some(st.sampled_from(["X-Moment", "pagina", "X-Zender-Nummer", "X-Peilmoment"]), 3)
    )
    parameters = [
        (
            "header" if name.startswith("X-") else "query",
            name,
            draw(st.sampled_from(["Getal", "Tekst"])),
        )
        for name in dict.fromkeys(shared)
    ]
    names = st.permutations([name for _, name, _ in parameters])
    return SettingDecl(
        Name("koppelvlak"),
        members=(
            block(
                "typen",
                ("Getal", "integer"),
                ("Tekst", "string", draw(st.sampled_from(["any", "date-time"]))),
            ),
            block("parameters", *parameters),
            block("paginaheaders", *draw(_some(st.just(("X-Aantal", "Getal")), 1))),
            block("bewerkingen", ("zoeken", *draw(names)), ("overige", *draw(names))),
        ),
    )


def _standard(corrections: str, instead: list[str], interface: SettingDecl) -> StandardDecl:
    ids = tuple(AttributeDecl(Name(name), TypeRef(Name("string")), core=True) for name in IDS)
    values = {"titel": "Titel", "versie": "1.2.3", "correcties": corrections}
    settings = (SettingDecl(Name(key), (Name(value),)) for key, value in values.items())
    refused = tuple(
        SettingDecl(Name(name), (Name(other),)) for name, other in pairwise([*instead, "Niemand"])
    )
    blocks = (
        SettingDecl(Name("ids"), members=ids),
        SettingDecl(Name("inPlaatsVan"), members=refused),
        interface,
    )
    return StandardDecl(Name("Klein"), settings=(*settings, *blocks))


@st.composite
def _linkable_entity(
    draw: st.DrawFn, name: str, before: tuple[str, ...], lists: list[str], entity_names: list[str]
) -> EntityDecl:
    base = draw(st.none() | st.sampled_from(before)) if before else None
    attributes = []
    for attribute in draw(ATTRIBUTE_LISTS):
        some = st.sampled_from([*lists, *entity_names]) | st.sampled_from(PRIMITIVES)
        target = draw(
            st.sampled_from(["date", "dateTime"]) if attribute.endswith("datum") else some
        )
        many, core, keys = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
        type_ = TypeRef(Name(target), keys and target in entity_names, many)
        attributes.append(
            AttributeDecl(
                Name(attribute),
                type_,
                draw(SOME_DOC),
                core,
                obsolete=many and core,
                suppressions=draw(REASONS),
            )
        )
    value_object, abstract = draw(st.tuples(st.booleans(), st.booleans()))
    return EntityDecl(
        Name(name),
        draw(SOME_DOC),
        abstract,
        value_object,
        Name(base) if base else None,
        without=() if base or value_object else draw(_some(st.sampled_from(IDS).map(Name), 1)),
        attributes=tuple(attributes),
        suppressions=draw(REASONS),
    )


def _available(entity: EntityDecl, made: dict[str, EntityDecl]) -> dict[str, bool]:
    """The attributes that a projection of `entity` may name, and whether each holds an entity."""
    found: dict[str, bool] = {}
    if entity.base is not None:
        found = _available(made[entity.base.text], made)
    elif not entity.value_object:
        found = {
            name: False for name in IDS if name not in [without.text for without in entity.without]
        }
    return found | {a.name.text: a.type.name.text in made for a in entity.attributes}


@st.composite
def _linkable_projection(
    draw: st.DrawFn, entity: EntityDecl, made: dict[str, EntityDecl]
) -> ProjectionDecl:
    available = _available(entity, made)
    order = draw(st.permutations(sorted(available)))
    cut, end = sorted((draw(st.integers(0, len(order))), draw(st.integers(0, len(order)))))
    items: list[ItemDecl | AttributeDecl] = [
        ItemDecl(
            Name(a),
            draw(SOME_DOC),
            draw(st.sampled_from([None, True, False])) if available[a] else None,
        )
        for a in order[cut:end]
    ]
    everything, ids, own = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    if own:
        names = ("eigenVeld", "bedrag", "begindatum", "soort", *order[end:])  # or one of the entity
        free = [name for name in names if name not in order[:end]]
        type_ = TypeRef(Name(draw(st.sampled_from(["string", "date"]))))
        items.append(AttributeDecl(Name(draw(st.sampled_from(free))), type_, own=True))
    excluded = tuple(map(Name, order[:cut]))
    return ProjectionDecl(
        entity.name, draw(SOME_DOC), everything or cut > 0, excluded, ids, tuple(items)
    )


@st.composite
def _linkable_processes(
    draw: st.DrawFn, made: dict[str, EntityDecl], elements: tuple[ElementDecl, ...]
) -> list[SourceFile]:
    files = []
    serves = tuple(
        element.name for element in elements if element.kind is ElementKind.BUSINESS_PROCESS
    )
    some = st.lists(st.sampled_from(sorted(made)), min_size=1, max_size=2, unique=True)
    unique = st.lists(st.sampled_from(LINKED), max_size=2, unique=True)
    for code in draw(unique):
        statements: list[ProcessDecl | MessageDecl] = [
            ProcessDecl(Name(code), draw(TEXTS), draw(SOME_DOC), business_processes=serves)
        ]
        for message in draw(unique):
            shown = draw(some)
            projections = tuple(draw(_linkable_projection(made[name], made)) for name in shown)
            statements.append(MessageDecl(Name(message), Name(shown[0]), projections=projections))
        files.append(SourceFile(f"ketenprocessen/{len(files)}.vera", tuple(statements)))
    if draw(st.booleans()):
        projections = tuple(draw(_linkable_projection(made[name], made)) for name in draw(some))
        files.append(
            SourceFile("envelop.vera", (EnvelopeDecl(Name("Bericht"), projections=projections),))
        )
    return files
