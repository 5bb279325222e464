// What the editor runs where there are files and programs: findings, diagrams, tasks.

import { commands, ExtensionContext, window, workspace } from "vscode";
import { Preview } from "./preview";
import { Server } from "./server";
import { Tasks } from "./tasks";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("verac", { log: true });
  const preview = new Preview(log);
  const running = new Server(log);
  server = running;
  context.subscriptions.push(
    log,
    preview,
    Tasks.register(),
    commands.registerCommand("verac.restart", () => running.restart()),
    commands.registerCommand("verac.showLog", () => log.show()),
    commands.registerCommand("verac.preview", async () => {
      const editor = window.activeTextEditor;
      if (editor?.document.languageId === "vera") {
        await preview.show(editor);
      }
    }),
    workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === "vera") {
        void preview.draw();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(() => running.follow()),
    workspace.onDidChangeConfiguration((change) => {
      if (["verac.path", "verac.language", "verac.baseline"].some((name) => change.affectsConfiguration(name))) {
        void running.follow();
      }
    }),
  );
  await running.follow();
}

export async function deactivate(): Promise<void> {
  await server?.dispose();
}
