"""What hypothesis makes: declarations as wild as the grammar allows, models whose names resolve, and untidy texts."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from compiler.declarations import (
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
    Suppression,
    TypeRef,
)
from compiler.model import PRIMITIVES
from compiler.source import Name

# Every word with a meaning somewhere; none of them is reserved where a name stands.
WORDS = (
    "standaard", "domein", "gedeeld", "abstract", "entiteit", "waardeobject", "is", "envelop", "ketenproces",
    "bericht", "over", "referentiedata", "alle", "behalve", "ids", "sleutels", "ingebed", "kern", "vervallen",
    "eigen", "beperking", "patroon", "afgeleid", "voorheen", "negeer", "meervoud", "pad", "zonder", "versie",
    "ouder", "vanaf", "tot", "model", "soort", "ja", "geen",
)  # fmt: skip
ODD = (
    "entiteit-sleutels", "met spaties", "Bericht/Relatie", "één", "ÄÖÜ", "名前", "1e", "a-", "_", " ", "{", "}",
    "// geen commentaar", "/// geen omschrijving", "a, b", "a.b", '"', "\\", "/x/", "(", ":", "[]", "\ufeff", "'",
)  # fmt: skip
# A line of text: no line ends, and no carriage returns, which the parser takes for line ends.
LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\n\r")


def _make(kind: Any, *fields: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of `kind` with these fields; `st.builds` would make up the fields that are not given, places too."""
    return st.tuples(st.tuples(*fields), st.fixed_dictionaries(named)).map(lambda made: kind(*made[0], **made[1]))


def lines(max_size: int = 20, min_size: int = 0) -> st.SearchStrategy[str]:
    """A text on one line."""
    return st.text(LINE, min_size=min_size, max_size=max_size)


def texts(max_size: int = 30) -> st.SearchStrategy[str]:
    """What may stand between quotes."""
    tricky = st.sampled_from(['"', "\\", '\\"', "\\n", "\n", "\t", "// c", "/// d", "}", "a/b", "\\/", "^\\d{4}$", "*"])
    return st.one_of(lines(max_size), st.lists(tricky | lines(3), max_size=4).map("".join))


