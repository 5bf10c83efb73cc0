import { kindOf } from '../../kubernetes/resource.ts';
import { finalName } from '../../objects/affixes.ts';
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
  objects: 'In clusters, {kind} {newNames} are new objects. Apply them, then delete {kind} {names}.',
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
    case 'object':
      return noteForObjects(snapshot, subject.objects, names.newName);
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

/** Of all variants of an object, which kustomizations give names of their own. */
function noteForObjects(snapshot: Snapshot, objects: readonly Placed[], newName: string): string | undefined {
  const [first] = objects;
  if (first === undefined) return undefined;
  const kind = kindOf(first.resource);
  const sets = kind === 'Service' ? objects.flatMap((object) => referrers(snapshot, object, 'governedBy')) : [];
  const sentences = [
    formatMessage(...newObjects(objects, kind, newName)),
    kind === 'PersistentVolumeClaim' ? formatMessage(notes.claim) : undefined,
    kind === 'StatefulSet' ? formatMessage(notes.set) : undefined,
    sets.length === 0 ? undefined : formatMessage(notes.governing, { sets: objectList(sets) }),
  ];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

function newObjects(objects: readonly Placed[], kind: string, newName: string): Parameters<typeof formatMessage> {
  const names = uniqueNames(objects);
  const newNames = [...new Set(objects.map((object) => finalName(object, newName)))];
  const [name = '', ...others] = names;
  return others.length === 0
    ? [notes.object, { kind, name, newName: newNames[0] ?? newName }]
    : [notes.objects, { kind, names: quotedList(names), newNames: quotedList(newNames) }];
}

function objectList(objects: readonly Placed[]): string {
  const [first] = objects;
  const kinds = new Set(objects.map(({ resource }) => kindOf(resource)));
  const names = quotedList(uniqueNames(objects));
  return kinds.size === 1 && first !== undefined ? `${kindOf(first.resource)} ${names}` : names;
}

/** What objects are called in a cluster, which is what a person types to delete them. */
function uniqueNames(objects: readonly Placed[]): readonly string[] {
  return [...new Set(objects.map(({ name }) => name ?? ''))];
}
