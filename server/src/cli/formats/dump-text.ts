import { missingAround } from '../../core/dns/diagnosis/missing-records.ts';
import { diagnoseMention } from '../../core/dns/diagnosis/diagnose-mention.ts';
import { reasonText } from '../../core/dns/diagnosis/reason.ts';
import type { RecordSource } from '../../core/dns/record.ts';
import { recordsOf } from '../../core/dns/records.ts';
import { groupBy } from '../../core/util/collections.ts';
import type { Verdict } from '../../core/dns/lookup.ts';
import { linesOf, type LineIndex } from '../../core/text/lines.ts';
import { alignColumns } from '../../core/util/columns.ts';
import type { Field } from '../../core/kubernetes/field.ts';
import type { Link, LinkKind } from '../../core/scopes/links.ts';
import { readMentionsOf, serviceMentionsIn, type ReadMention } from '../../core/hosts/mentions.ts';
import { isService, type Placed, type Scope, nameAtOf } from '../../core/objects/placed.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import type { SnapshotDocument, SnapshotFile } from '../../core/files/file.ts';
import { formatFieldPath, type At } from '../../core/yaml/path.ts';
import { templateMark } from '../../core/yaml/template.ts';
import { lineRangeOf, resourceIdOf } from '../check-report.ts';
import { defineMessages, formatMessage, type Message, type Messages } from '../../core/util/format.ts';
import { styled, type Line } from '../text-layout.ts';
import { displayPath } from '../load.ts';
import { fileOf, spanInFile } from '../../core/objects/places.ts';

const messages = defineMessages('cli/formats/dump-text', {
  head: '{file}: {documents} {document/documents}, {objects} {object/objects}',
  parts: 'This file has only parts of objects, such as a patch or what a test expects.',
  document: 'Document {number}, line {line}',
  template: 'a template',
  noObject: 'no Kubernetes object',
  broken: 'broken at {place}: {problem}',
  root: 'at {path}',
  written: 'namespace as written',
  ambient: 'namespace not written',
  templated: 'namespace from a template',
  fields: 'fields',
  links: 'links',
  names: 'names in DNS',
  missingNames: 'not in DNS, or in part',
  hosts: 'host names in strings',
  nothing: 'nothing that is here',
  plain: 'plain scope',
  chart: 'chart {folder}',
  kustomization: 'kustomization {folder}',
  kustomizationOpen: 'kustomization {folder}, with parts that are not known here',
  noName: '(no name)',
});

/** Everything Headlight knows of a file, in the order of its text: documents, objects, fields, links both ways, host names. */
export function dumpText(snapshot: Snapshot, file: SnapshotFile, workingFolder: string): readonly Line[] {
  const context: Context = { snapshot, workingFolder, lines: linesOf(file) };
  const objects = snapshot.inFile(file.uri).length;
  const head = formatMessage(messages.head, {
    file: displayPath(file.path, workingFolder),
    documents: file.documents.length,
    objects,
  });
  const isPatch = snapshot.scopes.scopeOf(file) === undefined;
  return [
    [styled('bold', head)],
    ...(isPatch ? ['', formatMessage(messages.parts)] : []),
    ...file.documents.flatMap((document, index) => ['', ...documentLines(document, index + 1, context)]),
  ];
}

interface Context {
  readonly snapshot: Snapshot;
  readonly workingFolder: string;
  /** Those of the file itself. */
  readonly lines: LineIndex;
}

