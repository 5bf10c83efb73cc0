import { namespaceExistence } from '../../existence/namespaces.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { isLabelValue, isPortName } from '../../kubernetes/formats.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { finalName } from '../../objects/affixes.ts';
import type { Placed } from '../../objects/placed.ts';
import { rejectionsOfName } from '../../rules/constraints/evaluate.ts';
import { invalidName } from '../../rules/invalid-name.ts';
import { formatMessage } from '../../util/format.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { isLabelTaken } from './label-places.ts';
import { patternsLosing, sharedNames } from './kustomization-names.ts';
import { twinsOf } from './object-places.ts';
import { portsNamed } from '../port-at.ts';
import { servicesWithPort, workloadsWithPort } from './port-places.ts';
import { reject, type LabelSubject, type RenameRejection, type Subject } from './subject.ts';

/** Why a subject cannot have a name; `undefined` where it can. */
export function rejectName(snapshot: Snapshot, subject: Subject, newName: string): RenameRejection | undefined {
  if (newName === '' && subject.kind !== 'label') return reject('empty');
  switch (subject.kind) {
    case 'object':
      return firstOf(subject.objects, (object) => rejectObjectName(snapshot, object, subject.objects, newName));
    case 'namespace':
      if (!isDns1123Label(newName)) return reject('invalidLabel', { kind: 'Namespace', name: newName });
      return namespaceExistence(snapshot, newName) === 'absent'
        ? undefined
        : reject('takenNamespace', { name: newName });
    case 'servicePort':
      if (!isDns1123Label(newName)) return reject('invalidLabel', { kind: 'port', name: newName });
      return firstOf([...servicesWithPort(snapshot, subject)], (service) =>
        service.resource.ports.some((port) => port.name?.value === newName)
          ? reject('takenPort', { owner: `Service "${service.writtenName ?? ''}"`, name: newName })
          : undefined,
      );
    case 'containerPort':
      if (!isPortName(newName)) return reject('invalidPort', { name: newName });
      return firstOf([...workloadsWithPort(snapshot, subject)], (workload) =>
        portsNamed(workload, newName).length > 0
          ? reject('takenPort', {
              owner: `${kindOf(workload.resource)} "${workload.writtenName ?? ''}"`,
              name: newName,
            })
          : undefined,
      );
    case 'label':
      return rejectLabelValue(snapshot, subject, newName);
  }
}

function rejectObjectName(
  snapshot: Snapshot,
  object: Placed,
  renamed: readonly Placed[],
  newName: string,
): RenameRejection | undefined {
  const kind = kindOf(object.resource);
  const name = finalName(object, newName);
  // The rows pass over what is put in later.
  if (isTemplated(name)) return reject('invalidLabel', { kind, name });
  const settings = snapshot.settingsOf(object.document.file);
  const invalid = rejectionsOfName(object, name, settings).find(({ code }) => code === invalidName.code);
  const words = invalid && invalidName.messages[invalid.message];
  if (words !== undefined) return { rejected: formatMessage(words, invalid?.values) };
  const others = twinsOf(snapshot, object, name).filter((one) => !renamed.includes(one));
  if (others.length > 0) return reject('taken', { kind, name, namespace: object.namespace });
  const written = object.writtenName ?? '';
  const [pattern] = patternsLosing(snapshot, object, newName);
  if (pattern !== undefined) return reject('pattern', { file: pattern.place.file.path, name: written, newName });
  const [shared] = sharedNames(snapshot, object);
  return shared && reject('shared', { file: shared.place.file.path, name: written });
}

/** Whether other Pods have the new pair already, and selectors that ask for either could not tell them apart. */
function rejectLabelValue(snapshot: Snapshot, subject: LabelSubject, newName: string): RenameRejection | undefined {
  if (!isLabelValue(newName)) return reject('invalidValue', { name: newName });
  const isTaken = isLabelTaken(snapshot, subject, newName);
  return isTaken ? reject('takenLabel', { pair: `${subject.key}: ${newName}` }) : undefined;
}

function firstOf<T>(items: readonly T[], ask: (item: T) => RenameRejection | undefined): RenameRejection | undefined {
  for (const item of items) {
    const rejection = ask(item);
    if (rejection !== undefined) return rejection;
  }
  return undefined;
}
