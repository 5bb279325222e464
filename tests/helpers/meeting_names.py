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
RULES = (
    "GN01", "GN02", "GN03", "GN04", "GN06", "GN07", "GN08", "GN09", "GN11", "AN01", "GM01", "GM02", "GM03", "GM04",
    "GM05", "GM06", "GM07", "GM08", "GM10", "GM11", "RD01", "RD02", "RD03", "RD04", "RD05", "RE01", "RE02", "DT01",
    "PB01", "PB02", "RR01",
)  # fmt: skip


def quoted(name: str) -> str:
    """`name` as the language takes any name."""
    return f"`{name}`"


@st.composite
def meeting_models(draw: st.DrawFn, *, level: str = "") -> dict[str, str]:
    """The texts of a model by path. What rules have to say of its names is no error; `level` are its corrections."""
    domains = draw(st.lists(st.sampled_from(DOMAINS), min_size=1, max_size=3, unique=True))
    entities = _Entities(draw, domains)
    lists = draw(st.lists(st.sampled_from(LISTS), max_size=2, unique=True))
    lists = [name for name in lists if name not in entities.names()]
    texts = {"standaard.vera": _manifest(draw, level, lists)}
    for number, domain in enumerate(domains):
        shared = "gedeeld " if number == 0 and draw(st.booleans()) else ""
        undocumented = " (zonder document)" if draw(st.integers(0, 9)) == 0 else ""
        lines = [f"{shared}domein {quoted(domain)}{undocumented}"]
        lines += entities.lines(domain, lists)
        texts[f"domeinen/{number}.vera"] = "\n".join(lines) + "\n"
    if lists:
        texts["lijsten.vera"] = "\n".join(_list(draw, name, lists) for name in lists) + "\n"
    texts |= _processes(draw, entities)
    return texts


def _manifest(draw: st.DrawFn, level: str, lists: list[str]) -> str:
    ids = draw(st.sampled_from(["", "kern id : string", "kern id : string, kern code : string"]))
    severities = ", ".join(f"{rule} hint" for rule in RULES)
    suffix = draw(st.sampled_from(["", "", "\n berichtachtervoegsel post"]))
    types = draw(st.sampled_from(["", "", "\n typen { Aantal integer, Tekst string }"]))
    corrections = f"correcties {level}" if level else ""
    return (
        f'standaard Proef {{ versie "1.0.0"\n ids {{ {ids} }}\n ernst {{ {severities} }}\n'
        f" koppelvlak {{{suffix}{types}\n }}\n {corrections}\n}}\n"
    )


class _Entities:
    """The entities of a model: what each is derived from, and what may be named in a projection of it."""

    def __init__(self, draw: st.DrawFn, domains: list[str]) -> None:
        self._draw = draw
        self.of: dict[tuple[str, str], dict[str, Any]] = {}
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
        attributes = []
        for attribute in declared["attributes"]:
            targets = st.sampled_from([*map(quoted, self.names())]) | st.sampled_from(PRIMITIVE)
            if lists:
                targets |= st.sampled_from([*map(quoted, lists)])
            target = draw(targets)
            keys = ".sleutels" if target.strip("`") in self.names() and draw(st.booleans()) else ""
            many = "[]" if draw(st.booleans()) else ""
            core = "kern " if draw(st.booleans()) else ""
            attributes.append(f"{core}{attribute} : {target}{keys}{many}")
        options = [f"meervoud {quoted(declared['plural'])}"] if declared["plural"] else []
        options += [f"pad {quoted(declared['path'])}"] if declared["path"] else []
        word = "waardeobject" if declared["value"] else "entiteit"
        abstract = "abstract " if declared["abstract"] else ""
        base = f" is {quoted(declared['base'])}" if declared["base"] else ""
        option = f" ({', '.join(options)})" if options else ""
        return f"{abstract}{word} {quoted(name)}{base}{option} {{ {', '.join(attributes)} }}"


def _list(draw: st.DrawFn, name: str, lists: list[str]) -> str:
    values = draw(st.lists(st.sampled_from(["ROM", "TAB", "FAC"]), max_size=3, unique=True))
    lines = []
    for value in values:
        end = ' tot "2021-12-31"' if draw(st.integers(0, 4)) == 0 else ""
        lines.append(f'{value} "Naam {value}"{end}')
    return f"referentiedata {quoted(name)} {{ {', '.join(lines)} }}"


def _processes(draw: st.DrawFn, entities: _Entities) -> dict[str, str]:
    texts = {}
    names = entities.names()
    codes = draw(st.lists(st.sampled_from(["FAC", "Algemeen", "Factuur"]), max_size=2, unique=True))
    for code in codes:
        lines = [f'ketenproces {quoted(code)} "Titel"']
        messages = draw(st.lists(st.sampled_from(MESSAGES), max_size=3, unique=True))
        for message in messages:
            shown = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
            parts = ", ".join(_projection(draw, name) for name in shown)
            lines.append(f"bericht {quoted(message)} over {quoted(shown[0])} {{ {parts} }}")
        texts[f"ketenprocessen/{code}.vera"] = "\n".join(lines) + "\n"
    if draw(st.booleans()):
        shown = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        attributes = [f"melder : {draw(st.sampled_from(['string', *map(quoted, names)]))}"]
        attributes = attributes if draw(st.booleans()) else []
        parts = ", ".join([*attributes, *(_projection(draw, name) for name in shown)])
        texts["envelop.vera"] = f"envelop {quoted(draw(st.sampled_from(POOL)))} {{ {parts} }}\n"
    return texts


def _projection(draw: st.DrawFn, name: str) -> str:
    own = ", eigen eigenVeld : string" if draw(st.integers(0, 4)) == 0 else ""
    return f"{quoted(name)} {{ alle{own} }}"
