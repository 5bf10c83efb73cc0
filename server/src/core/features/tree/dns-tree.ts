import { serviceDisplayName, displayNamespace, displayField, displayText } from '../hover/content.ts';
import { recordsOf } from '../../dns/records.ts';
import { nameSourceOf } from '../../dns/record.ts';
import {
  type Service,
  serviceNatureOf,
  serviceTypeOf,
  type ServiceNature,
  isHeadlessService,
} from '../../kubernetes/service.ts';
import type { Placed, Scope } from '../../objects/placed.ts';
import { byPath, compareTexts, groupBy } from '../../util/collections.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';
import { visible } from '../../util/visible.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { servicesAtOffset } from '../records/records-document.ts';
import {
  treeNode,
  withOwnKeys,
  type TreeNode,
  addCounts,
  problemsOf,
  type CountsProblems,
  noProblems,
  type TreeNodeKind,
} from './tree-node.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { plainText } from '../hover/render.ts';
import { kindSentences } from '../hover/service-hover.ts';
import { messages } from '../messages.ts';
import { nameNodes } from './name-nodes.ts';

const words = defineMessages('features/tree/dns-tree', { services: '{count} {Service/Services}' });

/** What of the tree is asked for. */
export interface TreeOptions {
  /** Part of a name, in any case: Services that have no such name are left out. */
  readonly filter?: string;
  /** Whether the problems of a file are counted: they may not be shown, or not be found yet. */
  readonly countsProblems: CountsProblems;
}

/**
 * The names that DNS will serve, as a tree: namespaces, their Services, the names of a Service, and the Pods or addresses behind a
 * name. Children are worked out when they are asked for. Beside the workspace there may be files that are looked at alone.
 */
export function dnsTree(snapshots: readonly Snapshot[], options: TreeOptions): readonly TreeNode[] {
  const services = snapshots.flatMap((snapshot) =>
    snapshot
      .derive(servicesInOrder)
      .filter((service) => isWanted(snapshot, service, options))
      .map((service): SeenService => ({ snapshot, service })),
  );
  const byNamespace = groupBy(services, ({ service }) => displayNamespace(service));
  return [...byNamespace]
    .sort(([one], [other]) => compareTexts(one, other))
    .map(([namespace, inIt]) => namespaceNode(namespace, inIt, options));
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
  if (service === undefined || !isWanted(snapshot, service, options)) return undefined;
  return [displayNamespace(service), keyOfService(service)];
}

/** The node at the end of a way of keys; `undefined` where there is none. */
export function treeNodeAt(nodes: readonly TreeNode[], [key, ...rest]: readonly string[]): TreeNode | undefined {
  const node = nodes.find((one) => one.key === key);
  return node === undefined || rest.length === 0 ? node : treeNodeAt(node.children?.() ?? [], rest);
}

/** A Service, and the world that it is part of. */
interface SeenService {
  readonly snapshot: Snapshot;
  readonly service: Placed<Service>;
}

/** By name; of one name as they stand in files. */
function servicesInOrder(snapshot: Snapshot): readonly Placed<Service>[] {
  return [...snapshot.everything.served].sort(
    (one, other) => compareTexts(one.name ?? '', other.name ?? '') || byPath(one.document.file, other.document.file),
  );
}

function namespaceNode(namespace: string, services: readonly SeenService[], { countsProblems }: TreeOptions): TreeNode {
  const [written] = services.flatMap(({ snapshot }) => snapshot.everything.named('Namespace', namespace).all);
  const problems = services.map(({ snapshot, service }) => problemsOf(snapshot, service, countsProblems));
  const nodes = () => services.map(({ snapshot, service }) => serviceNode(snapshot, service, countsProblems));
  return treeNode('namespace', namespace, {
    label: visible(namespace),
    description: formatMessage(words.services, { count: services.length }),
    problems: addCounts(problems),
    source: written && nameSourceOf(written),
    children: () => withOwnKeys(nodes()),
  });
}

/** Whether a Service has a name that holds the text. */
function isWanted(snapshot: Snapshot, service: Placed<Service>, { filter = '' }: TreeOptions): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || snapshot.about(service, searchedText).includes(wanted);
}

/** All names of a Service, in lower case. */
function searchedText(snapshot: Snapshot, service: Placed<Service>): string {
  const own = serviceDisplayName(snapshot, service)?.text.toLowerCase() ?? '';
  return [...new Set([own, ...recordsOf(snapshot, service).map(({ name }) => name)])].join(' ');
}

const kinds: Readonly<Record<ServiceNature, TreeNodeKind>> = {
  virtualIp: 'virtualIpService',
  headless: 'headlessService',
  alias: 'alias',
  unknown: 'otherService',
  invalid: 'otherService',
};

/** A Service with its kind, whole name and problems, and its names below it. */
function serviceNode(snapshot: Snapshot, service: Placed<Service>, counts: CountsProblems): TreeNode {
  const problems = problemsOf(snapshot, service, counts);
  const node = snapshot.about(service, nodeOf);
  return problems === noProblems ? node : { ...node, problems };
}

/** Of thousands few change at a keystroke. */
function nodeOf(snapshot: Snapshot, service: Placed<Service>): TreeNode {
  const { resource, document, scope } = service;
  const name = serviceDisplayName(snapshot, service);
  const written = displayField(snapshot, service, resource.metadata.name);
  const about = [typeOf(resource), name?.text ?? '', folderOf(scope)].filter((word) => word !== '');
  return treeNode(kinds[serviceNatureOf(resource)], keyOfService(service), {
    label: visible(service.name ?? (written === '' ? formatMessage(messages['records.unnamed']) : written)),
    description: visible(about.join(' · ')),
    details: [...kindSentences(service).map(plainText), document.file.path].map(visible),
    name: name?.literal === true ? name.text : undefined,
    source: nameSourceOf(service),
    children: () => nameNodes(snapshot, service),
  });
}

/** The same while the Service has its name and is written in the same file. */
function keyOfService({ resource, name, document, scope }: Placed<Service>): string {
  return [resource.kind, name ?? '', document.file.uri, folderOf(scope)].join(' ').trim();
}

/** What people call such a Service. */
function typeOf(service: Service): string {
  if (service.kind !== 'Service') return kindOf(service);
  return isHeadlessService(service) ? formatMessage(messages['tree.headless']) : displayText(serviceTypeOf(service));
}

/** That of what it is built by or a chart of, if not the workspace's own. */
function folderOf(scope: Scope): string {
  return scope.kind === 'plain' ? '' : scope.folder;
}
