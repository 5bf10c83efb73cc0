import { allRecords, recordsOf } from '../dns/records.ts';
import type { DnsRecord } from '../dns/record.ts';
import type { ZoneText } from '../dns/zone-lines.ts';
import { zoneText } from '../dns/zone.ts';
import type { Service } from '../kubernetes/service.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { messages } from './messages.ts';
import { serviceAt } from './name-at.ts';
import { placesIn, resourceIn } from './place.ts';

/** What to show the records of. */
export type ZoneTarget =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'file'; readonly uri: string }
  /** The Service at a place, or the one that the object there refers to. */
  | { readonly kind: 'service'; readonly uri: string; readonly offset: number };

/** Records as a read-only document. */
export interface ZoneDocument extends ZoneText {
  /** What it is about: `db.prod`, a file's name, or the workspace. */
  readonly title: string;
}

/**
 * The records of the workspace, of the Services a file declares or refers to, or of the Service at a place, as a zone
 * document. At a place without a Service, those of its file.
 */
export function zoneDocument(snapshot: Snapshot, target: ZoneTarget): ZoneDocument {
  switch (target.kind) {
    case 'workspace':
      return documentOf(snapshot, messages.workspace, allRecords(snapshot));
    case 'file':
      return fileDocument(snapshot, target.uri);
    case 'service': {
      const services = servicesAtOffset(snapshot, target.uri, target.offset);
      const [first] = services;
      if (first?.name === undefined) return fileDocument(snapshot, target.uri);
      const records = services.flatMap((service) => recordsOf(snapshot, service));
      return documentOf(snapshot, `${first.name}.${first.namespace}`, records);
    }
  }
}

function fileDocument(snapshot: Snapshot, uri: string): ZoneDocument {
  const path = snapshot.files.get(uri)?.path ?? uri;
  const services = snapshot.inFile(uri).flatMap((placed): readonly Placed<Service>[] => {
    if (isService(placed)) return [placed];
    return snapshot.links.from(placed).flatMap((link) => link.to.filter(isService));
  });
  const records = [...new Set(services)].flatMap((service) => recordsOf(snapshot, service));
  return documentOf(snapshot, path.slice(path.lastIndexOf('/') + 1), records);
}

function documentOf(snapshot: Snapshot, title: string, records: readonly DnsRecord[]): ZoneDocument {
  return { title, ...zoneText(records, snapshot) };
}

/** The Service as each kustomization builds it, the first one first. */
function servicesAtOffset(snapshot: Snapshot, uri: string, offset: number): readonly Placed<Service>[] {
  const places = placesIn(snapshot, uri, offset);
  const around = places.length > 0 ? undefined : resourceIn(snapshot, uri, offset);
  const whole = around === undefined ? [] : snapshot.variantsOf(around).map((placed) => ({ placed, path: [] }));
  const services = [...places, ...whole].flatMap(({ placed, path }) => serviceAt(snapshot, placed, path) ?? []);
  return [...new Set(services)];
}

function isService(placed: Placed): placed is Placed<Service> {
  return placed.resource.kind === 'Service';
}
