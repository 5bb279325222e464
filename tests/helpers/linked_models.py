"""Small models in which texts of every kind link to what is declared, under names that rules mend."""

from __future__ import annotations

from hypothesis import strategies as st

MODEL, GUIDE = "model.vera", "docs/uitleg.md"
# Names that stay, names that rules mend, and names that meet those when they are mended.
_ENTITIES = ("Lid", "lid", "Contract_soort", "Adress", "Boek", "ContractSoort")
_ATTRIBUTES = ("naam", "Naam", "Achter_naam", "contactgegegeven", "huurpijs", "begin")
_LISTS = ("LIDSOORT", "Lidsoort", "SOORT")
_MESSAGES = ("Leden", "leden", "Adressen", "Lid")
_ELEMENTS = ("Innen huren", "innen huren", "Verhuren", "Lid")
OTHER_NAMES = (
    "Partij", "partij", "LEDEN", "Lid", "naam", "met spaties", "a.b", 'met "tekens"', "schuine\\streep", "alle", "één",
    "LEN/Leden",
)  # fmt: skip
_Declared = list[tuple[str, str]]


@st.composite
def linked_models(draw: st.DrawFn) -> dict[str, str]:
    """The files of such a model; each declaration stands on a line of its own, and no link leads nowhere."""
    entities: _Declared = []
    for domain in draw(st.permutations(["Club", "Wonen"])):
        names = draw(st.lists(st.sampled_from(_ENTITIES), min_size=1, max_size=3, unique=True))
        entities += [(domain, name) for name in names]
    attributes = {
        each: draw(st.lists(st.sampled_from(_ATTRIBUTES), min_size=1, max_size=3, unique=True))
        for each in entities
    }
    lists = draw(st.lists(st.sampled_from(_LISTS), min_size=1, max_size=2, unique=True))
    messages = draw(st.lists(st.sampled_from(_MESSAGES), min_size=1, max_size=2, unique=True))
    elements = draw(st.lists(st.sampled_from(_ELEMENTS), min_size=1, max_size=2, unique=True))
    names = [*lists, *elements, "Club", "Wonen", "LEN", "UIT"]
    names += [f"bedrijfsproces {name}" for name in elements]
    names += [f"{process}/{name}" for process in ("LEN", "UIT") for name in messages]
    pictured = [*messages, "LEN/" + messages[0]]
    seen: set[str] = set()
    for domain, name in entities:
        key = f"{domain}.{name}" if name in seen else name
        seen.add(name)
        pictured.append(key)
        names += [f"{key}.{attribute}" for attribute in (*attributes[domain, name], "id")]
    linked = st.sampled_from([*names, *pictured]).map(lambda name: f"[[{name}]]")
    code = st.sampled_from(["`[[Lid]]`", "` los", "en", "[[", "`[[Lid]] en\n`"])
    text = st.lists(linked | code, min_size=1, max_size=4).map(" ".join)
    lines = _lines(draw, text, entities, attributes)
    lines += _other_lines(draw, text, lists, messages, elements, entities)
    shown = draw(st.sampled_from(pictured))
    guide = f"# Uitleg\n\n{draw(text)}\n\n[[diagram: {shown}]]\n\n[[ voorbeeld: {shown} ]]\n"
    return {MODEL: "\n".join(lines) + "\n", GUIDE: guide}


def _described(draw: st.DrawFn, text: st.SearchStrategy[str], indent: str = "") -> list[str]:
    return [f"{indent}/// {line}" for line in draw(text).split("\n")]


def _quoted(draw: st.DrawFn, text: st.SearchStrategy[str]) -> str:
    return '"' + draw(text).replace("\n", " ") + '"'


def _lines(
    draw: st.DrawFn,
    text: st.SearchStrategy[str],
    entities: _Declared,
    attributes: dict[tuple[str, str], list[str]],
) -> list[str]:
    lines = ["standaard Eigen {", 'versie "1.0.0"', "ids {", "kern id : string", "}", "}"]
    current = ""
    for number, (domain, name) in enumerate(entities):
        if domain != current:
            lines += ["}"] * bool(current) + _described(draw, text) + [f"domein {domain} {{"]
            current = domain
        lines += [*_described(draw, text), f"entiteit {name} (", f"meervoud Meer{number}", ") {"]
        lines += [
            f"{attribute} : string beperking {_quoted(draw, text)}"
            for attribute in attributes[domain, name]
        ]
        lines.append("}")
    return [*lines, "}"]


def _other_lines(
    draw: st.DrawFn,
    text: st.SearchStrategy[str],
    lists: list[str],
    messages: list[str],
    elements: list[str],
    entities: _Declared,
) -> list[str]:
    lines = []
    for name in lists:
        lines += [
            *_described(draw, text),
            f"referentiedata {name} {{",
            f"AAA {_quoted(draw, text)}",
            "}",
        ]
    for name in elements:
        lines += [*_described(draw, text), f'bedrijfsproces "{name}"']
    for process in ("LEN", "UIT"):
        lines.append(f"ketenproces {process} {_quoted(draw, text)}")
        for name in messages:
            root = entities[0][1]
            lines += [
                *_described(draw, text),
                f"bericht {name} over {root} {{",
                f"{root} {{ alle }}",
                "}",
            ]
    return lines
