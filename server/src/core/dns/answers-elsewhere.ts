import { serviceNameIn, type ServiceRequest } from '../names/service-name.ts';
import { existenceOf, type BuiltInPort } from '../existence/existence.ts';
import { namedIn } from '../existence/configured-names.ts';
import { isAliasService } from '../kubernetes/service.ts';
import { isSharedKind, type ServiceZone } from '../names/zones.ts';
import type { Questions } from '../workspace/questions.ts';
import type { DnsRecord, RecordData, RecordType, UnknownRecords } from './record.ts';

/** A question about a Service that no manifest makes, and how its name is to be spelled. */
interface ElsewhereQuestion {
  readonly request: ServiceRequest;
  readonly zone: ServiceZone;
  readonly owner: string;
  readonly type: RecordType;
}

/**
 * What is known of the answer of a Service that every cluster has, a setting declares, or the operator of a custom resource makes.
 * `undefined` where there is no such name as far as is known; `unknown` for the endpoints of what every cluster has.
 * Namespaces that others fill are left out: the manifests given are the whole cluster, and what is said to be beside them has a name.
 */
export function answerElsewhere(
  snapshot: Questions,
  question: ElsewhereQuestion,
): readonly DnsRecord[] | 'unknown' | undefined {
  const { service, namespace, endpoint, port } = question.request;
  const { serves } = question.zone;
  const existence = existenceOf(snapshot, { kind: 'Service', name: service, namespace, servedAs: serves });
  if (existence.kind === 'here' && isSharedKind(serves)) return promisedRecords(snapshot, question);
  if (existence.kind !== 'elsewhere') return undefined;
  const found = existence.why;
  switch (found.kind) {
    case 'outside':
      return undefined;
    case 'controlPlane':
      return endpoint === '' ? builtInRecords(question, found.ports) : 'unknown';
    case 'declared': {
      // Nothing is below an alias; below a virtual IP there are ports, and the names of Pods with CoreDNS.
      if (found.nature === 'alias' && (endpoint !== '' || port !== '')) return undefined;
      return recordsOfType(question, found.nature === 'alias' ? ['CNAME', 'A', 'AAAA'] : ['A', 'SRV'], {
        reason: 'outside',
        of: undefined,
      });
    }
    case 'operator':
      return recordsOfType(question, ['A', 'SRV'], { reason: 'operator', of: found.customs[0] });
  }
}

/** One record of which nothing is known; none of another type. */
function recordsOfType(
  question: ElsewhereQuestion,
  types: readonly RecordType[],
  unknown: UnknownRecords,
): readonly DnsRecord[] {
  return types.includes(question.type) ? [recordOfNobody(question, emptyData(question.type), unknown)] : [];
}

/**
 * What a controller makes of a Service of the workspace: its name is certain, its addresses are not, and those who are behind it may be
 * in any cluster. Of an alias it makes nothing.
 */
function promisedRecords(
  snapshot: Questions,
  question: ElsewhereQuestion,
): readonly DnsRecord[] | 'unknown' | undefined {
  const { service, namespace, endpoint } = question.request;
  const [maker] = namedIn(snapshot, question.zone.serves, service).filter((one) => one.namespace === namespace);
  const services = snapshot.everything.named('Service', service).all;
  const promised = services.find((one) => one.namespace === namespace && !isAliasService(one.resource));
  if (maker === undefined || promised === undefined) return undefined;
  if (endpoint !== '') return 'unknown';
  return recordsOfType(question, ['A', 'SRV'], { reason: 'operator', of: maker });
}

/** A Service of a cluster IP that only the cluster knows. Source: as `answers.ts`, of which this is the case without a manifest. */
function builtInRecords(question: ElsewhereQuestion, ports: readonly BuiltInPort[]): readonly DnsRecord[] | undefined {
  const { request, zone, type } = question;
  const isAsked = ({ name, protocol }: BuiltInPort): boolean =>
    (request.port === '' || request.port === name) && (request.protocol === '' || request.protocol === protocol);
  const asked = ports.filter(isAsked);
  if (asked.length === 0) return undefined;
  if (type === 'A') return [recordOfNobody(question, emptyData(type), { reason: 'builtIn', of: undefined })];
  if (type !== 'SRV') return [];
  const weight = Math.max(1, Math.floor(100 / asked.length));
  const target = `${serviceNameIn(zone.name, { service: request.service, namespace: request.namespace })}.`;
  const numbers = [...new Set(asked.map(({ number }) => number))];
  return numbers.map((port) => recordOfNobody(question, { kind: 'service', priority: 0, weight, port, target }));
}

/** A record that no manifest makes. */
export function recordOfNobody(
  { owner, type }: { readonly owner: string; readonly type: RecordType },
  data: RecordData,
  unknown?: UnknownRecords,
): DnsRecord {
  return {
    name: owner,
    type,
    data,
    unknown,
    because: [],
    condition: 'always',
    level: 'coredns',
    service: undefined,
    target: undefined,
  };
}

/** What is known of the data of a type where nothing is. */
export function emptyData(type: RecordType): RecordData {
  switch (type) {
    case 'A':
    case 'AAAA':
      return { kind: 'address', address: undefined };
    case 'SRV':
      return { kind: 'service', priority: 0, weight: undefined, port: undefined, target: undefined };
    case 'CNAME':
    case 'PTR':
      return { kind: 'name', target: undefined };
    case 'TXT':
      return { kind: 'text', text: '' };
  }
}
