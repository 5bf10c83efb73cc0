import { templateMark } from '../template.ts';
import { templateActions, templateBranches, type TemplateAction, type TemplateBranch } from './template-actions.ts';
import { readLines, type TemplateLine } from './template-lines.ts';

/** A template's text as YAML, and what the YAML alone does not tell. */
export interface MaskedTemplate {
  /** Of the same length as the text, its line ends kept, so that every offset holds. */
  readonly text: string;
  /** Where something is printed that no YAML stands for any more. */
  readonly openings: readonly TemplateOpening[];
  readonly branches: readonly TemplateBranch[];
  /** Whether actions are in block scalars alone, as far as the lines tell. */
  readonly onlyInBlocks: boolean;
}

/** A place where a template prints entries, items or a value that the masked text does not show. */
export interface TemplateOpening {
  readonly offset: number;
  /** The column that is printed at, where the template tells. */
  readonly indent: number | undefined;
}

/**
 * Masks the actions of a template, so that what is left parses as YAML. An action beside other text becomes as many marks; a
 * line of nothing but actions becomes blank, as does an action whose value goes on in the lines below. What such an
 * action prints is an opening. Inside a block scalar, actions stay marks, as they are text there.
 */
export function maskTemplate(text: string): MaskedTemplate {
  const actions = templateActions(text);
  const masker = new Masker(text, actions);
  return {
    text: masker.mask(),
    openings: masker.openings,
    branches: templateBranches(text, actions),
    onlyInBlocks: masker.onlyInBlocks,
  };
}

/** A block scalar that a line is in. */
interface Block {
  /** The column of what the scalar is the value of; all its lines are farther right. */
  readonly parent: number;
  /** The column its text is at, as soon as a line tells. */
  column: number | undefined;
}

/** Goes through the lines of a text. A class for its memory: the block scalar it is in, and the openings it came by. */
class Masker {
  readonly openings: TemplateOpening[] = [];
  onlyInBlocks = true;
  readonly #text: string;
  readonly #lines: readonly TemplateLine[];
  /** Of each line, the next one below it that holds text, and the next that holds text or a comment. */
  readonly #nextText: readonly (TemplateLine | undefined)[];
  readonly #nextWritten: readonly (TemplateLine | undefined)[];
  #block: Block | undefined;

  constructor(text: string, actions: readonly TemplateAction[]) {
    this.#text = text;
    this.#lines = readLines(text, actions);
    this.#nextText = nextLines(this.#lines, ['text']);
    this.#nextWritten = nextLines(this.#lines, ['text', 'comment']);
  }

  mask(): string {
    let result = '';
    let copied = 0;
    for (const [index, line] of this.#lines.entries()) {
      result += this.#text.slice(copied, line.start) + this.#masked(line, index);
      copied = line.end;
    }
    return result + this.#text.slice(copied);
  }

  #masked(line: TemplateLine, index: number): string {
    const { kind } = line;
    if (this.#block !== undefined && (kind === 'text' || kind === 'comment')) {
      if (line.indent > this.#block.parent) {
        this.#block.column ??= line.indent;
        return this.#marked(line);
      }
      this.#block = undefined;
    }
    if (this.#block === undefined && line.actions.length > 0) this.onlyInBlocks = false;
    if (kind === 'blank' || kind === 'comment') return this.#text.slice(line.start, line.end);
    if (kind === 'actions') return this.#block === undefined ? this.#blanked(line) : this.#maskedInBlock(line, index);
    const masked = this.#maskedText(line, index);
    if (blockHeader.test(masked.trimEnd())) this.#block = { parent: parentColumn(masked, line), column: undefined };
    return masked;
  }

