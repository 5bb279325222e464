// Prints what html-validate finds in each of the pages that are named, a line each.
import { readFileSync } from "node:fs";
import { HtmlValidate } from "html-validate";

const judge = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Names of a standard are as long as they are.
    "long-title": "off",
    // Ids and anchors are the names of the model.
    "valid-id": ["error", { relaxed: true }],
    // Lines end where the layout of the template does.
    "no-trailing-whitespace": "off",
  },
});
for (const path of process.argv.slice(2)) {
  const report = await judge.validateString(readFileSync(path, "utf8"));
  for (const { messages } of report.results) {
    for (const each of messages) {
      console.log(`${path}:${each.line}:${each.column} ${each.ruleId}: ${each.message}`);
    }
  }
}
