import { env, l10n, type Uri, type Webview } from 'vscode';
import { escapeMarkup } from '../markup.ts';
import type { PageWords } from './page-messages.ts';

/**
 * The page of a picture: it loads its one script and nothing else, from the extension alone. Its styles come with the script, what lays
 * pictures out is a worker made of text of the script, and a PNG is painted from a picture in memory.
 */
export function pageOf(webview: Webview, script: Uri): string {
  // It cannot be guessed, so no other script runs.
  const nonce = crypto.randomUUID();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `worker-src blob:`,
    `img-src blob:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeMarkup(env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy};">
<title>${escapeMarkup(l10n.t('Picture'))}</title>
</head>
<body>
<script nonce="${nonce}" src="${escapeMarkup(webview.asWebviewUri(script).toString())}"></script>
</body>
</html>`;
}

/** The page is made before it is known what it shows, so its words are sent. */
export function pageWords(): PageWords {
  return {
    empty: l10n.t('There is no Service or other Kubernetes object at the cursor.'),
    all: l10n.t('Show All Services'),
    pin: l10n.t('Pin'),
    pinHint: l10n.t('Keep this picture while the cursor moves'),
    unfold: l10n.t('Overview'),
    unfoldHint: l10n.t('Restore the original groups'),
    zoomOut: l10n.t('Zoom out'),
    zoomIn: l10n.t('Zoom in'),
    fit: l10n.t('Fit'),
    exportAs: l10n.t('Export…'),
    picture: l10n.t('Picture: {0}', '{0}'),
    keys: l10n.t(
      'Arrow keys move, Enter goes to the line, Space opens and closes a group, plus and minus zoom, Escape returns to the text.',
    ),
    errors: l10n.t('Errors: {0}', '{0}'),
    warnings: l10n.t('Warnings: {0}', '{0}'),
    missing: l10n.t('Missing: {0}', '{0}'),
  };
}
