import { defineMessages, type Message } from '../util/format.ts';

/** What lives outside of the workspace and counts as if it were in it. */
export interface Outside {
  /** Namespaces that others fill: any Service may be there. */
  readonly namespaces: readonly string[];
  readonly services: readonly OutsideService[];
  /** Labels of Pods that others make, each a set that one kind of Pod has. */
  readonly labels: readonly ReadonlyMap<string, string>[];
}

/** A Service outside of the workspace. */
export interface OutsideService {
  readonly name: string;
  readonly namespace: string;
  readonly nature: 'virtualIp' | 'headless' | 'alias';
}

/** Nothing is outside. */
export const nothingOutside: Outside = { namespaces: [], services: [], labels: [] };

/** All of both. */
export function withOutside(one: Outside, other: Outside | undefined): Outside {
  if (other === undefined) return one;
  return {
    namespaces: [...new Set([...one.namespaces, ...other.namespaces])],
    services: [...one.services, ...other.services],
    labels: [...one.labels, ...other.labels],
  };
}

const words = defineMessages('settings/outside', {
  map: 'a map of namespaces, services and labels',
  list: 'a list',
  keys: 'one of namespaces, services, labels',
  namespaces: 'a list of namespaces such as "monitoring"',
  services: 'a list of Services such as "db.prod" or "db.prod headless"',
  labels: 'a list of labels such as "app=db,tier=back"',
});

/**
 * Reads the setting: lists of namespaces, of Services as `name.namespace` or `name.namespace headless`, and of labels as
 * `app=db,tier=back`. What cannot be used is left out and given to `reject` with what it has to be.
 */
export function readOutside(input: unknown, reject: (path: string, expected: Message) => void): Outside {
  if (input === undefined || input === null) return nothingOutside;
  if (typeof input !== 'object' || Array.isArray(input)) {
    reject('outside', words.map);
    return nothingOutside;
  }
  const given = input as Readonly<Record<string, unknown>>;
  const read = <T>(key: string, readItem: (text: string) => T | undefined, expected: Message): readonly T[] => {
    const list = given[key];
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) reject(`outside.${key}`, words.list);
    return (Array.isArray(list) ? (list as readonly unknown[]) : []).flatMap((item) => {
      const found = typeof item === 'string' ? readItem(item.trim()) : undefined;
      if (found === undefined) reject(`outside.${key}`, expected);
      return found === undefined ? [] : [found];
    });
  };
  for (const key of Object.keys(given)) if (!keys.has(key)) reject(`outside.${key}`, words.keys);
  return {
    namespaces: read('namespaces', readNamespace, words.namespaces),
    services: read('services', readService, words.services),
    labels: read('labels', readLabels, words.labels),
  };
}

const keys: ReadonlySet<string> = new Set(['namespaces', 'services', 'labels']);
const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const namespacePattern = new RegExp(`^${label}$`);
const servicePattern = new RegExp(`^(${label})\\.(${label})(?:\\s+(ClusterIP|headless|ExternalName))?$`);
const natures = { ClusterIP: 'virtualIp', headless: 'headless', ExternalName: 'alias' } as const;

function readNamespace(text: string): string | undefined {
  return namespacePattern.test(text) ? text : undefined;
}

function readService(text: string): OutsideService | undefined {
  const [, name, namespace, type = 'ClusterIP'] = servicePattern.exec(text) ?? [];
  if (name === undefined || namespace === undefined) return undefined;
  return { name, namespace, nature: natures[type as keyof typeof natures] };
}

function readLabels(text: string): ReadonlyMap<string, string> | undefined {
  const pairs = text.split(',').map((pair) => /^\s*([\w./-]+)=([\w.-]*)\s*$/.exec(pair));
  const found = pairs.flatMap((pair) => (pair?.[1] === undefined ? [] : [[pair[1], pair[2] ?? ''] as const]));
  return found.length === pairs.length ? new Map(found) : undefined;
}
