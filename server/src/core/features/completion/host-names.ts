import { serviceFqdn } from '../../dns/names.ts';
import { recordsOf } from '../../dns/records.ts';
import type { Service } from '../../kubernetes/service.ts';
import { shortFormsOf } from '../../names/host-name.ts';
import { isHostNext } from '../../names/scan-hosts.ts';
import { isDataMap, type Placed, isService } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { nodeIn } from '../../objects/places.ts';
import { keysOn, type Path } from '../../yaml/path.ts';
import { beginsWith, type WritingPlace } from './writing-place.ts';
import { NamedServices, type NamedService, detailOf, type Name } from './service-names.ts';
import { isSameScope, namespaceFits } from '../../scopes/group.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

const words = defineMessages('features/completion/host-names', {
  port: 'port of {service}',
  pod: 'Pod of {service}',
});

/**
 * The host names that can be in a string: as short as they can be from the namespace of the object, longer ones once a dot is
 * written, those of Pods once the word looks like one, those of ports behind an underscore.
 */
export function hostNamesFor(snapshot: Snapshot, place: WritingPlace): Iterable<Name> {
  const { placed, word } = place;
  if (!isHostPlace(place)) return [];
  const [label = ''] = word.split('.');
  const mayBegin = (name: string): boolean =>
    beginsWith(name, label) && (label === word || name.length === label.length);
  const isWanted = ({ service, name, namespaceOrigin }: NamedService): boolean =>
    (mayBeBelow(word) || mayBegin(name)) &&
    (namespaceOrigin === 'written' || (namespaceOrigin !== 'templated' && isSameScope(placed, service)));
  return hostNamesOf(snapshot, place, snapshot.derive(allServices).nearestFirst(placed, 'any').filter(isWanted));
}

function allServices(snapshot: Snapshot): NamedServices {
  return new NamedServices(snapshot.ofKind('Service'));
}

/** Whether what is written may be the beginning of the name of a Pod or port. */
function mayBeBelow(word: string): boolean {
  return word.startsWith('_') || /-|^\w+\./.test(word);
}

/** Few of thousands are looked at, so each is worded when it is. */
function* hostNamesOf(
  snapshot: Snapshot,
  place: WritingPlace,
  services: Iterable<NamedService>,
): Generator<Name, void, undefined> {
  const { placed, word } = place;
  const isAlias = isExternalName(place);
  for (const { service } of services) {
    const forms = formsOf(snapshot, service, namespaceFits(placed, service) ? 'here' : 'elsewhere');
    const usable = isAlias ? forms.slice(-1) : forms;
    // Only short names, as long as the text does not say where the Service is.
    const own = word.includes('.') || isAlias ? usable : usable.slice(0, 1);
    for (const text of own) if (beginsWith(text, word)) yield { text, kind: 'service', detail: detailOf(service) };
    yield* belowOf(snapshot, service, usable, word);
  }
}

/** The names of a Service, shortest first: within its own namespace without that. */
function formsOf(snapshot: Snapshot, service: Placed<Service>, from: 'here' | 'elsewhere'): readonly string[] {
  const { name = '', namespace } = service;
  const all = [...shortFormsOf(name, namespace), serviceFqdn(snapshot, service) ?? ''];
  return from === 'here' ? all : all.slice(1);
}

/** The names of the Pods and ports of a Service, as its records have them. */
function belowOf(
  snapshot: Snapshot,
  service: Placed<Service>,
  forms: readonly string[],
  word: string,
): readonly Name[] {
  if (!mayBeBelow(word)) return [];
  const whole = `.${serviceFqdn(snapshot, service) ?? ''}.`;
  const labels = new Set(
    recordsOf(snapshot, service).flatMap(({ name, type }) => {
      const isWanted = word.startsWith('_') ? type === 'SRV' && name.startsWith('_') : type !== 'PTR' && type !== 'SRV';
      return isWanted && name.endsWith(whole) ? [name.slice(0, -whole.length)] : [];
    }),
  );
  const kind = word.startsWith('_') ? 'port' : 'pod';
  return [...labels].flatMap((label) =>
    forms.map((form): Name => ({
      text: `${label}.${form}`,
      kind,
      detail: formatMessage(words[kind], { service: detailOf(service) }),
    })),
  );
}

