// What the settings say, together with what the editor knows itself.

import { isAbsolute, join } from "node:path";
import { Uri, workspace } from "vscode";
import { findVerac, Verac } from "./executable";
import { language } from "./language";
import { modelFolderOf } from "./modelFolder";

/** The verac that the settings, the open folders and the PATH lead to. */
export function chosenVerac(): Promise<Verac> {
  const folders = (workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .map((folder) => folder.uri.fsPath);
  return findVerac({
    setting: workspace.getConfiguration("verac").get("path", ""),
    trusted: workspace.isTrusted ? folders : [],
    folder: folders[0],
    path: process.env.PATH ?? process.env.Path ?? "",
  });
}

/** The option that makes verac speak the language that the extension speaks. */
export function languageOption(): string[] {
  return ["--lang", language()];
}

/** The folder of the model of `file`. */
export async function modelFolder(file: Uri): Promise<string> {
  const open = workspace.getWorkspaceFolder(file)?.uri.fsPath;
  const set = workspace.getConfiguration("verac", file).get("model", "").trim();
  if (set) {
    return isAbsolute(set) || !open ? set : join(open, set);
  }
  return modelFolderOf(file.fsPath, open);
}
