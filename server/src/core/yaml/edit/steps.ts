import type { TextEdit } from '../../text/span.ts';
import { editBlock } from './block.ts';
import { editFlow } from './flow.ts';
import { tokenEnd, tokenStart, type SyntaxToken } from './layout.ts';
import type { Plan } from './plan.ts';
import { scalarSource, type BlockStyle } from './write.ts';

/** A text edit, or the word that there is none that does what is asked. */
export type EditStep = TextEdit | typeof impossible;

/** What makes edits one by one. */
export type EditSteps = Generator<EditStep, void, undefined>;

/** A change that the text, as it is written, does not allow. */
export const impossible = 'impossible';

/** What every step has to know. */
export interface EditContext {
  readonly text: string;
  readonly style: BlockStyle;
  /** Whether the surroundings are written as JSON. */
  readonly json: boolean;
}

/** The edits that carry out a plan below a token. Behind an alias or inside a scalar there are none. */
export function* editToken(context: EditContext, token: SyntaxToken, plan: Plan): EditSteps {
  switch (token.type) {
    case 'block-map':
    case 'block-seq':
      return yield* editBlock(context, token, plan);
    case 'flow-collection':
      return yield* editFlow(context, token, plan);
    default:
      yield impossible;
  }
}

/** A new key in the quotes of the old one. */
export function keySource(text: string, old: SyntaxToken, key: string): string {
  if (old.type === 'double-quoted-scalar') return JSON.stringify(key);
  const written = scalarSource(key);
  const isSingle = old.type === 'single-quoted-scalar' && text.slice(tokenStart(old), tokenEnd(old)).startsWith("'");
  return isSingle && !key.includes("'") ? `'${key}'` : written;
}
