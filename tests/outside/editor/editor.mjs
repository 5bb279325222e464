// The editor as people have it: Visual Studio Code's own server from code-server, with the packed extension in it,
// and Chromium to look at it. Extensions run in a process of Node.js, so that they start verac as on a desk.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const HERE = dirname(fileURLToPath(import.meta.url));
const MAIN = join(HERE, "node_modules/code-server/lib/vscode/out/server-main.js");
const PATIENCE = 120_000; // milliseconds

/** A server with the extension of `vsix`, whose data stand in `folder`. `path` is the PATH of what runs in it. */
export async function startEditor({ vsix, folder, path = process.env.PATH }) {
  const home = mkdtempSync(join(folder, "editor-"));
  const places = ["--server-data-dir", home, "--extensions-dir", join(home, "extensions")];
  const env = { ...process.env, PATH: path, HOME: home, LC_ALL: "C.UTF-8", NO_COLOR: "1" };
  execFileSync(process.execPath, [MAIN, ...places, "--install-extension", vsix], { env, stdio: "pipe" });
  const port = await freePort();
  const given = [
    "--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--accept-server-license-terms",
    "--telemetry-level", "off", "--force-disable-user-env",
  ];
  const server = spawn(process.execPath, [MAIN, ...places, ...given], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (text) => said.push(String(text)));
  }
  const address = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(address).catch(() => undefined))?.ok, () => `no editor: ${said.join("")}`);
  return {
    address,
    home,
    settings: (values) => {
      mkdirSync(join(home, "data/Machine"), { recursive: true });
      writeFileSync(join(home, "data/Machine/settings.json"), JSON.stringify({ ...QUIET, ...values }));
    },
    stop: () => server.kill("SIGTERM"),
  };
}

// Nothing greets, asks or looks for news; nothing blinks in a picture.
const QUIET = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "extensions.ignoreRecommendations": true,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "chat.commandCenter.enabled": false,
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "security.workspace.trust.enabled": false,
  "update.mode": "none",
  "files.autoSave": "off",
};

export async function openBrowser(chromium) {
  const { chromium: driver } = require("playwright-core");
  return driver.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A window of the editor on `folder`, with `file` open. */
export async function openWindow(browser, editor, folder, file, size = { width: 1280, height: 800 }, locale = "en-US") {
  const context = await browser.newContext({ viewport: size, locale });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const host = new URL(editor.address).host;
  const payload = file ? `&payload=${encodeURIComponent(JSON.stringify([["openFile", `vscode-remote://${host}${folder}/${file}`]]))}` : "";
  await page.goto(`${editor.address}/?folder=${encodeURIComponent(folder)}${payload}`);
  await page.waitForSelector(file ? ".view-lines .view-line" : ".monaco-workbench", { timeout: PATIENCE });
  return page;
}

/** Run a command of the palette by its title. */
export async function command(page, title) {
  await page.keyboard.press("F1");
  const box = page.locator(".quick-input-widget input.input").first();
  await box.waitFor({ timeout: PATIENCE });
  await box.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor({ timeout: PATIENCE });
  await page.keyboard.press("Enter");
}

/** Put the cursor into the open file; `line` and `column` begin at 1. */
export async function goTo(page, line, column) {
  await page.keyboard.press("Control+g");
  const box = page.locator(".quick-input-widget input.input").first();
  await box.waitFor({ timeout: PATIENCE });
  await box.fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "hidden", timeout: PATIENCE });
}

/** What the open file shows: for each line that is in sight its pieces, with the colour and the thickness of each. */
export function shown(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".view-lines .view-line")]
      .map((line) => [parseInt(line.style.top, 10), line])
      .sort(([one], [other]) => one - other)
      .map(([, line]) =>
        [...line.querySelectorAll(":scope > span > span")].map((piece) => ({
          text: piece.textContent.replaceAll("\u00a0", " "),
          colour: getComputedStyle(piece).color,
        })),
      ),
  );
}

/** Wait until `asked` answers something that counts, and give it. */
export async function until(asked, complaint = () => "it did not come about") {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const answer = await asked();
    if (answer) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(complaint());
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