function documentLines(document: SnapshotDocument, number: number, context: Context): readonly Line[] {
  const { facts, start } = document;
  const { lines } = context;
  const first = start + (/\S/.exec(facts.text)?.index ?? 0);
  const objects = context.snapshot.inDocument(document);
  const head = formatMessage(messages.document, { number, line: lines.positionAt(first).line + 1 });
  const notes = [
    ...(facts.templated ? [messages.template] : []),
    ...(facts.holdsObjects ? [] : [messages.noObject]),
  ].map((note) => formatMessage(note));
  const syntax = facts.syntaxProblems.map(
    ({ span, message: problem }) =>
      `  ${formatMessage(messages.broken, { place: position(lines, start + span.start), problem })}`,
  );
  return [
    [styled('underline', [head, ...notes].join(', '))],
    ...syntax,
    ...objects.flatMap((placed) => ['', ...objectLines(placed, context)]),
  ];
}

function objectLines(placed: Placed, context: Context): readonly Line[] {
  const { resource, scope, namespaceOrigin } = placed;
  const root = formatMessage(messages.root, { path: formatFieldPath(resource.root) });
  const details = [
    resource.apiVersion,
    scopeText(scope, context),
    formatMessage(messages[namespaceOrigin]),
    ...(resource.root.length === 0 ? [] : [root]),
  ];
  const links = [
    ...context.snapshot.links.from(placed).map((link) => outgoing(link, context)),
    ...context.snapshot.links.to(placed).map((link) => incoming(link, context)),
  ];
  return [
    ['  ', styled('bold', titleOf(placed)), ` (${details.join(', ')})`],
    ...section(messages.fields, fieldRows(placed, context)),
    ...section(messages.links, links),
    ...section(messages.names, nameRows(placed, context)),
    ...section(messages.missingNames, missingRows(placed, context)),
    ...section(messages.hosts, mentionRows(placed, context)),
  ];
}

/** In the order of the text, each once: what is a reference as well is read as both. */
function fieldRows(placed: Placed, context: Context): readonly (readonly string[])[] {
  const byPath = new Map(
    fieldsOf(placed.resource).map((field) => [
      `${formatFieldPath(field.at.path)} ${field.at.within?.start ?? ''}`,
      field,
    ]),
  );
  const placedFields = [...byPath.values()].map((field) => ({ field, start: spanInFile(placed, field.at).start }));
  placedFields.sort((one, other) => one.start - other.start);
  return placedFields.map(({ field }) => [
    formatFieldPath(field.at.path),
    JSON.stringify(field.value).replace(templateRun, '{{\u2026}}'),
    place(placed, field.at, context),
  ]);
}

const templateRun = new RegExp(`${templateMark}+`, 'g');

/** The names of a Service, each with the types of its records. */
function nameRows(placed: Placed, { snapshot }: Context): readonly (readonly string[])[] {
  if (!isService(placed)) return [];
  const byName = groupBy(recordsOf(snapshot, placed), ({ name }) => name);
  return [...byName].map(([name, records]) => [name, [...new Set(records.map(({ type }) => type))].join(', ')]);
}

/** The names that people look for, and why there are none. */
function missingRows(placed: Placed, context: Context): readonly (readonly string[])[] {
  if (!isService(placed)) return [];
  return missingAround(context.snapshot, placed).map((missing) => [
    missing.name,
    reasonText(missing),
    placeIn(missing.place, placed, context),
  ]);
}

function mentionRows(placed: Placed, context: Context): readonly (readonly string[])[] {
  const { snapshot } = context;
  const linked = new Map(serviceMentionsIn(snapshot, placed).map((one) => [one.mention, one]));
  const read = new Map(readMentionsOf(snapshot, placed).map((one) => [one.mention, one]));
  return placed.resource.mentions.map((mention) => {
    const known = linked.get(mention) ?? read.get(mention);
    const services = (linked.get(mention)?.services ?? []).map((service) => `→ ${titleOf(service)}`);
    const written = mention.port === undefined ? mention.host : `${mention.host}:${mention.port}`;
    const row = [written, formatFieldPath(mention.at.path), place(placed, mention.at, context), services.join(', ')];
    return [...row, known === undefined ? '' : verdictText(snapshot, known)];
  });
}

