import type { Follows, PageWords } from '../src/views/picture/page-messages.ts';
import type { WirePicture } from '../../server/src/shared/picture.ts';
import { html } from './elements.ts';

/** What the buttons do. */
interface ToolbarActions {
  pin(isPinned: boolean): void;
  unfold(): void;
  zoomBy(factor: number): void;
  fit(): void;
  askFormat(): void;
}

/** The line above a picture: what it shows, what is wrong, and what can be done. */
interface Toolbar {
  readonly element: HTMLElement;
  show(picture: WirePicture | null, follows: Follows, isRegrouped: boolean): void;
}

/** How much a button or key zooms. */
export const zoomStep = 1.25;

export function createToolbar(words: PageWords, actions: ToolbarActions): Toolbar {
  const title = html('h1');
  const counts = html('div', { class: 'counts' });
  const button = (text: string, hint: string, run: () => void): HTMLButtonElement => {
    const element = html('button', { type: 'button', title: hint }, text);
    if (hint !== text) element.setAttribute('aria-label', hint);
    element.addEventListener('click', run);
    return element;
  };
  const pin = html('button', { type: 'button', title: words.pinHint, 'aria-pressed': 'false' }, words.pin);
  pin.addEventListener('click', () => actions.pin(pin.getAttribute('aria-pressed') !== 'true'));
  const unfold = html('button', { type: 'button', title: words.unfoldHint }, words.unfold);
  unfold.addEventListener('click', () => actions.unfold());
  const drawn = [
    button('\u2212', words.zoomOut, () => actions.zoomBy(1 / zoomStep)),
    button('+', words.zoomIn, () => actions.zoomBy(zoomStep)),
    button(words.fit, words.fit, () => actions.fit()),
    button(words.exportAs, words.exportAs, () => actions.askFormat()),
  ];
  const element = html('header', {}, title, counts, html('div', { class: 'buttons' }, pin, unfold, ...drawn));

  return {
    element,
    show(picture, follows, isRegrouped) {
      title.textContent = picture?.title ?? '';
      counts.replaceChildren(...countsOf(picture, words).map((text) => html('span', {}, text)));
      pin.hidden = follows === 'subject' || picture === null;
      pin.setAttribute('aria-pressed', String(follows === 'pinned'));
      unfold.hidden = !isRegrouped;
      for (const one of drawn) one.hidden = picture === null;
    },
  };
}

function countsOf(picture: WirePicture | null, words: PageWords): readonly string[] {
  const nodes = picture?.nodes ?? [];
  const problems = nodes.flatMap((node) => node.problems);
  const count = (text: string, number: number): readonly string[] =>
    number === 0 ? [] : [text.replace('{0}', String(number))];
  // That most tries of a search list find nothing is as it has to be.
  const missing = nodes.filter(({ presence, kind }) => presence === 'missing' && kind !== 'step');
  return [
    ...count(words.errors, problems.filter(({ severity }) => severity === 'error').length),
    ...count(words.warnings, problems.filter(({ severity }) => severity === 'warning').length),
    ...count(words.missing, missing.length),
  ];
}