def words() -> st.SearchStrategy[str]:
    """What may be a name: ordinary words for the most part, then those that need back quotes."""
    plain = st.from_regex(r"[A-Za-z]\w{0,12}", fullmatch=True)
    anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r`"), min_size=1, max_size=8)
    return st.one_of(plain, plain, st.sampled_from(WORDS + ODD), anything)


def names() -> st.SearchStrategy[Name]:
    """A name without a place."""
    return _make(Name, words())


def docs() -> st.SearchStrategy[Doc | None]:
    """A description of one or more lines, or none; blanks at the end of a line do not count."""
    one = lines(40).map(str.rstrip)
    return st.none() | _make(Doc, st.lists(one, min_size=1, max_size=3).map("\n".join))


def _some(strategy: st.SearchStrategy[Any], max_size: int = 3, min_size: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(strategy, min_size=min_size, max_size=max_size).map(tuple)


def suppressions() -> st.SearchStrategy[tuple[Suppression, ...]]:
    """Suppressions, each with a reason."""
    return _some(_make(Suppression, names(), texts().filter(str.strip)), 2)


def attributes(*, own: bool = False) -> st.SearchStrategy[AttributeDecl]:
    """An attribute with any of its options; `own` for one that a projection adds."""
    return _make(
        AttributeDecl,
        names(),
        _make(TypeRef, names(), st.booleans(), st.booleans()),
        docs(),
        core=st.booleans(),
        obsolete=st.booleans(),
        own=st.just(own),
        constraint=texts(),
        pattern=texts(),
        derived=texts(),
        formerly=st.none() | names(),
        suppressions=suppressions(),
    )


def entities() -> st.SearchStrategy[EntityDecl]:
    """An entity of any kind."""
    return _make(
        EntityDecl,
        names(),
        docs(),
        abstract=st.booleans(),
        value_object=st.booleans(),
        base=st.none() | names(),
        plural=st.none() | names(),
        path=st.none() | names(),
        without=_some(names(), 2),
        attributes=_some(attributes()),
        formerly=st.none() | names(),
        suppressions=suppressions(),
    )


def codelists() -> st.SearchStrategy[CodeListDecl]:
    """A reference data list; a code may be any text."""
    codes = _make(
        CodeDecl,
        _make(Name, words() | texts()),
        texts(),
        docs(),
        parent=st.none() | st.tuples(names(), names()),
        begin=texts(10),
        end=texts(10),
        domains=_some(texts(10), 2),
    )
    return _make(CodeListDecl, names(), docs(), domains=_some(names(), 2), codes=_some(codes))


def domains() -> st.SearchStrategy[DomainDecl]:
    """A domain with a block, or one that holds what follows it."""
    members = st.none() | _some(entities() | codelists(), 2)
    return _make(DomainDecl, names(), docs(), shared=st.booleans(), members=members)


@st.composite
def projections(draw: st.DrawFn) -> ProjectionDecl:
    """A projection in any of its forms; some are too long for one line."""
    item = _make(ItemDecl, names(), docs(), st.sampled_from([None, True, False]), st.booleans())
    chosen = st.one_of(item, _make(ItemDecl, names()), attributes(own=True))
    excluded = draw(st.one_of(st.just(()), _some(names(), 3, 1), _some(names(), 24, 12)))
    everything = bool(excluded) or draw(st.booleans())
    items = draw(_some(chosen) | _some(_make(ItemDecl, names()), 20, 10))
    return ProjectionDecl(draw(names()), draw(docs()), everything, excluded, draw(st.booleans()), items)


def envelopes() -> st.SearchStrategy[EnvelopeDecl]:
    """An envelope."""
    return _make(EnvelopeDecl, names(), docs(), _some(attributes(), 2), _some(projections(), 2))


def processes() -> st.SearchStrategy[ProcessDecl]:
    """The head of a process."""
    return _make(ProcessDecl, names(), texts(), docs(), version=texts(10))


def messages() -> st.SearchStrategy[MessageDecl]:
    """A message."""
    return _make(MessageDecl, names(), names(), docs(), st.none() | names(), _some(projections()))


def settings(depth: int = 3) -> st.SearchStrategy[SettingDecl]:
    """A setting of the manifest, with blocks up to `depth` deep in each other."""
    inner = _some(attributes() | settings(depth - 1), 2) if depth else st.just(())
    values = _some(_make(Name, words() | texts()))
    return _make(SettingDecl, names(), values, docs(), st.none() | inner)


def standards() -> st.SearchStrategy[StandardDecl]:
    """A manifest, whatever its settings are called."""
    return _make(StandardDecl, names(), docs(), _some(attributes() | settings()))


def source_files() -> st.SearchStrategy[SourceFile]:
    """A file of statements that follow the grammar; their names refer to nothing."""
    statement = st.one_of(
        entities(), domains(), codelists(), envelopes(), processes(), messages(), standards(), entities(), messages()
    )
    return _make(SourceFile, st.just("model.vera"), _some(statement, 4))


# -- models whose names resolve ------------------------------------------------------------------------------------

IDS = ("id", "idExtern", "code")


def _tame() -> st.SearchStrategy[str]:
    return (st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True) | words()).filter(
        lambda word: word not in PRIMITIVES and "." not in word
    )


@st.composite
def linkable(draw: st.DrawFn) -> tuple[SourceFile, ...]:
    """The files of a model that links without an error: whatever is referred to is there."""
    pool = draw(st.lists(_tame(), min_size=4, max_size=12, unique=True))
    cut = draw(st.integers(1, 4)) if len(pool) > 5 else 1
    lists, entity_names = pool[:cut], pool[cut:]
    places = draw(st.lists(_tame(), min_size=1, max_size=3, unique=True))
    in_domain: dict[str, list[EntityDecl]] = {place: [] for place in places}
    made: list[EntityDecl] = []
    for name in entity_names:
        entity = draw(_linkable_entity(name, made, lists, entity_names))
        made.append(entity)
        in_domain[draw(st.sampled_from(places))].append(entity)
    if draw(st.booleans()) and len(places) > 1:  # a breach of GN02 that links all the same
        _repeat(draw(st.sampled_from(made)), in_domain)
    files = [SourceFile("standaard.vera", (_standard(draw(st.sampled_from(["geen", "alle"]))),))]
    for number, (place, members) in enumerate(in_domain.items()):
        head = DomainDecl(Name(place), draw(docs()), shared=number == 0)
        inside = draw(st.booleans())
        statements = (head._replace(members=tuple(members)),) if inside else (head, *members)
        files.append(SourceFile(f"domeinen/{number}.vera", statements))
    codelists_ = tuple(CodeListDecl(Name(n), draw(docs()), codes=draw(_codes())) for n in lists)
    files.append(SourceFile("lijsten.vera", codelists_))
    files += draw(_linkable_processes({e.name.text: e for e in made}))
    return tuple(files)


def _standard(corrections: str) -> StandardDecl:
    ids = tuple(AttributeDecl(Name(name), TypeRef(Name("string")), core=True) for name in IDS)
    values = {"titel": "Titel", "versie": "1.2.3", "correcties": corrections}
    settings_ = tuple(SettingDecl(Name(key), (Name(value),)) for key, value in values.items())
    return StandardDecl(Name("Klein"), settings=(*settings_, SettingDecl(Name("ids"), members=ids)))


def _repeat(entity: EntityDecl, in_domain: dict[str, list[EntityDecl]]) -> None:
    """Put an entity of the same name in a domain behind those that have it: names go on meaning the first."""
    holder = next(place for place, members in in_domain.items() if entity in members)
    behind = list(in_domain)[list(in_domain).index(holder) + 1 :]
    if behind:
        in_domain[behind[-1]].append(EntityDecl(entity.name))


def _reasons() -> st.SearchStrategy[tuple[Suppression, ...]]:
    return _some(_make(Suppression, st.sampled_from([Name("GN02"), Name("GM10")]), st.just("historie")), 1)


def _codes() -> st.SearchStrategy[tuple[CodeDecl, ...]]:
    return _some(_make(CodeDecl, _make(Name, words()), texts(), docs()))


@st.composite
def _linkable_entity(
    draw: st.DrawFn, name: str, before: list[EntityDecl], lists: list[str], entity_names: list[str]
) -> EntityDecl:
    base = draw(st.none() | st.sampled_from(before)) if before else None
    made = []
    for attribute in draw(st.lists(_tame() | st.sampled_from(["soort", "naam", *IDS]), max_size=4, unique=True)):
        target = draw(st.sampled_from(PRIMITIVES) | st.sampled_from(lists) | st.sampled_from(entity_names))
        keys = target in entity_names and draw(st.booleans())
        type_ = TypeRef(Name(target), keys, draw(st.booleans()))
        declared = draw(attributes())
        made.append(declared._replace(name=Name(attribute), type=type_, suppressions=draw(_reasons())))
    return draw(entities())._replace(
        name=Name(name),
        base=base.name if base else None,
        attributes=tuple(made),
        without=() if base else draw(_some(st.sampled_from(IDS).map(Name), 1)),
        suppressions=draw(_reasons()),
    )


def _available(entity: EntityDecl, by_name: dict[str, EntityDecl]) -> dict[str, bool]:
    """The attributes that a projection of `entity` may name, and whether each holds an entity."""
    found: dict[str, bool] = {}
    if entity.base is not None:
        found |= _available(by_name[entity.base.text], by_name)
    elif not entity.value_object:
        found |= dict.fromkeys(set(IDS) - {name.text for name in entity.without}, False)
    return found | {a.name.text: a.type.name.text in by_name for a in entity.attributes}


@st.composite
def _linkable_projection(draw: st.DrawFn, entity: EntityDecl, by_name: dict[str, EntityDecl]) -> ProjectionDecl:
    available = _available(entity, by_name)
    order = draw(st.permutations(sorted(available)))
    cuts = sorted((draw(st.integers(0, len(order))), draw(st.integers(0, len(order)))))
    excluded, chosen = order[: cuts[0]], order[cuts[0] : cuts[1]]
    items: list[ItemDecl | AttributeDecl] = [
        ItemDecl(Name(a), draw(docs()), draw(st.sampled_from([None, True, False])) if available[a] else None)
        for a in chosen
    ]
    if draw(st.booleans()) and "eigenVeld" not in available:
        items.append(AttributeDecl(Name("eigenVeld"), TypeRef(Name("string")), own=True))
    everything, ids = bool(excluded) or draw(st.booleans()), draw(st.booleans())
    return ProjectionDecl(entity.name, draw(docs()), everything, tuple(map(Name, excluded)), ids, tuple(items))


@st.composite
def _linkable_processes(draw: st.DrawFn, by_name: dict[str, EntityDecl]) -> list[SourceFile]:
    files = []
    some = st.lists(st.sampled_from(sorted(by_name)), min_size=1, max_size=3, unique=True)
    for code in draw(st.lists(_tame(), max_size=2, unique=True)):
        statements: list[Any] = [ProcessDecl(Name(code), draw(texts()), draw(docs()), draw(texts(5)))]
        for message in draw(st.lists(_tame(), max_size=2, unique=True)):
            shown = draw(some)
            taken = tuple(draw(_linkable_projection(by_name[name], by_name)) for name in shown)
            root = Name(draw(st.sampled_from(shown)))
            statements.append(MessageDecl(Name(message), root, draw(docs()), draw(st.none() | names()), taken))
        files.append(SourceFile(f"ketenprocessen/{len(files)}.vera", tuple(statements)))
    if draw(st.booleans()):
        taken = tuple(draw(_linkable_projection(by_name[name], by_name)) for name in draw(some))
        files.append(SourceFile("envelop.vera", (EnvelopeDecl(Name("Bericht"), None, (), taken),)))
    return files


# -- texts that mean the same and look otherwise -------------------------------------------------------------------


@st.composite
def untidy(draw: st.DrawFn, canonical: str) -> tuple[str, list[str]]:
    """`canonical` as a hasty author might write it, and the comments put into it, in their order.

    Lines are joined by commas, indented at random, parted by blank lines, and commented. A description stays right
    above what it describes: a comment in between would be an error.
    """
    text, comments = "", list[str]()

    def comment() -> str:
        comments.append(f"// c{len(comments)}")
        return comments[-1]

    before = ""
    for line in canonical.splitlines() if canonical.isascii() else canonical.split("\n"):
        bare = line.strip(" ")
        doc = before.startswith("///")
        if before and not doc and not bare.startswith("///") and bare and draw(st.integers(0, 3)) == 0:
            text += draw(st.sampled_from([", ", ",", " , ,"])) if not before.endswith("{") else " "
        elif text:
            if not doc and draw(st.integers(0, 4)) == 0:
                text += f" {comment()}"
            text += "\n" * draw(st.sampled_from([1, 1, 1, 2, 3]))
            if not doc and draw(st.integers(0, 4)) == 0:
                text += f"{comment()}\n"
        text += draw(st.sampled_from(["", "", "  ", "\t"])) + bare
        before = bare
    if draw(st.booleans()):
        text += f"\n{comment()}"
    return text, comments
