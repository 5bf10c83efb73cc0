import { Position, Uri } from 'vscode';
import type { Place } from '../server.ts';

/** What a document in zone form is about: the records of a place, or what a name answers. */
export type ZoneSubject = { readonly kind: 'records'; readonly place: Place } | AskedName;

/** A name, and the namespace of the Pod that asks; none for an absolute name. */
export interface AskedName {
  readonly kind: 'answer';
  readonly name: string;
  readonly from: string | undefined;
}

/** The scheme of these documents. */
export const zoneScheme = 'headlight-zone';

/** The address of a document. The path is what the tab shows; the query says what the document is about. */
export function zoneUri(subject: ZoneSubject, title: string): Uri {
  const path = `/${title.replaceAll('/', '\u2215')}.zone`;
  return Uri.from({ scheme: zoneScheme, path, query: JSON.stringify(queryOf(subject)) });
}

/** What the document of an address is about. */
export function subjectOf(zone: Uri): ZoneSubject {
  const { name, from, uri, line, character } = JSON.parse(zone.query) as Query;
  if (name !== undefined) return { kind: 'answer', name, from };
  if (uri === undefined) return { kind: 'records', place: {} };
  const file = Uri.parse(uri);
  if (line === undefined || character === undefined) return { kind: 'records', place: { uri: file } };
  return { kind: 'records', place: { uri: file, position: new Position(line, character) } };
}

interface Query {
  readonly name?: string | undefined;
  readonly from?: string | undefined;
  readonly uri?: string | undefined;
  readonly line?: number | undefined;
  readonly character?: number | undefined;
}

function queryOf(subject: ZoneSubject): Query {
  if (subject.kind === 'answer') return { name: subject.name, from: subject.from };
  const { uri, position } = subject.place;
  return { uri: uri?.toString(), line: position?.line, character: position?.character };
}
