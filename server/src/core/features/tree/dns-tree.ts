import { serviceDisplayName, displayNamespace } from '../hover/display-names.ts';
import { recordsOf } from '../../dns/records.ts';
import { nameSourceOf } from '../../dns/record.ts';
import type { Service } from '../../kubernetes/service.ts';
import { servedKinds } from '../../names/zones.ts';
import type { Placed } from '../../objects/placed.ts';
import { compareTexts, groupBy } from '../../util/collections.ts';
import { count } from '../../util/format.ts';
import { visible } from '../../util/visible.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { servicesAtOffset } from '../records/records-document.ts';
import { firstNodes, treeNode, withOwnKeys, type TreeNode } from './node.ts';
import { addCounts, problemsOf, type CountsProblems } from './problems.ts';
import { keyOfService, serviceNode } from './service-node.ts';

/** What of the tree is asked for. */
export interface TreeOptions {
  /** Part of a name, in any case: Services that have no such name are left out. */
  readonly filter?: string;
  /** Whether the problems of a file are counted: they may not be shown, or not be found yet. */
  readonly countsProblems: CountsProblems;
}

/**
 * The names that DNS will serve, as a tree: namespaces, their Services, the names of a Service, and the Pods or addresses behind a
 * name. In each of these what people look for first is first. Children are worked out when they are asked for.
 */
export function dnsTree(snapshot: Snapshot, options: TreeOptions): readonly TreeNode[] {
  return [...snapshot.derive(servicesByNamespace)].flatMap(([namespace, all]) => {
    const services = all.filter((service) => isWanted(snapshot, service, options.filter ?? ''));
    return services.length === 0 ? [] : [namespaceNode(snapshot, namespace, services, options)];
  });
}

/**
 * The way from a namespace to the Service that the object at a place is, names, or belongs to, as keys; `undefined` where there is none,
 * and where the tree leaves it out.
 */
export function treePathAt(
  snapshot: Snapshot,
  { uri, offset }: { readonly uri: string; readonly offset: number },
  options: TreeOptions,
): readonly string[] | undefined {
  const [service] = servicesAtOffset(snapshot, uri, offset);
  if (service === undefined || !isWanted(snapshot, service, options.filter ?? '')) return undefined;
  return [displayNamespace(service), keyOfService(service)];
}

/** The node at the end of a way of keys; `undefined` where there is none. */
export function nodeAt(nodes: readonly TreeNode[], [key, ...rest]: readonly string[]): TreeNode | undefined {
  const node = nodes.find((one) => one.key === key);
  return node === undefined || rest.length === 0 ? node : nodeAt(node.children?.() ?? [], rest);
}

/** By name; of one name as they stand in files. */
function servicesByNamespace(snapshot: Snapshot): ReadonlyMap<string, readonly Placed<Service>[]> {
  const services = servedKinds.flatMap((kind) => snapshot.ofKind(kind));
  const sorted = [...services].sort(
    (one, other) =>
      compareTexts(displayNamespace(one), displayNamespace(other)) ||
      compareTexts(one.name ?? '', other.name ?? '') ||
      compareTexts(one.document.file.path, other.document.file.path),
  );
  return groupBy(sorted, displayNamespace);
}

function namespaceNode(
  snapshot: Snapshot,
  namespace: string,
  services: readonly Placed<Service>[],
  { countsProblems }: TreeOptions,
): TreeNode {
  const [written] = snapshot.everything.named('Namespace', namespace).all;
  return treeNode('namespace', namespace, {
    label: visible(namespace),
    description: count(services.length, 'Service'),
    problems: addCounts(services.map((service) => problemsOf(snapshot, service, countsProblems))),
    source: written && nameSourceOf(written),
    children: () => firstNodes(withOwnKeys(services.map((service) => serviceNode(snapshot, service, countsProblems)))),
  });
}

/** Whether a Service has a name that holds the text. */
function isWanted(snapshot: Snapshot, service: Placed<Service>, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  if (serviceDisplayName(snapshot, service)?.text.includes(wanted) ?? wanted === '') return true;
  return recordsOf(snapshot, service).some(({ name }) => name.includes(wanted));
}
