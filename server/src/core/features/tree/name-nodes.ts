import { clusterOf, nameIn, type ServiceView } from '../../dns/cluster.ts';
import { isPartlyThere } from '../../dns/diagnosis/missing-records.ts';
import { reasonText, type MissingRecord } from '../../dns/diagnosis/reason.ts';
import { entriesOf, type Endpoint } from '../../dns/endpoint.ts';
import { serviceFqdn, withoutFinalDot } from '../../dns/names.ts';
import { nameSourceOf, type DnsRecord } from '../../dns/record.ts';
import type { Service } from '../../kubernetes/service.ts';
import { itself, parseRequest } from '../../names/service-name.ts';
import { type Placed, isWorkload } from '../../objects/placed.ts';
import { groupBy, uniqueBy } from '../../util/collections.ts';
import { visible } from '../../util/visible.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { relativeName, serviceDisplayName, objectTitle } from '../hover/content.ts';
import { answerOf } from '../hover/main-records.ts';
import { plainText } from '../hover/render.ts';
import { formatMessage } from '../../util/format.ts';
import { messages } from '../messages.ts';
import { conditionWords } from '../records/record-words.ts';
import { recordsSection, type RecordRow, type RecordsSection } from '../records/records-document.ts';
import { firstNodes, mostChildren, treeNode, type TreeNode, type TreeNodeKind, withOwnKeys } from './tree-node.ts';
import { podCount } from '../hover/behind-service.ts';

/** The names of a Service, in the order of its records, then those that it does not have, with the reasons. */
export function nameNodes(snapshot: Snapshot, service: Placed<Service>): readonly TreeNode[] {
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

/** What stands for the names of a Service that has none, for whatever reason. */
function nowhereNode(snapshot: Snapshot, service: Placed<Service>): TreeNode {
  const isOpen = serviceDisplayName(snapshot, service)?.literal === false;
  return isOpen
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
    first === undefined ? [] : [nodeOf(snapshot, service, key, first)],
  );
  return firstNodes(withOwnKeys(nodes));
}

function nodeOf(snapshot: Snapshot, service: Placed<Service>, key: string, endpoint: Endpoint): TreeNode {
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
