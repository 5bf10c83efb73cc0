import { resourceKinds } from '../kubernetes/kinds/index.ts';
import { treeOf } from '../objects/places.ts';
import { secondObjectIn } from '../objects/second-object.ts';
import { repeatedKeysOf } from '../yaml/repeated-keys.ts';
import { defineRule } from './rule.ts';

export const duplicateKey = defineRule({
  code: 'duplicate-key',
  severity: 'warning',
  needs: 'document',
  appliesTo: resourceKinds,
  since: '0.1.0',
  summary: 'A key that stands twice in one map, so that its first value is lost.',
  source: 'sigs.k8s.io/yaml, YAMLToJSON; kustomize api/types/kustomization.go and kyaml/yaml, which are strict',
  messages: {
    twice:
      'The key "{field}" stands twice in this map, and the first value is lost. kubectl takes the last one without a word.',
    twoObjects:
      'A second object begins here without a line "---" before it. kubectl reads one object, in which the values that are written last count.',
    rejected: 'The key "{field}" stands twice in this map, which kustomize refuses. A map has one value for a key.',
  },
  *check(placed) {
    const { document, built, resource, scope } = placed;
    const documents = [document, ...(built?.documents ?? [])];
    if (documents.every(({ forOthers }) => forOthers.repeatedKeys.length === 0)) return;
    const isRead = resource.kind === 'Kustomization' || scope.kind === 'kustomization';
    const second = secondObjectIn(placed);
    if (second !== undefined) {
      const severity = isRead ? 'error' : 'warning';
      yield { at: { path: second, part: 'key' }, message: 'twoObjects', severity };
      return;
    }
    for (const path of repeatedKeysOf(treeOf(placed))) {
      const problem = { at: { path, part: 'key' }, values: { field: String(path.at(-1)) } } as const;
      if (isRead) yield { ...problem, message: 'rejected', severity: 'error' };
      else yield { ...problem, message: 'twice' };
    }
  },
});
