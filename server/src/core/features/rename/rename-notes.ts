import { kindOf } from '../../kubernetes/resource.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import { defineMessages, formatMessage, quotedList } from '../../util/format.ts';
import { referrers } from '../../relations/linked.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAtOrBelow } from '../../yaml/path.ts';
import { labelGroup } from './label-places.ts';
import type { Subject } from './subject.ts';

/** What a live cluster needs after a rename. */
const notes = defineMessages('features/rename/rename-notes', {
  object: 'In a cluster, {kind} "{newName}" is a new object. Apply it, then delete {kind} "{name}".',
  claim: 'Its data stays with the old claim.',
  set: 'Its Pods and their volumes are also new.',
  governing:
    'Kubernetes does not allow a change of serviceName on a running StatefulSet. Delete {sets} with --cascade=orphan, which keeps the Pods, then apply again.',
  namespace: 'In a cluster, namespace "{newName}" is a new one. Nothing moves there by itself.',
  selector:
    'Kubernetes does not allow a change of the selector on a running workload. Delete {workloads}, then apply again.',
});

/** What a person has to do in a cluster once something has another name; `undefined` where nothing is left to do. */
export function noteFor(
  snapshot: Snapshot,
  subject: Subject,
  names: { readonly name: string; readonly newName: string },
): string | undefined {
  switch (subject.kind) {
    case 'object': {
      const [object] = subject.objects;
      return object && noteForObject(snapshot, object, names);
    }
    case 'namespace':
      return formatMessage(notes.namespace, names);
    case 'servicePort':
    case 'containerPort':
      return undefined;
    case 'label': {
      const { selectors } = labelGroup(snapshot, subject);
      const workloads = [...selectors]
        .filter(({ from, labels }) => isWorkload(from) && isAtOrBelow(labels.at.path, ['spec', 'selector']))
        .map(({ from }) => from);
      return workloads.length === 0 ? undefined : formatMessage(notes.selector, { workloads: objectList(workloads) });
    }
  }
}

function noteForObject(
  snapshot: Snapshot,
  object: Placed,
  names: { readonly name: string; readonly newName: string },
): string {
  const kind = kindOf(object.resource);
  const sets = kind === 'Service' ? referrers(snapshot, object, 'governedBy') : [];
  const sentences = [
    formatMessage(notes.object, { ...names, kind }),
    kind === 'PersistentVolumeClaim' ? formatMessage(notes.claim) : undefined,
    kind === 'StatefulSet' ? formatMessage(notes.set) : undefined,
    sets.length === 0 ? undefined : formatMessage(notes.governing, { sets: objectList(sets) }),
  ];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

function objectList(objects: readonly Placed[]): string {
  const [first] = objects;
  const kinds = new Set(objects.map(({ resource }) => kindOf(resource)));
  const names = quotedList([...new Set(objects.map((object) => object.writtenName ?? ''))]);
  return kinds.size === 1 && first !== undefined ? `${kindOf(first.resource)} ${names}` : names;
}
