import { languages, type TextDocument } from 'vscode';

/** The documents that Headlight serves. Always with a scheme: the two sides of a comparison are no manifests of the workspace. */
export const manifestSelector: readonly { readonly language: string; readonly scheme: string }[] = [
  'yaml',
  'helm',
].flatMap((language) => ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ language, scheme })));

/** Whether Headlight serves a document at all. */
export function isServed(document: TextDocument): boolean {
  return languages.match(manifestSelector, document) > 0;
}

/** Whether a document that is served looks like a manifest, which is good enough to show a menu entry. */
export function isManifest(document: TextDocument): boolean {
  return isServed(document) && looksLikeManifest(document.getText());
}

function looksLikeManifest(text: string): boolean {
  return /(^|[{,\s])["']?apiVersion["']?\s*:/.test(text) && /(^|[{,\s])["']?kind["']?\s*:/.test(text);
}
