import type { Path } from '../../yaml/path.ts';
import type { Placed } from '../../objects/placed.ts';
import type { VariableSubject } from '../container-variables.ts';
import type { LocalSubject } from '../local-names.ts';
import type { PartSubject } from '../named-parts.ts';
import type { ContainerPortSubject, ServicePortSubject } from '../port-at.ts';
import { defineMessages, formatMessage, type MessageValues } from '../../util/format.ts';

/** What can get another name, or another value. */
export type Subject =
  | ObjectSubject
  | NamespaceSubject
  | ServicePortSubject
  | ContainerPortSubject
  | LabelSubject
  | LocalSubject
  | VariableSubject
  | PartSubject;

/** An object; several where variants of it have one text or one user. */
interface ObjectSubject {
  readonly kind: 'object';
  readonly objects: readonly Placed[];
}

/** A namespace, whether there is a manifest for it or not. */
export interface NamespaceSubject {
  readonly kind: 'namespace';
  readonly name: string;
  /**
   * Who speaks of it; says which one is meant where several parts of the workspace have one of that name. Absent where a configuration
   * file does, which means all of them.
   */
  readonly from: Placed | undefined;
}

/** The value of a label of Pods, and of the selectors that ask for it. */
export interface LabelSubject {
  readonly kind: 'label';
  readonly from: Placed;
  readonly key: string;
  /** The value. */
  readonly name: string;
  /** The place of the value in a selector of the object; absent where the labels of its Pods have it. */
  readonly selector?: Path;
  /** A further place of the value: the label of the workload itself, where that is the same. */
  readonly own?: Path;
}

/** Why something cannot be renamed, or not so. */
export interface RenameRejection {
  readonly rejected: string;
}

/** Why a rename is rejected: first what is wrong, then what to do. */
const rejections = defineMessages('features/rename/subject', {
  templated: 'A template builds "{written}". Rename it in the values of the chart or in the template.',
  key: 'The key of a label cannot be renamed, only its value.',
  otherLabel: 'Only labels of Pods and of the selectors that match them can be renamed.',
  controllerLabel: 'A controller gives Pods the label "{key}", so its value cannot be renamed.',
  absent: 'There is no {kind} "{name}" in this workspace to rename.',
  final: 'A kustomization changes the name to "{written}". Rename "{name}" in {file} instead.',
  affix:
    'This is a part of the names of many objects. Change it here; problems then show the host names that have to follow.',
  builtIn: 'Every cluster has the namespace "{name}". It cannot be renamed.',
  empty: 'The name is empty.',
  invalidLabel:
    '"{name}" is not a valid name of a {kind}: use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
  invalidSegment:
    '"{name}" is not a valid name of a {kind}: it is part of a path, so it has no slash and no percent sign.',
  portOfIngress:
    '"{name}" is not a valid name of a port that an Ingress names: use at most 15 lower-case letters, digits and single dashes, with at least one letter.',
  invalidPort:
    '"{name}" is not a valid name of a port: use at most 15 lower-case letters, digits and single dashes, with at least one letter.',
  invalidValue:
    '"{name}" is not a valid value of a label: use at most 63 letters, digits, dashes, dots and underscores, with a letter or digit at both ends.',
  unreadableVariable:
    '"{name}" cannot be read where the variable is put in: use letters, digits and underscores, and no digit first.',
  invalidVariable: '"{name}" is not a valid name of a variable: use printable ASCII characters without an equals sign.',
  invalidKey: '"{name}" is not a valid key: use at most 253 letters, digits, dashes, dots and underscores.',
  invalidListener:
    '"{name}" is not a valid name of a {kind}: use lower-case letters, digits, dashes and dots, with a letter or digit at both ends of each part.',
  taken: 'There is already a {kind} "{name}" in namespace "{namespace}".',
  takenNamespace: 'There is already a namespace "{name}". Objects with the same name would become one.',
  takenPort: '{owner} already has a port "{name}".',
  takenLocal: '{owner} already has a {kind} "{name}".',
  takenVariable: 'Container "{container}" already has a variable "{name}".',
  takenLabel: 'Other Pods already have the label "{pair}". The selectors would also select those.',
  pattern: 'A pattern in {file} selects "{name}", and would not select "{newName}". Change the pattern first.',
  shared: 'A selector in {file} matches everything called "{name}". Add a kind to it first.',
  unwritable: 'The name cannot be changed in {file}, line {line}: it is written in a different form there.',
});

/** What subjects are called that are no objects. */
export const subjectWords = defineMessages('features/rename/subject', {
  namespace: 'namespace',
  port: 'port',
  volume: 'volume',
  container: 'container',
  variable: 'variable',
  dataKey: 'key',
  listener: 'listener',
  subset: 'subset',
  labelOf: 'label {key}:',
});

/** A rejection with its reason. */
export function reject(id: keyof typeof rejections, values: MessageValues = {}): RenameRejection {
  return { rejected: formatMessage(rejections[id], values) };
}
