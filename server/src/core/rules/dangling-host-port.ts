import { nameFix, hostFixMessages } from './hosts/host-problem.ts';
import { spanAt, emptySpanAt } from '../text/span.ts';
import { clusterOf } from '../dns/cluster.ts';
import { diagnoseMention, outcomeOf } from '../dns/diagnosis/diagnose-mention.ts';
import { isDoubtful } from '../dns/diagnosis/doubt.ts';
import { hasId } from '../dns/diagnosis/reason.ts';
import { unresolvedMessages } from '../dns/diagnosis/reasons.ts';
import { portLabelsOf } from '../dns/diagnosis/why-below.ts';
import { portNumberText, serviceNatureOf, type Service, isApiServerService } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import { quotedList } from '../util/format.ts';
import { meantAmong } from '../util/similar-names.ts';
import { displayNameOf, type Placed, nameAtOf } from '../objects/placed.ts';
import { existenceOf, isMissing, namespaceExistence } from '../existence/existence.ts';
import { isPodLabel } from '../hosts/pod-names.ts';
import { portsAskedFor } from '../names/discovery.ts';
import { protocolOfScheme, defaultPortOf } from '../names/transports.ts';
import {
  dialledMentionsOf,
  kindsWithJudgedHosts,
  lookupOf,
  mayBeImage,
  mentionsHosts,
  possibleReadings,
  unlinkedMentionsOf,
} from '../hosts/judged-mentions.ts';
import { serviceBehind } from '../hosts/aliases.ts';
import { hostText, placeOfMention, type ReadMention, type ServiceMention } from '../hosts/mentions.ts';
import type { HostName } from '../names/host-name.ts';
import type { Settings } from '../settings/settings.ts';
import type { Questions } from '../workspace/questions.ts';
import { answersAt, isOver, numbered, portsBehind, whatAnswers, type Port } from './hosts/ports-behind.ts';
import { defineRule, editOfFile, type Fix, type Problem, relatedByName, replaceStretch } from './rule.ts';
import { placeOf } from '../objects/places.ts';
import { isOfOtherExample } from '../scopes/near.ts';

/** Why a Service has no port of a name. */
const reasonsOfPort = ['noSuchPort', 'noPortNames', 'noPorts', 'aliasPort', 'belowAlias'] as const;

export const danglingHostPort = defineRule({
  code: 'dangling-host-port',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A string uses a port that the Service it names does not have.',
  source: 'Kubernetes documentation, Service: port definitions and headless Services',
  messages: {
    virtualIp:
      'Service "{service}" has no port {wanted}. Its cluster IP answers on {ports} only, so "{host}:{port}" cannot be reached.',
    alias:
      'Service "{alias}" leads to Service "{service}", which has no port {wanted}. That one answers on {ports} only, so "{host}:{port}" cannot be reached. An alias does not translate ports.',
    implied:
      'Service "{service}" has no port {wanted}, the default port of this URL. Its cluster IP answers on {ports} only.',
    headless:
      'Neither Service "{service}" nor its Pods declare port {wanted}; the Pods declare {ports}. If the Pods listen on it, declare it as a containerPort. Otherwise "{host}:{port}" cannot be reached.',
    endpoints:
      'Neither Service "{service}" nor its endpoints have port {wanted}; the endpoints have {ports}. If their addresses listen on it, list it there. Otherwise "{host}:{port}" cannot be reached.',
    ...unresolvedMessages(reasonsOfPort),
    schemePort:
      'A URL with this scheme cannot have a port, so clients reject "{host}:{port}". The port comes from the SRV record of the port named "{label}".',
    relatedNames: 'Service "{service}".',
    ...hostFixMessages,
    relatedService: 'Service "{service}", ports {ports}.',
    fixPort: 'Change the port to {fixed}',
    fixWritePort: 'Add port {fixed}',
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot, settings }) {
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const problem = read.mention.port === undefined ? undefined : builtInProblem(snapshot, read, settings);
      if (problem !== undefined) yield problem;
    }
    for (const mention of dialledMentionsOf(snapshot, placed)) {
      const [service] = mention.services;
      if (service === undefined) continue;
      const ofName = mention.name.below?.kind === 'port';
      const problem = ofName ? nameProblem(snapshot, mention, service) : portProblem(snapshot, mention, service);
      if (problem !== undefined) yield problem;
    }
  },
});

