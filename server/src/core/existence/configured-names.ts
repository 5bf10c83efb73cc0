import { tableOf } from '../kubernetes/kinds/index.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import { servedKinds, type ServedKind } from '../names/zones.ts';
import type { Placed } from '../objects/placed.ts';
import { defineIndex, defineIndexOfAll } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';
import { wholeName, type ConfiguredName } from '../kubernetes/corefile.ts';
import type { ConfigMap } from '../kubernetes/kinds/data-maps.ts';
import { groupBy } from '../util/collections.ts';
import { readSearch } from '../util/pattern.ts';

/** The objects of a name that give it to the zone of a kind, in any namespace: those of the kind, and those for which a controller makes one. */
export function namedIn(snapshot: Questions, kind: ServedKind, name: string): readonly Placed[] {
  return snapshot.everything.index(byName).get(`${kind} ${name}`).all;
}

/** The objects of a namespace that give names to the zone of a kind. */
export function namingIn(snapshot: Questions, kind: ServedKind, namespace: string): readonly Placed[] {
  return snapshot.everything.index(byNamespace).get(`${kind} ${namespace}`).all;
}

/** The Services with a namespace and name, no matter what applies them. */
export function servicesIn(snapshot: Questions, namespace: string, name: string): readonly Placed<Service>[] {
  return snapshot.everything.servedAs('Service', namespace, name);
}

const byName = defineIndexOfAll(({ resource, name }) => kindsNamedBy(resource).map((kind) => `${kind} ${name ?? ''}`));

const byNamespace = defineIndexOfAll(({ resource, namespace }) =>
  kindsNamedBy(resource).map((kind) => `${kind} ${namespace}`),
);

function kindsNamedBy(resource: Resource): readonly ServedKind[] {
  if (resource.kind !== 'Unknown') return servedKinds.filter((kind) => kind === resource.kind);
  return tableOf(resource.writtenKind, resource.apiVersion)?.makes ?? none;
}

const none: readonly ServedKind[] = [];

/** A configured name with the ConfigMap that has it. */
interface PlacedName extends ConfiguredName {
  readonly of: Placed<ConfigMap>;
}

/** All that the cluster's DNS is configured to answer; `undefined` where that is nothing, as in most workspaces. */
export function configuredNames(snapshot: Questions): ConfiguredNames | undefined {
  return snapshot.derive(allConfigured);
}

/** What is configured to be answered to an absolute name, with or without its final dot: all addresses that it has, or one rule. */
export function configuredAnswers({ whole, rules }: ConfiguredNames, absolute: string): readonly PlacedName[] {
  const name = wholeName(absolute);
  const found = whole.get(name) ?? rules.filter(({ covers }) => covers(name)).map((one) => one.of);
  const addresses = found.filter(({ address }) => address !== undefined);
  return addresses.length > 0 ? addresses : found.slice(0, 1);
}

interface Rule {
  readonly of: PlacedName;
  readonly covers: (name: string) => boolean;
}

/** Configured names, by how they are compared with one that is asked for. */
interface ConfiguredNames {
  readonly whole: ReadonlyMap<string, readonly PlacedName[]>;
  readonly rules: readonly Rule[];
}

function allConfigured(snapshot: Questions): ConfiguredNames | undefined {
  const maps = snapshot.everything.index(configuring).get('').all;
  if (maps.length === 0) return undefined;
  const names = maps.flatMap((of) => of.resource.configuredNames.map((name): PlacedName => ({ ...name, of })));
  return {
    whole: groupBy(
      names.filter(({ match }) => match === 'whole'),
      ({ text }) => text,
    ),
    rules: names.flatMap((of) => (of.match === 'whole' ? [] : [{ of, covers: coverOf(of) }])),
  };
}

/** Source: CoreDNS plugin/rewrite, name.go. */
function coverOf({ match, text }: ConfiguredName): Rule['covers'] {
  switch (match) {
    case 'whole':
      return (name) => name === text;
    case 'prefix':
      return (name) => name.startsWith(text);
    case 'suffix':
      return (name) => name.endsWith(text);
    case 'substring':
      return (name) => name.includes(text);
    case 'pattern':
      return readSearch(text);
  }
}

const configuring = defineIndex(['ConfigMap'], ({ resource }) => (resource.configuredNames.length === 0 ? [] : ['']));
