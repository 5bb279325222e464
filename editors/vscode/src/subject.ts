// What a diagram is to be drawn of, from the place of the cursor in a text.

export interface Subject {
  readonly kind: "entity" | "message" | "domain";
  /** As `verac diagram` takes it. */
  readonly what: string;
}

const NAME = "(`(?:[^`\\\\]|\\\\.)+`|[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*)";
const ENTITY = new RegExp(`^\\s*(?:abstract\\s+)?(?:entiteit|waardeobject)\\s*${NAME}`, "u");
const MESSAGE = new RegExp(`^\\s*bericht\\s*${NAME}`, "u");
const PROCESS = new RegExp(`^\\s*ketenproces\\s*${NAME}`, "u");
const DOMAIN = new RegExp(`^\\s*(?:gedeeld\\s+)?domein\\s*${NAME}`, "u");
const NAMES_A_TYPE = /^\p{Lu}/u;

/**
 * What may be meant, the nearest first: the name at the cursor, then the statement around it, then its domain.
 * `word` is what stands at the cursor, `line` the index of its line in `lines`.
 */
export function subjectsAt(lines: readonly string[], line: number, word: string): Subject[] {
  const found: Subject[] = [];
  const add = (kind: Subject["kind"], what: string): void => {
    if (!found.some((each) => each.kind === kind && each.what === what)) {
      found.push({ kind, what });
    }
  };
  const message = (name: string): void => {
    const process = first(lines, PROCESS);
    if (process) {
      add("message", `${process}/${name}`);
    }
  };
  const here = lines[line] ?? "";
  const named = plain(word);
  if (nameIn(here, DOMAIN) === named && named) {
    add("domain", named);
  } else if (nameIn(here, MESSAGE) === named && named) {
    message(named);
  } else if (NAMES_A_TYPE.test(named)) {
    add("entity", named);
  }
  for (let above = line; above >= 0; above -= 1) {
    const entity = nameIn(lines[above], ENTITY);
    const bericht = nameIn(lines[above], MESSAGE);
    if (entity) {
      add("entity", entity);
    }
    if (bericht) {
      message(bericht);
    }
    if (entity || bericht || nameIn(lines[above], DOMAIN)) {
      break;
    }
  }
  const domain = first(lines, DOMAIN);
  if (domain) {
    add("domain", domain);
  }
  return found;
}

function first(lines: readonly string[], pattern: RegExp): string {
  return lines.map((line) => nameIn(line, pattern)).find(Boolean) ?? "";
}

function nameIn(line: string | undefined, pattern: RegExp): string {
  return plain(pattern.exec(line ?? "")?.[1] ?? "");
}

/** A name without the back quotes around it. */
function plain(name: string): string {
  const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t" };
  return name.startsWith("`")
    ? name.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter)
    : name;
}
