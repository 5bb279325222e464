"""What every id means: rules, judges and corrections from their own docstrings, the rest from the table below."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from textwrap import fill
from typing import NamedTuple

from compiler.base.translation import Translate, in_english
from compiler.base.wording import Text, as_it_is, prose, say
from compiler.compare.comparison import all_judges
from compiler.compare.texts import KINDS
from compiler.emit.openapi.correcting import all_corrections
from compiler.report.paint import BAD, GOOD, STRONG, painted
from compiler.report.rule_pages import BY_OTHER_MEANS
from compiler.rules.run import all_rules

OTHERS = {
    "SYN01": ("a syntax error", "The text does not follow the grammar. The statement it stands in is passed over; the rest is read."),
    "SYN02": ("a file or a line is too large", "A model file holds at most 8 MiB, a line at most 65,536 characters."),
    "SYN03": ("a file is not UTF-8", "Model files are UTF-8 text, with or without a byte order mark."),
    "SYN04": ("a word that says nothing here", "Modifiers, options and properties are words with a meaning; this is none of them."),
    "SYN05": ("a model without files", "A model is a folder with .vera files, in it or in folders below it."),
    "SYN06": ("a text without a canonical form", "What would be written is read again first. Where it would not be read, or would say something else, nothing is written."),
    "NAM01": ("an unknown name", "A type, base, entity, list or identifier is used that is not declared."),
    "NAM02": ("a name that stands twice", "Names are unique in their place: entities in a domain, attributes in an entity, messages in a process."),
    "NAM09": ("inheritance that is too deep", "An entity has at most a hundred others above it: documents hold each with all that it inherits, and what may stand in its place."),
    "NAM10": ("one drawn element behind two names", "`uml` tells from which element of a drawing a name comes, so that a later import finds it again. It can stand behind one name only."),
    "NAM03": ("circular inheritance", "An entity cannot be derived from itself, directly or through others."),
    "NAM04": ("a projection of what does not exist", "A message takes attributes that the entity has; others are its own: eigen naam : type."),
    "NAM05": ("a statement or a word out of its place", "An entity stands in a domain, a message in a process; eigen belongs in a message, zonder in an entity with identifiers of its own, als in a derived one."),
    "GM09": ("an attribute that is called for", "GM09: all attributes are optional, so that a system can leave out what it does not have. The language has no word for mandatory; what a receiver needs is said in words: beperking."),
    "NAM06": ("a link to an element of another kind", "A ketenproces serves a bedrijfsproces, an entity is a bedrijfsobject, a werkproces is part of a bedrijfsproces, and a bedrijfsfunctie of a hoofdbedrijfsfunctie."),
    "NAM07": ("a name that a document cannot give", "The resources of a document have addresses, plurals and operations of their own, and an address is a plain text; the error message and the types of the manifest have names in every document."),
    "NAM08": ("an attribute that contradicts another one", "A derived entity has the attributes of its base, and a message is its entity and the envelope in one object; where two of them declare an attribute of one name, its type is one too."),
    "STD01": ("the manifest", "The statement standaard holds version, contact, interface, identifiers, severities and corrections."),
    "SUP01": ("a suppression that says too little", 'A rule is passed over by negeer RULE "reason", beside the element it concerns.'),
    "SUP02": ("a suppression that is not used", "The rule that it passes over ran, and finds nothing at this element. A rule that the manifest switches off is not asked."),
    "BAS01": ("a baseline that cannot be used", "A baseline is the JSON file that verac check --baseline FILE --update-baseline writes."),
    "BAS02": ("a baseline of something else", "Of another version it still counts; of another standard nothing of it does."),
    "BAS03": ("a baseline that accepts too much", "What it accepts is no longer found; left in, it would hide the next finding there."),
    "GIT01": ("no git here", "A side such as v4.2.3:models/vera is a folder as it was in git; that needs git and a repository."),
    "GIT02": ("a revision that does not exist", "A revision is a tag, a branch or a commit of the repository of this folder."),
    "GIT03": ("a folder that a revision does not have", "The path behind the colon counts from the top of the repository."),
    "GIT04": ("files that are not in the clone", "A partial clone leaves contents out until they are asked for. verac fetches nothing."),
    "VS01": ("a version number that is too low", "What breaks clients asks for a major version; a patch may extend and explain. A manifest with versiebeleid strikt asks for a minor version where something is added."),
    "VS02": ("two contents under one version", "A version that is published never changes again; other content has a version of its own."),
    "VS03": ("an older version as the new one", "A comparison goes from the old side to the new one."),
    "VS04": ("removed without being obsolete first", "What is removed is obsolete first, and stays until the next major version; a value of reference data has an end date first (RD04)."),
    "VS05": ("hardly anything is left", "Nearly all entities of the old version seem to be removed: names changed in one sweep, or a side is another standard."),
    "VS06": ("a version that is none", "Versions are semantic: three numbers, then a build (KI02), as in 4.3.0+260116.28."),
    "VS07": ("a repair of what did not change", "herstel in the manifest gives the reason of a technical repair of this version, by the name of the element."),
    "VS08": ("a code that means something else", "Who stored a code reads it by its new label. End the code and give the new meaning one of its own, or say why it means the same."),
    "VS09": ("a former name that nothing had", "voorheen names what the element was called in the old version. A name that is not there, is in use still or is its own renames nothing, so that the change counts as a removal and an addition."),
    "OUT01": ("a name that cannot name a file", "Domains, processes and messages name files; their names must be safe on every disk, and different there."),
    "OUT02": ("a folder that cannot be written", "A build is written beside the old one first, then takes its place; on an error the old one stays."),
    "OUT05": ("a model without documents", "A domain that is documented has a document, and so has a process; where there is neither, a build makes nothing."),
    "OUT04": ("an artefact that is not right", "verac build --verify has other libraries judge what was built. What they refuse is not written; it is a fault of verac itself."),
    "OUT06": ("a library that is not installed", "Parquet is written by pyarrow, which is large and comes where it is asked for: pip install verac[parquet]."),
    "OUT07": ("a text that is longer than a cell of the spreadsheet", "A cell of a spreadsheet holds 32,767 characters, and a program that opens one with more calls the file damaged. The text is cut off in the sheet; the documents have all of it."),
    "OUT08": ("a folder to write into that is one of a model", "What is made stands apart from what people write: a build or a site goes into a folder without texts of its model, .vera files and guidance pages; a model that is imported, begun or taken goes into a folder that lies in no other model."),
    "OUT03": ("a file of somebody else where an artefact goes", "A build replaces and removes only what verac made, as .verac.json in its folder tells; what somebody else put there stays. Move it away, or build into another folder."),
    "FIL01": ("a model folder that is not there", "The model is a folder that holds .vera files."),
    "FIL02": ("a file that cannot be read", "Look at its permissions."),
    "FIL03": ("a place that is taken", "An import writes into an empty folder, or with --force over what stands there; release notes over earlier ones only."),
    "FIL04": ("no messages there", "Messages stand in a file, in a folder with files *.json, *.ndjson and *.jsonl, or come from standard input (-)."),
    "PL01": ("no JSON", "A message is a JSON text (RFC 8259): names and texts between double quotes, no comma behind the last one, no comments. What stands on other lines and in other files is checked all the same."),
    "PL02": ("a key that stands twice", "Of two equal keys in one object one reader takes the first and another one the last. The rest of the message is checked with the last one."),
    "PL03": ("a number that JSON cannot hold", "NaN and Infinity are no JSON, and a number beyond 1.8e308 does not survive being read. The rest of the message is checked as if null stood there."),
    "PL04": ("half a character", "An escape \\ud800 to \\udfff is half of a pair. Alone it stands for no character, and most systems fail on it."),
    "PL05": ("not UTF-8", "JSON that is exchanged is UTF-8 (RFC 8259). Texts in another encoding read as other letters, or not at all."),
    "PL06": ("nested too deep", "No message of a standard has hundreds of levels; readers that call themselves break on it."),
    "PL07": ("too large to be read as one", "A line of NDJSON holds at most 16 MiB, a JSON document 64 MiB. NDJSON itself may be of any size."),
    "PL08": ("nothing there", "A file holds a message, or one message a line. An empty object is {}."),
    "PL09": ("an array where one message stands", "Only the answer to a search (GET) is an array. Every item is checked as a message all the same."),
    "PL10": ("a value of another type", "The model says what an attribute holds: a text, a number, true or false, an object, or a collection, which is an array for one item too."),
    "PL11": ("empty in another way", "Gebruik van Attributen in JSON Payload: empty is null for a value, {} for an object and [] for an array, and null stands without quotes. A text that is empty or says null where a text may stand is a hint or a warning; elsewhere an error."),
    "PL12": ("left out is not empty", "Gebruik van Attributen in JSON Payload: PUT replaces all that is there, so it carries every attribute, empty ones too. With GET, POST and PATCH what is left out stays as it was."),
    "PL13": ("a change without its key", "Regels voor gebruik id's: PATCH and PUT name what they change by the id that it has in the source system, and an answer to POST tells it. An empty id identifies nothing. PATCH may leave it out where the address has it."),
    "PL14": ("an id with POST", "Regels voor gebruik id's: the source system gives the id of what is new, and returns it; POST sends none."),
    "PL15": ("an unknown attribute", "Systems may add attributes, so one that the standard does not know is a hint where its name is nearly that of a known one, and an error with --strict."),
    "PL16": ("a value that is not in its list", "With --codes only the values of the reference data list are allowed; with a day, those that hold then (RD04). One that has ended, or begins later, is told with its date."),
    "PL17": ("a text that is not what it should be", "Dates, moments, times, addresses and files are written as their standards say: 2026-01-31, 2026-01-31T12:00:00Z."),
    "PL18": ("a value that does not match its pattern", "The model gives the attribute a regular expression, and in words its constraint. One for a number is held against its digits."),
    "PL19": ("none of the entities that may stand here", "An object is one of the derived entities of its place. It should have the attributes of one of them; the code that tells which one makes findings more exact."),
    "PL20": ("refused by the schema", "The schema asks something that verac's own schemas do not; the keyword says what."),
    "PL21": ("messages that were not checked", "A process that checked some of the messages was ended from outside, twice: mostly for want of memory. The others are checked."),
    "PL22": ("more findings than are shown", "Of one message a thousand mistakes are told."),
    "UML01": ("text that a diagram does not have", "PlantUML and Mermaid take a statement a line. A line that fits none of them, or what is opened and never closed, is told; the rest is read, and nothing is taken over until it is mended."),
    "UML02": ("another kind of diagram", "Only class diagrams say what a model is made of. Other diagrams in the same file are passed over; a file without a class diagram is refused."),
    "UML03": ("a file that is not included", "!include reads files in the folder of the diagram and below. Nothing is read from an address or from elsewhere, and no file includes itself."),
    "UML04": ("what a preprocessor would compute", "Names that stand for a text are replaced, and !ifdef is carried out. Procedures, functions, conditions and loops are not: plantuml -preproc writes a diagram out without them."),
    "UML05": ("one name for more than one thing", "A class that is drawn again in another place, an attribute that stands twice, or a qualified name in another notation may mean the same thing or not. What was taken is told, and asked."),
    "UML06": ("a name that leads nowhere", "A line leads from class to class, and a note stands beside something. What is mentioned and declared nowhere is a class without attributes."),
    "UML07": ("an encoding that is not UTF-8", "Diagrams are UTF-8 or UTF-16 text. Other text is read as windows-1252, in which older programs write; look whether accents are right."),
    "UML08": ("a drawing that is too large", "A drawing holds at most 16 MiB, with all that it includes."),
    "PL23": ("a number outside its range", "A whole number is what fits in the format that OpenAPI gives it: 32 bits, from -2147483648 to 2147483647, unless the manifest says otherwise."),
    "PL24": ("a detail of something else", "GM07: detailSoort refines soort, so the parent of its code (RD03) is the code of soort, in one object. Nothing is said where either is left out or empty, or has a code that the model does not know; of several levels the nearest that stands there counts. The codes that would fit are named. With --schema only where it was built with --codes: lists are released apart, and a schema without codes does not hold the parents."),
    "PL25": ("an end before its begin", "GM08: an end is the same day or moment as its begin, or a later one; which attributes are a begin and an end their names tell. Moments are compared as such, whatever their zones; a date and a moment by their days, where a moment in UTC may be one of the next day here. A time of day before another is one of the next day, unless the dates beside them are of one day. Whole hours are times of day, and years are compared as they are; of other numbers nothing is said."),
    "REL01": ("a version that no release can have", "A release has a semantic version and, behind a plus, the day of its build and the run on that day: 4.3.1+261121.1 (KI02)."),
    "REL02": ("a version that exists with other content", "What is published never changes. Three numbers name one content: another build of the same version is another content, and gets a version of its own."),
    "REL03": ("a version that does not come after the last one", "Releases follow each other: the new version is higher than the last one of the target, as high as the changes ask."),
    "REL04": ("a release that nobody could trace", "A release is made of a commit: the model is in git, and its files are as that commit has them."),
    "REL05": ("a release beside the main line", "The commit is on the main line of the repository, as it is shared where it is. verac fetches nothing: git fetch does, and --branch names another line."),
    "REL06": ("a baseline that grew", "What the baseline accepted at the last release may shrink. A new finding is mended, or gets a reason beside its element."),
    "REL07": ("a target that is none", "A target is a folder that verac release publish made, a git repository, or oci://HOST/NAME. A folder with something else in it is left as it is."),
    "REL08": ("a target that cannot be written or read", "Nothing was published: what the target held it holds. The same command, given again, completes it."),
    "REL09": ("a release that is not what was published", "The checksum of every file is in the manifest, the digest over all of them in the index, and both in the provenance. What differs was changed afterwards, or damaged."),
    "REL10": ("a signature or key that is not right", "Releases are signed by Ed25519, with keys in PEM. The public key that is given tells whether who has the private one signed this provenance."),
    "REL11": ("a release that the target does not have", "A release is named by its version, with its build or without."),
    "REL12": ("a registry that gives no good answer", "It is not there, is slow, wants a login or answers something else than a registry does. Nothing of it is believed."),
    "REL13": ("a push that git refused", "Releases are pushed as branch and tag at once and never forced. Somebody else was first, a hook says no, or the branch went another way."),
    "REL14": ("a release that was withdrawn", "It stays as it was published; who takes it is told why it should not be used, and what to take instead."),
    "REL15": ("a withdrawal that cannot be", "A release is withdrawn once, with a reason and with another release of the same target that takes its place."),
    "REL16": ("a rebuild that differs", "The recorded revision gives other bytes here: other versions of verac or its libraries, or a release that was not made of it."),
    "LOG01": ("a log of runs that cannot be read", "verac release run writes it: runs.jsonl in a target that is a folder, or the file that logboek or --log names."),
    "LOG02": ("a line of the log that a crash cut off", "Each line is written at once and ends with a line end. One without was being written when a process or machine died; the run that it was about is found by its id, and taken up."),
    "LOG03": ("a line of the log that is none", "Something else wrote into the log, or damaged it. The line is passed by, and all others count."),
    "LOG04": ("a line of the log of a later verac", "A later version writes lines that this one does not know. The line is passed by, and all others count."),
    "IMP01": ("a sheet that cannot be read", "brongegevens.xlsx: the first sheet has one row per attribute, and its first row names the columns."),
    "IMP02": ("a row that lacks something, or has too much", "Model, group, entity and attribute are needed, and in reference data list and code; without them the row is counted as unusable. Cells behind the last column are left out."),
    "IMP03": ("two attributes in one row", "The second one is imported as if it had a row of its own."),
    "IMP04": ("text in the column for keys", "A description was split over columns; its text is taken from the published document."),
    "IMP05": ("a row without a number", "The order of attributes is that of the published documents, so nothing is lost."),
    "IMP06": ("a regular expression that does not compile", "It is imported as it is; mend it in the model."),
    "IMP07": ("a document that cannot be read", "The published folder holds OpenAPI documents in YAML; their aliases may not stand for millions of values."),
    "IMP08": ("reference data that cannot be read", "A CSV file in UTF-8, its columns named in the first line, separated by semicolons."),
    "IMP09": ("a date or a parent that is none (RD03, RD04)", "A broken date is kept as it is; a parent that is no LIST.CODE is left out."),
    "IMP10": ("a row that stands twice", "The first row counts."),
    "IMP11": ("a row that was never published", "It stands in the sheet, and no document shows it. It is kept as a comment."),
    "IMP13": ("sheet and document show different types", "The published type is imported, for that is what clients see."),
    "IMP14": ("sheet and document show different keys", "The published key schema is imported."),
    "IMP15": ("a schema or resource of an unknown shape", "It is not imported."),
    "IMP16": ("a list without values", "The model uses a list that the reference data does not have; it is declared without values."),
    "IMP18": ("sheet and document spell a name differently", "They differ in capitals, spaces or accents only; the published spelling is imported."),
    "IMP19": ("a document that is missing", "The sheet has a domain or a process that the published folder has no document of."),
    "IMP20": ("a sheet that is not imported", "It is hidden beside a sheet that is not, or no row of it names the columns. Its first cell is named."),
    "IMP21": ("cells in a column that is not imported", "The column has no name, or one that is none of those of the source data sheet. Its first cell is named."),
    "IMP22": ("a file among the documents that is none", "Documents end in .yaml, .yml or .json, and stand in Informatiedomeinen/ or Ketenprocessen/ itself. Of a document in YAML and in JSON the YAML counts."),
    "IMP23": ("a name that stands twice in a document", "YAML and JSON take the last one: what stood under the first is not imported. Its line is named."),
    "IMP17": ("a published difference that nothing explains", "It is kept in the manifest under afwijkingen; correction OA04 leaves it out."),
    "UML20": ("a drawing that is no XML", "The file cannot be read from the place that is named on: it ends too soon, an element is not closed, or bytes are not in the encoding that its first line names."),
    "UML21": ("XML that is refused", "What a file declares itself (a DTD with declarations, entities), and what is too large or too deep, is not read. Nothing outside a file is opened."),
    "UML22": ("a DTD that is not read", "The file names a DTD. The model does not depend on it, so it is read without."),
    "UML23": ("no XMI, or a version that is not read", "Read are XMI 1.1 to 1.3 and 2.0 to 2.5 with a model of UML in them."),
    "UML24": ("two elements with one id", "An id is what an element is known by, in this file and at the next import."),
    "UML25": ("a reference to nothing", "A type, a parent or an end of an association is neither in the file, nor does the file say what it is called."),
    "UML26": ("an attribute with two types", "Its type has a name, and refers to a class with another one, or to one that is gone. The name counts: the tool leaves the reference behind when another type is written over it."),
    "UML27": ("a multiplicity that is none", "It counts as not written."),
    "UML28": ("a database that cannot be read", "A .qea is a whole database of SQLite, that no other program is writing to."),
    "UML29": ("a database without a table or a column", "Another program wrote it, or a version of Enterprise Architect that is not known here."),
    "UML30": ("a file of another kind", "Packed files, and files of Enterprise Architect from before .qea, are not read."),
    "UML31": ("an association without two ends", "Associations of three classes or more, and of one, are not taken."),
    "UML40": ("a type that is not known", "The type of an attribute is no primitive, class or list of the drawing, or none is drawn. The attribute becomes a string; what was drawn stays in its constraint."),
    "UML41": ("two things of one name in one place", "Where two attributes, or an association and an attribute, would have one name, the second gets a name of its own or both become one attribute. A domain is spelled as a name."),
    "UML42": ("a name that is missing", "A class without a name cannot be taken over. An attribute without one is left out."),
    "UML43": ("two bases", "An entity has one base. A second class is an error; of an interface or a realisation the attributes are taken over into the entity itself."),
    "UML44": ("a circle of generalisations", "A class cannot be derived from itself, by whatever way."),
    "UML45": ("a line that has no place in a model", "An association needs an end that is an entity or a value object, and a generalisation two classes. What has no place is told here and counted in the account."),
    "UML46": ("one name of two classes", "A model has one entity of a name, so the second one gets another name."),
    "UML47": ("what is no data", "Static attributes, attributes of lists beside code and name, and dependencies say nothing of the data of a message."),
    "UML48": ("nothing is drawn", "The file holds no class, so that there is nothing to take over."),
    "UML49": ("an association without a role", "GN10: the attribute is called by its role, and by what it leads to where none is drawn."),
    "UML50": ("what every derived class has", "GM10: what all classes derived from an abstract one have lies on that one."),
    "UML51": ("changed in the drawing and in the text", "A later import leaves what the team wrote, and tells what the drawing says instead. Choose one of both, in the text or in the drawing."),
    "UML52": ("gone from the drawing, changed in the text", "It stays, as the team has worked on it since. Take it away in the text where it is to go."),
    "UML53": ("gone from the text, changed in the drawing", "The team took it away, so it does not come back with a change of the drawing."),
    "UML54": ("no earlier import to compare with", "The folder was not made by an import of a drawn model, so that nobody knows what the team changed since."),
    "UML55": ("a name that was mended", "--fix-names spells a name as the rules ask, where that is sure; the drawn one becomes its former name."),
    "ENV01": ("a word in omgevingen.vera that says nothing there", "The file holds environments (server, contact, correcties) and triggers (publiceer, promoveer, als, na, naast, invoer, probeer), and doel, logboek and tijdzone for all of them."),
    "ENV02": ("an environment or a trigger that stands twice", "Names are unique, also where capitals differ: on some disks they would be one."),
    "ENV03": ("an environment or a trigger that is not declared", "promoveer and als in name environments, na and naast name triggers of the same file. A command names an environment of it."),
    "ENV04": ("triggers that wait for each other", "A trigger waits for those that na names, and for all that promote to what it looks at with als in. In a circle none would ever begin. Two that run beside each other promote to different environments."),
    "ENV05": ("something else in omgevingen.vera", "The file holds one omgevingen block and no text of the model: it is in no release and changes no digest."),
    "ENV06": ("an environment on hold", "verac release hold says that there is a finding: nothing is promoted there, and no trigger takes a release from there. verac release resume ends that."),
    "ENV07": ("an environment that holds what no longer verifies", "The release that it holds is gone from the target, or is not what was published. No trigger touches the environment before the target is right, or somebody promoted another release by hand."),
    "ENV08": ("clocks that disagree", "A record of an environment is of more than a minute later than now: the clock that wrote it or this one is wrong. How long a release is somewhere cannot be told, so nothing is promoted."),
    "ENV09": ("a log that cannot be written", "Every step of a run stands in the log before it is taken. Without one nothing is done."),
    "ENV10": ("a chain of records that is damaged", "The records of an environment are numbered from 1, and none is ever changed. One is missing, or is no record: put it back from a copy."),
    "ENV11": ("a promotion of what was withdrawn", "Nobody should use a release that was withdrawn. Promote the one that takes its place."),
    "ENV12": ("a target that keeps no environments", "Of two that write at once one is first in a folder and in git; a registry tells neither. Keep environments in a folder or in git, and copy releases to the registry."),
    "ENV13": ("an environment that others write to all the time", "Each time the record was to be written, somebody else had written one in between."),
    "ENV14": ("a model without environments", "Environments and triggers stand in omgevingen.vera, in the folder of the model."),
}  # fmt: skip


# tools/update_catalogue.py gathers these from explanations()
_LABELS = {
    label: say(label)
    for label in ("Bad:", "Good:", "Model:", "With:", "At:", "Before:", "After:", "Verdict:")
}
SEVERITY_NAMES = {"error": say("error"), "warning": say("warning"), "hint": say("hint")}
EFFECTS = {"none": say("none"), "additive": say("additive"), "breaking": say("breaking")}
_WIDTH = 112
_MARKER = re.compile(r" *//! \w+ @(\d+)")  # as tests read them
_COLOURS = {"Bad:": BAD, "Before:": BAD, "Good:": GOOD, "After:": GOOD, "Verdict:": STRONG}


class Explanation(NamedTuple):
    """What an id means: the title, a first line that holds it, and paragraphs; an example is a label and its lines."""

    title: Text
    head: Text
    parts: tuple[tuple[Text, str], ...]

    def text(
        self,
        translate: Translate = in_english,
        *,
        width: int | None = None,
        colour: bool = False,
    ) -> str:
        """All of it, for a terminal of `width` columns."""
        columns = min(width or _WIDTH, _WIDTH)
        paragraphs = [
            painted(fill(translate(said), columns), _COLOURS.get(said, ""), colour=colour) + lines
            for said, lines in self.parts
        ]
        head = translate(self.head) if width is None else fill(translate(self.head), columns)
        return "\n\n".join((painted(head, STRONG, colour=colour), *paragraphs))

    def texts(self) -> Iterator[Text]:
        """Each text in it that has a translation."""
        yield from (self.title, self.head, *(said for said, _ in self.parts))


def explanations() -> dict[str, Explanation]:
    """What every id means, sorted."""
    found = {id_: _of_table(id_, *texts) for id_, texts in OTHERS.items()}
    for rule in all_rules():
        head = say(
            "{id} ({severity}): {title}.",
            id=rule.id,
            severity=SEVERITY_NAMES[rule.severity],
            title=_title(rule.title),
        )
        found[rule.id] = _of_docstring(rule.title, head, rule.doc, (as_it_is(rule.url), ""))
    for kept in BY_OTHER_MEANS:
        if re.fullmatch(r"[A-Z]{2}\d\d", kept.guideline):
            needless = say(
                "This needs no rule: {by}. Shown by {test}.", by=prose(kept.by), test=kept.test
            )
            found.setdefault(kept.guideline, _of_table(kept.guideline, kept.says, needless))
    for judge in all_judges():
        kind = KINDS[judge.kind]
        head = say(
            "{id} (a change: {kind}): {title}.", id=judge.id, kind=kind, title=_title(judge.title)
        )
        found[judge.id] = _of_docstring(judge.title, head, judge.doc)
    for item in all_corrections():
        head = say(
            "{id} (correction, effect on the wire: {effect}, group: {group}): {title}.",
            id=item.id, effect=EFFECTS[item.effect.value], group=item.group, title=_title(item.title),
        )  # fmt: skip
        found[item.id] = _of_docstring(item.title, head, item.doc)
    return dict(sorted(found.items()))


def _title(line: str) -> Text:
    return prose(line.rstrip("."))


def _of_table(id_: str, title: str, text: str) -> Explanation:
    said = prose(title)
    return Explanation(
        said,
        say("{id}: {title}", id=id_, title=said),
        ((text if isinstance(text, Text) else prose(text), ""),),
    )


def _of_docstring(title: str, head: Text, doc: str, *further: tuple[Text, str]) -> Explanation:
    blocks = inspect.cleandoc(doc).split("\n\n")[1:]
    return Explanation(_title(title), head, (*map(_part, blocks), *further))


def _part(block: str) -> tuple[Text, str]:
    """A block of a docstring: a paragraph, or a label with the lines of an example, which no language changes."""
    label = block.split(None, 1)[0]
    if label not in _LABELS:
        return prose(block), ""
    return _LABELS[label], "\n".join(_pointed_at(block.removeprefix(label)))


def _pointed_at(example: str) -> Iterator[str]:
    """The lines of an example, with a caret below each place at which a rule finds something."""
    lines = example.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    for line in lines:
        code, *found = _MARKER.split(line)
        yield code
        columns = {int(column) for column in found[::2]}
        if columns:
            below = ("^" if at in columns else " " for at in range(1, max(columns) + 1))
            yield f"{'':{margin}}{''.join(below)}"
