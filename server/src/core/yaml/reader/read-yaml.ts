import { hasContent, isJson, separator } from '../split.ts';
import { rejectionText, writtenEnd, YamlRejection } from './rejection.ts';
import { type Span, spanBetween } from '../../text/span.ts';
import type { YamlNode } from '../node.ts';
import { Parser } from './parser.ts';
import { Scanner } from './scanner.ts';
import { TokenStream } from './token-stream.ts';
import { documentMark, folded, literal, withTokens, type TokenList } from './tokens.ts';

/** What kubectl's reader makes of a text. */
export interface YamlReading {
  /** `undefined` where the document has no node, or is rejected. */
  readonly root: YamlNode | undefined;
  /** Where and why kubectl rejects the text. */
  readonly rejection: { readonly span: Span; readonly message: string } | undefined;
  /** Whether some map has entries that do not count. */
  readonly loses: boolean;
  /** Where blocks of text are, in order. */
  readonly blocks: readonly Span[];
  /** The line `...` that ends the document, where more is written behind it: kubectl does not look at that. */
  readonly endedBy: Span | undefined;
}

/**
 * Reads the text of one document as kubectl does: as JSON where it is an object of it, else as YAML 1.1 in the dialect of libyaml. It
 * takes what kubectl takes and rejects what kubectl rejects, in time that grows with the text alone.
 * Source: k8s.io/apimachinery, pkg/util/yaml, decoder.go; sigs.k8s.io/yaml; go.yaml.in/yaml/v2.
 */
export function readYaml(text: string): YamlReading {
  if (text.startsWith(separator))
    return rejected(new YamlRejection(rejectionText('documentMark'), 0, writtenEnd(text, 0)));
  const json = isJsonObject(text);
  // The scanner takes all of them for the end of the text.
  const control = json ? undefined : controlCharacterOf(text);
  if (control !== undefined) return rejected(control);
  return withTokens((tokens) => readInto(tokens, text, json));
}

function readInto(tokens: TokenList, text: string, json: boolean): YamlReading {
  const scanner = new Scanner(text, json, tokens);
  const late = rejectionOf(() => {
    scanner.scan();
  });
  const parser = new Parser(new TokenStream(scanner, late));
  let root: YamlNode | undefined;
  const early = rejectionOf(() => {
    root = parser.read();
  });
  const rejection = late !== undefined && (early === undefined || late.span.start <= early.span.start) ? late : early;
  if (rejection !== undefined) return rejected(rejection);
  return { root, rejection, loses: parser.loses, blocks: blocksOf(tokens), endedBy: markBeforeMore(text, tokens) };
}

/** Why something is rejected, where it is. */
function rejectionOf(step: () => void): YamlRejection | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof YamlRejection) return error;
    throw error;
  }
}

function rejected({ span, message }: YamlRejection): YamlReading {
  return { root: undefined, rejection: { span, message }, loses: false, blocks: [], endedBy: undefined };
}

function markBeforeMore(text: string, { count, kinds, starts, ends }: TokenList): Span | undefined {
  const last = count - 1;
  const start = starts[last] ?? 0;
  const end = ends[last] ?? 0;
  return kinds[last] === documentMark && hasContent(text.slice(end)) ? { start, end } : undefined;
}

function blocksOf({ count, kinds, starts, ends }: TokenList): readonly Span[] {
  const blocks: Span[] = [];
  for (let index = 0; index < count; index++)
    if (kinds[index] === literal || kinds[index] === folded)
      blocks.push(spanBetween(starts[index] ?? 0, ends[index] ?? 0));
  return blocks;
}

const controlCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function controlCharacterOf(text: string): YamlRejection | undefined {
  const index = text.search(controlCharacter);
  if (index < 0) return undefined;
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
  return new YamlRejection(rejectionText('control', { code }), index, index + 1);
}

/** Whether a text is an object of JSON. */
function isJsonObject(text: string): boolean {
  return /^\s*\{/.test(text) && isJson(text);
}
