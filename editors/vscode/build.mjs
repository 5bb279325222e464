// Bundles the two entries of the extension into dist/, with the licences of the packages that are in them.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const usual = {
  bundle: true, format: "cjs", target: "es2022", external: ["vscode"], minify: true, logLevel: "warning", metafile: true,
  preserveSymlinks: true,
};
const made = [
  await build({ ...usual, entryPoints: ["src/extension.ts"], platform: "node", outfile: "dist/extension.js" }),
  await build({ ...usual, entryPoints: ["src/browser.ts"], platform: "browser", outfile: "dist/browser.js" }),
];
const inside = made.flatMap(({ metafile }) => Object.keys(metafile.inputs));
const folders = new Set(inside.map((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean));
const notices = [...folders].sort().map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (!file) {
    throw new Error(`${folder} has no file with its licence`);
  }
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});
writeFileSync("dist/NOTICES.txt", notices.join(`\n${"-".repeat(80)}\n\n`));
