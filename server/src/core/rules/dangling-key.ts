import { sourceOfMount } from '../hosts/object-parts.ts';
import { isDataKey } from '../kubernetes/formats.ts';
import { isOfOperator, kindOf } from '../kubernetes/resource.ts';
import { containersOf, workloadKinds, type Workload } from '../kubernetes/workloads.ts';
import { nodeIn } from '../objects/places.ts';
import { displayNameOf, isCertain, isDataMap, isWorkload, mapKeysOf, type Placed } from '../objects/placed.ts';
import { quotedList } from '../util/format.ts';
import { nearestKey } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { itemsIn, scalarText, textUnder, type YamlNode } from '../yaml/node.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import { defineRule, put, relatedByName, suggest } from './rule.ts';

export const danglingKey = defineRule({
  code: 'dangling-key',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: workloadKinds,
  summary: 'A container or volume takes a key of a ConfigMap or Secret that does not have it.',
  source: 'Kubernetes API core/v1, ConfigMapKeySelector, SecretKeySelector, KeyToPath',
  messages: {
    near: '{target} "{name}" has no key "{key}"; there is "{near}". The Pods do not start without it.',
    absent: '{target} "{name}" has no key "{key}"; it has {keys}. The Pods do not start without it.',
    nearFile:
      '{target} "{name}" has no key "{key}"; there is "{near}". The container gets an empty folder instead of a file.',
    absentFile:
      '{target} "{name}" has no key "{key}"; it has {keys}. The container gets an empty folder instead of a file.',
    related: '{target} "{name}".',
    fixKey: 'Change the key to "{near}"',
  },
  *check(workload, { snapshot }) {
    for (const { at, to } of snapshot.links.from(workload)) {
      const [map] = to;
      if (map === undefined || !to.every(isDataMap)) continue;
      const paths = keyPathsBeside(workload, at.path);
      const mounted = isWorkload(workload) ? filesMounted(workload, at.path) : [];
      if (paths.length + mounted.length === 0 || !to.every((one) => snapshot.about(one, hasKnownKeys))) continue;
      const keys = [...new Set(to.flatMap(mapKeysOf))];
      if (keys.length === 0 || !keys.every(isAsWritten)) continue;
      for (const path of [...paths, ...mounted]) {
        const key = scalarText(nodeIn(workload, path)) ?? '';
        if (!isAsWritten(key) || keys.includes(key)) continue;
        const target = kindOf(map.resource);
        const near = nearestKey(key, keys);
        const values = { target, name: displayNameOf(map), key, near: near ?? '', keys: quotedList(keys, 5) };
        yield {
          at: { path },
          message: `${near === undefined ? 'absent' : 'near'}${mounted.includes(path) ? 'File' : ''}`,
          // Maps are often made by hand, or a second one of the name is applied.
          ...(near === undefined ? { severity: 'hint' } : {}),
          values,
          related: [relatedByName(map, values, 'related')],
          fixes: near === undefined ? [] : [suggest({ title: 'fixKey', values }, workload, put(path, near))],
        };
      }
    }
  },
});

/** Whether nothing is put into a key later. Keys are called as variables are, so capitals alone are no placeholder. */
function isAsWritten(key: string): boolean {
  return isDataKey(key) && !key.startsWith('__');
}

/** Where the keys stand that a reference to a map takes of it; none where it takes them all, or does without. */
function keyPathsBeside(workload: Placed, path: Path): readonly Path[] {
  const holder = path.slice(0, -1);
  const optional = nodeIn(workload, [...holder, 'optional']);
  if (optional?.kind === 'scalar' && optional.value === true) return [];
  switch (holder.at(-1)) {
    case 'configMapKeyRef':
    case 'secretKeyRef':
      return [[...holder, 'key']];
    case 'configMap':
    case 'secret': {
      const items = nodeIn(workload, [...holder, 'items']);
      return items?.kind === 'sequence' ? items.items.map((_, index) => [...holder, 'items', index, 'key']) : [];
    }
    default:
      return [];
  }
}

/** Where containers mount a file of the volume that a reference to a map is in, which is called as its key. */
function filesMounted(workload: Placed<Workload>, path: Path): readonly Path[] {
  const source = path.slice(0, -1);
  if (source.at(-3) !== 'volumes') return [];
  return containersOf(workload.resource.template).flatMap(({ at }) =>
    itemsIn(nodeIn(workload, [...at.path, 'volumeMounts'])).flatMap((mount, index) => {
      if (textUnder(mount, 'name') === undefined || textUnder(mount, 'subPath') === undefined) return [];
      const file = [...at.path, 'volumeMounts', index, 'subPath'];
      return isSamePath(sourceOfMount(workload, file) ?? [], source) ? [file] : [];
    }),
  );
}

/** Whether all keys of a map are those that are written: no patch that is not known adds some, and no controller. */
function hasKnownKeys(snapshot: Questions, map: Placed): boolean {
  // A custom resource may fill the map that has its name.
  if (snapshot.contentsOf(map.scope).hasCustom(map.name ?? '')) return false;
  if (!isCertain(map) || (map.scope.kind === 'kustomization' && map.scope.open)) return false;
  if (dataFields.some((field) => isOpen(nodeIn(map, [field])))) return false;
  const { annotations, labels } = map.resource.metadata;
  const isFilled = [...annotations.pairs.keys(), ...labels.pairs.keys()].some((key) => filling.test(key));
  if (isFilled || scalarText(nodeIn(map, ['type'])) === 'kubernetes.io/service-account-token') return false;
  return !snapshot.links
    .to(map)
    .some(({ from }) => from.resource.kind === 'Unknown' && isOfOperator(from.resource.apiVersion));
}

const dataFields: readonly string[] = ['data', 'stringData'];

/** Whether a file that is not known puts more into a map. */
function isOpen(node: YamlNode | undefined): boolean {
  return node?.kind === 'map' && node.open === true;
}

/** In annotations and labels by which controllers are asked to put something into a map. */
const filling = /inject|reflect|replic|sync|merge|vault|copy|generat/i;
