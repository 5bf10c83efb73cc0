import { put } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import type { NameReference } from '../kubernetes/object-references.ts';
import { kindOf, type Resource } from '../kubernetes/resource.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { findNearObject } from '../relations/near-objects.ts';
import { treeOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { nodeAt } from '../yaml/path.ts';
import { defineRule, type Fix } from './rule.ts';

export const danglingReference = defineRule({
  code: 'dangling-reference',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: workloadKinds,
  since: '0.1.0',
  summary: 'A Pod names a ConfigMap, Secret, account or claim that does not exist; one called alike does.',
  source: 'Kubernetes documentation, ConfigMaps, Secrets, Service Accounts and Persistent Volumes',
  messages: {
    near: 'There is no {target} "{name}" for this {kind}; there is a {target} "{near}". Its Pods do not start before namespace "{namespace}" has one of that name.',
    related: '{target} "{near}".',
    fixName: 'Change the name to "{near}"',
  },
  *check(workload, { snapshot }) {
    const links = snapshot.links.from(workload).filter((link) => link.kind === 'uses' && link.to.length === 0);
    for (const { at } of links) {
      const reference = workload.resource.references.find((one) => one.name.at === at);
      if (reference === undefined || mayBeMissing(workload, reference)) continue;
      if (!isMissing(existenceOf(snapshot, { kind: 'another', of: kindsOf(reference) }, workload))) continue;
      const near = findNearObject(snapshot, workload, reference);
      if (near === undefined) continue;
      const values = {
        target: kindOf(near.resource),
        name: reference.name.value,
        kind: workload.resource.kind,
        near: displayNameOf(near),
        namespace: workload.namespace,
      };
      const fix: Fix = suggest({ title: 'fixName', values }, workload, put(at.path, values.near));
      const related = { resource: near, at: { path: ['metadata', 'name'] }, message: 'related', values };
      yield { at, message: 'near', values, related: [related], fixes: [fix] };
    }
  },
});

/** Whether Pods start without it: it says so itself, or is only tried when an image is pulled. */
function mayBeMissing(workload: Placed, { name }: NameReference): boolean {
  const { path } = name.at;
  if (path.includes('imagePullSecrets')) return true;
  const optional = nodeAt(treeOf(workload), [...path.slice(0, -1), 'optional']);
  return optional?.kind === 'scalar' && optional.value === true;
}

function kindsOf({ kinds }: NameReference): readonly Resource['kind'][] {
  return kinds.map((kind) => (kind === 'ConfigMap' || kind === 'Secret' ? kind : 'Unknown'));
}
