// Prints how the grammar of the editor cuts files: for each file, for each line, [begin, end, scopes].
// Places count UTF-16 units, as editors do.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const path = new URL("../syntaxes/vera.tmLanguage.json", import.meta.url).pathname;
await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => (scope === "source.vera" ? parseRawGrammar(readFileSync(path, "utf8"), path) : null),
});
const grammar = await registry.loadGrammar("source.vera");
for (const file of process.argv.slice(2)) {
  let state = INITIAL;
  const lines = readFileSync(file, "utf8").replace(/^\uFEFF/, "").split(/\r?\n/).map((line) => {
    const cut = grammar.tokenizeLine(line, state);
    state = cut.ruleStack;
    return cut.tokens.map((token) => [token.startIndex, token.endIndex, token.scopes.join(" ")]);
  });
  console.log(JSON.stringify(lines));
}
