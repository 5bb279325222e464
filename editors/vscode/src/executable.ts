// Where verac is, and whether it can serve an editor.

import { execFile } from "node:child_process";
import { constants, promises as files } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

export interface Places {
  /** What the setting verac.path says; empty where it says nothing. */
  readonly setting: string;
  /** Folders that are open, whose .venv may be run because they are trusted. */
  readonly trusted: readonly string[];
  /** The first folder that is open: what a relative path in the setting begins at. */
  readonly folder: string | undefined;
  /** The variable PATH. */
  readonly path: string;
}

export type Verac =
  | { readonly state: "ready"; readonly path: string }
  | { readonly state: "missing" }
  | { readonly state: "not there"; readonly path: string }
  | { readonly state: "not runnable"; readonly path: string; readonly reason: string }
  | { readonly state: "too old"; readonly path: string; readonly version: string };

const WINDOWS = process.platform === "win32";
const NAME = WINDOWS ? "verac.exe" : "verac";
const PATIENCE = 30_000; // milliseconds; the first run after an install compiles modules

/** The verac that is to be run, after it was asked whether it has a language server. */
export async function findVerac(places: Places): Promise<Verac> {
  const setting = expanded(places.setting, places.folder);
  if (setting) {
    return (await isRunnable(setting)) ? examined(setting) : { state: "not there", path: setting };
  }
  const inFolders = places.trusted.map((folder) => join(folder, ".venv", WINDOWS ? "Scripts" : "bin", NAME));
  // A relative entry of PATH would be looked up in whatever folder the editor was started in.
  const onPath = places.path.split(delimiter).filter(isAbsolute).map((folder) => join(folder, NAME));
  for (const path of [...inFolders, ...onPath]) {
    if (await isRunnable(path)) {
      return examined(path);
    }
  }
  return { state: "missing" };
}

function expanded(setting: string, folder: string | undefined): string {
  const path = setting.trim().replace(/^~(?=[\\/])/, homedir()).replace("${workspaceFolder}", folder ?? "");
  return !path || isAbsolute(path) || !folder ? path : join(folder, path);
}

async function isRunnable(path: string): Promise<boolean> {
  try {
    await files.access(path, WINDOWS ? constants.F_OK : constants.X_OK);
    return (await files.stat(path)).isFile();
  } catch {
    return false;
  }
}

async function examined(path: string): Promise<Verac> {
  const asked = await run(path, ["lsp", "--help"]);
  if (asked.code === 0) {
    return { state: "ready", path };
  }
  const version = await run(path, ["--version"]);
  const told = /\d+\.\d+\S*/.exec(version.output)?.[0];
  return version.code === 0 && told
    ? { state: "too old", path, version: told }
    : { state: "not runnable", path, reason: asked.errors.trim().split("\n").at(-1) ?? "" };
}

export interface Ended {
  readonly code: number | undefined;
  readonly output: string;
  readonly errors: string;
}

/** What a program printed, and its exit code; none where it could not be started or took too long. */
export function run(path: string, given: readonly string[], cwd?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd, timeout: PATIENCE, maxBuffer: 64 * 1024 * 1024, windowsHide: true };
    execFile(path, given, options, (error, output, errors) => {
      const code = error ? (typeof error.code === "number" ? error.code : undefined) : 0;
      resolve({ code, output, errors: errors || (error?.message ?? "") });
    });
  });
}
