import { isPortNumber } from '../../kubernetes/formats.ts';
import { protocolOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import { backendPortOf } from '../../relations/ports.ts';
import { type Placed, displayNameOf } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { put, remove, type YamlChange } from '../changes.ts';
import { spanAt, insertionAt, replacementOf } from '../../text/span.ts';
import { type ServiceMention, mentionsOf } from '../../hosts/mentions.ts';
import type { FileEdit } from '../../files/file.ts';
import { editObject } from '../../objects/edit-object.ts';
import { placeOf, fileOf } from '../../objects/places.ts';
import { type RoutedBackend, backendsTo, portsMeant } from '../../relations/backends.ts';
import { uniqueBy, groupBy } from '../../util/collections.ts';
import { protocolOfRoute } from '../../kubernetes/routing.ts';
import type { Mention } from '../../names/mention.ts';
import { defaultPortOf, protocolOfScheme } from '../../names/transports.ts';
import { defineMessages, formatMessage, listed } from '../../util/format.ts';
import { fileNameOf } from '../../util/paths.ts';

/** A Service port whose number becomes that of the Pods behind it. */
export interface AlignedPort {
  readonly port: ServicePort;
  readonly from: number;
  readonly to: number;
}

/**
 * The ports of a Service that differ from the port of the Pods behind it (of its Endpoints and slices where it has no
 * selector), where all of these are known and agree. DNS gives the addresses of the Pods and nothing rewrites the port of
 * a headless Service, so its number has to be theirs. Left out where the new number would make two ports the same, which
 * the API server rejects. Source: Kubernetes DNS specification 2.4; kubernetes
 * pkg/apis/core/validation/validation.go, ValidateService.
 */
export function alignedPorts(snapshot: Questions, service: Placed<Service>): readonly AlignedPort[] {
  const { ports } = service.resource;
  const aligned = ports.flatMap((port): readonly AlignedPort[] => {
    const from = port.port?.value;
    const backend = backendPortOf(snapshot, service, port);
    if (from === undefined || backend.kind !== 'agreed' || backend.sources.length === 0) return [];
    return isPortNumber(backend.number) && backend.number !== from ? [{ port, from, to: backend.number }] : [];
  });
  return withoutCollisions(ports, aligned);
}

/**
 * The changes that align ports. A targetPort that is a number says nothing beside an equal port and goes; a name stays, as it
 * tells which of the container's ports is meant and follows it.
 */
export function alignmentChanges(aligned: readonly AlignedPort[]): readonly YamlChange[] {
  return aligned.flatMap(({ port, to }): readonly YamlChange[] => {
    if (port.port === undefined) return [];
    const change: YamlChange = put(port.port.at.path, to);
    const target = port.targetPort;
    return typeof target?.value === 'number' ? [change, remove(target.at.path)] : [change];
  });
}

function withoutCollisions(ports: readonly ServicePort[], aligned: readonly AlignedPort[]): readonly AlignedPort[] {
  const keyOf = (port: ServicePort): string => {
    const number = aligned.find((one) => one.port === port)?.to ?? port.port?.value;
    return `${protocolOf(port)}/${number ?? ''}`;
  };
  const collides = (one: AlignedPort): boolean =>
    ports.some((other) => other !== one.port && keyOf(other) === keyOf(one.port));
  const rest = aligned.filter((one) => !collides(one));
  // A port that keeps its old number may now be in another one's way.
  return rest.length === aligned.length ? aligned : withoutCollisions(ports, rest);
}

/**
 * The edits that let clients of a Service use its new ports: routes that name the number, and strings with the port behind the host,
 * where the scheme stands for it also without one. What a template writes, and what cannot be changed so, is left out.
 */
export function clientEdits(
  snapshot: Questions,
  service: Placed<Service>,
  aligned: readonly AlignedPort[],
): readonly FileEdit[] {
  const edits = aligned.flatMap(({ port, from, to }) => {
    const { backends, mentions } = portUsers(snapshot, service, port);
    return [
      ...backends.flatMap(
        ({ route, backend: { portNumber } }) => (portNumber && editObject(route, [put(portNumber.at.path, to)])) ?? [],
      ),
      ...mentions.flatMap((mention) => mentionEdit(mention, from, to)),
    ];
  });
  const keyOf = ({ file, edits: [first] }: FileEdit): string => `${first?.span.start ?? 0} ${file.uri}`;
  return uniqueBy(edits, keyOf);
}

function mentionEdit({ from: object, mention }: ServiceMention, from: number, to: number): readonly FileEdit[] {
  if (object.templated) return [];
  if (mention.port === undefined) {
    const { file, span } = placeOf(object, mention.at);
    return [{ file, edits: [insertionAt(span.end, `:${to}`)] }];
  }
  if (mention.portAt === undefined) return [];
  const { file, span } = placeOf(object, mention.portAt);
  const written = file.text.slice(span.start, span.end).replace(/^["']|["']$/g, '');
  if (written !== String(from)) return [];
  const start = span.start + (/^["']/.test(file.text.slice(span.start, span.start + 1)) ? 1 : 0);
  return [{ file, edits: [replacementOf(spanAt(start, written.length), String(to))] }];
}

const words = defineMessages('edits/headless/port-users', {
  string: 'a string in "{name}"',
  strings: '{count} strings in "{name}"',
  more: '{count} more',
});

/** How many users of a port are named before the rest is counted. */
const namedUsers = 4;

/**
 * Who uses a Service by the number of one of its ports, for the middle of a sentence: routes whose backend has that number,
 * and strings such as `http://db:80`, by file. The empty string if nothing in the workspace does.
 */
export function portUsersText(snapshot: Questions, service: Placed<Service>, port: ServicePort): string {
  const { backends, mentions } = portUsers(snapshot, service, port);
  const routes = [...new Set(backends.map(({ route }) => route))].map(
    (route) => `${route.resource.kind} "${displayNameOf(route)}"`,
  );
  const strings = [...groupBy(mentions, ({ from, mention }) => fileNameOf(fileOf(from, mention.at).path))].map(
    ([name, inFile]) =>
      formatMessage(inFile.length === 1 ? words.string : words.strings, { count: inFile.length, name }),
  );
  const users = [...routes, ...strings];
  const rest = users.length - namedUsers;
  return listed(rest > 1 ? [...users.slice(0, namedUsers), formatMessage(words.more, { count: rest })] : users);
}

/** Whether routes lead to a port of a Service, and no string names the Service. */
export function isForRoutesAlone(snapshot: Questions, service: Placed<Service>, port: ServicePort): boolean {
  const isRouted = backendsTo(snapshot, service).some(({ backend }) =>
    portsMeant(service.resource, backend).includes(port),
  );
  return isRouted && mentionsOf(snapshot, service).length === 0;
}

/** Who uses a Service by the number of one of its ports. */
interface PortUsers {
  readonly backends: readonly RoutedBackend[];
  readonly mentions: readonly ServiceMention[];
}

/**
 * Who uses a Service by the number of one of its ports. Where ports of several protocols share the number, only who is known to speak
 * this port's is meant by it.
 */
function portUsers(snapshot: Questions, service: Placed<Service>, port: ServicePort): PortUsers {
  const number = port.port?.value;
  const isShared = service.resource.ports.some((other) => other !== port && other.port?.value === number);
  const isMeant = (protocol: string | undefined): boolean => !isShared || protocol === protocolOf(port);
  return {
    backends: backendsTo(snapshot, service).filter(
      ({ route, backend }) =>
        backend.portNumber !== undefined &&
        portsMeant(service.resource, backend).includes(port) &&
        isMeant(protocolOfRoute(route.resource)),
    ),
    mentions: mentionsOf(snapshot, service).filter(
      ({ mention }) => portDialled(mention) === number && isMeant(protocolOfScheme(mention.scheme)),
    ),
  };
}

/** The port a string connects to: the one behind the host, else that of its scheme. */
function portDialled({ port, scheme }: Mention): number | undefined {
  return port ?? defaultPortOf(scheme);
}
