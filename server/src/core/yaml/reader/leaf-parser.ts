import { spanBetween, emptySpanAt } from '../../text/span.ts';
import { rejectionText, YamlRejection } from './rejection.ts';
import type { ScalarStyle, YamlNode, YamlScalar } from '../node.ts';
import type { Anchors } from './anchors.ts';
import { codeAt, isBlank } from './cursor.ts';
import { scalarValue } from './tags.ts';
import type { TokenStream } from './token-stream.ts';
import * as token from './tokens.ts';

/** The styles of scalars, in the order of their tokens. */
const scalarStyles: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded'];

/** The anchor and tag before a node. */
export interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

const noProperties: Properties = { anchor: undefined, tag: undefined };

/** Makes nodes of the tokens that are no collections: scalars, aliases, and what is absent. A class for its memory. */
export class LeafParser {
  readonly #tokens: TokenStream;
  readonly #anchors: Anchors;

  constructor(tokens: TokenStream, anchors: Anchors) {
    this.#tokens = tokens;
    this.#anchors = anchors;
  }

  /** A scalar or alias. An anchor or tag with nothing behind it names an absent value. */
  leaf(depth: number, properties: Properties): YamlNode {
    if (this.#tokens.kind >= token.plain) return this.#scalar(properties.tag);
    if (properties !== noProperties) return this.empty(this.#tokens.end, properties.tag);
    if (this.#tokens.kind === token.alias) return this.#alias(depth);
    return this.#tokens.reject(rejectionText('noValue'));
  }

  /** Reads the anchor and tag before a node. */
  properties(): Properties {
    // Most nodes have none.
    if (this.#tokens.kind !== token.anchor && this.#tokens.kind !== token.tag) return noProperties;
    let anchor: string | undefined;
    let tag: string | undefined;
    for (;;) {
      if (this.#tokens.kind === token.anchor && anchor === undefined) anchor = this.#tokens.said;
      else if (this.#tokens.kind === token.tag && tag === undefined) tag = this.#tokens.said;
      else return { anchor, tag };
      this.#tokens.skip();
    }
  }

  #alias(depth: number): YamlNode {
    const node = this.#anchors.follow(this.#tokens.said, depth);
    if (typeof node === 'string') return this.#tokens.reject(node);
    const start = this.#tokens.start;
    return { ...node, span: spanBetween(start, this.#tokens.skip()), aliased: true };
  }

  #scalar(tag: string | undefined): YamlScalar {
    this.#anchors.count(0);
    const style = scalarStyles[this.#tokens.kind - token.plain] ?? 'plain';
    const text = this.#tokens.said;
    const start = this.#tokens.start;
    const value = scalarValue(text, style, tag);
    if (value === undefined) return this.#tokens.reject(rejectionText('notItsTag', { text }));
    return { kind: 'scalar', value, text, style, span: spanBetween(start, this.#tokens.skip()) };
  }

  /** An absent value; it is behind the blanks that follow an offset. */
  empty(offset: number, tag?: string): YamlScalar {
    this.#anchors.count(0);
    let end = offset;
    while (isBlank(codeAt(this.#tokens.text, end))) end++;
    const value = scalarValue('', 'plain', tag);
    if (value === undefined) throw new YamlRejection(rejectionText('absentNotItsTag'), offset - 1, offset);
    return { kind: 'scalar', value, text: '', style: 'plain', span: emptySpanAt(end) };
  }
}
