import type { Service } from '../../kubernetes/service.ts';
import { mapKeysOf, type Placed, isService } from '../../objects/placed.ts';
import { findNearObject } from '../../relations/near-services.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { keysOf, scalarText, textUnder } from '../../yaml/node.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { nodeIn } from '../../objects/places.ts';
import type { PlaceAtCursor } from '../at-cursor.ts';
import { declarationsOfVariable, type VariableSubject } from '../container-variables.ts';
import { partsAt, type PartSubject } from '../named-parts.ts';
import {
  code,
  listOf,
  paragraph,
  say,
  type HoverContent,
  type Inline,
  type Sentence,
  displayNamespace,
  linkTo,
  hoverOf,
} from './content.ts';
import { serviceHover } from './service-hover.ts';
import { whyUnset } from '../../dns/diagnosis/why-unset.ts';
import { isOfApiServer, variableOf } from '../../hosts/set-variables.ts';
import { fromVariable, type ServiceVariable } from '../../names/service-variables.ts';
import { placedReason } from './missing.ts';
import { servicesOfMention, type ReadMention, type ServiceMention } from '../../hosts/mentions.ts';

/** The object that a field names, as a ConfigMap from which a container takes variables; `undefined` for fields that name none. */
export function useHover(snapshot: Snapshot, placed: Placed, path: Path): HoverContent | undefined {
  const link = snapshot.links
    .from(placed)
    .find(({ kind, at }) => (kind === 'uses' || kind === 'names') && isAtOrBelow(path, at.path));
  const reference = placed.resource.references.find((one) => one.name.at === link?.at);
  if (link === undefined || reference === undefined) return undefined;
  const [target] = link.to;
  if (target === undefined) {
    if (link.kind === 'names') return undefined;
    const values = {
      kind: reference.kinds[0] ?? '',
      name: code(reference.name.value),
      namespace: code(reference.namespace?.value ?? displayNamespace(placed)),
    };
    const near = findNearObject(snapshot, placed, reference);
    const orphan = say('use.orphan', values);
    const told = near === undefined ? orphan : say('absent.near', { statement: orphan, near: linkTo(near) });
    return hoverOf(told);
  }
  if (isService(target)) {
    return serviceHover(snapshot, target, say('route.leads', { service: linkTo(target) }));
  }
  return objectHover(target);
}

/** Which object is named, and what it holds. */
export function objectHover(target: Placed): HoverContent {
  const keys = mapKeysOf(target);
  const values = { object: linkTo(target), namespace: code(displayNamespace(target)) };
  const content = keys.length === 0 ? undefined : say('use.keys', { keys: listOf(keys.map(code), mostKeys) });
  return hoverOf(say('use.object', values), content);
}

const mostKeys = 12;

/** What a field names besides an object: a key of a ConfigMap or Secret, or a listener of a Gateway. What a Secret holds is not shown. */
export function partHover(
  snapshot: Snapshot,
  { placed, path, part }: Pick<PlaceAtCursor, 'placed' | 'path' | 'part'>,
): HoverContent | undefined {
  const [named] = partsAt(snapshot, { placed, path, part });
  return named === undefined || (named.owner === placed && part === 'key') ? undefined : namedPartHover(named);
}

function namedPartHover(named: PartSubject): HoverContent {
  const { kind, owner, at } = named;
  const values = { object: linkTo(owner), namespace: code(displayNamespace(owner)) };
  if (kind === 'subset') {
    const labels = nodeIn(owner, [...at.path.slice(0, -1), 'labels']);
    const pairs = keysOf(labels).map((key) => code(`${key}: ${textUnder(labels, key) ?? ''}`));
    return hoverOf(say('use.subset', { ...values, labels: listOf(pairs) }));
  }
  if (kind === 'listener') {
    const listener = nodeIn(owner, at.path.slice(0, -1));
    const [port, protocol] = [textUnder(listener, 'port') ?? '', textUnder(listener, 'protocol') ?? ''];
    return hoverOf(say('use.listener', { ...values, port: code(port), protocol: code(protocol) }));
  }
  const text = scalarText(nodeIn(owner, at.path));
  const isShown = owner.resource.kind === 'ConfigMap' && text !== undefined && text !== '' && at.path[0] === 'data';
  if (!isShown) return hoverOf(say('use.key', values));
  return hoverOf(say('use.value', { ...values, value: code(shortened(text)) }));
}

const longestValue = 80;

/** What a variable holds that the kubelet puts in: a value, what a field refers to, or what a map has for it. */
export function putInHover(
  snapshot: Snapshot,
  [subject]: readonly (VariableSubject | PartSubject)[],
): HoverContent | undefined {
  if (subject === undefined) return undefined;
  if (subject.kind !== 'variable') return namedPartHover(subject);
  const { from, name, container } = subject;
  const path = declarationsOfVariable(subject).at(-1)?.slice(0, -1);
  if (path === undefined) return undefined;
  const values = { variable: code(name), container: code(container) };
  const text = scalarText(nodeIn(from, [...path, 'value'])) ?? '';
  const source = ['configMapKeyRef', 'secretKeyRef'].map((key) => [...path, 'valueFrom', key, 'key']);
  const [named] = source.flatMap((at) => partsAt(snapshot, { placed: from, path: at, part: 'value' }));
  if (named !== undefined) {
    const { blocks } = namedPartHover(named);
    return {
      blocks: [
        ...paragraph(say('putIn.key', { ...values, key: code(named.name), object: linkTo(named.owner) })),
        ...blocks,
      ],
    };
  }
  if (nodeIn(from, [...path, 'valueFrom']) !== undefined) return hoverOf(say('putIn.other', values));
  return hoverOf(
    text === '' ? say('putIn.empty', values) : say('putIn.value', { ...values, value: code(shortened(text)) }),
  );
}

/** The first line of a text, or what of it a hover has room for. */
function shortened(text: string): string {
  const lines = text.trimEnd().split('\n');
  const [first = ''] = lines;
  return lines.length > 1 || first.length > longestValue ? `${first.slice(0, longestValue)} …` : first;
}

/** What a variable that is called as one of a Service holds, or why it is not set; `undefined` where that is not known. */
export function variableHover(snapshot: Snapshot, read: ReadMention | ServiceMention): HoverContent | undefined {
  const variable = variableOf(read);
  if (variable === undefined) return undefined;
  const name = code(read.mention.written ?? '');
  if (isOfApiServer(variable)) return hoverOf(say('variable.apiServer', { variable: name }));
  const why = whyUnset(snapshot, read);
  const [service] = servicesOfMention(read);
  if (service === undefined) return why && hoverOf(placedReason(why, read.from));
  return serviceHover(snapshot, service, why ? placedReason(why, service) : setSentence(name, service, variable));
}

function setSentence(variable: Inline, service: Placed<Service>, { holds }: ServiceVariable): Sentence {
  const values = { variable, service: linkTo(service) };
  if (holds === 'address') return say('variable.address', values);
  const { ports } = service.resource;
  const port =
    holds === 'firstPort' ? ports[0] : ports.find(({ name }) => fromVariable(name?.value ?? '') === holds.port);
  const number = port?.port?.value;
  return number === undefined
    ? say('variable.openPort', values)
    : say('variable.port', { ...values, port: code(String(number)) });
}