/** Words in the names of variables and flags whose values are hosts. */
const hostWord = /host|addr|url|uri|server|endpoint|peer|broker|seed|node|dsn|connect|upstream|backend|target|cluster/i;

/**
 * Whether a host can be here: in a URL, in a list behind another host, where a dot or underscore is written in a word, or
 * as the value of a variable or flag that is called so. Words of prose and of scripts are left alone.
 */
function isHostPlace(place: WritingPlace): boolean {
  const { placed, path, word, before } = place;
  if (!isString(placed, path)) return false;
  if (isExternalName(place)) return true;
  if (/(?:dns|headless|passthrough):\/\/\/$/i.test(before)) return true;
  if (/:\/\/(?:[^\s/@"']*@)?$/.test(before.slice(-256)) || /:\/\/[^\s/"']*,$/.test(before.slice(-256))) return true;
  if (/[$/{%]$/.test(before)) return false;
  if (/^\w[\w-]*\./.test(word) || /^_\w*/.test(word)) return true;
  const flag = /--?([\w-]+)[= ][^\s=]*$/.exec(before)?.[1];
  if (flag !== undefined && hostWord.test(flag)) return true;
  if (isHostNext(before.slice(-256))) return true;
  if (isEntryOfText(placed, path) && /(?:^|[{;])\s*server\s+$/.test(before)) return true;
  const key = keyBefore.exec(before) ?? jsonKeyBefore.exec(before);
  if (isEntryOfText(placed, path) && hostWord.test(key?.[1] ?? '')) return true;
  return (variableNamed(placed, path) || isHostField(placed, path)) && /(?:^|[\s"',:[])$/.test(before);
}

/** The key before a value in a configuration that is a text, on a line that is no comment. */
const keyBefore = /^\s*(?!#|;|\/\/)(?:export\s+|-\s+)?["']?([\w.-]+)["']?\s*[=:]\s*(?:\[\s*(?:[^\s,\][]+,\s*)*)?["']?$/;

/** The same within a line of JSON. */
const jsonKeyBefore = /[{,]\s*"([\w.-]+)"\s*:\s*"$/;

/** Whether a field of a custom resource is called as those whose values are hosts. */
function isHostField({ resource }: Placed, path: Path): boolean {
  const key = keysOn(path).at(-1) ?? '';
  return resource.kind === 'Unknown' && path[0] === 'spec' && hostField.test(key);
}

const hostField = /^(?:hosts?|address(?:es)?|endpoints?|brokers?|servers?)$|(?:Host|Address|Endpoint|Server|Broker)s?$/;

/** Whether a string is one of the texts of a ConfigMap or Secret. */
function isEntryOfText(placed: Placed, path: Path): boolean {
  return isDataMap(placed) && path.length === 2;
}

/** Not the objects' own names and labels, nor images. */
function isString({ resource }: Placed, path: Path): boolean {
  const [section, field] = path;
  if (section === 'metadata') return field === 'annotations';
  const last = path.at(-1);
  return (
    section !== 'apiVersion' &&
    section !== 'kind' &&
    last !== 'image' &&
    last !== 'name' &&
    resource.kind !== 'Namespace'
  );
}

function isExternalName({ placed, path }: WritingPlace): boolean {
  return isService(placed) && path.length === 2 && path[1] === 'externalName';
}

/** Whether the path is the value of an environment variable, or of an entry of a ConfigMap, that is called like a host. */
function variableNamed(placed: Placed, path: Path): boolean {
  const last = path.at(-1);
  if (last === 'value') {
    const name = nodeIn(placed, [...path.slice(0, -1), 'name']);
    return name?.kind === 'scalar' && hostWord.test(name.text);
  }
  const isEntry = path.length === 2 && (path[0] === 'data' || path[0] === 'stringData');
  return isEntry && typeof last === 'string' && hostWord.test(last);
}
