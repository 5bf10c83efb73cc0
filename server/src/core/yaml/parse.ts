import { rejectionText } from './reader/rejection.ts';
import type { Span } from '../text/span.ts';
import { readConflicts } from './conflict.ts';
import type { YamlNode } from './node.ts';
import { readYaml, type YamlReading } from './reader/read-yaml.ts';
import { recoverTree } from './recover.ts';
import { hasTemplateAction, hasTemplateComment, hasUnreadableTemplate } from './template.ts';
import { markTemplate } from './template/mark.ts';
import { maskTemplate } from './template/mask.ts';

/** What could be read of one YAML document. Parsing never fails: a broken document is a tree of what is left, and problems. */
export interface YamlDocument {
  /** The text that was parsed; all spans are relative to it. */
  readonly text: string;
  /** `undefined` for a document that holds no node. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Whether some map has entries that do not count (`YamlMap.lost`). */
  readonly loses: boolean;
  /**
   * Whether template actions, or what other template languages write, are where they decide what the document says: anywhere but
   * inside block scalars.
   */
  readonly templated: boolean;
  /** The line `...` that ends the document before all of its text was read. */
  readonly endedBy: Span | undefined;
}

/** Where the YAML grammar is violated. Spans are relative to the document's text. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
}

/**
 * Parses the text of one document (see `splitDocuments`). Scalars get the values kubectl gives them, aliases stand for
 * what they name, merge keys are merged. Template actions are masked first; a scalar made of them holds `templateMark`.
 * Of a conflict that a merge left our side is read.
 */
export function parseDocument(text: string): YamlDocument {
  const conflicted = readConflicts(text);
  if (conflicted === undefined) return parse(text);
  const conflicts = conflicted.openings.map((span) => ({ span, message: rejectionText('conflict') }));
  const document = parse(conflicted.text);
  return { ...document, text, problems: [...conflicts, ...document.problems] };
}

function parse(text: string): YamlDocument {
  if (!hasTemplateAction(text)) {
    const reading = readYaml(text);
    const templated = hasTemplateComment(text) || (reading.rejection !== undefined && hasUnreadableTemplate(text));
    return documentOf(text, text, reading, templated);
  }
  const masked = maskTemplate(text);
  const source = masked.onlyInBlocks ? readYaml(text) : undefined;
  if (source !== undefined && isTemplateOnlyInBlocks(text, source)) return documentOf(text, text, source, false);
  const document = documentOf(text, masked.text, readYaml(masked.text), true);
  const { root } = document;
  return root === undefined ? document : { ...document, root: markTemplate(root, masked) };
}

/** `source` is the text that was read: templates are masked. */
function documentOf(
  text: string,
  source: string,
  { root, rejection, loses, endedBy }: YamlReading,
  templated: boolean,
): YamlDocument {
  if (rejection === undefined) return { text, root, problems: [], loses, templated, endedBy };
  return { text, root: recoverTree(withoutMark(source)), problems: [rejection], loses, templated, endedBy };
}

/** A text whose first line is no `---` or `...`, so that what is below can be read; offsets stay. */
function withoutMark(text: string): string {
  return text.replace(/^\s*(?:---|\.\.\.).*/, (mark) => ' '.repeat(mark.length));
}

/** Text in a block scalar, such as an alert rule in a ConfigMap, may hold `{{ … }}` of its own. */
function isTemplateOnlyInBlocks(text: string, { rejection, blocks }: YamlReading): boolean {
  if (rejection !== undefined) return false;
  const inBlocks = blocks.reduce((count, { start, end }) => count + countActions(text.slice(start, end)), 0);
  return inBlocks === countActions(text);
}

function countActions(text: string): number {
  return text.split('{{').length - 1;
}
