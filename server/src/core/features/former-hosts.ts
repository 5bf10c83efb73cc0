import { labelsOfMention } from '../hosts/mention-labels.ts';
import { objectsCalling } from '../hosts/host-labels.ts';
import { mentionsWithServices, type NamingMention, type ReadMention } from '../hosts/mentions.ts';
import type { Service } from '../kubernetes/service.ts';
import { isService, type Placed } from '../objects/placed.ts';
import { placeOf } from '../objects/places.ts';
import { renamedService } from '../relations/near-services.ts';
import { spanTouches, type Span } from '../text/span.ts';
import { defined } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { At } from '../yaml/path.ts';
import { readMentionsAt } from './at-cursor.ts';

/** A host name by which a Service was called until a kustomization gave it another name, which leads to nothing any more. */
interface FormerHost {
  readonly from: Placed;
  /** The label of the Service. */
  readonly at: At;
  readonly service: Placed<Service>;
}

/** What a host name that leads to no Service was meant for, where a kustomization has renamed that. */
function formerHostOf(snapshot: Snapshot, { from, mention, readings }: ReadMention): FormerHost | undefined {
  for (const name of readings) {
    const service = renamedService(snapshot, from, name.service, name.namespace ?? from.namespace);
    const read: NamingMention = { from, mention, readings, name };
    const within = service && labelsOfMention(read)?.service;
    if (service !== undefined && within !== undefined) return { from, at: { ...mention.at, within }, service };
  }
  return undefined;
}

/** The Services that the host name under a cursor was meant for; `undefined` where it means one that is there, or none. */
export function formerlyNamedAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): { readonly span: Span; readonly services: readonly Placed<Service>[] } | undefined {
  const reads = readMentionsAt(snapshot, uri, offset).filter((read) => !('services' in read));
  const found = reads.flatMap((read) => formerHostOf(snapshot, read) ?? []);
  const [span] = found.flatMap(({ from, at }) => {
    const place = placeOf(from, at);
    return place.file.uri === uri && spanTouches(place.span, offset) ? [place.span] : [];
  });
  return span && { span, services: [...new Set(found.map(({ service }) => service))] };
}

/** Where the host names are by which a Service was called before. */
export function formerHostsOf(snapshot: Snapshot, service: Placed): readonly FormerHost[] {
  const { name, writtenName, formerNames } = service;
  if (!isService(service) || (formerNames === undefined && writtenName === name)) return [];
  const before = defined([writtenName, ...(formerNames ?? [])]).filter((one) => one !== name);
  const objects = new Set(before.flatMap((one) => objectsCalling(snapshot, service, one.toLowerCase())));
  return [...objects].flatMap((object) =>
    mentionsWithServices(snapshot, object)
      .filter((read) => !('services' in read))
      .flatMap((read) => formerHostOf(snapshot, read) ?? [])
      .filter((host) => host.service === service),
  );
}
