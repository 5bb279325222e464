// A person's hour with the packed extension, in short. Prints as JSON what was seen, by scenario; pictures go to a folder.
//   node session.mjs VSIX VERAC CHROMIUM FOLDER MODEL [SCENARIO…]
// FOLDER gets the data of the editor and the pictures; MODEL is copied there for each scenario, since the editor
// remembers by folder what was not saved.

import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { command, goTo, openBrowser, openWindow, shown, startEditor, until } from "./editor.mjs";

const [vsix, verac, chromium, folder, model, ...only] = process.argv.slice(2);
const nowhere = "/usr/bin:/bin";
const seen = {};
let last;

const scenarios = { colours, findings, diagram, completion, inDutch, missing, wrongPath, tooOld, dying, killed };

const editor = await startEditor({ vsix, folder, path: `${dirname(verac)}:${nowhere}` });
const bare = await startEditor({ vsix, folder, path: nowhere });
const browser = await openBrowser(chromium);
try {
  for (const scenario of only.length ? only : Object.keys(scenarios)) {
    await scenarios[scenario]();
  }
} catch (error) {
  await last?.screenshot({ path: join(folder, "failure.png") });
  throw error;
} finally {
  await browser.close();
  editor.stop();
  bare.stop();
}
console.log(JSON.stringify(seen));

async function opened(file, settings = {}, which = editor) {
  which.settings(settings);
  const place = mkdtempSync(join(folder, "model-"));
  cpSync(model, place, { recursive: true });
  const page = await openWindow(browser, which, place, file);
  last = page;
  await page.getByText("Yes, I trust the authors").click();
  return page;
}

async function picture(page, name) {
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}

async function colours() {
  const page = await opened("Leden.vera");
  // The grammar is there at once, the colours by meaning when the server has looked; they agree.
  await until(async () => colourOf(await shown(page), "entiteit") !== colourOf(await shown(page), "Lid"));
  seen.colours = await shown(page);
  await answers(page);
  await page.waitForTimeout(2000);
  seen.coloursByMeaning = await shown(page);
  seen.icon = await page.locator(".explorer-folders-view .monaco-icon-label.vera-lang-file-icon").count();
  await picture(page, "colours");
}

function colourOf(lines, text) {
  return lines.flat().find((piece) => piece.text === text)?.colour;
}

async function findings() {
  const page = await opened("Leden.vera");
  await answers(page);
  await goTo(page, 15, 24);
  await page.keyboard.type("S");
  await until(() => page.locator(".squiggly-error").count());
  await command(page, "Show or Focus Hover");
  const hover = page.locator(".monaco-hover", { hasText: "NAM01" }).first();
  await hover.waitFor();
  seen.finding = await hover.innerText();
  await page.screenshot({ path: join(folder, "finding.png") });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Backspace");
  await until(async () => !(await page.locator(".squiggly-error").count()));
  seen.mended = true;
  await picture(page, "mended");
}

async function diagram() {
  const page = await opened("Leden.vera");
  await answers(page);
  await goTo(page, 11, 20);
  await command(page, "Show Diagram of the Entity at the Cursor");
  seen.diagram = await until(async () => {
    for (const frame of page.frames()) {
      const found = await frame
        .evaluate(() => {
          const image = document.querySelector("img[src^='data:image/svg']");
          return image?.naturalWidth && { width: image.naturalWidth, of: image.alt };
        })
        .catch(() => undefined);
      if (found) {
        return found;
      }
    }
  });
  await page.waitForTimeout(500);
  await picture(page, "diagram");
}

async function completion() {
  const page = await opened("Leden.vera");
  await answers(page);
  await goTo(page, 31, 1);
  await page.keyboard.type("waardeo");
  await page.keyboard.press("Control+Space");
  const rows = page.locator(".suggest-widget .monaco-list-row");
  await until(async () => (await rows.allInnerTexts()).some((text) => text.includes("waardeobject")));
  seen.suggested = await rows.allInnerTexts();
  await page.screenshot({ path: join(folder, "suggested.png") });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Backspace");
  await command(page, "Insert Snippet");
  await page.locator(".quick-input-widget input.input").first().fill("waardeobject");
  await page.keyboard.press("Enter");
  await until(async () => (await shown(page)).flat().some((piece) => piece.text.includes("Wat het is")));
  seen.snippet = (await shown(page)).map((line) => line.map((piece) => piece.text).join("")).slice(-5);
  await picture(page, "snippet");
}

async function inDutch() {
  const page = await opened("standaard.vera", { "verac.language": "nl" });
  await answers(page);
  await command(page, "Problems: Focus on Problems View");
  const row = page.locator(".markers-panel .monaco-list-row", { hasText: "GM11" });
  await row.first().waitFor();
  seen.dutch = await row.first().innerText();
  await picture(page, "dutch");
}

async function missing() {
  const page = await opened("Leden.vera", { "verac.language": "nl" }, bare);
  seen.missing = await notification(page);
  await picture(page, "missing");
}

async function wrongPath() {
  const page = await opened("Leden.vera", { "verac.path": "/nergens/verac" });
  seen.wrongPath = await notification(page);
  await picture(page, "wrong-path");
}

async function tooOld() {
  const old = `#!/bin/sh\n[ "$1" = --version ] && echo "verac, version 0.0.1" || exit 2\n`;
  const page = await opened("Leden.vera", { "verac.path": program("old", old) });
  seen.tooOld = await notification(page);
  await picture(page, "too-old");
}

async function dying() {
  // It says that it can, starts, and is gone; each start is written down.
  const log = join(folder, "starts");
  writeFileSync(log, "");
  const dead = `#!/bin/sh\n[ "$2" = --help ] && exit 0\necho $PPID >> '${log}'\nexit 3\n`;
  const page = await opened("Leden.vera", { "verac.path": program("dying", dead) });
  seen.dying = await notification(page);
  await page.waitForTimeout(3000);
  // Windows that were closed just now have the new setting too: each starts its own.
  const starters = readFileSync(log, "utf8").trim().split("\n");
  seen.starts = [...new Set(starters)].map((one) => starters.filter((each) => each === one).length);
  await picture(page, "dying");
}

async function killed() {
  // The real one, which somebody ends again and again: it comes back, until that makes no sense any more.
  const short = `#!/bin/sh\n[ "$2" = --help ] && exit 0\nexec timeout -s KILL 10 '${verac}' "$@"\n`;
  const page = await opened("standaard.vera", { "verac.path": program("killed", short) });
  await answers(page);
  seen.killed = await notification(page);
  await page.waitForTimeout(3000);
  seen.leftOver = await page.locator("[id='status.problems']").innerText();
  await picture(page, "killed");
}

/** Wait until the server has looked: the manifest of the model has a finding, which the bar at the bottom counts. */
async function answers(page) {
  await until(async () => /[1-9]/.test(await page.locator("[id='status.problems']").innerText()));
}

async function notification(page) {
  const box = page.locator(".notification-list-item", { hasText: "verac" }).first();
  await box.waitFor();
  const messages = await page.locator(".notification-list-item-message").allInnerTexts();
  return messages;
}

function program(name, text) {
  const path = join(folder, "programs", name, "verac");
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}
