// The language server: `verac lsp`, started, watched, and explained where it does not run.

import { commands, env, LanguageStatusItem, LanguageStatusSeverity, languages, l10n, LogOutputChannel, window, workspace } from "vscode";
import { CloseAction, ErrorAction, LanguageClient, LanguageClientOptions, State } from "vscode-languageclient/node";
import { chosenVerac, languageOption } from "./settings";
import { complaint } from "./texts";

const DEATHS = 4; // as many within SPAN, and it is not started again
const SPAN = 3 * 60 * 1000; // milliseconds

/** The one server of a window. */
export class Server {
  private client: LanguageClient | undefined;
  private deaths: number[] = [];
  private readonly status: LanguageStatusItem;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly log: LogOutputChannel) {
    this.status = languages.createLanguageStatusItem("verac", { language: "vera" });
    this.status.name = "verac";
    this.status.command = { command: "verac.showLog", title: l10n.t("Show Log") };
  }

  /** Start, or start again with the settings as they are now. One start waits for the other. */
  restart(): Promise<void> {
    this.turn = this.turn.then(async () => {
      await this.end();
      this.deaths = [];
      await this.begin();
    });
    return this.turn;
  }

  async dispose(): Promise<void> {
    this.status.dispose();
    await this.end();
  }

  private async begin(): Promise<void> {
    this.show("", l10n.t("starting"), LanguageStatusSeverity.Information, true);
    const verac = await chosenVerac();
    if (verac.state !== "ready") {
      this.complain(complaint(verac), verac.state === "missing" || verac.state === "too old");
      return;
    }
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const options = { cwd: folder?.scheme === "file" ? folder.fsPath : undefined };
    this.log.info(`${verac.path} lsp`);
    const client = new LanguageClient(
      "verac",
      "verac",
      { command: verac.path, args: [...languageOption(), "lsp"], options },
      this.clientOptions(),
    );
    client.onDidChangeState((change) => {
      if (change.newState === State.Running) {
        const info = client.initializeResult?.serverInfo;
        this.show(`verac ${info?.version ?? ""}`.trim(), verac.path, LanguageStatusSeverity.Information);
      }
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.error(String(error));
      this.complain(l10n.t("The language server of verac did not start; its log says why."));
    }
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "vera" },
        { scheme: "untitled", language: "vera" },
      ],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.vera") },
      outputChannel: this.log,
      diagnosticCollectionName: "verac",
      initializationOptions: { locale: env.language },
      initializationFailedHandler: (error) => {
        this.log.error(String(error));
        return false;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.afterDeath(),
      },
    };
  }

  /** What to do now that the server is gone without having been asked to go. */
  private afterDeath(): { action: CloseAction; handled: true } {
    const now = Date.now();
    this.deaths = [...this.deaths.filter((moment) => now - moment < SPAN), now];
    if (this.deaths.length < DEATHS) {
      this.log.warn("the language server ended; it is started again");
      return { action: CloseAction.Restart, handled: true };
    }
    this.complain(
      l10n.t(
        "The language server of verac ended {0} times in a row and is not started again. Its log says why.",
        DEATHS,
      ),
    );
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop().catch((error: unknown) => this.log.error(String(error)));
    }
    await client?.dispose().catch(() => undefined);
  }

  private show(text: string, detail: string, severity: LanguageStatusSeverity, busy = false): void {
    this.status.text = text || "verac";
    this.status.detail = detail;
    this.status.severity = severity;
    this.status.busy = busy;
  }

  /** Tell what is wrong, once, with what can be done; without waiting for an answer. */
  private complain(text: string, settable = true): void {
    this.log.error(text);
    this.show(l10n.t("no findings"), text, LanguageStatusSeverity.Error);
    const again = l10n.t("Try Again");
    const settings = l10n.t("Open Settings");
    const showLog = l10n.t("Show Log");
    const choices = settable ? [again, settings, showLog] : [again, showLog];
    void window.showErrorMessage(text, ...choices).then((choice) => {
      if (choice === again) {
        void this.restart();
      } else if (choice === settings) {
        void commands.executeCommand("workbench.action.openSettings", "verac.path");
      } else if (choice === showLog) {
        this.log.show();
      }
    });
  }
}
