import { commands, Disposable, languages, type TextDocument, window, workspace } from 'vscode';
import { isManifestContext } from './ids.ts';

/** The documents that Headlight serves. Always with a scheme: the two sides of a comparison are no manifests of the workspace. */
export const manifestSelector: readonly { readonly language: string; readonly scheme: string }[] = [
  'yaml',
  'helm',
].flatMap((language) => ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({ language, scheme })));

/** Whether Headlight serves a document at all. */
export function isServed(document: TextDocument): boolean {
  return languages.match(manifestSelector, document) > 0;
}

/** Keeps the context key for menus true while the editor in front holds a manifest, so that no other YAML file gets entries of ours. */
export function followManifests(): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    const document = window.activeTextEditor?.document;
    const isManifest = document !== undefined && isServed(document) && looksLikeManifest(document.getText());
    void commands.executeCommand('setContext', isManifestContext, isManifest);
  };
  const tellSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 300);
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) tellSoon();
    }),
    new Disposable(() => clearTimeout(timer)),
  );
}

/** Good enough to show a menu entry; whether something can be done is for the server to say. */
function looksLikeManifest(text: string): boolean {
  return /(^|[{,\s])["']?apiVersion["']?\s*:/.test(text) && /(^|[{,\s])["']?kind["']?\s*:/.test(text);
}
