import type { Field } from '../../kubernetes/field.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import type { Service } from '../../kubernetes/service.ts';
import { serviceFqdn } from '../../dns/names.ts';
import { namespaceZone, relativeTo, zoneServing } from '../../names/zones.ts';
import { readableString } from '../../charts/readable.ts';
import { displayNameOf } from '../../objects/describe.ts';
import { isServed, type Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { templateMark } from '../../yaml/template.ts';
import {
  paragraph,
  say,
  type Block,
  type DisplayName,
  type HoverContent,
  type Inline,
  type Sentence,
} from './content.ts';

/** Stands for what only a rendered template tells. */
const unknownPart = '{…}';

/** The fully qualified name of a Service, what a template leaves open marked; `undefined` where no name is written. */
export function serviceDisplayName(snapshot: Snapshot, service: Placed<Service>): DisplayName | undefined {
  const known = serviceFqdn(snapshot, service);
  if (known !== undefined && service.namespaceOrigin !== 'templated') return { text: known, literal: true };
  const written = displayField(snapshot, service, service.resource.metadata.name);
  if (written === '') return undefined;
  return { text: `${written}.${zoneOfNamespace(snapshot, service)}`, literal: false };
}

/** The zone of a resource's namespace, `prod.svc.cluster.local`. */
export function zoneOfNamespace(snapshot: Snapshot, placed: Placed): string {
  const { namespaceOrigin, resource } = placed;
  const isOpen = namespaceOrigin === 'templated';
  const namespace = isOpen ? displayField(snapshot, placed, resource.metadata.namespace) : placed.namespace;
  return namespaceZone(namespace, zoneServing(isServed(placed) ? placed.resource.kind : 'Service', snapshot.settings));
}

/** A name, with or without its final dot, relative to a zone; whole where it is not in it. */
export function relativeName(name: string, zone: string): string {
  return relativeTo(name.replace(/\.$/, ''), zone);
}

/** The namespace a resource will live in, as far as it is known. */
export function displayNamespace(placed: Placed): string {
  return placed.namespaceOrigin === 'templated' ? unknownPart : placed.namespace;
}

/** A value of a manifest as people are shown it: each masked template action as one mark. */
export function displayText(value: string): string {
  return value.replaceAll(templateRun, unknownPart);
}

const templateRun = new RegExp(`${templateMark}+`, 'g');

/** A field of a manifest as people are shown it: in a chart with the release's name and defaults of values, as far as they make it. */
export function displayField(snapshot: Snapshot, placed: Placed, field: Field<string> | undefined): string {
  if (field === undefined) return '';
  return readableString(snapshot, placed, field.at, unknownPart) ?? displayText(field.value);
}

/** A sentence about the open part of a name; nothing for a name that is known. */
export function openNameSentence(name: DisplayName | undefined): Sentence | undefined {
  return name === undefined || name.literal ? undefined : say('name.templated');
}

/** A hover about a Service: its name, what is said of it, also of a name of which a template makes a part, and what follows. */
export function aboutService(
  snapshot: Snapshot,
  service: Placed<Service>,
  sentences: readonly (Inline | undefined)[],
  ...more: readonly Block[]
): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  return { name, blocks: [...paragraph(...sentences, openNameSentence(name)), ...more] };
}

/** A link to a resource by kind and name. */
export function linkTo(placed: Placed): Inline {
  const at = placed.resource.metadata.name?.at ?? { path: ['kind'] };
  return { kind: 'place', text: objectTitle(placed), placed, at };
}

/** A resource by kind and name, as people speak of it: "StatefulSet db". */
export function objectTitle(placed: Placed): string {
  return `${kindOf(placed.resource)} ${displayText(displayNameOf(placed))}`.trim();
}
