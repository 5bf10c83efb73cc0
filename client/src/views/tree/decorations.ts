import { type Disposable, type FileDecoration, l10n, ThemeColor, Uri, window } from 'vscode';
import type { WireTreeNode } from '../../../../server/src/shared/tree.ts';

type Problems = WireTreeNode['problems'];

const scheme = 'headlight-tree';

/** More than this does not fit a badge. */
const mostInBadge = 99;

/**
 * The address by which VS Code asks for the badge of a node; `undefined` where nothing is wrong. It says what is wrong itself, so that a
 * node whose problems change has another one.
 */
export function decoratedUri(path: readonly string[], problems: Problems): Uri | undefined {
  if (countOf(problems) === 0) return undefined;
  const encoded = path.map((key) => encodeURIComponent(key)).join('/');
  return Uri.from({ scheme, path: `/${encoded}`, query: JSON.stringify(problems) });
}

/** Shows how many problems a node has. */
export function registerDecorations(): Disposable {
  return window.registerFileDecorationProvider({
    provideFileDecoration: (uri) =>
      uri.scheme === scheme ? decorationOf(JSON.parse(uri.query) as Problems) : undefined,
  });
}

/** How many problems there are, by level; empty for none. */
export function problemsText({ error, warning, information }: Problems): string {
  const parts = [
    error === 0 ? '' : error === 1 ? l10n.t('1 error') : l10n.t('{0} errors', error),
    warning === 0 ? '' : warning === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warning),
    information === 0 ? '' : information === 1 ? l10n.t('1 info') : l10n.t('{0} infos', information),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/**
 * The colour of the worst problem; `undefined` where there is none worse than an information. It is for the icon: VS Code shows descriptions
 * paler than labels, in which coloured ones are hard to read.
 */
export function problemsColour({ error, warning }: Problems): ThemeColor | undefined {
  if (error > 0) return new ThemeColor('list.errorForeground');
  return warning > 0 ? new ThemeColor('list.warningForeground') : undefined;
}

function decorationOf(problems: Problems): FileDecoration {
  const count = countOf(problems);
  return { badge: count > mostInBadge ? '9+' : String(count), tooltip: problemsText(problems) };
}

function countOf({ error, warning, information }: Problems): number {
  return error + warning + information;
}
