import { commands, type Disposable, l10n, window } from 'vscode';

/** Says what is left to do after an edit. With a button, since VS Code cuts a message without one after its first line. */
export function showNote(note: string): void {
  void window.showInformationMessage(note, l10n.t('OK'));
}

/** Commands that each show one note. */
interface NoteCommands extends Disposable {
  /** The command that shows this note; it takes no arguments. */
  commandFor(note: string): string;
}

/** More notes than this are not kept; no one goes back to an action offered so long ago. */
const mostNotes = 50;

/**
 * Makes the commands by which code actions show their notes. VS Code keeps the arguments of an action's command only as long
 * as the action is offered, and an action with an edit is withdrawn by its own edit. So a note is not an argument: each has
 * a command of its own.
 */
export function createNoteCommands(): NoteCommands {
  const registered = new Map<string, { readonly command: string; readonly registration: Disposable }>();
  let count = 0;
  return {
    commandFor(note) {
      const known = registered.get(note);
      if (known !== undefined) return known.command;
      const command = `headlight.showNote.${++count}`;
      registered.set(note, { command, registration: commands.registerCommand(command, () => showNote(note)) });
      for (const [oldest, { registration }] of registered) {
        if (registered.size <= mostNotes) break;
        registered.delete(oldest);
        registration.dispose();
      }
      return command;
    },
    dispose() {
      for (const { registration } of registered.values()) registration.dispose();
      registered.clear();
    },
  };
}
