import { typeWord } from '../records/place-writer.ts';
import {
  isNameOpen,
  serviceDisplayName,
  displayNamespace,
  displayField,
  relativeName,
  objectTitle,
} from '../hover/content.ts';
import { nameSourceOf, type DnsRecord } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { type Service, serviceNatureOf, type ServiceNature } from '../../kubernetes/service.ts';
import { type Placed, type Scope, isWorkload } from '../../objects/placed.ts';
import { byPath, compareNumbered, groupBy, uniqueBy } from '../../util/collections.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';
import { visible } from '../../util/visible.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { servicesAtOffset, recordsSection, type RecordRow, type RecordsSection } from '../records/records-document.ts';
import {
  treeNode,
  withOwnKeys,
  type TreeNode,
  addCounts,
  problemsOf,
  type CountsProblems,
  noProblems,
  type TreeNodeKind,
  firstNodes,
  mostChildren,
} from './tree-node.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { plainText } from '../hover/render.ts';
import { kindSentences, answerOf } from '../hover/service-hover.ts';
import { messages } from '../messages.ts';
import { clusterOf, nameIn, type ServiceView } from '../../dns/cluster.ts';
import { isPartlyThere } from '../../dns/diagnosis/missing-records.ts';
import { reasonText, type MissingRecord } from '../../dns/diagnosis/reason.ts';
import { entriesOf, type Endpoint } from '../../dns/endpoint.ts';
import { serviceFqdn } from '../../dns/names.ts';
import { itself, parseRequest } from '../../names/service-name.ts';
import { conditionWords } from '../records/record-words.ts';
import { podCount } from '../hover/behind-service.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

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
    .sort(([one], [other]) => compareNumbered(one, other))
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
    (one, other) => compareNumbered(one.name ?? '', other.name ?? '') || byPath(one.document.file, other.document.file),
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
  const type = resource.kind === 'Service' ? typeWord(resource) : kindOf(resource);
  const about = [type, name?.text ?? '', folderOf(scope)].filter((word) => word !== '');
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

/** That of what it is built by or a chart of, if not the workspace's own. */
function folderOf(scope: Scope): string {
  return scope.kind === 'plain' ? '' : scope.folder;
}

/** The names of a Service, in the order of its records, then those that it does not have, with the reasons. */
function nameNodes(snapshot: Snapshot, service: Placed<Service>): readonly TreeNode[] {
  const section = recordsSection(snapshot, service, 4 * mostChildren);
  const rowsByName = groupBy(section.rows, ({ record }) => record.name);
  const view = clusterOf(snapshot).view(service);
  const behind = view === undefined ? () => [] : behindNames(view);
  const names = [...rowsByName].map(([name, rows]) =>
    nameNode(snapshot, section, withoutFinalDot(name), rows, behind(withoutFinalDot(name))),
  );
  const missing = [...section.reasons, ...section.missing].map((reason) => missingNode(section, reason));
  return [
    ...(names.length === 0 && section.reasons.length === 0 ? [nowhereNode(snapshot, service)] : []),
    ...firstNodes(names, section.more),
    ...uniqueBy(missing, ({ key }) => key),
  ];
}

function nameNode(
  snapshot: Snapshot,
  { zone, service }: RecordsSection,
  name: string,
  rows: readonly RecordRow[],
  behind: readonly Endpoint[],
): TreeNode {
  const records = rows.map(({ record }) => record);
  const types = [...new Set(records.map(({ type }) => type))];
  const main = records.filter(({ type }) => type === types[0]);
  const isOpen = records.some(({ unknown }) => unknown !== undefined);
  return treeNode(kindOfName(records), relativeName(name, zone), {
    label: visible(relativeName(name, zone)),
    description: visible(`${types.join(', ')} · ${plainText(answerOf(main, zone))}`),
    details: [...rows.map(rowText), ...(isOpen ? [formatMessage(messages['records.unknown'])] : [])].map(visible),
    name,
    source: name === serviceFqdn(snapshot, service) ? nameSourceOf(service) : rows[0]?.from,
    children: behind.length === 0 ? undefined : () => podNodes(snapshot, service, behind),
  });
}

