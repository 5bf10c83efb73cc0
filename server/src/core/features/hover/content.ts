import { type Placed, displayNameOf, isServed, nameAtOf } from '../../objects/placed.ts';
import type { At } from '../../yaml/path.ts';
import type { MessageId } from '../messages.ts';
import type { Field } from '../../kubernetes/field.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import type { Service } from '../../kubernetes/service.ts';
import { serviceFqdn } from '../../dns/names.ts';
import { namespaceZone, relativeTo, zoneServing } from '../../names/zones.ts';
import { readableString } from '../../charts/readable.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { templateMark } from '../../yaml/template.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

/** What a hover says, before it is decided how it is shown. */
export interface HoverContent {
  /** The name it is about, shown first; absent where there is none in DNS. */
  readonly name?: DisplayName | undefined;
  /** A link to all records of the Service it is about. */
  readonly records?: CommandLink | undefined;
  readonly blocks: readonly Block[];
}

/** A fully qualified name, without a final dot. */
export interface DisplayName {
  readonly text: string;
  /** Whether all of it is known. The rest is as `unknownPart`. */
  readonly literal: boolean;
}

/** A paragraph of sentences and links, or a table whose cells are pieces of text. */
export type Block =
  | { readonly kind: 'paragraph'; readonly pieces: readonly Inline[] }
  | { readonly kind: 'table'; readonly header: readonly Sentence[]; readonly rows: readonly (readonly Inline[])[] };

/** A message with its values. */
export interface Sentence {
  readonly kind: 'sentence';
  readonly id: MessageId;
  readonly values: Readonly<Record<string, Inline>>;
}

/** A link that runs a command of the client; shown only where the client can run it. */
export interface CommandLink {
  readonly kind: 'command';
  readonly title: Sentence;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** What can be in a sentence or a cell. */
export type Inline =
  /** Plain words; anything from a manifest is in code. */
  | string
  | number
  /** A name or value as it is written or answered. */
  | { readonly kind: 'code'; readonly text: string }
  /** A link to a place of a manifest. */
  | { readonly kind: 'place'; readonly text: string; readonly placed: Placed; readonly at: At }
  | CommandLink
  /** "a", "a and b", "a, b and c". */
  | { readonly kind: 'list'; readonly items: readonly Inline[] }
  | Sentence;

/** A message, its named places filled. */
export function say(id: MessageId, values: Readonly<Record<string, Inline>> = {}): Sentence {
  return { kind: 'sentence', id, values };
}

/** A value as code. */
export function code(text: string | number): Inline {
  return { kind: 'code', text: String(text) };
}

/** A list of pieces, cut behind the first few, with the number of the rest. */
export function listOf(items: readonly Inline[], limit = 4): Inline {
  if (items.length <= limit) return { kind: 'list', items };
  return { kind: 'list', items: [...items.slice(0, limit - 1), say('more', { count: items.length - limit + 1 })] };
}

/** A paragraph of what is there of the pieces; nothing where none is. */
export function paragraph(...pieces: readonly (Inline | undefined)[]): readonly Block[] {
  const there = pieces.filter((piece) => piece !== undefined);
  return there.length === 0 ? [] : [{ kind: 'paragraph', pieces: there }];
}

/** A hover of one paragraph, about no name in DNS. */
export function hoverOf(...pieces: readonly (Inline | undefined)[]): HoverContent {
  return { blocks: paragraph(...pieces) };
}

/** Copies a name to the clipboard. Its one argument is the name. */
export const copyNameCommand = 'headlight.copyName';

/** Opens what a name answers. Its arguments are the name, and the namespace of the Pod that asks. */
export const resolveNameCommand = 'headlight.resolveName';

/** Shows the picture of a Service. Its arguments are those of the records. */
export const showPictureCommand = 'headlight.showPicture';

/**
 * Opens the records document. Its arguments say of what: a file's URI, and the position of a Service in it, as the
 * `headlight/records` request takes them.
 */
export const showRecordsCommand = 'headlight.showRecords';

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
  return relativeTo(withoutFinalDot(name), zone);
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

/** Whether a template makes a part of the name of a Service. */
export function isNameOpen(snapshot: Snapshot, service: Placed<Service>): boolean {
  return serviceDisplayName(snapshot, service)?.literal === false;
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
  return { kind: 'place', text: objectTitle(placed), placed, at: nameAtOf(placed) };
}

/** A resource by kind and name, as people speak of it: "StatefulSet db". */
export function objectTitle(placed: Placed): string {
  return `${kindOf(placed.resource)} ${displayText(displayNameOf(placed))}`.trim();
}
