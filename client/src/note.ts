import { l10n, window } from 'vscode';

/** Says what is left to do after an edit. With a button, since VS Code cuts a message without one after its first line. */
export function showNote(note: string): void {
  void window.showInformationMessage(note, l10n.t('OK'));
}
