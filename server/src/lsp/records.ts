import {
  answerDocument,
  recordsDocument,
  type AnswerDocument,
  type RecordsDocument,
} from '../core/features/service.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type {
  RecordsParams,
  RecordsPlace,
  RecordsPlaceParams,
  RecordsResult,
  ResolveParams,
  ResolveResult,
} from '../shared/protocol.ts';
import { offsetAt, toRecords, toRecordsPlace } from './convert.ts';
import type { Documents } from './documents.ts';

/** What is answered about a file that is not there. */
export const noRecords: RecordsResult = { title: '', text: '', links: [] };

/** What a file belongs to: the workspace, or itself alone where it is open from elsewhere. */
export function snapshotAround(documents: Documents, uri: string | undefined): Snapshot {
  return (uri === undefined ? undefined : documents.locate(uri)?.snapshot) ?? documents.snapshot;
}

/** The records of the workspace, of a file or of a Service. */
export function answerRecords(documents: Documents, params: RecordsParams): RecordsResult {
  const document = recordsFor(documents, params);
  return document === undefined ? noRecords : toRecords(document);
}

/** What a name answers. */
export function answerResolve(documents: Documents, params: ResolveParams): ResolveResult {
  const { error, ...document } = answerFor(documents, params);
  return { ...toRecords(document), ...(error === undefined ? {} : { error }) };
}

/** Where a link in one of these documents leads. */
export function answerRecordsPlace(documents: Documents, { of, line }: RecordsPlaceParams): RecordsPlace | null {
  const document = 'name' in of ? answerFor(documents, of) : recordsFor(documents, of);
  return document === undefined ? null : toRecordsPlace(document, line);
}

function recordsFor(documents: Documents, { uri, position, form }: RecordsParams): RecordsDocument | undefined {
  if (uri === undefined) return recordsDocument(documents.snapshot, { kind: 'workspace' }, form);
  const located = documents.locate(uri);
  if (located === undefined) return undefined;
  const { snapshot, file } = located;
  if (position === undefined) return recordsDocument(snapshot, { kind: 'file', uri: file.uri }, form);
  return recordsDocument(snapshot, { kind: 'service', uri: file.uri, offset: offsetAt(file, position) }, form);
}

function answerFor(documents: Documents, { name, from, uri }: ResolveParams): AnswerDocument {
  return answerDocument(snapshotAround(documents, uri), { name, ...(from === undefined ? {} : { from }) });
}
