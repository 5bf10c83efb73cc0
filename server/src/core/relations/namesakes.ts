import type { StringMap } from '../kubernetes/field.ts';
import { isControllerLabel } from '../kubernetes/selectors.ts';
import { workloadKinds, type Workload } from '../kubernetes/workloads.ts';
import { isCertain, isService, type Placed } from '../objects/placed.ts';
import { defineIndex, type IndexDefinition } from '../scopes/object-index.ts';
import { namespaceFits } from '../scopes/group.ts';
import { folderOf } from '../util/paths.ts';
import type { Questions } from '../workspace/questions.ts';
import { onlyPairOff, type NearWorkload } from './near-workloads.ts';
import { areNumbered } from '../util/similar-names.ts';
import { onlyOne } from '../util/collections.ts';

/**
 * The one workload beside an object that has its name, also with other words before or behind it, where one pair of the selector
 * differs from its labels, however much. For a Service, one of another name counts only if no other Service selects it.
 */
export function meantByName(snapshot: Questions, from: Placed, selector: StringMap): NearWorkload | undefined {
  const close = namesakesOf(snapshot, from).filter((one) => one.resource.template.labels.known && isCertain(one));
  const named = close.filter(({ name }) => name === from.name);
  const alike = named.length > 0 ? named : close.filter((one) => !isService(from) || !isSelected(snapshot, one));
  const workload = onlyOne(alike);
  if (workload === undefined) return undefined;
  const labels = workload.resource.template.labels.pairs;
  const only = onlyPairOff(selector, workload.resource.template.labels);
  if (only === undefined || isControllerLabel(only.key)) return undefined;
  const { key, value } = only;
  const label = labels.get(key);
  if (label !== undefined) {
    if (areNumbered(value, label.value)) return undefined;
    return { differs: 'pair', workload, pair: { key, value, labelKey: key, labelValue: label.value } };
  }
  const renamed = [...labels].find(([, field]) => field.value === value);
  if (renamed !== undefined && selector.pairs.get(renamed[0]) === undefined)
    return { differs: 'pair', workload, pair: { key, value, labelKey: renamed[0], labelValue: value } };
  // An operator may add labels to those of the template.
  const isWhole = workload.resource.kind !== 'CustomWorkload' && selector.pairs.size > 1;
  return isWhole && !isOfElection(key, value, workload.resource)
    ? { differs: 'extra', workload, missing: [key, value] }
    : undefined;
}

/**
 * Whether a label says which Pod leads, as those that elect one among them write to it. Source: MinIO Operator, operator: leader; Vault,
 * Service Registration, vault-active; Patroni, Kubernetes, role_label.
 */
function isOfElection(key: string, value: string, { kind }: Workload): boolean {
  if (/^(?:leader|active|standby|follower)$/.test(value) || /-(?:active|leader)$/.test(key)) return true;
  return kind === 'StatefulSet' && /^(?:master|primary|replica)$/.test(value);
}

/**
 * The one workload beside an object that has a value of its selector under another label that says what Pods are, `app: web` for `name: web`,
 * and all other pairs; for a Service, one that no other Service selects.
 */
export function meantByValue(snapshot: Questions, from: Placed, selector: StringMap): NearWorkload | undefined {
  const folder = folderOf(from.document.file.path);
  const labelled = [...selector.pairs].flatMap(([key, { value }]) =>
    identities.has(key) ? snapshot.contentsOf(from.scope).index(workloadsByIdentity).get(value).below(folder) : [],
  );
  const meant = [...new Set(labelled)].filter(
    (one) => namespaceFits(from, one) && isCertain(one) && !(isService(from) && isSelected(snapshot, one)),
  );
  const workload = onlyOne(meant);
  const labels = workload?.resource.template.labels;
  const only = labels?.known === true ? onlyPairOff(selector, labels) : undefined;
  if (workload === undefined || only === undefined || labels?.pairs.has(only.key) !== false) return undefined;
  const { key, value } = only;
  const renamed = [...labels.pairs].find(([one, field]) => field.value === value && identities.has(one));
  if (renamed === undefined || !identities.has(key) || selector.pairs.has(renamed[0])) return undefined;
  return { differs: 'pair', workload, pair: { key, value, labelKey: renamed[0], labelValue: value } };
}

/** Labels that say what Pods are, of which people write one for another. */
const identities: ReadonlySet<string> = new Set([
  'app',
  'name',
  'run',
  'k8s-app',
  'service',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
]);

/** Workloads by what their Pods are by such a label. */
const workloadsByIdentity = defineIndex(workloadKinds, ({ resource }) =>
  [...resource.template.labels.pairs].flatMap(([key, { value }]) => (identities.has(key) ? value : [])),
);

/**
 * The workloads in the folder of an object or below that have its name, of which one is the other with words before or behind it, or that
 * are called the same but for words that say what they are; of those that a kustomization builds with it, also the ones of its name elsewhere.
 */
function namesakesOf(snapshot: Questions, from: Placed): readonly Placed<Workload>[] {
  const contents = snapshot.contentsOf(from.scope);
  const { name = '', document, scope } = from;
  const folder = folderOf(document.file.path);
  const close = (index: IndexDefinition<Workload>, part: string): readonly Placed<Workload>[] =>
    contents
      .index(index)
      .get(part)
      .below(folder)
      .filter((one) => namespaceFits(from, one));
  const shorter = partsOf(name).flatMap((part) => close(workloadsByName, part));
  const longer = close(workloadsByNamePart, name);
  const bare = bareOf(name);
  const alike = bare === name ? [] : close(workloadsByNamePart, bare).filter((one) => bareOf(one.name ?? '') === bare);
  const same = scope.kind === 'kustomization' ? contents.index(workloadsByName).get(name).fitting(from) : [];
  return [...new Set([...longer, ...shorter, ...alike, ...same])];
}

/** What is left of a name without the word at its end or beginning that says what it is: `web` of `web-service` and `deploy-web`. */
function bareOf(name: string): string {
  return name.replace(kindAtEnd, '').replace(kindAtStart, '');
}

const kindWords =
  '(?:service|svc|headless|deployment|deploy|statefulset|sts|daemonset|ds|replicaset|rs|controller|rc|pods?)';
const kindAtEnd = new RegExp(`-${kindWords}$`);
const kindAtStart = new RegExp(`^${kindWords}-`);

/** Workloads by their names. */
const workloadsByName = defineIndex(workloadKinds, ({ name }) => (name === undefined ? [] : [name]));

/** Workloads by their names, and by what is left of them without words before or behind. */
const workloadsByNamePart = defineIndex(workloadKinds, ({ name }) =>
  name === undefined ? [] : [name, ...partsOf(name)],
);

function partsOf(name: string): readonly string[] {
  const words = name.split('-');
  if (words.length > mostWords) return [];
  const ends = words.slice(1).flatMap((_, index) => [words.slice(0, index + 1), words.slice(index + 1)]);
  return [...new Set(ends.map((part) => part.join('-')))];
}

/** Longer names are none that people put together. */
const mostWords = 12;

function isSelected(snapshot: Questions, workload: Placed<Workload>): boolean {
  return snapshot.links.to(workload).some(({ kind }) => kind === 'selects');
}
