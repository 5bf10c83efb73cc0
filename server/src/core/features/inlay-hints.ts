import { serviceFqdn } from '../dns/names.ts';
import { fileOf, placeOf } from '../objects/places.ts';
import { isService, type Placed } from '../objects/placed.ts';
import { governingServices } from '../relations/linked.ts';
import { backendPortOf } from '../relations/ports.ts';
import type { Span } from '../text/span.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { At } from '../yaml/path.ts';

/** Something that is shown behind a place and is no part of the text. */
export interface InlayHint {
  /** An offset in the file's text. */
  readonly offset: number;
  readonly text: string;
}

/** What DNS and Services make of names in a stretch of a file: whole names, and the numbers of ports that have names. By position. */
export function inlayHints(snapshot: Snapshot, uri: string, within: Span): readonly InlayHint[] {
  const hints = snapshot.inFile(uri).flatMap((object) => hintsOf(snapshot, object));
  return uniqueBy(
    hints.filter(({ offset }) => within.start <= offset && offset <= within.end),
    ({ offset }) => offset,
  ).sort((one, other) => one.offset - other.offset);
}

function hintsOf(snapshot: Snapshot, object: Placed): readonly InlayHint[] {
  const { resource } = object;
  if (object.templated) return [];
  const behind = (at: At, text: string | undefined): readonly InlayHint[] =>
    text !== undefined && fileOf(object, at) === object.document.file
      ? [{ offset: placeOf(object, at).span.end, text }]
      : [];
  if (isService(object)) {
    const name = object.resource.metadata.name;
    const fqdn = name === undefined || object.name === undefined ? [] : behind(name.at, serviceFqdn(snapshot, object));
    const ports = object.resource.ports.flatMap((port) => {
      if (typeof port.targetPort?.value !== 'string') return [];
      const found = backendPortOf(snapshot, object, port);
      return found.kind === 'agreed' ? behind(port.targetPort.at, `→ ${found.number}`) : [];
    });
    return [...fqdn, ...ports];
  }
  if (resource.kind !== 'StatefulSet' || resource.serviceName === undefined) return [];
  const [service] = governingServices(snapshot, object);
  return service === undefined ? [] : behind(resource.serviceName.at, serviceFqdn(snapshot, service));
}
