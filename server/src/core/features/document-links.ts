import { serviceMentionsIn } from '../hosts/mentions.ts';
import { nameSourceOf } from '../dns/record.ts';
import { placeOf, fileOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import type { FilePlace } from '../objects/origins.ts';
import type { SnapshotFile } from '../files/file.ts';
import { emptySpanAt, spanAt, type Span } from '../text/span.ts';
import { filesNamedBy } from './kustomization-entry.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { objectTitle } from './hover/content.ts';

/** A stretch of a file that points to another place, instead of to where an editor would take it for an address. */
export interface DocumentLink {
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly target: FilePlace;
  readonly tooltip: string;
}

/**
 * The host names in URLs of a file that name a Service: to its manifest, as no browser reaches it; and the files and folders that a
 * kustomization names, or that Flux and Argo CD are to apply. By position.
 */
export function documentLinks(snapshot: Snapshot, uri: string): readonly DocumentLink[] {
  const file = snapshot.files.get(uri);
  if (file === undefined) return [];
  const objects: readonly Placed[] = [...snapshot.inFile(uri), ...snapshot.writtenIn(file)];
  const links = objects.flatMap((object) =>
    serviceMentionsIn(snapshot, object).flatMap(({ mention, services }): readonly DocumentLink[] => {
      const [service] = services;
      if (mention.evidence !== 'url' || service === undefined || fileOf(object, mention.at) !== file) return [];
      const source = nameSourceOf(service);
      const { span } = placeOf(object, mention.at);
      return [{ span, target: placeOf(source.resource, source.at), tooltip: objectTitle(service) }];
    }),
  );
  const all = [...links, ...objects.flatMap((object) => linksOfEntries(snapshot, object, file))];
  return uniqueBy(all, ({ span }) => span.start).sort((one, other) => one.span.start - other.span.start);
}

function linksOfEntries(snapshot: Snapshot, object: Placed, from: SnapshotFile): readonly DocumentLink[] {
  return filesNamedBy(snapshot, object).flatMap(({ field, file }): readonly DocumentLink[] => {
    if (file === undefined || fileOf(object, field.at) !== from) return [];
    const { span } = placeOf(object, { path: field.at.path, within: spanAt(0, field.value.length) });
    return [{ span, target: { file, span: emptySpanAt(0) }, tooltip: file.path }];
  });
}
