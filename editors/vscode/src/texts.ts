// What is said where verac is not to be had.

import { Verac } from "./executable";
import { told } from "./language";

/** What is wrong with verac, and what to do. */
export function complaint(verac: Exclude<Verac, { state: "ready" }>): string {
  switch (verac.state) {
    case "missing":
      return told(
        "verac is not installed, so there are colours and snippets, and no findings. Install it with `pipx install verac`, or say in the setting verac.path where it is.",
      );
    case "not there":
      return told("The setting verac.path names {0}, and there is no program there.", verac.path);
    case "not runnable":
      return told("{0} cannot be run: {1}", verac.path, verac.reason);
    case "too old":
      return told(
        "{0} is verac {1}, which has no language server. Bring it up to date with `pipx upgrade verac`.",
        verac.path,
        verac.version,
      );
  }
}
