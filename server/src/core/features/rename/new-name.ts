import { isDns1123Label } from '../../util/dns-label.ts';
import { isDns1035Label, isDns1123Subdomain, isLabelValue, isPortName } from '../../kubernetes/formats.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import type { Placed } from '../../objects/placed.ts';
import { isNamespaceKnown } from '../../hosts/mentions.ts';
import { pairOf, workloadsByPair } from '../../scopes/contents.ts';
import { builtInNamespaces, minorVersionOf } from '../../settings/settings.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { labelGroup } from './label-places.ts';
import { patternsLosing, sharedNames } from './kustomization-names.ts';
import { twinsOf } from './object-places.ts';
import { containerPortGroup, portsNamed } from './port-places.ts';
import { refuse } from './refusals.ts';
import { finalName } from './spelling.ts';
import type { LabelSubject, Refusal, Subject } from './subject.ts';

/** Why a subject cannot have a name; `undefined` where it can. */
export function refuseName(snapshot: Snapshot, subject: Subject, newName: string): Refusal | undefined {
  if (newName === '' && subject.kind !== 'label') return refuse('empty');
  switch (subject.kind) {
    case 'object':
      return firstOf(subject.objects, (object) => refuseObjectName(snapshot, object, subject.objects, newName));
    case 'namespace':
      if (!isDns1123Label(newName)) return refuse('invalidLabel', { kind: 'Namespace', name: newName });
      return isNamespaceKnown(snapshot, newName) || builtInNamespaces.includes(newName)
        ? refuse('takenNamespace', { name: newName })
        : undefined;
    case 'servicePort':
      if (!isDns1123Label(newName)) return refuse('invalidLabel', { kind: 'port', name: newName });
      return firstOf(subject.services, (service) =>
        service.resource.ports.some((port) => port.name?.value === newName)
          ? refuse('takenPort', { owner: `Service "${service.writtenName ?? ''}"`, name: newName })
          : undefined,
      );
    case 'containerPort':
      if (!isPortName(newName)) return refuse('invalidPort', { name: newName });
      return firstOf([...containerPortGroup(snapshot, subject).workloads], (workload) =>
        portsNamed(workload, newName).length > 0
          ? refuse('takenPort', { owner: `${workload.resource.kind} "${workload.writtenName ?? ''}"`, name: newName })
          : undefined,
      );
    case 'label':
      return refuseLabelValue(snapshot, subject, newName);
  }
}

function refuseObjectName(
  snapshot: Snapshot,
  object: Placed,
  renamed: readonly Placed[],
  newName: string,
): Refusal | undefined {
  const kind = kindOf(object.resource);
  const name = finalName(object, newName);
  const isLabel = kind === 'Service' || kind === 'StatefulSet';
  if (isLabel && !isDns1123Label(name)) return refuse('invalidLabel', { kind, name });
  if (!isDns1123Subdomain(name)) return refuse('invalidSubdomain', { kind, name });
  const minor = minorVersionOf(snapshot.settingsOf(object.document.file));
  if (kind === 'Service' && minor < 36 && !isDns1035Label(name)) return refuse('invalidLetter', { kind, name });
  const others = twinsOf(snapshot, object, name).filter((one) => !renamed.includes(one));
  if (others.length > 0) return refuse('taken', { kind, name, namespace: object.namespace });
  const written = object.writtenName ?? '';
  const [pattern] = patternsLosing(snapshot, object, newName);
  if (pattern !== undefined) return refuse('pattern', { file: pattern.place.file.path, name: written, newName });
  const [shared] = sharedNames(snapshot, object);
  return shared && refuse('shared', { file: shared.place.file.path, name: written });
}

/** Whether other Pods have the new pair already: selectors could not tell them apart. */
function refuseLabelValue(snapshot: Snapshot, subject: LabelSubject, newName: string): Refusal | undefined {
  if (!isLabelValue(newName)) return refuse('invalidValue', { name: newName });
  const { workloads } = labelGroup(snapshot, subject);
  const others = snapshot
    .contentsOf(subject.from.scope)
    .index(workloadsByPair)
    .get(pairOf(subject.key, newName))
    .fitting(subject.from)
    .filter((workload) => !workloads.has(workload));
  return others.length > 0 ? refuse('takenLabel', { pair: `${subject.key}: ${newName}` }) : undefined;
}

function firstOf<T>(items: readonly T[], ask: (item: T) => Refusal | undefined): Refusal | undefined {
  for (const item of items) {
    const refusal = ask(item);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
