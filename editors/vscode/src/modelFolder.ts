// The folder of the model that a file belongs to.

import { promises as files } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const MANIFEST = /^(?:\uFEFF)?[ \t]*standaard[ \t]+[\w`]/m;
const LARGEST = 8 * 1024 * 1024; // bytes, as verac itself takes them

/**
 * The nearest folder at or above the one of `file` that has a file with a `standaard`, no higher than `open`, the folder
 * that is open. Without such a file it is `open`, or else the folder of `file`.
 */
export async function modelFolderOf(file: string, open: string | undefined): Promise<string> {
  const top = open && !relative(open, file).startsWith("..") ? resolve(open) : undefined;
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if (await holdsManifest(folder)) {
      return folder;
    }
    if (folder === top || folder === dirname(folder)) {
      return top ?? dirname(resolve(file));
    }
  }
}

async function holdsManifest(folder: string): Promise<boolean> {
  const names = await files.readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(".vera")).sort()) {
    const path = join(folder, name);
    const size = await files.stat(path).then((found) => (found.isFile() ? found.size : Infinity), () => Infinity);
    if (size <= LARGEST && MANIFEST.test(await files.readFile(path, "utf8").catch(() => ""))) {
      return true;
    }
  }
  return false;
}
