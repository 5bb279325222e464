"""English words that the Dutch dictionary has, or that look like its compounds, and abbreviations of Dutch words.

AN01 asks for Dutch, written in full. The dictionary holds loan words of every kind, for it checks texts; in the name of
an attribute `city` is English all the same. Listed are everyday words for which Dutch has a word of its own. What Dutch
has taken over (account, document, lease, rating, team) is not, and neither is what the dictionary does not have.
"""

from __future__ import annotations

FOREIGN = frozenset((
    "absence", "access", "accident", "accounting", "age", "agreement", "air", "airport", "appetizer", "approach",
    "approver", "array", "attachment", "attendance", "background", "barrel", "basement", "basket", "beauty",
    "bedroom", "beef", "belief", "benefit", "board", "body", "border", "boss", "bowl", "boy", "break", "breakdown",
    "breed", "bridge", "building", "buildings", "built", "business", "button", "call", "camp", "cancel", "cancelled",
    "captain", "car", "card", "care", "cargo", "cash", "catch", "center", "challenge", "character", "charge",
    "choice", "city", "class", "clean", "cleaner", "click", "clinic", "close", "coffee", "colour", "commerce",
    "commitment", "commodity", "community", "completion", "condition", "conference", "consent", "construction",
    "content", "contents", "conversion", "cookie", "corner", "corporate", "cost", "counter", "country", "county",
    "court", "cover", "crash", "creator", "crew", "crime", "cross", "crossing", "cruise", "culture", "date", "deal",
    "death", "delete", "demand", "dental", "desk", "device", "different", "director", "discount", "dispatch",
    "district", "doctor", "door", "double", "doubt", "down", "drain", "drink", "drive", "driver", "drop", "drug",
    "dry", "due", "during", "easy", "edit", "employee", "end", "enddate", "engine", "engineering", "environment",
    "error", "escape", "ever", "excess", "exchange", "exit", "exposure", "expression", "extension", "face", "fair",
    "family", "farm", "farmer", "fashion", "father", "feature", "feeling", "ferry", "field", "fielder", "file",
    "finance", "fine", "finish", "first", "fishing", "flow", "focus", "folk", "follower", "force", "form",
    "foundation", "frame", "framework", "free", "full", "funding", "future", "game", "gap", "garden", "gate",
    "generation", "gift", "goal", "goals", "gold", "grandparent", "grass", "grazing", "gross", "gun", "handled",
    "handling", "happy", "hard", "harvest", "hazard", "headline", "heat", "heavy", "high", "history", "hole", "home",
    "hope", "horse", "host", "hour", "house", "housing", "human", "ice", "icon", "image", "important", "inbox",
    "incentive", "independent", "interest", "invite", "issue", "jersey", "join", "joint", "keep", "keyword", "kidnap",
    "king", "landing", "landlord", "landscape", "large", "latitude", "launch", "law", "leader", "least", "letter",
    "level", "light", "limit", "list", "listing", "living", "load", "local", "lock", "look", "loss", "lost", "low",
    "mailbox", "make", "male", "management", "marker", "market", "match", "matter", "mayor", "meeting", "memory",
    "message", "metal", "middle", "mirror", "missing", "mission", "mobile", "money", "mortgage", "mother", "mount",
    "move", "movie", "music", "name", "narrow", "nation", "native", "nature", "network", "never", "new", "nickname",
    "nobody", "none", "nurse", "offering", "office", "old", "operating", "opinion", "outdoor", "outlet", "output",
    "outstanding", "overview", "pack", "page", "pain", "pair", "paper", "parcel", "parent", "parents", "parking",
    "partnership", "party", "passing", "passport", "password", "past", "paste", "pay", "payout", "payroll", "pending",
    "people", "percent", "personal", "pickup", "picture", "piece", "placement", "plane", "play", "player", "plug",
    "pocket", "pole", "policy", "poll", "pool", "postal", "power", "pregnant", "process", "processing", "production",
    "profile", "profit", "program", "programme", "public", "pull", "pump", "push", "queue", "quote", "race", "random",
    "range", "ranger", "rank", "reach", "reader", "reading", "ready", "receiver", "recipient", "recovery",
    "recruitment", "referee", "refuge", "relief", "remark", "reminder", "remote", "rent", "rental", "repair", "reply",
    "research", "reserve", "resource", "response", "return", "reviewer", "right", "risk", "rock", "roof", "root",
    "running", "sale", "sales", "salesman", "sample", "sampling", "save", "saving", "savings", "scoring", "screen",
    "seal", "search", "second", "secret", "security", "select", "seller", "setting", "settings", "settlement",
    "sheet", "shelter", "sheriff", "shift", "shooter", "short", "shot", "show", "sick", "single", "sister", "skill",
    "skills", "skin", "slice", "slow", "small", "smart", "snapshot", "social", "society", "soldier", "son", "song",
    "soul", "sound", "source", "speaker", "speaking", "speech", "speed", "spread", "spring", "square", "stamp",
    "startdate", "state", "statement", "stepfather", "stock", "stopover", "storage", "store", "story", "straight",
    "stream", "strike", "string", "stuff", "style", "submission", "subscription", "success", "summer", "surface",
    "survey", "suspect", "swap", "switch", "take", "taste", "teacher", "teaching", "template", "tenant", "terms",
    "thread", "time", "timeout", "timestamp", "timezone", "topic", "touch", "toy", "tracking", "traffic",
    "transaction", "transition", "translation", "trash", "travel", "trawler", "tree", "trial", "truck", "trust",
    "trustee", "try", "tube", "tuition", "tune", "turn", "unit", "upload", "upper", "user", "username", "users",
    "utility", "vaccine", "verdict", "version", "view", "viewer", "walk", "warden", "warehouse", "warrant", "waste",
    "wave", "wedding", "welfare", "white", "wholesale", "wild", "winner", "witness", "workout", "world", "worship",
    "wrong", "yard", "yes", "yield", "zipcode",
))  # fmt: skip