const verdictWords: Messages<Verdict> = defineMessages('cli/formats/dump-text/verdict', {
  found: 'resolves.',
  empty: 'has no address.',
  absent: 'does not resolve.',
  forwarded: 'does not resolve.',
  unknown: 'may resolve.',
});

/** What a name in a string answers there, and why it answers no more. */
function verdictText(snapshot: Snapshot, read: ReadMention): string {
  const diagnosis = diagnoseMention(snapshot, read);
  if (diagnosis === undefined) return '';
  return [formatMessage(verdictWords[diagnosis.verdict]), ...diagnosis.because.map(reasonText)].join(' ');
}

function section(title: Message, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [`    ${formatMessage(title)}`, ...alignColumns(rows).map((row) => `      ${row}`)];
}

const forwards: Messages<LinkKind> = defineMessages('cli/formats/dump-text/forwards', {
  selects: 'selects',
  governedBy: 'is governed by',
  backs: 'backs',
  publishedUnder: 'is published under',
  routesTo: 'routes to',
  uses: 'uses',
  names: 'names',
});

const backwards: Messages<LinkKind> = defineMessages('cli/formats/dump-text/backwards', {
  selects: 'is selected by',
  governedBy: 'governs',
  backs: 'is backed by',
  publishedUnder: 'publishes',
  routesTo: 'is the backend of',
  uses: 'is used by',
  names: 'is named by',
});

function outgoing(link: Link, context: Context): readonly string[] {
  const targets = link.to.map((target) => `${titleOf(target)} ${fileAndLine(target, context)}`);
  return [
    formatMessage(forwards[link.kind]),
    targets.length === 0 ? formatMessage(messages.nothing) : targets.join(', '),
    place(link.from, link.at, context),
  ];
}

function incoming(link: Link, context: Context): readonly string[] {
  return [formatMessage(backwards[link.kind]), `${titleOf(link.from)} ${fileAndLine(link.from, context)}`];
}

function scopeText(scope: Scope, { workingFolder }: Context): string {
  if (scope.kind === 'plain') return formatMessage(messages.plain);
  const folder = displayPath(scope.folder, workingFolder);
  switch (scope.kind) {
    case 'chart':
      return formatMessage(messages.chart, { folder });
    case 'kustomization':
      return formatMessage(scope.open ? messages.kustomizationOpen : messages.kustomization, { folder });
  }
}

function titleOf(placed: Placed): string {
  const { kind, namespace, name } = resourceIdOf(placed);
  return `${kind} ${namespace}/${name ?? formatMessage(messages.noName)}`;
}

function place(placed: Placed, at: At, context: Context): string {
  const { line, character } = lineRangeOf(fileOf(placed, at), spanInFile(placed, at)).start;
  const written = `${line + 1}:${character + 1}`;
  const file = fileOf(placed, at);
  return file === placed.document.file ? written : `${displayPath(file.path, context.workingFolder)}:${written}`;
}

function placeIn({ resource, at }: RecordSource, placed: Placed, context: Context): string {
  return resource === placed ? place(placed, at, context) : `${titleOf(resource)} ${fileAndLine(resource, context)}`;
}

function fileAndLine(placed: Placed, context: Context): string {
  const { line } = lineRangeOf(placed.document.file, spanInFile(placed, nameAtOf(placed))).start;
  return `${displayPath(placed.document.file.path, context.workingFolder)}:${line + 1}`;
}

function position(lines: LineIndex, offset: number): string {
  const { line, character } = lines.positionAt(offset);
  return `${line + 1}:${character + 1}`;
}

/** Every field a reader found, wherever it keeps it: whatever has a value and a place. */
function fieldsOf(value: unknown): readonly Field<unknown>[] {
  if (value instanceof Map) return [...value.values()].flatMap(fieldsOf);
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('value' in value && 'at' in value) return [value as Field<unknown>];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'root' || key.toLowerCase().endsWith('at') ? [] : fieldsOf(child),
  );
}
