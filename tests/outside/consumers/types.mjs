// TypeScript types of OpenAPI documents: node types.mjs OUT DOCUMENT…  Each becomes OUT/NAME.ts, and is named when done.
import { writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const [out, ...documents] = process.argv.slice(2);
for (const path of documents) {
  const nodes = await openapiTS(pathToFileURL(resolve(path)));
  const name = basename(path).replace(/\.[a-z]+$/, ".ts");
  writeFileSync(join(out, name), astToString(nodes));
  console.log(name);
}
