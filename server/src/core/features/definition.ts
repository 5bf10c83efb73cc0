import type { Kustomization } from '../kubernetes/kustomization.ts';
import { emptySpanAt, spanOverBoth, type Span } from '../text/span.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { entryAt } from './kustomization-entry.ts';
import { placeIn } from './at-cursor.ts';
import { declarationOf, thingsAt, type NamedThing } from './symbols.ts';
import { placeOf, spanOfField, spanOfObject } from '../objects/places.ts';

/** Where a reference leads. */
export interface Definition {
  /** The reference, as offsets in its file's text. */
  readonly origin: Span;
  readonly targets: readonly DefinitionTarget[];
}

/** One end of a definition; spans are offsets in the file's text. */
export interface DefinitionTarget {
  readonly file: SnapshotFile;
  /** The whole object, or all labels of its Pods. */
  readonly span: Span;
  /** The name or label within it. */
  readonly selection: Span;
}

/**
 * Where the reference under a cursor leads: to the name of the Service, or from a selector to the labels of the Pods it
 * selects. A declaration leads to itself, which makes editors list what refers to it. `undefined` where nothing is
 * referred to, or what is referred to is not in the workspace.
 */
export function definition(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const found = thingsAt(snapshot, uri, offset);
  if (found === undefined) return fileDefinition(snapshot, uri, offset);
  return { origin: found.origin, targets: eachOnce(found.things.map(targetOf)) };
}

/** Targets, each place once. */
export function eachOnce(targets: readonly DefinitionTarget[]): readonly DefinitionTarget[] {
  return uniqueBy(targets, ({ file, selection }) => `${file.uri} ${selection.start}`);
}

/** An entry of a kustomization leads to the start of the file it names, or of the kustomization of the folder. */
function fileDefinition(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const place = placeIn(snapshot, uri, offset);
  if (place?.placed.resource.kind !== 'Kustomization') return undefined;
  const entry = entryAt(snapshot, place.placed as Placed<Kustomization>, place.path);
  if (entry?.file === undefined) return undefined;
  const start = emptySpanAt(0);
  return { origin: place.span, targets: [{ file: entry.file, span: start, selection: start }] };
}

function targetOf(thing: NamedThing): DefinitionTarget {
  const { placed, at } = declarationOf(thing);
  const { file, span: selection } = placeOf(placed, at);
  // What a patch says is in the patch, where the whole object does not.
  if (file !== placed.document.file) return { file, span: selection, selection };
  const whole = thing.kind === 'labels' ? spanOfLabels(thing.workload) : spanOfObject(placed);
  return { file, span: spanOverBoth(whole, selection), selection };
}

function spanOfLabels(workload: Extract<NamedThing, { readonly kind: 'labels' }>['workload']): Span {
  return spanOfField(workload, workload.resource.template.labels.at.path) ?? spanOfObject(workload);
}
