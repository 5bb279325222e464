"""Random models that follow the guidelines, with any text: what a release can hold all of."""

from __future__ import annotations

from hypothesis import strategies as st

from compiler.base.source import Name
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    Doc,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    ItemDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    TypeRef,
)

PRIMITIVES = (
    "string", "integer", "boolean", "decimal", "duration", "dateTime", "date", "anyURI", "base64Binary",
)  # fmt: skip
LISTS = ("BOOMSOORT", "STATUS", "WORTELSOORT")
# Begins and ends that a program which opens a table may take for something else.
TEXTS = (
    "Een gewone zin.", "=1+1", "+31 6", "-1", "@boom", '"Tussen aanhalingstekens."', 'Een "woord" erin.', "'los",
    'Eindigt op "nee"', '"Ja" is het begin.', "a;b", "😀 één ö", "<b>&amp;</b>", "a_x0041_b", "null", "0", "x", "1,5",
    "{}", "/* */", "Zie https://example.org/?a=b&c.", "\\", "`code`", "#NAAM?",
)  # fmt: skip
PATTERNS = ("^[A-Z]{2}$", "^=", '^"[a-z]+"$', "^a;b$", "^\\d{4}$", "^.{1,80}$")
ENTITIES = (("Boom", "Bomen"), ("Tak", "Takken"), ("Ploeg", "Ploegen"), ("Klus", "Klussen"))
ATTRIBUTES = (
    "soort", "status", "hoogte", "omtrek", "plantdatum", "duur", "merk", "foto", "verslag", "takken", "ploeg",
    "klussen",
)  # fmt: skip
IDS = ("id", "code")

_TEXT = st.sampled_from(TEXTS)


@st.composite
def tidy_models(draw: st.DrawFn) -> tuple[SourceFile, ...]:
    """Two domains beside the shared one, entities with bases, lists with values, and a process."""
    bomen = [draw(_entity(*each)) for each in ENTITIES[:2]]
    loof = EntityDecl(
        Name("Loofboom"), draw(_doc()), base=Name("Boom"), plural=Name("Loofbomen"),
        attributes=(AttributeDecl(Name("bladval"), TypeRef(Name("date")), draw(_doc())),),
    )  # fmt: skip
    # What is measured over a release (the entity of values, labels of lists and addresses) shows in these.
    kaart = EntityDecl(
        Name("Kaart"), plural=Name("Kaarten"),
        attributes=(
            AttributeDecl(Name("loofboom"), TypeRef(Name("Loofboom"), keys=True)),
            AttributeDecl(Name("loofbomen"), TypeRef(Name("Loofboom"), many=True)),
            *(AttributeDecl(Name(each.lower()), TypeRef(Name(each)), Doc("Een keuze.")) for each in LISTS),
        ),
    )  # fmt: skip
    werk = [kaart, *(draw(_entity(*each)) for each in ENTITIES[2:])]
    shared = EntityDecl(
        Name("Referentiedata"), plural=Name("Referentiedata"),
        attributes=(AttributeDecl(Name("naam"), TypeRef(Name("string")), core=True),),
    )  # fmt: skip
    entities = {each.name.text: each for each in (*bomen, loof, *werk)}
    messages = draw(
        st.lists(_message(entities), min_size=1, max_size=2, unique_by=lambda each: each.name.text)
    )
    process = ProcessDecl(Name("SNO"), "Snoeien", version=draw(st.sampled_from(("", "2.0.1"))))
    envelope = EnvelopeDecl(
        Name("Bericht"),
        projections=(ProjectionDecl(Name("Referentiedata"), everything=True),),
    )
    statements = (
        _standard(draw), envelope,
        DomainDecl(Name("Algemeen"), shared=True), shared,
    )  # fmt: skip
    return (
        SourceFile("a.vera", statements),
        SourceFile("b.vera", (DomainDecl(Name("Bomen")), *bomen, loof)),
        SourceFile("c.vera", (DomainDecl(Name("Werk")), *werk)),
        SourceFile("d.vera", (process, *messages)),
        SourceFile("e.vera", tuple(draw(_list(name)) for name in LISTS)),
    )


def _doc() -> st.SearchStrategy[Doc | None]:
    return st.none() | _TEXT.map(Doc)


def _standard(draw: st.DrawFn) -> StandardDecl:
    ids = tuple(
        AttributeDecl(Name(name), TypeRef(Name("string")), draw(_doc()), core=True) for name in IDS
    )
    settings = (
        SettingDecl(Name("titel"), (Name("Tuin"),)),
        SettingDecl(Name("versie"), (Name(draw(st.sampled_from(("1.2.3", "4.3.0+260116.28")))),)),
        SettingDecl(Name("ids"), members=ids),
    )
    return StandardDecl(Name("Tuin"), settings=settings)


@st.composite
def _attribute(draw: st.DrawFn, name: str) -> AttributeDecl:
    targets = (*PRIMITIVES, *LISTS, *(entity for entity, _ in ENTITIES))
    target = draw(st.sampled_from(targets))
    is_entity = target not in (*PRIMITIVES, *LISTS)
    keys, many = is_entity and draw(st.booleans()), draw(st.booleans())
    is_text = target == "string"
    return AttributeDecl(
        name=Name(name),
        type=TypeRef(Name(target), keys, many),
        doc=draw(_doc()),
        obsolete=draw(st.booleans()),
        constraint=draw(st.just("") | st.sampled_from(("Groter dan nul.", "= 1", '"x" of "y"'))),
        pattern=draw(st.just("") | st.sampled_from(PATTERNS)) if is_text else "",
    )


@st.composite
def _entity(draw: st.DrawFn, name: str, plural: str) -> EntityDecl:
    names = draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=5, unique=True))
    attributes = tuple(draw(_attribute(each)) for each in names)
    return EntityDecl(Name(name), draw(_doc()), plural=Name(plural), attributes=attributes)


@st.composite
def _message(draw: st.DrawFn, entities: dict[str, EntityDecl]) -> MessageDecl:
    name, plural = draw(st.sampled_from(ENTITIES))
    own = [attribute.name.text for attribute in entities[name].attributes]
    chosen = [each for each in own if draw(st.booleans())]
    items = tuple(ItemDecl(Name(each)) for each in chosen)
    root = ProjectionDecl(Name(name), ids=True, items=items)
    others = draw(st.lists(st.sampled_from(sorted(entities)), max_size=2, unique=True))
    rest = [ProjectionDecl(Name(each), everything=True) for each in others if each != name]
    return MessageDecl(Name(plural), Name(name), projections=(root, *rest))


@st.composite
def _list(draw: st.DrawFn, name: str) -> CodeListDecl:
    codes = draw(st.lists(st.sampled_from(("ABC", "DEF", "=GH", "007")), min_size=1, unique=True))
    values = tuple(
        CodeDecl(
            code=Name(code),
            label=draw(_TEXT),
            doc=draw(_doc()),
            begin=draw(st.sampled_from(("", "2020-01-31"))),
            end=draw(st.sampled_from(("", "2030-12-31"))),
        )
        for code in codes
    )
    return CodeListDecl(Name(name), None, (), values)
