import { env, type Extension, ViewColumn, type WebviewPanel, window } from 'vscode';
import { openProblemsCommand, stepCommands, walkthroughName } from '../ids.ts';
import { escapeMarkup } from '../views/markup.ts';

/**
 * Opens the walkthrough's steps on one page with nothing but words and buttons: VS Code's own needs a whole window. The page
 * runs no script, and its links can run the walkthrough's commands and no others.
 */
export function showSteps({ packageJSON }: Extension<unknown>): WebviewPanel {
  const { title, description, steps } = readSteps(packageJSON, walkthroughName);
  const panel = window.createWebviewPanel('headlight.steps', title, ViewColumn.One, {
    enableCommandUris: [openProblemsCommand, ...Object.values(stepCommands)],
    localResourceRoots: [],
  });
  panel.webview.html = pageOf(title, description, steps);
  return panel;
}

function pageOf(title: string, description: string, steps: readonly WalkthroughStep[]): string {
  const nonce = crypto.randomUUID();
  return `<!DOCTYPE html>
<html lang="${escapeMarkup(env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}';">
<title>${escapeMarkup(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p>${escapeMarkup(description)}</p>
<ol>
${steps.map(itemOf).join('\n')}
</ol>
</main>
</body>
</html>`;
}

function itemOf({ title, text, button }: WalkthroughStep): string {
  return `<li>
<h2>${escapeMarkup(title)}</h2>
<a class="button" role="button" href="${escapeMarkup(button.target)}">${escapeMarkup(button.text)}</a>
<p>${text.map(inlineOf).join('')}</p>
</li>`;
}

function inlineOf({ kind, text, target }: StepText): string {
  switch (kind) {
    case 'plain':
      return escapeMarkup(text);
    case 'code':
      return `<code>${escapeMarkup(text)}</code>`;
    case 'link':
      return `<a href="${escapeMarkup(target)}">${escapeMarkup(text)}</a>`;
  }
}

/** All colours are the theme's; where it draws borders instead, so does this. */
const style = `
body { max-width: 40em; margin: 0 auto; padding: 0 1.5em 0.5em; font-size: var(--vscode-font-size); line-height: 1.3; }
h1 { margin: 0.3em 0 0; font-size: 1.4em; font-weight: 400; }
h1 + p { margin: 0.1em 0 0; color: var(--vscode-descriptionForeground); }
ol { list-style: none; counter-reset: step; margin: 0.2em 0 0; padding: 0; }
li { counter-increment: step; display: grid; grid-template-columns: 1.6em 1fr auto; align-items: center; column-gap: 0.7em; padding: 0.3em 0; }
li + li { border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-editorWidget-border))); }
li::before { content: counter(step); display: grid; place-items: center; width: 1.6em; height: 1.6em; border-radius: 50%;
  border: 1px solid var(--vscode-contrastBorder, transparent);
  background: var(--vscode-badge-background); color: var(--vscode-badge-foreground); font-weight: 600; }
h2 { margin: 0; font-size: 1em; font-weight: 600; }
li p { grid-column: 2 / 4; margin: 0.15em 0 0; }
code { font-family: var(--vscode-editor-font-family); white-space: nowrap; }
a { color: var(--vscode-textLink-foreground); }
li p a { text-decoration: underline; }
.button { padding: 0.15em 0.8em; border-radius: 2px; text-decoration: none; white-space: nowrap;
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-border, transparent));
  background: var(--vscode-button-background); color: var(--vscode-button-foreground); }
.button:hover { background: var(--vscode-button-hoverBackground); color: var(--vscode-button-foreground); text-decoration: none; }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
@media (max-width: 24em) { .button { grid-column: 2 / 4; justify-self: start; margin-top: 0.4em; order: 1; } }
`;

/** A step of the walkthrough, taken apart. */
interface WalkthroughStep {
  readonly title: string;
  readonly text: readonly StepText[];
  readonly button: { readonly text: string; readonly target: string };
}

/** A stretch of a step's text; `target` is empty but for links. */
interface StepText {
  readonly kind: 'plain' | 'code' | 'link';
  readonly text: string;
  readonly target: string;
}

/** A walkthrough as package.json has it, its words already in the language of VS Code. */
interface Contributed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly { readonly title: string; readonly description: string }[];
}

/** Reads a walkthrough from an extension's package.json, so that its words are in one place only. */
function readSteps(packageJson: unknown, id: string) {
  const { contributes } = packageJson as { readonly contributes: { readonly walkthroughs: readonly Contributed[] } };
  const found = contributes.walkthroughs.find((one) => one.id === id);
  return {
    title: found?.title ?? '',
    description: found?.description ?? '',
    steps: found?.steps.map(({ title, description }) => readStep(title, description)) ?? [],
  };
}

/** In a description a link that is alone on its line is a button. */
function readStep(title: string, description: string): WalkthroughStep {
  const lines = description.split('\n');
  const isButton = (line: string) => /^\[[^\]]*\]\([^)]*\)$/.test(line);
  const [button] = lines.filter(isButton).flatMap(readText);
  const text = lines.filter((line) => !isButton(line)).join(' ');
  return { title, text: readText(text), button: { text: button?.text ?? '', target: button?.target ?? '' } };
}

/** Of Markdown a walkthrough's text has links, and code between two pairs of backticks. */
function readText(text: string): readonly StepText[] {
  const parts = text.split(/(\[[^\]]*\]\([^)]*\)|``.*?``)/).filter((part) => part !== '');
  return parts.map((part) => {
    const [, label, target] = /^\[([^\]]*)\]\(([^)]*)\)$/.exec(part) ?? [];
    if (label !== undefined && target !== undefined) return { kind: 'link', text: label, target };
    const [, code] = /^``(.*)``$/.exec(part) ?? [];
    return code === undefined ? { kind: 'plain', text: part, target: '' } : { kind: 'code', text: code, target: '' };
  });
}
