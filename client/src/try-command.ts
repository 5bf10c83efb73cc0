import { commands } from 'vscode';

/** Runs a command of VS Code's own that not every version and relative of it has; where it is missing, what follows does without. */
export async function tryCommand(command: string, ...given: readonly unknown[]): Promise<void> {
  try {
    await commands.executeCommand(command, ...given);
  } catch {
    // There is no such command here.
  }
}
