// What is said where verac is not to be had; l10n/ has it in Dutch.

import { l10n } from "vscode";
import { Verac } from "./executable";

/** What is wrong with verac, and what to do. */
export function complaint(verac: Exclude<Verac, { state: "ready" }>): string {
  switch (verac.state) {
    case "missing":
      return l10n.t(
        "verac is not installed, so there are colours and snippets, and no findings. Install it with `pipx install verac`, or say in the setting verac.path where it is.",
      );
    case "not there":
      return l10n.t("The setting verac.path names {0}, and there is no program there.", verac.path);
    case "not runnable":
      return l10n.t("{0} cannot be run: {1}", verac.path, verac.reason);
    case "too old":
      return l10n.t(
        "{0} is verac {1}, which has no language server. Bring it up to date with `pipx upgrade verac`.",
        verac.path,
        verac.version,
      );
  }
}
