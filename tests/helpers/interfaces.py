"""Interfaces for models that hypothesis makes, and edits of what they say: addresses, security, headers, parameters."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from compiler.base.source import Name
from compiler.language.declarations import AttributeDecl, SettingDecl, SourceFile, StandardDecl

Files = tuple[SourceFile, ...]
# The words of a setting, and what may stand in their place; any other word is a name, and gets a letter more.
_WORDS = {
    "ja": ("nee",),
    "nee": ("ja",),
    "string": ("integer",),
    "integer": ("string", "number"),
    "date-time": ("date", "any"),
    "int32": ("int64",),
    "int64": ("int32",),
    "float": ("double",),
    "query": ("header",),
    "header": ("query",),
    "idExtern": ("id",),
    "id": ("idExtern",),
    "100": ("50", "200"),
    "v{hoofdversie}": ("v1",),
    "^P.*$": ("^P[0-9]*D$",),
    '"x"': ('"y"',),
}
_BLOCKS = ("typen", "parameters", "paginaheaders", "bewerkingen")


def _setting(key: str, *values: str, members: tuple[SettingDecl, ...] | None = None) -> SettingDecl:
    return SettingDecl(Name(key), tuple(map(Name, values)), members=members)


def _block(key: str, *lines: tuple[str, ...]) -> SettingDecl:
    return _setting(key, members=tuple(_setting(*line) for line in lines))


_SERVERS = (
    _setting("server", "https://{model}.example.org/v{hoofdversie}"),
    _setting(
        "server",
        "https://{model}.example.org:{port}/{basePath}",
        members=(_setting("port", "443", "8443"), _setting("basePath", "v{hoofdversie}")),
    ),
)
_FLOWS = _setting(
    "oauth2",
    members=(
        _block("clientCredentials", ("tokenUrl", "/token")),
        _block("authorizationCode", ("authorizationUrl", "/authorize"), ("tokenUrl", "/token")),
    ),
)
_OTHERS = (
    _setting("paginalimiet", "100"),
    _setting("duurpatroon", "^P.*$"),
    _block("formaten", ("integer", "int32"), ("decimal", "float")),
    _setting("kaleVerwijzingen", "ja"),
    _setting("lijstsleutels", "ja"),
    _setting("pingtimeout", "nee"),
    _setting("bronsleutel", "idExtern"),
    _setting("berichtachtervoegsel", "bericht"),
    _setting("schemabasis", "https://example.org/schemas"),
)
_TYPES = ("Getal", "Tekst", "Moment")
_NAMES = ("X-Moment", "pagina", "Sorteren", "X-Zender", "X-Los")


@st.composite
def interfaces(draw: st.DrawFn) -> SettingDecl:
    """A block `koppelvlak` with an address and maybe anything else that may stand there."""
    types = st.sampled_from(_TYPES)
    names = draw(st.lists(st.sampled_from(_NAMES), max_size=4, unique=True))
    parameters = [
        ("header" if name.startswith("X-") else "query", name, draw(types)) for name in names
    ]
    taken = st.lists(st.sampled_from(names), unique=True) if names else st.just([])
    operations = (("zoeken", *draw(taken)), ("overige", *draw(taken)))
    headers = [("X-Aantal", draw(types))] if draw(st.booleans()) else []
    others = draw(st.lists(st.sampled_from(_OTHERS), unique_by=lambda each: each.key.text))
    return _setting(
        "koppelvlak",
        members=(
            draw(st.sampled_from(_SERVERS)),
            *([_FLOWS] if draw(st.booleans()) else []),
            _block(
                "typen",
                ("Getal", "integer"),
                ("Tekst", "string"),
                ("Moment", "string", "date-time"),
            ),
            _block("parameters", *parameters),
            _block("paginaheaders", *headers),
            _block("bewerkingen", *operations),
            *others,
        ),
    )


def with_interface(files: Files, block: SettingDecl) -> Files:
    """`files` with `block` in their manifest, in the place of the one with that key."""
    return tuple(
        file._replace(
            statements=tuple(
                with_setting(each, block) if isinstance(each, StandardDecl) else each
                for each in file.statements
            )
        )
        for file in files
    )


def with_setting(standard: StandardDecl, setting: SettingDecl) -> StandardDecl:
    """`standard` with `setting` in the place of the one with that key."""
    others = (
        each
        for each in standard.settings
        if isinstance(each, AttributeDecl) or each.key.text != setting.key.text
    )
    return standard._replace(settings=(*others, setting))


def interface_edits(block: SettingDecl) -> Iterator[SettingDecl]:
    """Every block that is `block` with one edit: something left out, another word, a name called otherwise."""
    members = block.members or ()
    for at, member in enumerate(members):
        if member.key.text not in _BLOCKS:
            yield block._replace(members=(*members[:at], *members[at + 1 :]))
    yield from _with_less(block)
    yield from _with_other_words(block)
    for name in _names_in(block):
        yield _renamed(block, name)


def _with_less(block: SettingDecl) -> Iterator[SettingDecl]:
    """`block` with a line or a word less, however deep; what refers to the line is left out too."""
    for at, member in enumerate(block.members or ()):
        for inner, line in enumerate(member.members or ()):
            kept = (*member.members[:inner], *member.members[inner + 1 :])
            yield _put(block, at, member._replace(members=kept))
            if member.key.text == "parameters":
                yield _without(_put(block, at, member._replace(members=kept)), line.values[0].text)
            for word in range(len(line.values)):
                less = line._replace(values=(*line.values[:word], *line.values[word + 1 :]))
                lines = (*member.members[:inner], less, *member.members[inner + 1 :])
                yield _put(block, at, member._replace(members=lines))


def _without(block: SettingDecl, name: str) -> SettingDecl:
    """`block` where no operation takes the parameter `name`."""
    for at, member in enumerate(block.members or ()):
        if member.key.text == "bewerkingen":
            lines = tuple(
                line._replace(values=tuple(each for each in line.values if each.text != name))
                for line in member.members
            )
            return _put(block, at, member._replace(members=lines))
    return block


def _put(block: SettingDecl, at: int, member: SettingDecl) -> SettingDecl:
    members = block.members or ()
    return block._replace(members=(*members[:at], member, *members[at + 1 :]))


def _with_other_words(block: SettingDecl) -> Iterator[SettingDecl]:
    for word, value in enumerate(block.values):
        for other in _WORDS.get(value.text, ()):
            values = (*block.values[:word], Name(other), *block.values[word + 1 :])
            yield block._replace(values=values)
    for other in _WORDS.get(block.key.text, ()):
        yield block._replace(key=Name(other))
    for at, member in enumerate(block.members or ()):
        for changed in _with_other_words(member):
            yield _put(block, at, changed)


def _names_in(block: SettingDecl) -> dict[str, None]:
    """The words behind settings, and the names of types and headers, that are no words of the language."""
    found: dict[str, None] = {}
    for member in block.members or ():
        words = [*member.values]
        for line in member.members or ():
            words += [line.key] if member.key.text in ("typen", "paginaheaders") else []
            words += [
                *line.values,
                *(value for inner in line.members or () for value in inner.values),
            ]
        found |= {word.text: None for word in words if word.text not in _WORDS}
    return found


def _renamed(setting: SettingDecl, name: str) -> SettingDecl:
    """`setting` with the word `name` called otherwise, wherever it stands."""

    def other(word: Name) -> Name:
        return Name(f"{name}x") if word.text == name else word

    members = setting.members
    return setting._replace(
        key=other(setting.key),
        values=tuple(map(other, setting.values)),
        members=None if members is None else tuple(_renamed(each, name) for each in members),
    )