/** What is wrong with the port at which a Service is asked for, that of its URL's scheme where none is written: nothing answers there. */
function portProblem(snapshot: Questions, mention: ServiceMention, service: Placed<Service>): Problem | undefined {
  const { port = impliedPortOf(mention) } = mention.mention;
  const ofScheme = schemeProblem(snapshot, mention, service);
  if (port === undefined || mayBeImage(mention) || ofScheme !== undefined) return ofScheme;
  if (mayBeOfNamespace(snapshot, mention)) return undefined;
  const protocol = protocolOfScheme(mention.mention.scheme);
  const behind = mention.services.map((one) => aliasEnd(snapshot, one, mention));
  const [end = service] = behind;
  // Nearly all name a port that the Service itself has.
  if (behind.some((one) => answersAt(one.resource, mention, { number: port, protocol }))) return undefined;
  const known = defined(behind.map((one) => portsBehind(snapshot, one, mention)));
  const [first] = known;
  if (first === undefined || known.length < mention.services.length) return undefined;
  const all = known.flatMap((one) => one.all);
  if (all.length === 0 || all.some((one) => one.number === port && isOver(one, protocol))) return undefined;
  if (!isMissing(snapshot, { kind: 'more', of: 'services', than: service, from: mention.from })) return undefined;
  const told = known.flatMap((one) => one.told);
  // Pods can be reached on ports that are not declared. Source: Kubernetes API, Container.ports.
  const mayListen = first.kind !== 'virtualIp';
  const isImplied = mention.mention.port === undefined;
  if ((isImplied || end !== service) && mayListen) return undefined;
  const wanted = all.some(({ number }) => number === port) ? `${port}/${protocol ?? ''}` : port;
  const values = {
    service: displayNameOf(end),
    alias: displayNameOf(service),
    host: hostText(mention),
    port,
    wanted,
    ports: listOfPorts(told),
  };
  const meant = new Set(told.filter((one) => isOver(one, protocol)).map(({ number }) => number));
  const own = end.resource.ports.flatMap(numbered);
  return {
    at: placeOfMention(mention, 'port'),
    message: end !== service ? 'alias' : isImplied ? 'implied' : first.kind,
    ...(mayListen || isOfOtherExample(mention.from, end) ? { severity: 'hint' as const } : {}),
    values,
    restsOn: [...mention.services, ...behind.flatMap((one) => whatAnswers(snapshot, one, mention))],
    related: [
      {
        resource: end,
        at: end.resource.ports[0]?.port?.at ?? nameAtOf(end),
        message: 'relatedService',
        values: { service: displayNameOf(end), ports: listOfPorts(own) },
      },
    ],
    fixes: meant.size === 1 && !mayListen ? [...meant].map((fixed) => portFix(mention, fixed)) : [],
  };
}

/** Whether a name below a Service may as well be one in a namespace that is called alike: `kafka.shop` is `kafka` there. */
function mayBeOfNamespace(snapshot: Questions, { name: { service, below } }: ServiceMention): boolean {
  if (below?.kind !== 'endpoint' || isPodLabel(below.label)) return false;
  return namespaceExistence(snapshot, service) === 'here';
}

/** The Service whose ports count: the one at the end of an alias, where it is known. Below an alias there is nothing. */
function aliasEnd(snapshot: Questions, service: Placed<Service>, { name }: ServiceMention): Placed<Service> {
  return name.below === undefined ? (serviceBehind(snapshot, service) ?? service) : service;
}

/** Ports for people, each once and in order: `53/UDP and 80`. */
function listOfPorts(ports: readonly Port[]): string {
  const sorted = [...ports].sort((one, other) => one.number - other.number);
  const texts = sorted.map(({ number, protocol }) => portNumberText(number, protocol));
  return quotedList([...new Set(texts)]).replaceAll('"', '');
}

/** A port that the Service of the API server does not have, which every cluster makes alike; the API server itself often listens on 6443. */
function builtInProblem(snapshot: Questions, read: ReadMention, settings: Settings): Problem | undefined {
  const { from, mention } = read;
  const { port } = mention;
  const lookup = lookupOf(read);
  const readings = lookup === undefined ? [] : possibleReadings(read, lookup, settings);
  const name = readings.find(
    ({ below, service, namespace }) => below === undefined && isApiServerService(service, namespace),
  );
  if (port === undefined || name === undefined) return undefined;
  const existence = existenceOf(snapshot, { kind: 'Service', name: name.service, namespace: name.namespace, from });
  if (existence.kind !== 'elsewhere' || existence.why.kind !== 'controlPlane') return undefined;
  const { ports } = existence.why;
  if (ports.some(({ number }) => number === port)) return undefined;
  const values = { service: name.service, host: hostText(read), port, wanted: port, ports: listOfPorts(ports) };
  const fixes = ports.map(({ number }) => portFix(read, number));
  return { at: placeOfMention(read, 'port'), message: 'virtualIp', values, fixes };
}

