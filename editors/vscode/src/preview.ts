// A diagram beside the text, of what stands at the cursor. It is drawn again when a file of the model is saved.

import { LogOutputChannel, TextEditor, ViewColumn, WebviewPanel, window, workspace } from "vscode";
import { run } from "./executable";
import { told } from "./language";
import { chosenVerac, languageOption, modelFolder } from "./settings";
import { Subject, subjectsAt } from "./subject";
import { complaint } from "./texts";

interface Drawn {
  readonly title: string;
  readonly body: string;
}

/** The one panel with a diagram of a window. */
export class Preview {
  private panel: WebviewPanel | undefined;
  private wanted: { subjects: Subject[]; folder: string } | undefined;
  private latest = 0;

  constructor(private readonly log: LogOutputChannel) {}

  /** Show a diagram of what stands at the cursor of `editor`. */
  async show(editor: TextEditor): Promise<void> {
    const { document, selection } = editor;
    const range = document.getWordRangeAtPosition(selection.active);
    const lines = document.getText().split(/\r?\n/);
    const subjects = subjectsAt(lines, selection.active.line, range ? document.getText(range) : "");
    if (document.uri.scheme !== "file") {
      void window.showInformationMessage(told("Save the file first: diagrams are drawn of files."));
      return;
    }
    if (document.isDirty) {
      window.setStatusBarMessage(told("The diagram is of the files as they are saved."), 5000);
    }
    this.wanted = { subjects, folder: await modelFolder(document.uri) };
    if (this.panel) {
      this.panel.reveal(undefined, true);
    } else {
      const beside = { viewColumn: ViewColumn.Beside, preserveFocus: true };
      this.panel = window.createWebviewPanel("verac.preview", "verac", beside, { enableScripts: false });
      this.panel.onDidDispose(() => (this.panel = undefined));
    }
    await this.draw();
  }

  /** Draw again what is shown; of several calls the last one counts. */
  async draw(): Promise<void> {
    if (!this.panel || !this.wanted) {
      return;
    }
    const turn = ++this.latest;
    const drawn = await drawing(this.wanted.subjects, this.wanted.folder, this.log);
    if (turn === this.latest && this.panel) {
      this.panel.title = drawn.title;
      this.panel.webview.html = page(drawn);
    }
  }

  dispose(): void {
    this.panel?.dispose();
  }
}

async function drawing(subjects: readonly Subject[], folder: string, log: LogOutputChannel): Promise<Drawn> {
  const verac = await chosenVerac();
  if (verac.state !== "ready") {
    return { title: "verac", body: `<p>${escaped(complaint(verac))}</p>` };
  }
  let said = told("Nothing at the cursor can be drawn: put it on an entity, a message or a domain.");
  for (const { kind, what } of subjects) {
    const depth = workspace.getConfiguration("verac").get("preview.depth", 1);
    const steps = kind === "entity" ? ["--depth", String(depth)] : [];
    const given = ["diagram", "--no-places", "--format", "svg", "--model", folder, ...languageOption(), ...steps];
    const ended = await run(verac.path, [...given, "--", what]);
    if (ended.code === 0) {
      const picture = Buffer.from(ended.output, "utf8").toString("base64");
      const image = `<img alt="${escaped(what)}" src="data:image/svg+xml;base64,${picture}">`;
      return { title: what, body: image };
    }
    log.info(`verac diagram ${what}: ${ended.errors}`);
    if (ended.code !== 2) {
      // The model itself cannot be drawn, whatever of it is asked.
      said = [ended.output, ended.errors].join("\n").trim();
      break;
    }
  }
  return { title: "verac", body: `<pre>${escaped(said)}</pre>` };
}

/** A page that runs nothing: the picture is an image, so that nothing in it runs either. */
function page({ title, body }: Drawn): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  const whole = escaped(told("real size"));
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
<style>
  body { margin: 0; padding: 8px; }
  img { max-width: 100%; background: #fff; border-radius: 4px; }
  input:checked ~ img { max-width: none; }
  pre { white-space: pre-wrap; }
  label { user-select: none; }
</style>
</head>
<body>
${body.startsWith("<img") ? `<input type="checkbox" id="size"> <label for="size">${whole}</label><br>` : ""}
${body}
</body>
</html>`;
}

function escaped(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (letter) => names[letter]);
}
