import { keyAt } from '../yaml/path.ts';
import { resourceKinds } from '../kubernetes/kinds/index.ts';
import { treeOf } from '../objects/places.ts';
import { secondObjectIn } from '../objects/placed.ts';
import { repeatedKeysOf } from '../yaml/repeated-keys.ts';
import { defineRule } from './rule.ts';

export const duplicateKey = defineRule({
  code: 'duplicate-key',
  severity: 'warning',
  needs: 'document',
  appliesTo: resourceKinds,
  summary: 'A key appears twice in a map, so its first value is lost.',
  source:
    'sigs.k8s.io/yaml, YAMLToJSON; kustomize api/types/kustomization.go, Unmarshal, and kyaml/yaml, which is strict',
  messages: {
    twice:
      'The key "{field}" appears twice in this map, so the first value is lost. kubectl uses the last one without a warning. Remove one of them.',
    twoObjects:
      'A second object begins here without a "---" line before it. kubectl reads one object and keeps the last value of each key. Add the line.',
    lost: 'The key "{field}" appears twice in this map, so the first value is lost. kustomize uses the last one without a warning. Remove one of them.',
    rejected: 'The key "{field}" appears twice in this map, which kustomize rejects. Remove one of them.',
    joined:
      'The key "{field}" appears twice in this map. kustomize accepts that in the annotations of an object, but kubectl alone loses the first value. Keep one of them.',
  },
  *check(placed) {
    const { document, built, resource, scope } = placed;
    const documents = [document, ...(built?.documents ?? [])];
    if (documents.every(({ forOthers }) => forOthers.repeatedKeys.length === 0)) return;
    const isLost = resource.kind === 'Kustomization';
    const isRead = !isLost && scope.kind === 'kustomization';
    const second = secondObjectIn(placed);
    if (second !== undefined) {
      const severity = isRead ? 'error' : 'warning';
      yield { at: keyAt(second), message: 'twoObjects', severity };
      return;
    }
    for (const path of repeatedKeysOf(treeOf(placed))) {
      const problem = { at: keyAt(path), values: { field: String(path.at(-1)) } } as const;
      // It sets annotations of its own, and takes them away again. Source: kustomize kyaml/yaml/rnode.go, SetAnnotations.
      if (isRead && path[0] === 'metadata' && path[1] === 'annotations') yield { ...problem, message: 'joined' };
      else if (isRead) yield { ...problem, message: 'rejected', severity: 'error' };
      else yield { ...problem, message: isLost ? 'lost' : 'twice' };
    }
  },
});
