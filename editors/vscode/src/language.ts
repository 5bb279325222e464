// In which language is spoken, and what the extension itself says in it.

import { env, workspace } from "vscode";
import dutch from "./dutch.json";

/** The language that is set; else Dutch in a Dutch editor, and English in any other. */
export function language(): "en" | "nl" {
  const set = workspace.getConfiguration("verac").get("language", "auto");
  return (set === "auto" ? env.language : set).startsWith("nl") ? "nl" : "en";
}

/** `text` in that language, with `given` in the places {0}, {1}. */
export function told(text: keyof typeof dutch, ...given: readonly (string | number)[]): string {
  const said = language() === "nl" ? dutch[text] : text;
  return said.replace(/\{(\d)\}/g, (_, number: string) => String(given[Number(number)]));
}
