import type { Span } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { configurationCompletion } from '../configuration/configuration-completion.ts';
import { configurationOf } from '../configuration/configuration-place.ts';
import { writingPlaceAt } from './writing-place.ts';
import { hostNamesFor } from './host-names.ts';
import { serviceNamesFor } from './service-names.ts';

/** A name that can stand at a place. */
export interface Completion {
  /** What is put in the place of `span`. */
  readonly text: string;
  readonly kind: 'service' | 'pod' | 'port' | 'setting' | 'rule' | 'level' | 'namespace';
  /** What the list shows, where that is not the text. */
  readonly label?: string;
  /** What it is, in a few words: "headless Service in data". */
  readonly detail: string;
  /** The word that is written so far, as offsets in the file's text. */
  readonly span: Span;
}

/** More names than these are no help. */
const mostNames = 200;

/**
 * The names that exist and can stand at an offset, nearest first: of Services where a field names one, host names in the
 * strings where hosts stand. Nothing anywhere else: which fields there are is for others to say.
 */
export function completion(snapshot: Snapshot, uri: string, offset: number): readonly Completion[] {
  const configuration = configurationOf(snapshot, uri);
  if (configuration !== undefined) return configurationCompletion(snapshot, configuration.file.text, offset);
  const place = writingPlaceAt(snapshot, uri, offset);
  if (place === undefined) return [];
  const names = serviceNamesFor(snapshot, place) ?? hostNamesFor(snapshot, place);
  const written = place.word.toLowerCase();
  const seen = new Set<string>();
  const fitting = names.filter(({ text }) => {
    const isNew = text.startsWith(written) && !seen.has(text);
    seen.add(text);
    return isNew;
  });
  return fitting.slice(0, mostNames).map(({ text, kind, detail }) => ({ text, kind, detail, span: place.span }));
}