/** A name below which a client asks for the record of a port that the Service does not have; or a URL that has a port all the same. */
function schemeProblem(snapshot: Questions, mention: ServiceMention, service: Placed<Service>): Problem | undefined {
  const { port } = mention.mention;
  const asked = mention.name.below === undefined ? portsAskedFor(mention.mention) : [];
  const portName = asked.at(-1);
  if (portName === undefined) return undefined;
  const reasons = asked.map((name) => {
    const record: HostName = { ...mention.name, below: { kind: 'port', name: `_${name}`, protocol: '_tcp' } };
    return diagnoseMention(snapshot, mention, record)?.because.find((one) => hasId(one, reasonsOfPort));
  });
  const reason = reasons.includes(undefined) ? undefined : reasons.at(-1);
  const host = hostText(mention);
  const record = `_${portName}._tcp.${host}`;
  const values = { service: displayNameOf(service), host, label: portName, port: port ?? 0 };
  const related = [relatedByName(service, values, 'relatedNames')];
  if (reason !== undefined && !isDoubtful(snapshot, reason)) {
    const told = { ...reason.values, host: record };
    return { at: placeOfMention(mention), message: reason.reasonId, values: told, related };
  }
  if (port === undefined || mention.mention.scheme === undefined) return undefined;
  return { at: placeOfMention(mention, 'port'), message: 'schemePort', values, related };
}

/** The name of a port, `_sql._tcp`, that no Service a string names has. */
function nameProblem(snapshot: Questions, mention: ServiceMention, service: Placed<Service>): Problem | undefined {
  const isKnown = ({ resource }: Placed<Service>): boolean =>
    ['virtualIp', 'headless', 'alias'].includes(serviceNatureOf(resource));
  const outcome = mention.services.every(isKnown) ? outcomeOf(snapshot, mention) : undefined;
  const reason = outcome?.because.find((one) => hasId(one, reasonsOfPort));
  const { below } = mention.name;
  if (reason === undefined || below?.kind !== 'port' || isDoubtful(snapshot, reason)) return undefined;
  const label = `${below.name}.${below.protocol}`;
  const view = clusterOf(snapshot).view(service);
  const labels = view === undefined ? [] : portLabelsOf(view);
  const near = meantAmong(label.toLowerCase(), labels, (one) => one);
  const place = placeOfMention(mention);
  const start = place.within?.start ?? 0;
  const at = { ...place, within: spanAt(start, label.length) };
  const values = { ...reason.values, service: displayNameOf(service), host: hostText(mention) };
  return {
    at,
    message: reason.reasonId,
    values,
    restsOn: mention.services,
    related: [relatedByName(service, values, 'relatedNames')],
    fixes: near ? [nameFix(near, mention.from, at)] : [],
  };
}

/**
 * The port that a URL without one connects to. `undefined` for other schemes than those of the web, and without a path behind the host, where
 * a program may put a port of its own.
 */
function impliedPortOf(read: ReadMention): number | undefined {
  const { evidence, scheme, port } = read.mention;
  const implied = evidence === 'url' && port === undefined ? defaultPortOf(scheme) : undefined;
  const at = placeOfMention(read);
  if (implied === undefined || at.within === undefined) return undefined;
  const { file, span } = placeOf(read.from, at);
  return /^\/\w/.test(file.text.slice(span.end, span.end + 2)) ? implied : undefined;
}

/** The fix that changes the port of a host, or writes one behind it. */
function portFix(read: ReadMention, fixed: number): Fix {
  const { from, mention } = read;
  const values = { fixed };
  if (mention.port !== undefined) {
    const at = placeOfMention(read, 'port');
    return { title: 'fixPort', values, edit: () => replaceStretch(from, at, String(fixed)) };
  }
  return {
    title: 'fixWritePort',
    values,
    edit() {
      const { file, span } = placeOf(from, placeOfMention(read));
      return editOfFile(file, emptySpanAt(span.end), `:${fixed}`);
    },
  };
}
