import { isPortNumber } from '../../kubernetes/formats.ts';
import { protocolOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import { backendPortOf } from '../../relations/ports.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { put, remove, type YamlChange } from '../../yaml/edit.ts';
import { emptySpanAt, spanAt } from '../../text/span.ts';
import type { ServiceMention } from '../../hosts/mentions.ts';
import type { FileEdit } from '../../files/workspace-edit.ts';
import { editObject } from '../../objects/edit-object.ts';
import { placeOf } from '../../objects/places.ts';
import type { RoutedBackend } from '../../relations/backends.ts';
import { uniqueBy } from '../../util/collections.ts';
import { portUsers } from './port-users.ts';

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
      ...backends.flatMap((backend) => backendEdit(backend, to)),
      ...mentions.flatMap((mention) => mentionEdit(mention, from, to)),
    ];
  });
  const keyOf = ({ file, edits: [first] }: FileEdit): string => `${first?.span.start ?? 0} ${file.uri}`;
  return uniqueBy(edits, keyOf);
}

function backendEdit({ route, backend: { portNumber } }: RoutedBackend, to: number): readonly FileEdit[] {
  return (portNumber && editObject(route, [put(portNumber.at.path, to)])) ?? [];
}

function mentionEdit({ from: object, mention }: ServiceMention, from: number, to: number): readonly FileEdit[] {
  if (object.templated) return [];
  if (mention.port === undefined) {
    const { file, span } = placeOf(object, mention.at);
    return [{ file, edits: [{ span: emptySpanAt(span.end), newText: `:${to}` }] }];
  }
  if (mention.portAt === undefined) return [];
  const { file, span } = placeOf(object, mention.portAt);
  const written = file.text.slice(span.start, span.end).replace(/^["']|["']$/g, '');
  if (written !== String(from)) return [];
  const start = span.start + (/^["']/.test(file.text.slice(span.start, span.start + 1)) ? 1 : 0);
  return [{ file, edits: [{ span: spanAt(start, written.length), newText: String(to) }] }];
}
