import { l10n, Position, Uri } from 'vscode';
import type { RecordsQuestion } from '../server-questions.ts';

/** The schemes of these documents, which `when` clauses of package.json tell apart, and the languages they are in. */
export const recordsSchemes = {
  table: 'headlight-records',
  zone: 'headlight-zone',
  answer: 'headlight-answer',
} as const;

/** The language of a document; `undefined` for documents of others. */
export function languageIdOf({ scheme }: Uri): string | undefined {
  switch (scheme) {
    case recordsSchemes.zone:
      return 'headlight-zone';
    case recordsSchemes.table:
    case recordsSchemes.answer:
      return 'headlight-records';
    default:
      return undefined;
  }
}

/** The address of a document. The path is what the tab shows; the query says what the document is about. */
export function uriOf(subject: RecordsQuestion, title: string): Uri {
  const scheme = recordsSchemes[subject.kind === 'answer' ? 'answer' : subject.form];
  return Uri.from({
    scheme,
    path: `/${labelOf(subject, title).replaceAll('/', '\u2215')}`,
    query: JSON.stringify(queryOf(subject)),
  });
}

/** What the document of an address is about. */
export function subjectOf({ scheme, query }: Uri): RecordsQuestion {
  const { name, from, uri, line, character } = JSON.parse(query) as Query;
  if (name !== undefined) {
    return { kind: 'answer', name, from, around: uri === undefined ? undefined : Uri.parse(uri) };
  }
  const form = scheme === recordsSchemes.zone ? 'zone' : 'table';
  if (uri === undefined) return { kind: 'records', place: {}, form };
  const file = Uri.parse(uri);
  if (line === undefined || character === undefined) return { kind: 'records', place: { uri: file }, form };
  return { kind: 'records', place: { uri: file, position: new Position(line, character) }, form };
}

function labelOf(subject: RecordsQuestion, title: string): string {
  if (subject.kind === 'answer') return l10n.t('DNS answer: {0}', title);
  return subject.form === 'zone' ? `${title}.zone` : l10n.t('DNS records: {0}', title);
}

interface Query {
  readonly name?: string | undefined;
  readonly from?: string | undefined;
  readonly uri?: string | undefined;
  readonly line?: number | undefined;
  readonly character?: number | undefined;
}

function queryOf(subject: RecordsQuestion): Query {
  if (subject.kind === 'answer') {
    const { name, from, around } = subject;
    return { name, from, uri: around?.toString() };
  }
  const { uri, position } = subject.place;
  return { uri: uri?.toString(), line: position?.line, character: position?.character };
}
