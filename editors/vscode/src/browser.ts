// What the editor runs in a browser that has no machine behind it: colours and snippets need no program; the rest says so.

import { commands, ExtensionContext, languages, window } from "vscode";
import { told } from "./language";

export function activate(context: ExtensionContext): void {
  const text = told("Findings and diagrams need verac, which does not run in a browser. Open the folder in the editor on your machine.");
  const status = languages.createLanguageStatusItem("verac", { language: "vera" });
  status.name = "verac";
  status.text = told("no findings");
  status.detail = text;
  const tell = () => window.showInformationMessage(text);
  context.subscriptions.push(
    status,
    ...["verac.preview", "verac.restart", "verac.showLog"].map((name) => commands.registerCommand(name, tell)),
  );
}
