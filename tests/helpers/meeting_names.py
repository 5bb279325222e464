"""Models whose names meet: every construct of the language, with few names, many of which documents make themselves."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

# Names that verac makes of others (messages, bases, keys, operation ids, addresses), that it has for itself, and that
# differ in capitals, accents or signs only.
POOL = (
    "Factuur", "Factuurbericht", "Factuur-basis", "Factuur-sleutels", "Bericht", "Bericht-basis", "Foutbericht",
    "Aantal", "Referentiedata", "Referentiedata-sleutels", "Ping", "FactuurById", "Facturen", "Facturen-Factuur",
    "factuur", "Algemeen", "All", "id", "Één", "Met spatie",
)  # fmt: skip
FREE = tuple(name for name in POOL if name not in ("Foutbericht", "Aantal", "Ping", "factuur"))
MESSAGES = tuple(name for name in POOL if name not in ("Ping", "All", "factuur"))
PATHS = ("ping", "facturen", "{id}", "a/b", "berichten", "één", "..")
DOMAINS = ("Algemeen", "Factuur", "Facturen", "Beta")
CODES = ("ROM", "TAB", "FAC")
LISTS = ("FACTUUR", "SOORT", "Factuur-sleutels", "AANTAL")
ATTRIBUTES = ("naam", "soort", "bedrag", "facturen", "melder", "id", "code", "begindatum", "status")
PRIMITIVE = (
    "string",
    "integer",
    "decimal",
    "date",
    "dateTime",
    "boolean",
    "duration",
    "base64Binary",
    "anyURI",
    "time",
)
PATTERNS = ("^[A-Z]{2}$", "[0-9]+", "^7$", "^(a|b)?c$", "^.{0,3}$", '^["\\/]$', "^é+$")
TEXTS = (
    "x", r"Een \"tekst\".", "a: b # c", "- a", "{}", "null", "1", "\u2028", "https://example.org/?a=b&c", "'",
)  # fmt: skip
OBJECTS = ("Klant", "Factuur")
RULES = (
    "GN01", "GN02", "GN03", "GN04", "GN06", "GN07", "GN08", "GN09", "GN11", "AN01", "GM01", "GM02", "GM03", "GM04",
    "GM05", "GM06", "GM07", "GM08", "GM10", "GM11", "RD01", "RD02", "RD03", "RD04", "RD05", "RE01", "RE02", "DT01",
    "PB01", "PB02", "PB03", "PB04", "PB05", "PB06", "RD06", "RR01", "KI02",
)  # fmt: skip


def quoted(name: str) -> str:
    """`name` as the language takes any name."""
    return f"`{name}`"


@st.composite
def meeting_models(draw: st.DrawFn, *, level: str = "") -> dict[str, str]:
    """The texts of a model by path. What rules have to say of its names is no error; `level` are its corrections."""
    domains = draw(st.lists(st.sampled_from(DOMAINS), min_size=1, max_size=3, unique=True))
    ids = draw(st.sampled_from(["", "kern id : string", "kern id : string, kern code : string"]))
    entities = _Entities(draw, domains, with_id=bool(ids))
    lists = draw(st.lists(st.sampled_from(LISTS), max_size=2, unique=True))
    lists = [name for name in lists if name not in entities.names()]
    texts = {"standaard.vera": _manifest(draw, level, ids)}
    for number, domain in enumerate(domains):
        shared = "gedeeld " if number == 0 and draw(st.booleans()) else ""
        undocumented = " (zonder document)" if draw(st.integers(0, 9)) == 0 else ""
        lines = [*_described(draw), f"{shared}domein {quoted(domain)}{undocumented}"]
        lines += entities.lines(domain, lists)
        texts[f"domeinen/{number}.vera"] = "\n".join(lines) + "\n"
    if lists:
        texts["lijsten.vera"] = (
            "\n".join(_list(draw, name, lists, domains) for name in lists) + "\n"
        )
    texts["elementen.vera"] = "".join(f"bedrijfsobject {name}\n" for name in OBJECTS)
    texts |= _processes(draw, entities, lists)
    return texts


def _seldom(draw: st.DrawFn, text: str, often: int = 1) -> str:
    """`text`, `often` times of twelve; else nothing."""
    return text if draw(st.integers(0, 11)) < often else ""


def _described(draw: st.DrawFn) -> list[str]:
    """A line of description, or none."""
    return [f"/// {draw(st.sampled_from(TEXTS))}"] if draw(st.integers(0, 3)) == 0 else []


INTERFACES = (
    'server "https://{model}.example.org/{basePath}" { basePath "v{hoofdversie}" }',
    'oauth2 { clientCredentials { tokenUrl "/oauth/token" } }',
    'paginalimiet "100"',
    "paginaheaders { X-Aantal Aantal }",
    (
        "parameters { query pagina Aantal, header X-Verzonden Tekst }\n"
        "  bewerkingen { zoeken pagina, overige X-Verzonden }"
    ),
)
MANIFESTS = (
    'titel "De proef"',
    'contact { naam "Team", url "https://example.org", email "team@example.org" }',
    'licentie { naam "Vrij", url "https://example.org/vrij" }',
    "woorden { melder melders }",
    "registraties { BAG }",
    'voorbeelden { naam "Jan" "x", bedrag "12.50", soort ROM, begindatum "2024-02-29", melder "x" }',
)


def _manifest(draw: st.DrawFn, level: str, ids: str) -> str:
    severities = ", ".join(f"{rule} hint" for rule in RULES)
    suffix = draw(st.sampled_from(["", "", "berichtachtervoegsel post"]))
    types = "typen { Aantal integer, Tekst string }"
    marks = draw(st.lists(st.sampled_from(INTERFACES), unique=True))
    types = types if marks else draw(st.sampled_from(["", types]))
    interface = "\n  ".join(part for part in (suffix, types, *marks) if part)
    others = "\n ".join(draw(st.lists(st.sampled_from(MANIFESTS), unique=True)))
    corrections = f"correcties {level}" if level else ""
    return (
        f'standaard Proef {{ versie "1.0.0"\n ids {{ {ids} }}\n ernst {{ {severities} }}\n'
        f" {others}\n koppelvlak {{\n  {interface}\n }}\n {corrections}\n}}\n"
    )


class _Entities:
    """The entities of a model: what each is derived from, and what may be named in a projection of it."""

    def __init__(self, draw: st.DrawFn, domains: list[str], *, with_id: bool) -> None:
        self._draw = draw
        self._with_id = with_id
        self.of: dict[tuple[str, str], dict[str, Any]] = {}
        self.types: dict[
            str, str
        ] = {}  # of attributes, by their name; half of the others have the same
        pool = POOL if draw(st.integers(0, 9)) == 0 else FREE  # what is refused is drawn seldom
        for domain in domains:
            names = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4, unique=True))
            for name in names:
                self.of[domain, name] = self._declared(name)

    def names(self) -> list[str]:
        """Every name once, in their order."""
        return list(dict.fromkeys(name for _, name in self.of))

    def _declared(self, name: str) -> dict[str, Any]:
        draw = self._draw
        before = self.names()
        base = draw(st.sampled_from(before)) if before and draw(st.booleans()) else ""
        plurals = st.sampled_from([f"{name}en", f"{name}s", "Facturen", "Berichten", ""])
        return {
            "base": "" if base == name else base,
            "abstract": draw(st.integers(0, 3)) == 0,
            "value": draw(st.integers(0, 7)) == 0,
            "plural": draw(plurals) if draw(st.integers(0, 7)) == 0 else f"{name}en",
            "path": draw(st.sampled_from(PATHS)) if draw(st.integers(0, 15)) == 0 else "",
            "attributes": self._attributes("" if base == name else base),
        }

    def _attributes(self, base: str) -> list[str]:
        """Names of attributes, mostly without those that are inherited: these need the type of the inherited one."""
        names = self._draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=4, unique=True))
        if self._draw(st.integers(0, 19)) == 0:
            return names
        inherited = {
            name
            for (_, entity), declared in self.of.items()
            if entity in self._chain(base)
            for name in declared["attributes"]
        }
        return [
            name
            for name in names
            if name not in inherited and not (base and name in ("id", "code"))
        ]

    def _chain(self, base: str) -> set[str]:
        """All that may be meant by `base`, and what that is derived from."""
        found: set[str] = set()
        waiting = [base]
        while waiting:
            name = waiting.pop()
            if name and name not in found:
                found.add(name)
                waiting += [each["base"] for (_, entity), each in self.of.items() if entity == name]
        return found

    def lines(self, domain: str, lists: list[str]) -> list[str]:
        """The entities of `domain` as texts."""
        return [
            self._line(name, declared, lists)
            for (place, name), declared in self.of.items()
            if place == domain
        ]

    def _line(self, name: str, declared: dict[str, Any], lists: list[str]) -> str:
        draw = self._draw
        with_id = self._with_id and not declared["base"] and not declared["value"]
        attributes = [self._attribute(each, lists) for each in declared["attributes"]]
        options = [f"meervoud {quoted(declared['plural'])}"] if declared["plural"] else []
        options += [f"pad {quoted(declared['path'])}"] if declared["path"] else []
        options += [
            option
            for option in (
                _seldom(draw, "zonder id", 1 if with_id else 0),
                _seldom(draw, "voorheen Oud" + name[:1].lower().replace("é", "e")),
                _seldom(draw, f"bedrijfsobject {draw(st.sampled_from(OBJECTS))}"),
                self._told_by(declared["base"]),
            )
            if option
        ]
        word = "waardeobject" if declared["value"] else "entiteit"
        abstract = "abstract " if declared["abstract"] else ""
        base = f" is {quoted(declared['base'])}" if declared["base"] else ""
        option = f" ({', '.join(options)})" if options else ""
        head = f"{abstract}{word} {quoted(name)}{base}{option}"
        return "\n".join(
            [*_described(draw), f"{head} {{\n    " + "\n    ".join(attributes) + "\n}"]
        )

    def _attribute(self, name: str, lists: list[str]) -> str:
        draw = self._draw
        same = name == "soort" or draw(st.booleans())  # soort may tell what is derived apart
        declared = self.types.get(name) if same else None
        if declared is None:
            targets = st.sampled_from([*map(quoted, self.names())]) | st.sampled_from(PRIMITIVE)
            if lists:
                targets |= st.sampled_from([*map(quoted, lists)])
            target = draw(targets)
            keys = ".sleutels" if target.strip("`") in self.names() and draw(st.booleans()) else ""
            declared = f"{target}{keys}" + ("[]" if draw(st.booleans()) else "")
            self.types.setdefault(name, declared)
        pattern = (
            "" if declared.startswith("`") else f" patroon /{draw(st.sampled_from(PATTERNS))}/"
        )
        text = draw(st.sampled_from(TEXTS))
        return "\n    ".join(
            [
                *_described(draw),
                _seldom(draw, "kern ", 4)
                + _seldom(draw, "vervallen ", 2)
                + f"{name} : {declared}"
                + _seldom(draw, f' beperking "{text}"')
                + _seldom(draw, pattern, 2)
                + _seldom(draw, ' afgeleid "Omdat."')
                + _seldom(draw, " voorheen ouderwets"),
            ]
        )

    def _told_by(self, base: str) -> str:
        """The code by which a list that is inherited tells the entity; where none is, this is refused."""
        inherited = {
            attribute
            for (_, entity), declared in self.of.items()
            if entity in self._chain(base)
            for attribute in declared["attributes"]
        }
        told = "soort" in inherited and "SOORT" in self.types.get("soort", "")
        return _seldom(
            self._draw, "als soort " + self._draw(st.sampled_from(CODES)), 8 if told else 0
        )


def _list(draw: st.DrawFn, name: str, lists: list[str], domains: list[str]) -> str:
    values = draw(st.lists(st.sampled_from(CODES), max_size=3, unique=True))
    lines = []
    for value in values:
        parent = f" ouder {quoted(draw(st.sampled_from(lists)))}.{draw(st.sampled_from(CODES))}"
        lines.append(
            f'{value} "Naam {value}"'
            + _seldom(draw, parent)
            + _seldom(draw, ' vanaf "2020-01-01"', 2)
            + _seldom(draw, ' tot "2021-12-31"', 3)
        )
    domain = _seldom(draw, f" (domein {quoted(draw(st.sampled_from(domains)))})", 6)
    return f"referentiedata {quoted(name)}{domain} {{ {', '.join(lines)} }}"


def _processes(draw: st.DrawFn, entities: _Entities, lists: list[str]) -> dict[str, str]:
    texts = {}
    names = entities.names()
    codes = draw(st.lists(st.sampled_from(["FAC", "Algemeen", "Factuur"]), max_size=2, unique=True))
    for code in codes:
        version = _seldom(draw, ' (versie "2.1.0")')
        lines = [*_described(draw), f'ketenproces {quoted(code)} "Titel"{version}']
        messages = draw(st.lists(st.sampled_from(MESSAGES), max_size=3, unique=True))
        for message in messages:
            shown = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
            parts = "\n    ".join(_projection(draw, name, entities, lists) for name in shown)
            lines += _described(draw)
            lines.append(f"bericht {quoted(message)} over {quoted(shown[0])} {{\n    {parts}\n}}")
        texts[f"ketenprocessen/{code}.vera"] = "\n".join(lines) + "\n"
    if draw(st.booleans()):
        shown = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        drawn = draw(st.sampled_from(["string", *map(quoted, names)]))
        attributes = [f"melder : {entities.types.get('melder', drawn)}"]
        attributes = attributes if draw(st.booleans()) else []
        parts = "\n    ".join(
            [*attributes, *(_projection(draw, name, entities, lists) for name in shown)]
        )
        head = f"envelop {quoted(draw(st.sampled_from(POOL)))}"
        texts["envelop.vera"] = f"{head} {{\n    {parts}\n}}\n"
    return texts


def _projection(draw: st.DrawFn, name: str, entities: _Entities, lists: list[str]) -> str:
    """What a message shows of an entity: all, all but some, or attributes one by one in any of the ways there are."""
    held = sorted(
        {
            each
            for (_, key), made in entities.of.items()
            if key == name
            for each in made["attributes"]
        }
    )
    own = st.sampled_from(["string", "date[]", *map(quoted, (*lists, *entities.names()))])
    items = [f"eigen eigenVeld : {draw(own)}"] if draw(st.integers(0, 4)) == 0 else []
    if not held or draw(st.booleans()):
        left_out = f" behalve {draw(st.sampled_from(held))}" if held else ""
        return f"{quoted(name)} {{ {', '.join([*items, 'alle' + _seldom(draw, left_out, 3)])} }}"
    chosen = draw(st.lists(st.sampled_from(held), min_size=1, unique=True))
    items += ["alle ids"] if draw(st.booleans()) else []
    for each in chosen:
        type_ = entities.types.get(each, "")
        way = draw(st.sampled_from(["", "", ".sleutels", ".ingebed"]))
        names_entity = type_.strip("[]").removesuffix(".sleutels").strip("`") in entities.names()
        items.append(_seldom(draw, "vervallen ") + each + (way if names_entity else ""))
    return f"{quoted(name)} {{ {', '.join(items)} }}"
