// What is on VS Code's screen. These functions run inside the page, so they can use nothing from around them.

/** One row of the Problems panel. */
export interface ShownProblem {
  /** The file's path in the workspace, with `/`. */
  readonly file: string;
  /** By its icon: `error`, `warning` or `info`. Hints have no row. */
  readonly severity: string;
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** Zero-based, as in the language server protocol. */
  readonly line: number;
  readonly character: number;
}

/** Where a text is on the screen, in pixels. */
export interface Place {
  readonly left: number;
  readonly middle: number;
  readonly width: number;
}

/**
 * Finds a text in the lines that the editor in front shows.
 * @returns its first place from the top; nothing where it cannot be seen
 */
export function locate(text: string): Place | undefined {
  const plain = (value: string | null) => (value ?? '').replaceAll('\u00a0', ' ');
  const editor = document.querySelector('.editor-group-container.active .monaco-editor');
  const box = editor?.getBoundingClientRect();
  if (editor === null || box === undefined) return undefined;
  const lines = [...editor.querySelectorAll('.view-lines .view-line')];
  lines.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
  for (const line of lines) {
    const start = plain(line.textContent).indexOf(text);
    if (start < 0) continue;
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (start >= passed && start < passed + length) range.setStart(node, start - passed);
      const end = start + text.length;
      if (end > passed && end <= passed + length) range.setEnd(node, end - passed);
      passed += length;
    }
    const { left, top, width, height } = range.getBoundingClientRect();
    const middle = top + height / 2;
    if (width > 0 && middle > box.top && middle < box.bottom) return { left, middle, width };
  }
  return undefined;
}

/** The middle of the cursor in the editor in front, in pixels; nothing where it does not have the keys. */
export function readCursorMiddle(): number | undefined {
  const box = document
    .querySelector('.editor-group-container.active .monaco-editor.focused .cursors-layer .cursor')
    ?.getBoundingClientRect();
  return box === undefined ? undefined : box.top + box.height / 2;
}

/** The lines that the editor in front shows, joined by line feeds. */
export function readVisibleLines(): string {
  const lines = [...document.querySelectorAll('.editor-group-container.active .monaco-editor .view-lines .view-line')];
  lines.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
  return lines.map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' ')).join('\n');
}

/** A row of the Problems panel as it is on the screen; `problem` is missing in the rows of files and related places. */
export interface PanelRow {
  readonly index: number;
  /** Nothing follows it in the panel. */
  readonly last: boolean;
  readonly text: string;
  readonly file: string | undefined;
  readonly problem: Omit<ShownProblem, 'file'> | undefined;
}

/** The rows of the Problems panel that are on the screen. */
export function readPanelRows(): PanelRow[] {
  // The rows that stay at the top while their file's problems are scrolled are there twice.
  const rows = [...document.querySelectorAll('.markers-panel .monaco-list-row:not(.monaco-tree-sticky-row)')];
  return rows.map((row) => {
    const textsOf = (selector: string) =>
      [...row.querySelectorAll(selector)].map((element) => element.textContent ?? '');
    const index = Number(row.getAttribute('data-index'));
    const last = row.getAttribute('data-last-element') === 'true';
    const text = row.textContent ?? '';
    const file = row.querySelector('.resource-label-container .monaco-icon-label')?.getAttribute('aria-label');
    const icon = row.querySelector('.marker-icon');
    if (icon === null) return { index, last, text, file: file ?? undefined, problem: undefined };
    const [, line = '1', column = '1'] = /\[Ln (\d+), Col (\d+)\]/.exec(textsOf('.marker-line').join('')) ?? [];
    const severity = ['error', 'warning', 'info'].find((name) => icon.classList.contains(name)) ?? 'hint';
    const message = textsOf('.marker-message').join('\n').replaceAll('\u00a0', ' ');
    const [source = ''] = textsOf('.marker-source');
    const [code = ''] = textsOf('.marker-code');
    const place = { line: Number(line) - 1, character: Number(column) - 1 };
    return { index, last, text, file: undefined, problem: { severity, message, source, code, ...place } };
  });
}

/** Where the first row of the Problems panel is in the window, be it scrolled out of sight. */
export function readPanelTop(): number | undefined {
  return document.querySelector('.markers-panel .monaco-list-rows')?.getBoundingClientRect().top;
}

/** What is on the screen, in few lines, for who reads that a test has failed. */
export function readScreen(): string {
  const textsOf = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((element) =>
        element.innerText
          .replaceAll('\u00a0', ' ')
          .replaceAll(/\s*\n\s*/g, ' | ')
          .trim(),
      );
  const focused = document.activeElement;
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['tabs', textsOf('.tab .label-name')],
    ['tab in front', textsOf('.editor-group-container.active .tab.active')],
    ['focus', [`${focused?.tagName} ${focused?.className} ${focused?.getAttribute('aria-label') ?? ''}`]],
    ['quick input', textsOf('.quick-input-widget')],
    [
      'quick input holds',
      [...document.querySelectorAll<HTMLInputElement>('.quick-input-widget input.input')].map(({ value }) => value),
    ],
    ['menu', textsOf('.monaco-menu, .action-widget')],
    ['hover', textsOf('.monaco-hover:not(.hidden)')],
    ['notifications', textsOf('.notification-list-item-message')],
    ['dialog', textsOf('.monaco-dialog-box')],
    ['status bar', textsOf('.statusbar')],
    ['side bar', textsOf('.sidebar .monaco-list-row')],
    ['panel', textsOf('.part.panel .monaco-list-row')],
    ['editor', textsOf('.editor-group-container.active .monaco-editor .view-line')],
  ];
  const lines = parts.map(([what, texts]) => `${what}: ${texts.slice(0, 30).join(' / ')}`.slice(0, 600));
  return lines.filter((line) => !line.endsWith(': ')).join('\n');
}
