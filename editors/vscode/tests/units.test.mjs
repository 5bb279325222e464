// What of the extension needs no editor: what is at the cursor, whose file it is, which colours count, which verac runs,
// and when it is started.

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { buildSync } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "units-"));
after(() => rmSync(folder, { recursive: true }));
// The one thing that the modules take of the editor.
mkdirSync(join(folder, "node_modules/vscode"), { recursive: true });
writeFileSync(
  join(folder, "node_modules/vscode/index.js"),
  "exports.SemanticTokens = class { constructor(data, resultId) { this.data = data; this.resultId = resultId; } };",
);

function module(name) {
  const outfile = join(folder, `${name}.cjs`);
  const entryPoints = [new URL(`../src/${name}.ts`, import.meta.url).pathname];
  buildSync({ entryPoints, bundle: true, format: "cjs", platform: "node", external: ["vscode"], outfile });
  return createRequire(import.meta.url)(outfile);
}

const TEXT = `domein Leden

ketenproces LEN "Lenen"
abstract entiteit Lid is Mens {
    naam : \`Vreemd type\`
}
bericht Leningen over Lid {
    Lid { alle }
}`.split("\n");

const SUBJECTS = [
  ["the name of a domain", 0, "Leden", ["domain Leden"]],
  ["an entity where it stands", 3, "Lid", ["entity Lid", "domain Leden"]],
  ["an entity that is referred to", 3, "Mens", ["entity Mens", "entity Lid", "domain Leden"]],
  ["an attribute", 4, "naam", ["entity Lid", "domain Leden"]],
  ["a name between back quotes", 4, "`Vreemd type`", ["entity Vreemd type", "entity Lid", "domain Leden"]],
  ["a message", 6, "Leningen", ["message LEN/Leningen", "domain Leden"]],
  ["a projection", 7, "Lid", ["entity Lid", "message LEN/Leningen", "domain Leden"]],
  ["nothing on a line that is not there", 99, "", ["message LEN/Leningen", "domain Leden"]],
];
for (const [name, line, word, expected] of SUBJECTS) {
  test(`a diagram of ${name}`, () => {
    const found = module("subject").subjectsAt(TEXT, line, word);
    assert.deepEqual(found.map(({ kind, what }) => `${kind} ${what}`), expected);
  });
}

test("nothing to draw in a text without statements", () => {
  assert.deepEqual(module("subject").subjectsAt([""], 0, ""), []);
});

test("the model of a file is the nearest folder with a standaard, inside the folder that is open", async () => {
  const { modelFolderOf } = module("modelFolder");
  const model = join(folder, "open/model");
  mkdirSync(join(model, "domeinen"), { recursive: true });
  const file = join(model, "domeinen/A.vera");
  writeFileSync(file, "domein A\n");
  assert.equal(await modelFolderOf(file, join(folder, "open")), join(folder, "open"));
  writeFileSync(join(model, "standaard.vera"), "/// Proef.\nstandaard Proef {\n}\n");
  assert.equal(await modelFolderOf(file, join(folder, "open")), model);
  assert.equal(await modelFolderOf(file, undefined), model);
  assert.equal(await modelFolderOf(file, join(model, "domeinen")), join(model, "domeinen"));
});

test("tokens of one type are left out, and the others stay where they are", () => {
  const { without } = module("colours");
  const places = (data) => {
    let line = 0;
    let column = 0;
    return [...Array(data.length / 5).keys()].map((each) => {
      const [down, right, length, type] = data.slice(each * 5, each * 5 + 5);
      column = down ? right : column + right;
      line += down;
      return [line, column, length, type].join(" ");
    });
  };
  const data = new Uint32Array([0, 2, 3, 7, 0, 0, 4, 2, 1, 0, 0, 3, 1, 7, 0, 0, 2, 5, 1, 0, 2, 1, 4, 7, 0, 1, 6, 2, 1, 0]);
  const all = places([...data]);
  assert.deepEqual(places([...without(7, { data }).data]), all.filter((each) => !each.endsWith(" 7")));
  assert.deepEqual(places([...without(-1, { data }).data]), all);
});

test("which verac runs", { skip: process.platform === "win32" }, async () => {
  const { findVerac } = module("executable");
  const program = (place, text) => {
    mkdirSync(join(folder, place), { recursive: true });
    const path = join(folder, place, "verac");
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const own = program("work/.venv/bin", "exit 0");
  const onPath = program("bin", "exit 0");
  const old = program("old", '[ "$1" = --version ] && echo "verac, version 0.0.9" || exit 2');
  const broken = program("broken", "echo kapot >&2; exit 1");
  const usual = { setting: "", trusted: [join(folder, "work")], folder: join(folder, "work"), path: join(folder, "bin") };
  assert.deepEqual(await findVerac(usual), { state: "ready", path: own });
  assert.deepEqual(await findVerac({ ...usual, trusted: [] }), { state: "ready", path: onPath });
  assert.deepEqual(await findVerac({ ...usual, trusted: [], path: "bin:." }), { state: "missing" });
  assert.deepEqual(await findVerac({ ...usual, setting: " ../bin/verac " }), { state: "ready", path: onPath });
  assert.deepEqual(await findVerac({ ...usual, setting: old }), { state: "too old", path: old, version: "0.0.9" });
  assert.deepEqual(await findVerac({ ...usual, setting: broken }), { state: "not runnable", path: broken, reason: "kapot" });
  const nothing = join(folder, "work/nothing");
  assert.deepEqual(await findVerac({ ...usual, setting: nothing }), { state: "not there", path: nothing });
  assert.deepEqual(await findVerac({ ...usual, setting: join(folder, "work") }), { state: "not there", path: join(folder, "work") });
});

test("the same is started once, however often somebody says that something changed", async () => {
  const { Starts } = module("starts");
  const started = [];
  let wanted = { path: "verac", args: ["lsp"] };
  let running = 0;
  const starts = new Starts(
    async () => structuredClone(wanted),
    async (launch) => {
      assert.equal(++running, 1, "one start waits for the other");
      await new Promise((resolve) => setTimeout(resolve, 5));
      started.push(launch.path);
      running--;
    },
  );
  await Promise.all([starts.follow(), starts.follow(), starts.follow()]);
  assert.deepEqual(started, ["verac"]);
  const changes = [starts.again(), starts.follow()];
  wanted = { ...wanted, path: "other" };
  await Promise.all([...changes, starts.follow()]);
  assert.deepEqual(started, ["verac", "other"], "what is wanted is asked when the turn has come");
  await Promise.all([starts.again(), starts.again()]);
  assert.deepEqual(started, ["verac", "other", "other", "other"]);
});

test("a start that throws does not hold up the next", async () => {
  const { Starts } = module("starts");
  let tries = 0;
  const starts = new Starts(
    async () => "verac",
    async () => {
      if (++tries === 1) {
        throw new Error("no");
      }
    },
  );
  const both = await Promise.allSettled([starts.follow(), starts.again()]);
  assert.deepEqual([both.map((each) => each.status), tries], [["rejected", "fulfilled"], 2]);
});
