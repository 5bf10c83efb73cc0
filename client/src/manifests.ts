import { languages, window, workspace, type Position, type TextDocument, type Uri } from 'vscode';

/**
 * The documents that Headlight serves: those of files, new ones, and those of the workspace's folders, which may be virtual. Always with a
 * scheme: the two sides of a comparison are no manifests of the workspace.
 */
export function manifestSelector(): readonly { readonly language: string; readonly scheme: string }[] {
  const ofFolders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  const schemes = [...new Set(['file', 'untitled', 'vscode-vfs', ...ofFolders])];
  return ['yaml', 'helm'].flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
}

/** Whether Headlight serves a document at all. */
export function isServedDocument(document: TextDocument): boolean {
  return languages.match(manifestSelector(), document) > 0;
}

/** The place of the cursor of an editor, that in front where none is given; `undefined` where it is in no manifest. */
export function cursorIn(
  editor = window.activeTextEditor,
): { readonly uri: Uri; readonly position: Position } | undefined {
  if (editor === undefined || !isServedDocument(editor.document)) return undefined;
  return { uri: editor.document.uri, position: editor.selection.active };
}

/** Whether a document that is served looks like a manifest, which is good enough to show a menu entry. */
export function isManifest(document: TextDocument): boolean {
  return isServedDocument(document) && looksLikeManifest(document.getText());
}

function looksLikeManifest(text: string): boolean {
  return /(^|[{,\s])["']?apiVersion["']?\s*:/.test(text) && /(^|[{,\s])["']?kind["']?\s*:/.test(text);
}
