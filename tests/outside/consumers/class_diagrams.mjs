// Reads Mermaid diagrams with Mermaid itself: on standard input a JSON array of texts, on standard output what it has of
// each: classes with their members, namespaces and relations; or the error.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!DOCTYPE html><body></body>");
for (const [name, value] of Object.entries({ window, document: window.document, Element: window.Element })) {
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true });
}
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

let given = "";
for await (const chunk of process.stdin) given += chunk;
const read = [];
for (const text of JSON.parse(given)) {
  try {
    const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(text);
    if (!("classes" in db)) {
      read.push({ type });
      continue;
    }
    const classes = [...db.classes.values()].map((each) => ({
      name: each.id,
      label: each.label,
      members: each.members.map((member) => member.text ?? member),
      methods: each.methods.length,
      annotations: each.annotations,
    }));
    const relations = db.relations.map(({ id1, id2, relationTitle1, relationTitle2, relation, title }) => ({
      ends: [id1, id2], labels: [relationTitle1, relationTitle2], heads: [relation.type1, relation.type2],
      dashed: relation.lineType === 1, title,
    }));
    read.push({ type, classes, relations, namespaces: [...db.namespaces.keys()] });
  } catch (error) {
    read.push({ error: String(error).slice(0, 300) });
  }
}
process.stdout.write(JSON.stringify(read));