# What is written so in letters and on forms, with the word in full.
ABBREVIATED = {
    "aant": "aantal", "aantek": "aantekening", "aanv": "aanvraag", "achtern": "achternaam", "adr": "adres",
    "afb": "afbeelding", "afd": "afdeling", "afk": "afkorting", "afm": "afmeting", "afz": "afzender",
    "alg": "algemene", "artnr": "artikelnummer", "bedr": "bedrag", "bedrijfsnm": "bedrijfsnaam",
    "begdat": "begindatum", "beschr": "beschrijving", "cat": "categorie", "dat": "datum", "dept": "departement",
    "div": "diverse", "doc": "document", "dossiernr": "dossiernummer", "dossnr": "dossiernummer", "eenh": "eenheid",
    "einddat": "einddatum", "excl": "exclusief", "factuurnr": "factuurnummer", "fam": "familie", "geb": "geboorte",
    "gebdat": "geboortedatum", "gebdatum": "geboortedatum", "gebr": "gebruik", "gegev": "gegeven", "gem": "gemiddelde",
    "gesl": "geslacht", "gewijz": "gewijzigd", "hnr": "huisnummer", "huisnr": "huisnummer", "incl": "inclusief",
    "ingdat": "ingangsdatum", "kenm": "kenmerk", "klantnr": "klantnummer", "kwal": "kwaliteit",
    "leverdat": "leverdatum", "lftd": "leeftijd", "loc": "locatie", "mdw": "medewerker", "medew": "medewerker",
    "nom": "nominale", "nr": "nummer", "nrs": "nummers", "oms": "omschrijving", "omschr": "omschrijving",
    "opm": "opmerking", "opp": "oppervlakte", "ordernr": "ordernummer", "org": "organisatie", "pct": "percentage",
    "perc": "percentage", "polisnr": "polisnummer", "postc": "postcode", "ref": "referentie",
    "regnr": "registratienummer", "rek": "rekening", "rekn": "rekening", "straatnm": "straatnaam", "stud": "student",
    "tel": "telefoon", "telef": "telefoon", "telnr": "telefoonnummer", "temp": "temperatuur", "tit": "titel",
    "toel": "toelichting", "toev": "toevoeging", "tussenv": "tussenvoegsel", "verg": "vergunning",
    "verz": "verzekering", "vestnr": "vestigingsnummer", "vlgnr": "volgnummer", "volgnr": "volgnummer",
    "voorl": "voorletters", "voorn": "voornaam", "voorz": "voorziening", "wedstr": "wedstrijd", "wnr": "werknemer",
    "wpl": "woonplaats", "zaaknr": "zaaknummer",
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
