import { readFacts, readPlainText, type DocumentFacts } from '../files/facts.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import { isKustomizationName } from '../kustomize/files.ts';
import { getOrMake } from '../util/collections.ts';
import { splitDocuments } from '../yaml/split.ts';

/** A file's text, as given to the workspace. */
export interface FileText {
  readonly uri: string;
  /** See `SnapshotFile.path`. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** Whether somebody has it open, and may be in the middle of a word; see `SnapshotDocument.forOthers`. Not where it is left out. */
  readonly isOpen?: boolean;
  /** Given where it is no YAML, whatever its name. */
  readonly readAs?: 'text';
}

/** Makes a document of a file. `before` is the one that was in its place, where there was one. */
type MakeDocument = (made: SnapshotDocument, before: SnapshotDocument | undefined) => SnapshotDocument;

/** A document that stays the same object while it says the same, wherever its file's other text moves it. */
class LiveDocument implements SnapshotDocument {
  readonly forOthers: DocumentFacts;
  facts: DocumentFacts;
  file: SnapshotFile;
  start: number;

  constructor({ file, start, facts, forOthers }: SnapshotDocument) {
    this.forOthers = forOthers;
    this.facts = facts;
    this.file = file;
    this.start = start;
  }
}

/** Documents of a workspace that goes on from change to change. */
export const liveDocument: MakeDocument = (made, before) => {
  const isSame = before?.forOthers === made.forOthers && (before.facts === made.facts || made.forOthers !== nothing);
  if (!isSame || !(before instanceof LiveDocument)) return new LiveDocument(made);
  before.facts = made.facts;
  before.file = made.file;
  before.start = made.start;
  return before;
};

/** Documents that leave those of the workspace as they are. */
export const newDocument: MakeDocument = (made) => made;

/** Reads a file's text. Facts of documents whose text is the same are kept; all is, where nothing is other than it was. */
export function readFile(given: FileText, previous: SnapshotFile | undefined, make: MakeDocument): SnapshotFile {
  const { uri, path, text, isOpen = false } = given;
  if (previous !== undefined && isAsBefore(given, previous)) return previous;
  if (given.readAs === 'text') return plainText(given);
  const known = new Map<string, DocumentFacts>();
  for (const { facts, forOthers } of previous?.documents ?? [])
    known.set(forOthers.text, forOthers).set(facts.text, facts);
  const pieces = splitDocuments(text);
  const before = documentsBefore(
    pieces.map((piece) => piece.text),
    previous?.path === path ? previous.documents : [],
  );
  // Documents of one text say the same.
  const found = pieces.map(({ text: own }) => getOrMake(known, own, () => readFacts(own)));
  const file: Filled = { uri, path, text, documents: [], role: roleOf(path) };
  file.documents = found.map((facts, index) => {
    const forOthers = isOpen ? openFactsForOthers(facts, before[index]) : facts;
    return make({ file, start: pieces[index]?.start ?? 0, facts, forOthers }, before[index]);
  });
  return file;
}

/** A file that is there before its documents, which name it. */
interface Filled extends Omit<SnapshotFile, 'documents'> {
  documents: readonly SnapshotDocument[];
}

/** How a file has to be given again to be what it is. */
export function readAs({ role }: SnapshotFile): Pick<FileText, 'readAs'> {
  return role === 'text' ? { readAs: role } : {};
}

function plainText({ uri, path, text }: FileText): SnapshotFile {
  const documents: SnapshotDocument[] = [];
  const file: SnapshotFile = { uri, path, text, documents, role: 'text' };
  const facts = readPlainText(text);
  documents.push({ file, start: 0, facts, forOthers: facts });
  return file;
}

function isAsBefore(given: FileText, previous: SnapshotFile): boolean {
  const { text, path, isOpen = false, readAs: role = roleOf(path) } = given;
  if (previous.text !== text || previous.path !== path || previous.role !== role) return false;
  if (role === 'text') return true;
  return previous.documents.every((document) => {
    const { facts, forOthers } = document;
    return forOthers === (isOpen ? openFactsForOthers(facts, document) : facts);
  });
}

/**
 * The document that was in the place of each. What is the same at the beginning and the end of a file are the same documents; those
 * in between stand for each other in their order.
 */
function documentsBefore(
  texts: readonly string[],
  before: readonly SnapshotDocument[],
): readonly (SnapshotDocument | undefined)[] {
  const isSame = (index: number, old: number): boolean => texts[index] === before[old]?.facts.text;
  const most = Math.min(texts.length, before.length);
  let first = 0;
  while (first < most && isSame(first, first)) first++;
  let last = 0;
  while (last < most - first && isSame(texts.length - 1 - last, before.length - 1 - last)) last++;
  return texts.map((_, index) => {
    if (index >= texts.length - last) return before[index - texts.length + before.length];
    return index < before.length - last ? before[index] : undefined;
  });
}

/** What a document says that was never readable. */
const nothing = readFacts('');

/** What a document of an open file says for others, see `SnapshotDocument.forOthers`. A template says what can be read of it. */
function openFactsForOthers(facts: DocumentFacts, before: SnapshotDocument | undefined): DocumentFacts {
  if (facts.templated || !facts.broken) return facts;
  if (before === undefined) return nothing;
  const wasReadable = before.forOthers !== before.facts || !before.facts.broken;
  return wasReadable ? before.forOthers : nothing;
}

/** What a file's name makes of it. */
export function roleOf(path: string): Exclude<SnapshotFile['role'], 'text'> {
  if (isKustomizationName(path)) return 'kustomization';
  return path === 'Chart.yaml' || path.endsWith('/Chart.yaml') ? 'chart' : 'manifest';
}
