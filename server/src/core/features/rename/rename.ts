import { isTemplated } from '../../yaml/template.ts';
import type { WorkspaceEdit } from '../../files/file.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { fromVariable } from '../../names/service-variables.ts';
import { builtInNamespaces } from '../../settings/settings.ts';
import { spanTouches, type Span } from '../../text/span.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';
import type { Placed } from '../../objects/placed.ts';
import { defined } from '../../util/collections.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { rejectName, noteFor } from './new-name.ts';
import { reject, subjectWords, type RenameRejection, type Subject } from './subject.ts';
import { writeName, type NamePlace } from '../../edits/write-name.ts';
import { subjectAt } from './subject-at.ts';
import { placesOfVariable } from '../container-variables.ts';
import { placesOfLocal } from '../local-names.ts';
import { exactly } from './spelling.ts';
import { placesOfLabel } from './label-places.ts';
import { placesOfNamespace } from './namespace-places.ts';
import { placesOfObjects } from './object-places.ts';
import { placesOfPart } from './part-places.ts';
import { stepsNaming } from './field-steps.ts';
import { placesOfContainerPort, placesOfServicePort } from './port-places.ts';

export type { RenameRejection } from './subject.ts';

/** What can be renamed at a place. */
export interface Renamable {
  /** The name, as offsets in the file's text. */
  readonly span: Span;
  readonly name: string;
}

/** What a rename does. */
export interface Renaming {
  readonly edit: WorkspaceEdit;
}

/** The name that is at a place, if it can be renamed there; why not; `undefined` where nothing has a name. */
export function prepareRename(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): Renamable | RenameRejection | undefined {
  const found = nameAtPlace(snapshot, uri, offset);
  return found === undefined || 'rejected' in found ? found : { span: found.span, name: found.name };
}

/**
 * A rename asks what has the name at a place (`subject-at.ts`), where else it is written (a file for each kind of name), and whether the
 * new one may be (`new-name.ts`). Each place says how the name is spelled there, as a prefix or Base64 asks for.
 *
 * Gives what is at a place another name, everywhere: in its own text, in all that refers to it, in host names, in what
 * kustomizations say of it. Rejected with the reason where that cannot be, `undefined` where nothing has a name.
 */
export function rename(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  newName: string,
): Renaming | RenameRejection | undefined {
  const found = nameAtPlace(snapshot, uri, offset);
  if (found === undefined || 'rejected' in found) return found;
  const { subject, places, name } = found;
  const label = formatMessage(renameLabel, { what: whatIs(subject), name, newName });
  if (name === newName) return { edit: { files: [] } };
  const rejection = rejectName(snapshot, subject, newName);
  if (rejection !== undefined) return rejection;
  const files = writeName(places, newName);
  if ('line' in files) return reject('unwritable', { file: files.file.path, line: files.line });
  const note = noteFor(snapshot, subject, { name, newName });
  return { edit: note === undefined ? { files, label } : { files, label, note } };
}

const { label: renameLabel } = defineMessages('features/rename/rename', {
  label: 'Rename {what} "{name}" to "{newName}"',
});

interface FoundName extends Renamable {
  readonly subject: Subject;
  readonly places: readonly NamePlace[];
}

function nameAtPlace(snapshot: Snapshot, uri: string, offset: number): FoundName | RenameRejection | undefined {
  const subject = subjectAt(snapshot, uri, offset);
  if (subject === undefined || 'rejected' in subject) return subject;
  if (subject.kind === 'namespace' && builtInNamespaces.includes(subject.name)) {
    return reject('builtIn', { name: subject.name });
  }
  const places = withSteps(snapshot, subject, placesOf(snapshot, subject));
  const here = places.find(({ place }) => place.file.uri === uri && spanTouches(place.span, offset));
  if (here === undefined) return undefined;
  const { file, span } = here.place;
  const written = file.text.slice(span.start, span.end);
  const own = nameOf(subject);
  // What a variable puts in is changed where the variable is.
  if (subject.kind === 'object' && own !== undefined && isTemplated(own)) return undefined;
  // An alias, Base64, and a variable of the kubelet, which is in capitals, stand for the name.
  const standsForIt = written.startsWith('*') || here.isEncoded === true || fromVariable(written) === own;
  if (own !== undefined && standsForIt) return { subject, places, span, name: own };
  const object = subject.kind === 'object' ? subject.objects[0] : undefined;
  if (object !== undefined && own !== undefined && written.toLowerCase() !== own.toLowerCase()) {
    return reject('final', { written, name: own, file: object.document.file.path });
  }
  return { subject, places, span, name: written };
}

/** What a subject is called in its own text; `undefined` where that says nothing. */
function nameOf(subject: Subject): string | undefined {
  return subject.kind === 'object' ? subject.objects[0]?.writtenName : subject.name;
}

function whatIs(subject: Subject): string {
  switch (subject.kind) {
    case 'object': {
      const [object] = subject.objects;
      return object === undefined ? '' : kindOf(object.resource);
    }
    case 'namespace':
      return formatMessage(subjectWords.namespace);
    case 'servicePort':
    case 'containerPort':
      return formatMessage(subjectWords.port);
    case 'volume':
    case 'container':
    case 'variable':
    case 'dataKey':
    case 'listener':
    case 'subset':
      return formatMessage(subjectWords[subject.kind]);
    case 'label':
      return formatMessage(subjectWords.labelOf, { key: subject.key });
  }
}

/** The places of a name, and those in field paths that call what has it by that. */
function withSteps(snapshot: Snapshot, subject: Subject, places: readonly NamePlace[]): readonly NamePlace[] {
  const spells = new Map(places.map(({ place, spell }) => [place, spell]));
  const steps = stepsNaming(snapshot, objectsOfSubject(subject), [...spells.keys()]);
  return [
    ...places,
    ...steps.flatMap(({ place, named }) => {
      const spell = spells.get(named);
      return spell === undefined ? [] : [{ place, spell }];
    }),
  ];
}

function objectsOfSubject(subject: Subject): readonly Placed[] {
  if ('objects' in subject) return subject.objects;
  return 'owner' in subject ? [subject.owner] : defined([subject.from]);
}

/** Every place where the name of a subject is written, some more than once. */
function placesOf(snapshot: Snapshot, subject: Subject): readonly NamePlace[] {
  switch (subject.kind) {
    case 'object':
      return placesOfObjects(snapshot, subject.objects);
    case 'namespace':
      return placesOfNamespace(snapshot, subject);
    case 'servicePort':
      return placesOfServicePort(snapshot, subject);
    case 'containerPort':
      return placesOfContainerPort(snapshot, subject);
    case 'volume':
    case 'container':
      return placesOfLocal(snapshot, subject).map(({ place }) => ({ place, spell: exactly(subject.name) }));
    case 'variable':
      return placesOfVariable(snapshot, subject).map(({ place }) => ({ place, spell: exactly(subject.name) }));
    case 'dataKey':
    case 'listener':
    case 'subset':
      return placesOfPart(snapshot, subject);
    case 'label':
      return placesOfLabel(snapshot, subject);
  }
}
