"""English words that the Dutch dictionary has, or that look like its compounds, and abbreviations of Dutch words.

AN01 asks for Dutch, written in full. The dictionary holds loan words of every kind, for it checks texts; in the name of
an attribute `city` is English all the same. Listed are everyday words for which Dutch has a word of its own. What Dutch
has taken over (account, document, lease, rating, team) is not, and neither is what the dictionary does not have.
"""

from __future__ import annotations

FOREIGN = frozenset((
    "access", "accident", "accounting", "age", "agreement", "air", "approach", "array", "attachment",
    "attendance", "background", "beauty", "bedroom", "belief", "benefit", "body", "border", "breakdown",
    "bridge", "building", "buildings", "built", "business", "car", "care", "center", "character", "charge",
    "choice", "city", "class", "clean", "clinic", "close", "coffee", "colour", "commerce", "community",
    "completion", "condition", "consent", "construction", "content", "contents", "conversion", "corner",
    "corporate", "cost", "country", "county", "court", "creator", "culture", "date", "death", "dental",
    "different", "director", "discount", "dispatch", "district", "doctor", "door", "doubt", "driver", "during",
    "easy", "edit", "employee", "end", "enddate", "engineering", "environment", "error", "escape", "ever",
    "exchange", "exposure", "extension", "face", "family", "farm", "farmer", "father", "feature", "feeling",
    "field", "file", "finance", "finish", "first", "fishing", "flow", "folk", "force", "form", "foundation",
    "free", "funding", "future", "garden", "generation", "gun", "handled", "handling", "happy", "harvest",
    "headline", "heat", "heavy", "high", "history", "hole", "home", "hope", "horse", "host", "hour", "house",
    "housing", "ice", "important", "inbox", "incentive", "independent", "invite", "issue", "join", "joint",
    "keep", "king", "landlord", "landscape", "large", "latitude", "launch", "leader", "least", "letter",
    "level", "light", "limit", "list", "listing", "living", "load", "look", "loss", "lost", "make", "male",
    "management", "market", "match", "matter", "meeting", "memory", "message", "metal", "middle", "mirror",
    "missing", "mission", "money", "mortgage", "mother", "mount", "move", "movie", "music", "name", "narrow",
    "nation", "nature", "never", "new", "nickname", "nobody", "none", "nurse", "office", "old", "operating",
    "opinion", "outdoor", "outstanding", "overview", "page", "pain", "paper", "parcel", "parent", "parents",
    "password", "past", "pay", "payroll", "people", "personal", "picture", "piece", "placement", "plane",
    "play", "player", "pocket", "policy", "postal", "power", "pregnant", "processing", "production", "profile",
    "profit", "public", "queue", "range", "reach", "reading", "ready", "receiver", "recipient", "recovery",
    "recruitment", "refuge", "relief", "reminder", "remote", "rent", "rental", "repair", "reply", "research",
    "reserve", "resource", "response", "return", "reviewer", "right", "roof", "root", "running", "sales",
    "sampling", "save", "saving", "savings", "scoring", "search", "second", "secret", "security", "seller",
    "setting", "settings", "settlement", "sick", "single", "sister", "skill", "skills", "skin", "slow", "small",
    "society", "soldier", "son", "song", "sound", "source", "speaker", "speaking", "speed", "square",
    "startdate", "state", "statement", "storage", "story", "stream", "stuff", "submission", "subscription",
    "success", "summer", "surface", "survey", "swap", "take", "teacher", "teaching", "tenant", "terms",
    "timestamp", "topic", "toy", "tracking", "traffic", "transaction", "transition", "translation", "travel",
    "turn", "upper", "user", "username", "users", "utility", "view", "viewer", "walk", "warehouse", "waste",
    "wedding", "welfare", "white", "wholesale", "winner", "witness", "world", "wrong", "yard", "zipcode",
))  # fmt: skip

# What is written so in letters and on forms, with the word in full.
ABBREVIATED = {
    "aant": "aantal", "adr": "adres", "afd": "afdeling", "bedr": "bedrag", "beschr": "beschrijving", "dat": "datum",
    "doc": "document", "excl": "exclusief", "geb": "geboorte", "gegev": "gegeven",
    "hnr": "huisnummer", "incl": "inclusief", "kwal": "kwaliteit", "lftd": "leeftijd", "mdw": "medewerker",
    "nr": "nummer", "nrs": "nummers", "oms": "omschrijving", "omschr": "omschrijving", "opm": "opmerking",
    "opp": "oppervlakte", "org": "organisatie", "perc": "percentage", "pct": "percentage", "rek": "rekening",
    "tel": "telefoon", "toel": "toelichting", "toev": "toevoeging", "tussenv": "tussenvoegsel", "vlgnr": "volgnummer",
    "volgnr": "volgnummer", "voorl": "voorletters", "wnr": "werknemer", "wpl": "woonplaats",
}  # fmt: skip

# Abbreviations that are no words of the dictionary, and known to everybody in their field: laws, registers, signs.
WELL_KNOWN = frozenset((
    "agb", "anw", "aow", "apk", "awb", "awbz", "avg", "bag", "bgt", "big", "bic", "bkr", "brin", "brk", "bro",
    "brp", "brt", "bsn", "btw", "cak", "cao", "cbr", "cbs", "cjib", "cml", "coa", "crebo", "cv", "digid", "dkd",
    "duo", "ean", "eori", "eu", "ggd", "ggz", "gps", "gri", "huv", "iban", "iew", "imei", "ind", "isbn", "issn",
    "iso", "isni", "jw", "kvk", "lei", "lrk", "mbo", "nap", "nen", "ngr", "nhr", "nt", "nuts",
    "nza", "oin", "ozb", "pdf", "pgb", "ph", "pgn", "rdw", "rgb", "rni", "rsin", "sbi", "soz", "svb", "ubo",
    "uri", "url", "urn", "utc", "uwv", "vin", "vog", "vve", "vwo", "wajong", "wao", "ww", "wia", "wiw", "wkb",
    "wkpb", "wlz", "wmo", "woz", "wpg", "wsnp", "wtza", "wvggz", "ww", "wwb", "zvw", "zw", "zzp",
))  # fmt: skip