  /** A line of nothing but actions, and perhaps a comment. */
  #blanked(line: TemplateLine): string {
    this.onlyInBlocks = false;
    const printing = line.actions.find((action) => action.prints && action.span.start >= line.start);
    if (printing !== undefined) this.openings.push({ offset: printing.span.start, indent: printing.indent });
    const blank = this.#replaced(line, () => ' ');
    // Behind a block scalar, a line of spaces would be more of its text, and a comment ends it.
    return this.#block === undefined ? blank : `#${blank.slice(1)}`;
  }

  /** A line of nothing but actions behind a line of a block scalar: text of it, or a line behind it. */
  #maskedInBlock(line: TemplateLine, index: number): string {
    const block = this.#block;
    if (block === undefined) return this.#blanked(line);
    const next = this.#nextWritten[index];
    const goesOn = next !== undefined && next.indent > block.parent;
    const printing = line.actions.find((action) => action.prints);
    const column = printing?.indent ?? line.indent;
    if (!goesOn && (printing === undefined || column <= block.parent)) return this.#blanked(line);
    block.column ??= goesOn ? next.indent : Math.max(column, block.parent + 1);
    // Spaces before the text of a block decide where it is, so none may reach beyond it.
    const length = line.end - line.start;
    if (length <= block.column) return ' '.repeat(length);
    return ' '.repeat(block.column) + templateMark.repeat(length - block.column);
  }

  #maskedText(line: TemplateLine, index: number): string {
    const last = line.literalEnd;
    if (isValueOfActions(this.#text.slice(line.start, line.end), line) && this.#goesOnBelow(line, index)) {
      const [first] = line.actions.filter((action) => action.prints);
      if (first !== undefined) this.openings.push({ offset: first.span.start, indent: first.indent });
      return this.#replaced(line, ({ span }) => (span.start < line.start || span.start >= last ? ' ' : templateMark));
    }
    const behind = line.actions.filter(({ span }) => span.start >= last);
    const areSilent = behind.every((action) => !action.prints);
    return this.#replaced(line, (action) =>
      action.span.start < line.start || (areSilent && action.span.start >= last) ? ' ' : templateMark,
    );
  }

  #marked(line: TemplateLine): string {
    return this.#replaced(line, () => templateMark);
  }

  /** Whether the lines below hold the rest of the value of a line's key: they are farther right, or are items of it. */
  #goesOnBelow(line: TemplateLine, index: number): boolean {
    const next = this.#nextText[index];
    if (next === undefined) return false;
    return next.indent > line.column || (next.indent === line.column && next.isItem);
  }

  #replaced(line: TemplateLine, replacementOf: (action: TemplateAction) => string): string {
    let result = '';
    let copied = line.start;
    for (const action of line.actions) {
      const from = Math.max(action.span.start, line.start);
      const to = Math.min(action.span.end, line.end);
      result += this.#text.slice(copied, from) + replacementOf(action).repeat(to - from);
      copied = to;
    }
    return result + this.#text.slice(copied, line.end);
  }
}

/** Of each line the next one below it of some kinds. */
function nextLines(
  lines: readonly TemplateLine[],
  kinds: readonly TemplateLine['kind'][],
): readonly (TemplateLine | undefined)[] {
  let next: TemplateLine | undefined;
  const fromBelow = [...lines].reverse().map((line) => {
    const below = next;
    if (kinds.includes(line.kind)) next = line;
    return below;
  });
  return fromBelow.reverse();
}

/** The column of the key of a block scalar, or of the dash where it is an item itself. */
function parentColumn(masked: string, { column }: TemplateLine): number {
  return /^[|>]/.test(masked.slice(column)) ? masked.lastIndexOf('-', column) : column;
}

/** A key, and behind it actions alone. */
function isValueOfActions(written: string, line: TemplateLine): boolean {
  const before = written.slice(0, line.literalEnd - line.start);
  return /:\s*$/.test(before) && line.actions.some(({ prints, span }) => prints && span.start >= line.literalEnd);
}

/** Source: YAML 1.2.2, 8.1.1. */
const blockHeader = /(?:^ *|[-:?] +)(?:[!&]\S* +)*[|>](?:[-+]?[1-9]?|[1-9][-+])(?: +#.*)?$/;
