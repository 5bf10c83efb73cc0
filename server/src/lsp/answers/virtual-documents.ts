import {
  answerDocument,
  recordsDocument,
  type AnswerDocument,
  type RecordsDocument,
  type RecordsForm,
} from '../../core/features/facade.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import type {
  RecordsParams,
  RecordsPlace,
  RecordsPlaceParams,
  RecordsResult,
  ResolveParams,
  ResolveResult,
} from '../../shared/protocol.ts';
import { filesAt } from '../files-at.ts';
import type { ServerContext } from '../request.ts';
import { offsetAt, toRecords, toRecordsPlace } from '../convert.ts';
import type { Documents } from '../documents.ts';
import { pathOfUri } from '../uris.ts';
import { fileNameOf } from '../../core/util/paths.ts';

/** What is answered about a file that is not there. */
export const noRecords: RecordsResult = { title: '', text: '', links: [] };

/** What a file belongs to: the workspace, or itself alone where it is open from elsewhere. */
export function snapshotAround(documents: Documents, uri: string | undefined): Snapshot {
  return (uri === undefined ? undefined : documents.locate(uri)?.snapshot) ?? documents.snapshot;
}

/** The records of the workspace, of a file or of a Service. */
export function answerRecords({ documents }: ServerContext, params: RecordsParams): RecordsResult {
  const document = recordsFor(documents, params);
  return document === undefined ? noRecords : toRecords(document);
}

/** What a name answers. */
export function answerResolve({ documents }: ServerContext, params: ResolveParams): ResolveResult {
  const { error, ...document } = answerFor(documents, params);
  return { ...toRecords(document), ...(error === undefined ? {} : { error }) };
}

/** Where a link in one of these documents leads. */
export function answerRecordsPlace(
  { documents }: ServerContext,
  { of, line }: RecordsPlaceParams,
): RecordsPlace | null {
  const document = 'name' in of ? answerFor(documents, of) : recordsFor(documents, of);
  return document === undefined ? null : toRecordsPlace(document, line);
}

function recordsFor(documents: Documents, { uri, position, form }: RecordsParams): RecordsDocument | undefined {
  if (uri === undefined) return recordsDocument(documents.snapshot, { kind: 'workspace' }, form);
  const located = documents.locate(uri);
  if (located === undefined) return folderRecords(documents, uri, form);
  const { snapshot, file } = located;
  if (position === undefined) return recordsDocument(snapshot, { kind: 'file', uri: file.uri }, form);
  return recordsDocument(snapshot, { kind: 'service', uri: file.uri, offset: offsetAt(file, position) }, form);
}

/** Those of a folder; of what is neither file nor folder of the workspace there are none. */
function folderRecords(documents: Documents, uri: string, form: RecordsForm | undefined): RecordsDocument | undefined {
  const uris = filesAt(documents, uri).map(({ file }) => file.uri);
  if (uris.length === 0) return undefined;
  const path = pathOfUri(uri).replace(/\/$/, '');
  const title = fileNameOf(path);
  return recordsDocument(documents.snapshot, { kind: 'files', uris, title }, form);
}

function answerFor(documents: Documents, { name, from, uri }: ResolveParams): AnswerDocument {
  return answerDocument(snapshotAround(documents, uri), { name, ...(from === undefined ? {} : { from }) });
}
