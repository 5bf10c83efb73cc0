import { namespaceExistence } from '../../existence/existence.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import {
  isDataKey,
  isDns1123Subdomain,
  isLabelValue,
  isPathSegmentName,
  isPortName,
} from '../../kubernetes/formats.ts';
import { isNameOfShell } from '../../kubernetes/shell-variables.ts';
import { isPlainVariableName, isVariableName } from '../../kubernetes/variables.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import { groupOf, kindOf } from '../../kubernetes/resource.ts';
import { finalName } from '../../objects/affixes.ts';
import { type Placed, isWorkload } from '../../objects/placed.ts';
import { rejectionsOfName } from '../../rules/constraints/evaluate.ts';
import { invalidName } from '../../rules/invalid-name.ts';
import { formatMessage, defineMessages, quotedList } from '../../util/format.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isTemplated } from '../../yaml/template.ts';
import { isLabelTaken, labelGroup } from './label-places.ts';
import { patternsLosing, sharedNames } from './kustomization-names.ts';
import { twinsEachOnce } from './object-places.ts';
import { hasVariable, placesOfVariable, usesOfKey, type VariableSubject } from '../container-variables.ts';
import { declarationsOfLocal, type LocalSubject } from '../local-names.ts';
import { declaredParts } from '../../hosts/object-parts.ts';
import type { PartSubject } from '../named-parts.ts';
import { portsNamed, type ServicePortSubject } from '../port-at.ts';
import { servicesWithPort, workloadsWithPort } from './port-places.ts';
import { reject, subjectWords, type LabelSubject, type RenameRejection, type Subject } from './subject.ts';
import { referrers } from '../../relations/linked.ts';
import { servicePortNamesOf } from '../../relations/port-names.ts';
import { nodeIn, placeOf } from '../../objects/places.ts';
import type { FilePlace } from '../../objects/origins.ts';
import { isAtOrBelow } from '../../yaml/path.ts';

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
      if (!isDns1123Label(newName)) return reject('invalidLabel', { kind: subjectWords.port, name: newName });
      if (!isPortName(newName) && isNamedByIngress(snapshot, subject))
        return reject('portOfIngress', { name: newName });
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
    case 'volume':
    case 'container': {
      const { kind, from } = subject;
      if (!isDns1123Label(newName)) return reject('invalidLabel', { kind: subjectWords[kind], name: newName });
      const owner = `${kindOf(from.resource)} "${from.writtenName ?? ''}"`;
      return declarationsOfLocal({ kind, from, name: newName }).length === 0
        ? undefined
        : reject('takenLocal', { owner, kind: subjectWords[kind], name: newName });
    }
    case 'variable': {
      const { from, container } = subject;
      const isValid =
        minorVersionOf(snapshot.settingsOf(from.document.file)) < 32 ? isPlainVariableName : isVariableName;
      if (!isValid(newName)) return reject('invalidVariable', { name: newName });
      if (!isReadable(snapshot, subject, newName)) return reject('unreadableVariable', { name: newName });
      return hasVariable(snapshot, { ...subject, name: newName })
        ? reject('takenVariable', { container, name: newName })
        : undefined;
    }
    case 'dataKey':
    case 'listener':
    case 'subset':
      return rejectPartName(snapshot, subject, newName);
    case 'label':
      return rejectLabelValue(snapshot, subject, newName);
  }
}

/** Whether what reads a variable, the kubelet or a shell, can read it under another name. */
function isReadable(snapshot: Snapshot, subject: VariableSubject, newName: string): boolean {
  return placesOfVariable(snapshot, subject).every(
    ({ of: { role }, place }) => role === 'declaration' || isReadableAt(place, newName),
  );
}

/** The same where a name is, or ends, at a place. */
function isReadableAt({ file: { text }, span: { start } }: FilePlace, newName: string): boolean {
  const [before = ''] = /[\w.-]*$/.exec(text.slice(Math.max(0, start - 256), start)) ?? [];
  const isOfShell = text.charAt(start - before.length - 1) !== '(';
  return isOfShell ? isNameOfShell(before + newName) : /^[-.\w]+$/.test(before + newName);
}

/** Whether what takes a key as a variable can read it under another name. */
function isReadableKey(snapshot: Snapshot, part: PartSubject, newName: string): boolean {
  const users = new Set(snapshot.links.to(part.owner).map(({ from }) => from));
  return [...users].every((from) =>
    usesOfKey(snapshot, from, part).every((at) => isReadableAt(placeOf(from, at), newName)),
  );
}

/** Why a key or listener cannot have a name. Sources: apimachinery pkg/util/validation, IsConfigMapKey; Gateway API v1, SectionName. */
function rejectPartName(snapshot: Snapshot, part: PartSubject, newName: string): RenameRejection | undefined {
  const { kind, owner, name } = part;
  if (kind === 'dataKey' && !isDataKey(newName)) return reject('invalidKey', { name: newName });
  if (kind !== 'dataKey' && !isDns1123Subdomain(newName))
    return reject('invalidListener', { kind: subjectWords[kind], name: newName });
  if (kind === 'dataKey' && !isReadableKey(snapshot, part, newName))
    return reject('unreadableVariable', { name: newName });
  return firstOf(snapshot.variantsOf(owner), (variant) =>
    newName !== name && declaredParts(variant).some(({ text }) => text === newName)
      ? reject('takenLocal', {
          owner: `${kindOf(variant.resource)} "${variant.writtenName ?? ''}"`,
          kind: subjectWords[kind],
          name: newName,
        })
      : undefined,
  );
}

