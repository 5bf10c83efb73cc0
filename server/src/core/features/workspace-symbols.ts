import { recordsOf } from '../dns/records.ts';
import { serviceFqdn } from '../dns/names.ts';
import { groupOf, kindOf } from '../kubernetes/resource.ts';
import { isClusterScoped } from '../kustomize/draft.ts';
import { asBelow, readHostName } from '../names/host-name.ts';
import { clusterZone } from '../names/zones.ts';
import { spanOfObject } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import type { Span } from '../text/span.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { servicesIn } from '../existence/configured-names.ts';

/** An object as an answer to who looks for it by name. */
export interface WorkspaceSymbol {
  /** Holds what was asked for, as editors filter by it once more. */
  readonly name: string;
  /** The kind and the file. */
  readonly container: string;
  readonly kind: string;
  readonly file: SnapshotFile;
  /** The whole object, as offsets in the file's text. */
  readonly span: Span;
}

/** Nobody reads more than this. */
const mostSymbols = 200;

/**
 * The objects that a query means: by a part of their name, by their kind, or by a name in DNS: `db.prod` and
 * `db-0.db.prod.svc.cluster.local` lead to the Service and to the workload that has the Pod. Last come those whose names have its
 * characters in their order.
 */
export function workspaceSymbols(snapshot: Snapshot, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.trim().toLowerCase();
  const named = wanted.includes('.') ? namedInDns(snapshot, wanted) : [];
  const found: WorkspaceSymbol[] = named.map((object) => symbolOf(object, query.trim()));
  const scattered: WorkspaceSymbol[] = [];
  for (const object of snapshot.resources) {
    if (found.length >= mostSymbols) break;
    const name = nameFor(object, wanted);
    if (name !== undefined) found.push(symbolOf(object, name));
    else if (scattered.length < mostSymbols && hasInOrder(qualifiedName(object), wanted))
      scattered.push(symbolOf(object, qualifiedName(object)));
  }
  const all = [...found, ...scattered];
  return uniqueBy(all, ({ file, span, name }) => `${file.uri} ${span.start} ${name}`).slice(0, mostSymbols);
}

/** Whether a text has the characters of a query in their order, which is how people type the beginnings of words. */
function hasInOrder(text: string, wanted: string): boolean {
  const name = text.toLowerCase();
  let from = 0;
  for (const character of wanted) {
    const index = name.indexOf(character, from);
    if (index < 0) return false;
    from = index + 1;
  }
  return true;
}

/** The name of an object with its namespace, if it is in one; empty where it has none, or is sent to no cluster. */
function qualifiedName({ name, namespace, resource }: Placed): string {
  if (name === undefined || resource.kind === 'Kustomization') return '';
  return isClusterScoped(groupOf(resource.apiVersion), kindOf(resource)) ? name : `${name}.${namespace}`;
}

function symbolOf(object: Placed, name: string): WorkspaceSymbol {
  const kind = kindOf(object.resource);
  const { file } = object.document;
  return { name, kind, container: `${kind} · ${file.path}`, file, span: spanOfObject(object) };
}

/** What an object is called in a list for a query; `undefined` where it is not meant. */
function nameFor(object: Placed, wanted: string): string | undefined {
  const qualified = qualifiedName(object);
  if (qualified === '') return undefined;
  if (qualified.toLowerCase().includes(wanted)) return qualified;
  const kind = kindOf(object.resource);
  return kind.toLowerCase().startsWith(wanted) ? `${kind} ${qualified}` : undefined;
}

/** The objects that a name in DNS refers to: the workload of a Pod, else the Service. */
function namedInDns(snapshot: Snapshot, wanted: string): readonly Placed[] {
  const zone = clusterZone(snapshot.settings);
  const readings = readHostName(wanted).filter((one) => one.zone === undefined || one.zone === zone);
  const found = readings.flatMap(({ service, namespace, below }): readonly Placed[] => {
    if (namespace === undefined && below === undefined) return [];
    const services =
      namespace === undefined
        ? snapshot.ofKind('Service').filter(({ name }) => name === service)
        : servicesIn(snapshot, namespace, service);
    if (below?.kind !== 'endpoint') return services;
    return services.flatMap((one) => {
      const name = `${serviceFqdn(snapshot, one, asBelow(below))}.`;
      return recordsOf(snapshot, one).flatMap((record) => (record.name === name ? (record.target ?? []) : []));
    });
  });
  return [...new Set(found)];
}
