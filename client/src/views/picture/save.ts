import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { PictureFormat } from './page-messages.ts';

interface Choice extends QuickPickItem {
  readonly format: PictureFormat;
}

const endings: Readonly<Record<PictureFormat, string>> = { svg: 'svg', png: 'png', mermaid: 'mmd', dot: 'dot' };

/** Asks what kind of file a picture is to become. */
export async function askForFormat(): Promise<PictureFormat | undefined> {
  const choices: readonly Choice[] = [
    {
      label: 'SVG',
      description: l10n.t('stays sharp at every size, and follows the light or dark theme'),
      format: 'svg',
    },
    { label: 'PNG', description: l10n.t('pixels, for any program that shows images'), format: 'png' },
    { label: 'Mermaid', description: l10n.t('text that Markdown renders as a diagram'), format: 'mermaid' },
    { label: 'DOT', description: l10n.t('text for Graphviz'), format: 'dot' },
  ];
  return (await window.showQuickPick(choices, { placeHolder: l10n.t('Export the picture as') }))?.format;
}

/** Writes a picture where a person wants it. */
export async function saveFile(title: string, format: PictureFormat, content: string): Promise<void> {
  const name = `${title.replace(/[^\p{L}\p{N}.-]+/gu, '-')}.${endings[format]}`;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    defaultUri: folder === undefined ? Uri.file(name) : Uri.joinPath(folder, name),
    filters: { [format === 'mermaid' ? 'Mermaid' : format.toUpperCase()]: [endings[format]] },
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, format === 'png' ? bytesOf(content) : new TextEncoder().encode(content));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
