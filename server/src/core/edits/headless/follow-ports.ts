import { emptySpanAt, spanAt } from '../../text/span.ts';
import type { ServiceMention } from '../../hosts/mentions.ts';
import type { FileEdit } from '../../files/workspace-edit.ts';
import type { Service } from '../../kubernetes/service.ts';
import { editObject } from '../../objects/edit-object.ts';
import { placeOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import type { RoutedBackend } from '../../relations/backends.ts';
import { uniqueBy } from '../../util/collections.ts';
import type { Questions } from '../../workspace/questions.ts';
import { put } from '../../yaml/edit.ts';
import type { AlignedPort } from './align-ports.ts';
import { portUsers } from './port-users.ts';

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
