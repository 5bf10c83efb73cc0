import {
  DiagnosticSeverity,
  DiagnosticTag,
  type DefinitionLink,
  type Diagnostic,
  type Location,
  type Position,
  type Range,
  type WorkspaceEdit as LspWorkspaceEdit,
} from 'vscode-languageserver';
import type { Definition } from '../core/features/definition.ts';
import type { LinkedText } from '../core/dns/linked-text.ts';
import type { Finding } from '../core/rules/finding.ts';
import type { Severity } from '../core/settings/settings.ts';
import { linesOf } from '../core/text/lines.ts';
import { settledEdits, type Span, spanBetween } from '../core/text/span.ts';
import type { WorkspaceEdit, SnapshotFile } from '../core/files/file.ts';
import { placeOf } from '../core/objects/places.ts';
import type { RecordsPlace, RecordsResult } from '../shared/protocol.ts';
import type { Client } from './client.ts';

/** The source of our diagnostics. */
export const diagnosticSource = 'headlight';

/** The offset of a position in a file; outside of the text it is the nearest place inside. */
export function offsetAt(file: SnapshotFile, position: Position): number {
  return linesOf(file).offsetAt(position);
}

/** The range of a span of a file. */
export function toRange(file: SnapshotFile, span: Span): Range {
  return linesOf(file).rangeOf(span);
}

/** The span of a range in a file. */
export function toSpan(file: SnapshotFile, range: Range): Span {
  return spanBetween(offsetAt(file, range.start), offsetAt(file, range.end));
}

/** A place in a file, by the URI the client knows it under. */
export function toLocation({ file, span }: { readonly file: SnapshotFile; readonly span: Span }): Location {
  return { uri: file.uri, range: toRange(file, span) };
}

/** Where a definition goes to, for clients that take plain places. */
export function toLocations({ targets }: Definition): Location[] {
  return targets.map(({ file, selection }) => toLocation({ file, span: selection }));
}

/** Where a definition goes to from a place of a file, for clients that show both ends. */
export function toLinks(from: SnapshotFile, { origin, targets }: Definition): DefinitionLink[] {
  const originSelectionRange = toRange(from, origin);
  return targets.map(({ file, span, selection }) => ({
    originSelectionRange,
    targetUri: file.uri,
    targetRange: toRange(file, span),
    targetSelectionRange: toRange(file, selection),
  }));
}

/** A document of records, with its links as the client can offer them. */
export function toRecords({ title, text, links }: LinkedText & { readonly title: string }): RecordsResult {
  return {
    title,
    text,
    links: links.map(({ line, columns, opens }) => ({
      range: { start: { line, character: columns.start }, end: { line, character: columns.end } },
      opens,
    })),
  };
}

/** Where the link in a line of a document leads. */
export function toRecordsPlace({ links }: LinkedText, line: number): RecordsPlace | null {
  const source = links.find((link) => link.line === line)?.source;
  if (source === undefined) return null;
  return toLocation(placeOf(source.resource, source.at));
}

/** A finding as the client can show it. */
export function toDiagnostic(finding: Finding, client: Client): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(finding.file, finding.span),
    severity: severities[finding.severity],
    code: finding.code,
    source: diagnosticSource,
    message: inTwoParts(finding.message),
  };
  if (client.showsCodeDescription && client.rulePages !== undefined) {
    diagnostic.codeDescription = { href: rulePage(client.rulePages, finding.code) };
  }
  if (client.showsRelatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((place) => ({
      location: toLocation(place),
      message: place.message,
    }));
  }
  const tag = tagOf(finding.code);
  if (client.showsTags && tag !== undefined) diagnostic.tags = [tag];
  return diagnostic;
}

/**
 * An edit as the client can apply it: with the version of each open document, so that it is rejected where the text has
 * changed since, or as plain changes for clients that know no versions. None asks to be confirmed: VS Code then takes the mark off each
 * change, and applies only what people mark again. Who wants to see it before asks for the preview, which has its label.
 */
export function toWorkspaceEdit(
  edit: WorkspaceEdit,
  client: Client,
  versionOf: (uri: string) => number | undefined,
): LspWorkspaceEdit {
  const files = edit.files.map(({ file, edits }) => ({
    uri: file.uri,
    edits: settledEdits(edits).map(({ span, newText }) => ({ range: toRange(file, span), newText })),
  }));
  if (!client.takesDocumentChanges) return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, edits])) };
  const { label, note } = edit;
  const isAnnotated = label !== undefined && client.annotatesChanges;
  const mark = isAnnotated ? { annotationId: editAnnotation } : {};
  const documentChanges = files.map(({ uri, edits }) => ({
    textDocument: { uri, version: versionOf(uri) ?? null },
    edits: edits.map((one) => ({ ...one, ...mark })),
  }));
  if (!isAnnotated) return { documentChanges };
  const description = note === undefined ? {} : { description: note };
  return { documentChanges, changeAnnotations: { [editAnnotation]: { label, ...description } } };
}

const editAnnotation = 'headlight';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What is wrong on a line of its own, as some editors show one line only: before what follows from it. */
function inTwoParts(message: string): string {
  return message.replace(/^(.*?\.)\s+/su, '$1\n');
}

/** A rule's name begins with the pattern it finds; two of the patterns have a look of their own in editors. */
function tagOf(code: string): DiagnosticTag | undefined {
  if (code.startsWith('deprecated-')) return DiagnosticTag.Deprecated;
  return code.startsWith('ineffective-') ? DiagnosticTag.Unnecessary : undefined;
}

function rulePage(base: string, code: string): string {
  return `${base.replace(/\/$/, '')}/${code}.md`;
}
