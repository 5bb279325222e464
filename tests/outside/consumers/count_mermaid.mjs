// What Mermaid itself makes of class diagrams: a line of JSON per file, with how many of what it holds, or an error.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const page = new JSDOM("<body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ maxTextSize: 1e9, maxEdges: 1e6 });

const size = (held) => held.size ?? held.length;
for (const file of process.argv.slice(2)) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, "utf8"));
    const classes = [...db.getClasses().values()];
    console.log(JSON.stringify({
      classes: classes.length,
      labels: classes.map((each) => each.label),
      members: classes.reduce((sum, each) => sum + each.members.length, 0),
      methods: classes.reduce((sum, each) => sum + each.methods.length, 0),
      relations: db.getRelations().length,
      notes: size(db.getNotes()),
      namespaces: db.getNamespaces().size,
    }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
process.exit(0);
