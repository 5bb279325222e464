// `verac check` and `verac build` as tasks, whose findings go to the list of problems.

import { ProcessExecution, Task, TaskDefinition, TaskGroup, TaskProvider, tasks, TaskScope, workspace, WorkspaceFolder } from "vscode";
import { chosenVerac, languageOption } from "./settings";

const TYPE = "verac";
const COMMANDS = ["check", "build"] as const;
const MATCHERS = ["$verac", "$verac-fout", "$verac-waarschuwing"];

interface VeracTask extends TaskDefinition {
  readonly command: string;
  readonly model?: string;
}

/** The tasks of the folders that are open. */
export class Tasks implements TaskProvider {
  static register() {
    return tasks.registerTaskProvider(TYPE, new Tasks());
  }

  async provideTasks(): Promise<Task[]> {
    const verac = await chosenVerac();
    const path = verac.state === "ready" || verac.state === "too old" ? verac.path : undefined;
    const folders = path ? (workspace.workspaceFolders ?? []) : [];
    return folders.flatMap((folder) =>
      COMMANDS.map((command) => made({ type: TYPE, command }, folder, path ?? TYPE, modelOf(folder))),
    );
  }

  async resolveTask(task: Task): Promise<Task> {
    const verac = await chosenVerac();
    const definition = task.definition as VeracTask;
    const path = "path" in verac ? verac.path : TYPE;
    const scope = task.scope ?? TaskScope.Workspace;
    const folder = typeof scope === "object" ? scope : undefined;
    return made(definition, scope, path, definition.model ?? modelOf(folder));
  }
}

function modelOf(folder: WorkspaceFolder | undefined): string {
  return workspace.getConfiguration("verac", folder?.uri).get("model", "").trim();
}

function made(definition: VeracTask, scope: WorkspaceFolder | TaskScope, path: string, model: string): Task {
  const given = [definition.command, ...languageOption(), ...(model ? [model] : [])];
  const folder = scope as WorkspaceFolder | TaskScope.Workspace | TaskScope.Global;
  // A pager would wait for somebody who is not there.
  const run = new ProcessExecution(path, given, { env: { TERM: "dumb" } });
  const task = new Task(definition, folder, definition.command, TYPE, run, MATCHERS);
  task.group = TaskGroup.Build;
  return task;
}