function kindOfName(records: readonly DnsRecord[]): TreeNodeKind {
  if (records.every(({ type }) => type === 'PTR')) return 'reverseName';
  return records.every(({ type }) => type === 'SRV') ? 'portName' : 'name';
}

function rowText({ record, answer }: RecordRow): string {
  return `${record.type}: ${plainText(answer)} (${plainText(conditionWords([record]))})`;
}

/** What connections to a name reach; empty for a name that none are made to. */
type Behind = (name: string) => readonly Endpoint[];

/** Behind an endpoint's own name is that one, behind a port's are those that have the port, behind the Service's are all. */
function behindNames(view: ServiceView): Behind {
  const labelled = new Map(
    [...view.labelled].map(([label, endpoints]) => [nameIn(view, { ...itself, endpoint: label }), endpoints]),
  );
  return (name) => {
    if (name === nameIn(view)) return view.nature === 'alias' ? [] : view.endpoints;
    const asked = parseRequest(name, view.zone);
    if (asked?.kind !== 'service') return [];
    if (asked.port === '') return labelled.get(name) ?? [];
    return [...new Set(entriesOf(view.endpoints, asked).map(({ endpoint }) => endpoint))];
  };
}

/** What is shown for a Service that has no names, for whatever reason. */
function nowhereNode(snapshot: Snapshot, service: Placed<Service>): TreeNode {
  return isNameOpen(snapshot, service)
    ? treeNode('note', '', { label: formatMessage(messages['name.templated']) })
    : treeNode('missingName', '', { label: formatMessage(messages['records.noRecord']) });
}

function missingNode({ zone }: RecordsSection, reason: MissingRecord): TreeNode {
  const name = withoutFinalDot(reason.name);
  const words = visible(reasonText(reason));
  return treeNode(isPartlyThere(reason.reasonId) ? 'note' : 'missingName', `${reason.reasonId} ${name}`, {
    label: visible(relativeName(name, zone)),
    description: words,
    details: [words],
    source: reason.place,
  });
}

/**
 * What is behind a name: Pods with a name of their own one by one, the others with their workload, and addresses that somebody wrote
 * down. A Pod with addresses of both families is one.
 */
function podNodes(snapshot: Snapshot, service: Placed<Service>, endpoints: readonly Endpoint[]): readonly TreeNode[] {
  const groups = groupBy(endpoints, ({ kind, label, address, target }) =>
    [kind, objectTitle(target), label ?? '', address ?? ''].join(' '),
  );
  const nodes = [...groups].flatMap(([key, [first]]) =>
    first === undefined ? [] : [endpointNode(snapshot, service, key, first)],
  );
  return firstNodes(withOwnKeys(nodes));
}

function endpointNode(snapshot: Snapshot, service: Placed<Service>, key: string, endpoint: Endpoint): TreeNode {
  const { kind, label, address, target } = endpoint;
  const source = endpoint.because[0] ?? nameSourceOf(target);
  const title = visible(objectTitle(target));
  switch (kind) {
    case 'awaited':
      return treeNode('awaitedPods', key, { label: formatMessage(messages['answer.selected']), source });
    case 'listed':
    case 'virtualIp':
      return treeNode('address', key, {
        label: visible(address ?? formatMessage(messages['answer.endpoint'])),
        description: title,
        source,
      });
    case 'pods': {
      if (target.resource.kind === 'StatefulSet' && endpoint.named === 'hostname' && label !== undefined) {
        return treeNode('pod', key, { label: visible(`Pod ${label}`), description: title, source });
      }
      const pods = isWorkload(target) ? podCount(snapshot, service, target) : undefined;
      return treeNode(pods === undefined ? 'pod' : 'pods', key, {
        label: title,
        description: pods === undefined ? '' : plainText(pods),
        source: nameSourceOf(target),
      });
    }
  }
}