function rejectObjectName(
  snapshot: Snapshot,
  object: Placed,
  renamed: readonly Placed[],
  newName: string,
): RenameRejection | undefined {
  const kind = kindOf(object.resource);
  const name = finalName(object, newName);
  const invalid = rejectInvalidName(snapshot, object, name);
  if (invalid !== undefined) return invalid;
  const others = twinsEachOnce(snapshot)({ ...object, name }).filter((one) => !renamed.includes(one));
  if (others.length > 0) return reject('taken', { kind, name, namespace: object.namespace });
  const written = object.writtenName ?? '';
  const [pattern] = patternsLosing(snapshot, object, newName);
  if (pattern !== undefined) return reject('pattern', { file: pattern.place.file.path, name: written, newName });
  const [shared] = sharedNames(snapshot, object);
  return shared && reject('shared', { file: shared.place.file.path, name: written });
}

/** Why no object of its kind can have a name. */
function rejectInvalidName(snapshot: Snapshot, object: Placed, name: string): RenameRejection | undefined {
  const kind = kindOf(object.resource);
  // The rows pass over what is put in later.
  if (isTemplated(name)) return reject('invalidLabel', { kind, name });
  if (groupOf(object.resource.apiVersion) === 'rbac.authorization.k8s.io')
    return isPathSegmentName(name) ? undefined : reject('invalidSegment', { kind, name });
  const settings = snapshot.settingsOf(object.document.file);
  const invalid = rejectionsOfName(object, name, settings).find(({ code }) => code === invalidName.code);
  const words = invalid && invalidName.messages[invalid.message];
  return words && { rejected: formatMessage(words, invalid?.values) };
}

/** Whether an Ingress names the port, which takes shorter names than a Service. Source: kubernetes pkg/apis/networking/validation/validation.go, validateIngressBackend. */
function isNamedByIngress(snapshot: Snapshot, subject: ServicePortSubject): boolean {
  return [...servicesWithPort(snapshot, subject)].some((service) =>
    servicePortNamesOf(snapshot, service).some(
      ({ from, name }) => from.resource.kind === 'Ingress' && name.value === subject.name,
    ),
  );
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

/** What a live cluster needs after a rename. */
const notes = defineMessages('features/rename/new-name', {
  object: 'In a cluster, {kind} "{newName}" is a new object. Apply it, then delete {kind} "{name}".',
  objects: 'In clusters, {kind} {newNames} are new objects. Apply them, then delete {kind} {names}.',
  claim: 'Its data stays with the old claim.',
  set: 'Its Pods and their volumes are also new.',
  governing:
    'Kubernetes does not allow changing serviceName on a running StatefulSet. Delete {sets} with --cascade=orphan, which keeps the Pods, then apply again.',
  claims:
    'Kubernetes does not allow changing volumeClaimTemplates on a running StatefulSet. Delete {set}, then apply again. Its data stays with the old claims.',
  key: 'Variables and files made from all keys (envFrom, volumes) are then also called "{newName}".',
  variable: 'Programs in container "{container}" that read "{name}" have to read "{newName}" instead.',
  namespace: 'In a cluster, namespace "{newName}" is a new one. Nothing moves there by itself.',
  selector:
    'Kubernetes does not allow changing the selector of a running workload. Delete {workloads}, then apply again.',
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
    case 'container':
    case 'listener':
    case 'subset':
      return undefined;
    case 'variable':
      return formatMessage(notes.variable, { container: subject.container, ...names });
    case 'dataKey':
      return noteForKey(snapshot, subject, names);
    case 'volume':
      return isOfClaim(subject) ? formatMessage(notes.claims, { set: objectList([subject.from]) }) : undefined;
    case 'label': {
      const { selectors } = labelGroup(snapshot, subject);
      const workloads = [...selectors]
        .filter(({ from, labels }) => isWorkload(from) && isAtOrBelow(labels.at.path, ['spec', 'selector']))
        .map(({ from }) => from);
      return workloads.length === 0 ? undefined : formatMessage(notes.selector, { workloads: objectList(workloads) });
    }
  }
}

/** Whether something takes all keys of a map, as variables or as files. */
function noteForKey(
  snapshot: Snapshot,
  { owner }: PartSubject,
  names: { readonly name: string; readonly newName: string },
): string | undefined {
  const takesAll = snapshot.links
    .to(owner)
    .some(({ from, at: { path } }) =>
      path.includes('envFrom') || path.includes('volumes')
        ? nodeIn(from, [...path.slice(0, -1), 'items']) === undefined
        : false,
    );
  return takesAll ? formatMessage(notes.key, names) : undefined;
}

/** Whether a StatefulSet makes claims for the volume. */
function isOfClaim(subject: LocalSubject): boolean {
  return declarationsOfLocal(subject).some((path) => path.includes('volumeClaimTemplates'));
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
