import { visible } from '../core/util/visible.ts';
import type { GraphNode, Measure, TextStyle } from './graph.ts';
import { wrapMeasured } from './text-width.ts';

/** A node as it is drawn, without a place. */
export interface Card {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly CardLine[];
  /** The upper left corner of the mark of a group; absent where there is none. */
  readonly mark: { readonly x: number; readonly y: number } | undefined;
}

/** A line of text: its start, on the line on which letters stand. */
interface CardLine {
  readonly text: string;
  readonly style: TextStyle;
  readonly role: 'heading' | 'label' | 'detail' | 'note' | 'problem' | 'more';
  readonly x: number;
  readonly y: number;
  /** The sign before a problem's first line. */
  readonly icon?: 'error' | 'warning' | 'information';
}

/** In pixels. */
const widest = 260;
/** Of a name in DNS, most of which fit then into one line. */
const widestName = 320;
const narrowest = 84;
const padding = { x: 12, y: 8 };
const lineHeight: Readonly<Record<TextStyle, number>> = { heading: 16, label: 19, name: 18, text: 16, edge: 14 };
const iconWidth = 16;
/** The side of the mark of a group. */
export const markSize = 14;

/** Lays out the text of a node. */
export function cardOf(node: GraphNode, measure: Measure): Card {
  const lines: CardLine[] = [];
  let y = padding.y;
  let width = narrowest - 2 * padding.x;
  const add = (text: string, style: TextStyle, role: CardLine['role'], most: number, icon?: CardLine['icon']): void => {
    const indent = role === 'problem' ? iconWidth : 0;
    const side = role === 'heading' && node.group !== undefined ? markSize + 6 : 0;
    const pieces = wrapMeasured(
      visible(text),
      (one) => measure(one, style),
      (style === 'name' ? widestName : widest) - indent,
      most,
    );
    for (const [index, piece] of pieces.entries()) {
      y += lineHeight[style];
      width = Math.max(width, measure(piece, style) + indent + side);
      const line: CardLine = { text: piece, style, role, x: padding.x + indent, y: y - 4 };
      lines.push(index === 0 && icon !== undefined ? { ...line, icon } : line);
    }
  };
  add(node.heading, 'heading', 'heading', 1);
  add(node.label, isName(node) ? 'name' : 'label', 'label', 4);
  for (const detail of node.details) add(detail, 'text', 'detail', 2);
  for (const note of node.notes) add(note, 'text', 'note', 4);
  const [worst, ...others] = node.problems;
  if (worst !== undefined) {
    y += 3;
    add(firstSentence(worst.message), 'text', 'problem', 4, worst.severity);
    if (others.length > 0) add(`(+${others.length})`, 'text', 'more', 1);
  }
  const full = Math.ceil(width) + 2 * padding.x;
  const mark = node.group === undefined ? undefined : { x: full - padding.x - markSize + 4, y: padding.y };
  return { node, width: full, height: Math.ceil(y) + padding.y, lines, mark };
}

function isName({ kind }: GraphNode): boolean {
  return kind === 'name' || kind === 'step' || kind === 'question';
}

/** The first sentence of a message says what is wrong, and is complete in itself. */
function firstSentence(message: string): string {
  return /^.*?[.!?](?=\s+[A-Z"])/.exec(message)?.[0] ?? message;
}
