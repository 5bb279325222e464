// Which messages does ajv accept? In: {"schemas": {name: schema}, "messages": [[name, message], …]} on standard input.
// Out: {"valid": [true, false, …], "warnings": […]}: a verdict per message in their order, and what ajv's usual
// configuration has to say about the schemas.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const ANNOTATIONS = ["$anchor", "x-message", "x-operation", "x-reference-data", "x-target", "x-constraint", "x-end",
  "x-pattern", "x-ended", "x-later", "x-parents"];
const warnings = [];
const note = (text) => warnings.push(String(text));
const ajv = new Ajv2020.default({ code: { optimize: false }, logger: { log: note, warn: note, error: note } });
addFormats.default(ajv);
ajv.addVocabulary(ANNOTATIONS);

const { schemas, messages } = JSON.parse(readFileSync(0, "utf8"));
const check = new Map(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));
const valid = messages.map(([name, message]) => check.get(name)(message));
process.stdout.write(JSON.stringify({ valid, warnings }));
