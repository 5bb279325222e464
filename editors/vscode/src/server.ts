// The language server: `verac lsp`, started, watched, and explained where it does not run.

import {
  commands,
  LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  LogOutputChannel,
  SemanticTokens,
  window,
  workspace,
} from "vscode";
import { CloseAction, ErrorAction, LanguageClient, LanguageClientOptions, State } from "vscode-languageclient/node";
import { without } from "./colours";
import { Verac } from "./executable";
import { language, told } from "./language";
import { chosenVerac, languageOption } from "./settings";
import { Starts } from "./starts";
import { complaint } from "./texts";

const DEATHS = 4; // as many within SPAN, and it is not started again
const SPAN = 3 * 60 * 1000; // milliseconds
const A_MOMENT = 1000; // milliseconds, in which it shows that a server did not answer because it is dead

/** A client that says the language that is set, where others say that of the editor, and leaves complaints to us. */
class Client extends LanguageClient {
  /** Whether it is not started any more: the library would do that at the next change of a file. */
  hasGivenUp = false;

  override start(): Promise<void> {
    return this.hasGivenUp ? Promise.reject(new Error("the language server is not started again")) : super.start();
  }

  protected override getLocale(): string {
    return language();
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** What is to be started, as the settings, the trust and the open folders say it. */
interface Launch {
  readonly verac: Verac;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  readonly baseline: string;
}

/** The one server of a window. */
export class Server {
  private client: Client | undefined;
  /** When the server of this launch ended unasked. A new launch counts anew. */
  private deaths: number[] = [];
  private readonly status: LanguageStatusItem;
  private readonly starts = new Starts(wantedLaunch, (launch) => this.start(launch));

  constructor(private readonly log: LogOutputChannel) {
    this.status = languages.createLanguageStatusItem("verac", { language: "vera" });
    this.status.name = "verac";
    this.status.command = { command: "verac.showLog", title: told("Show Log") };
    this.showStarting();
  }

  /** Start again, whatever came before. */
  restart(): Promise<void> {
    this.showStarting();
    return this.starts.again();
  }

  /** Start with the settings and the trust as they are now, unless nothing changed since the last start. */
  follow(): Promise<void> {
    return this.starts.follow();
  }

  async dispose(): Promise<void> {
    this.status.dispose();
    await this.end();
  }

  private async start({ verac, args, cwd, baseline }: Launch): Promise<void> {
    await this.end();
    this.deaths = [];
    if (verac.state !== "ready") {
      this.complain(complaint(verac), verac.state === "missing" || verac.state === "too old");
      return;
    }
    this.showStarting();
    this.log.info(`${verac.path} lsp`);
    const client = new Client(
      "verac",
      "verac",
      { command: verac.path, args: [...args], options: { cwd } },
      this.clientOptions(baseline),
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
      await new Promise((resolve) => setTimeout(resolve, A_MOMENT));
      if (!this.deaths.length) {
        this.complain(told("The language server of verac did not start; its log says why."));
      }
    }
  }

  private clientOptions(baseline: string): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "vera" },
        { scheme: "untitled", language: "vera" },
      ],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.vera") },
      outputChannel: this.log,
      diagnosticCollectionName: "verac",
      initializationOptions: { baseline },
      middleware: {
        provideDocumentSemanticTokens: async (document, token, next) => this.ofMeaning(await next(document, token)),
        provideDocumentRangeSemanticTokens: async (document, range, token, next) =>
          this.ofMeaning(await next(document, range, token)),
      },
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

  private ofMeaning(tokens: SemanticTokens | null | undefined): SemanticTokens | null | undefined {
    const types = this.client?.initializeResult?.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
    return tokens && without(types.indexOf("keyword"), tokens);
  }

  /** What to do now that the server is gone without having been asked to go. */
  private afterDeath(): { action: CloseAction; handled: true } {
    const now = Date.now();
    this.deaths = [...this.deaths.filter((moment) => now - moment < SPAN), now];
    this.client?.diagnostics?.clear();
    if (this.deaths.length < DEATHS) {
      this.log.warn("the language server ended; it is started again");
      return { action: CloseAction.Restart, handled: true };
    }
    if (this.client) {
      this.client.hasGivenUp = true;
    }
    this.complain(
      told(
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

  private showStarting(): void {
    this.show("", told("starting"), LanguageStatusSeverity.Information, true);
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
    this.show(told("no findings"), text, LanguageStatusSeverity.Error);
    const again = told("Try Again");
    const settings = told("Open Settings");
    const showLog = told("Show Log");
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

async function wantedLaunch(): Promise<Launch> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return {
    verac: await chosenVerac(),
    args: ["lsp", ...languageOption()],
    cwd: folder?.scheme === "file" ? folder.fsPath : undefined,
    baseline: workspace.getConfiguration("verac").get("baseline", ""),
  };
}
