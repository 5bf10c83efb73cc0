import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type DnsRecord, dataText } from '../../server/src/core/dns/record.ts';
import { allRecords } from '../../server/src/core/dns/records.ts';
import { findProblems } from '../../server/src/core/rules/run.ts';
import { readableString, releaseName } from '../../server/src/core/charts/readable.ts';
import type { ChartScope, Placed } from '../../server/src/core/objects/placed.ts';
import { kindOf } from '../../server/src/core/kubernetes/resource.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import type { SnapshotDocument } from '../../server/src/core/files/file.ts';
import { snapshotOf } from './snapshot-of.ts';
import { nodeAt } from '../../server/src/core/yaml/path.ts';
import { isTemplated } from '../../server/src/core/yaml/template.ts';
import { findUntrue } from './helm-facts.ts';

const script = pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/lib/kubectl.mjs')).href;
const { findKubectl } = (await import(/* @vite-ignore */ script)) as {
  readonly findKubectl: () => { readonly helm: string } | undefined;
};
const found = findKubectl();

/** Whether there is a helm to compare with. */
export const hasHelm = found !== undefined;

/** How what we say of a chart compares with what helm renders. */
export interface ChartComparison {
  readonly chart: string;
  readonly verdict: 'true' | 'untrue' | 'notRendered';
  /** What is not true, or why helm does not render it. */
  readonly lines: readonly string[];
  /** How much was held against the rendered text, so that nobody takes silence for truth. */
  readonly checked: {
    readonly objects: number;
    readonly facts: number;
    readonly links: number;
    readonly records: number;
  };
}

/** Ways to render a chart: nothing changed, or with `--set` and the like. */
export type Rendering = readonly string[];

/** Compares every chart of a snapshot with `helm template`; `folder` is where the snapshot's relative paths start. */
export async function compareCharts(
  snapshot: Snapshot,
  folder: string,
  renderings: readonly Rendering[] = [[]],
): Promise<readonly ChartComparison[]> {
  const comparisons: ChartComparison[] = [];
  for (const scope of snapshot.scopes.bound) {
    if (scope.kind !== 'chart' || isPart(snapshot, scope)) continue;
    for (const rendering of renderings) comparisons.push(await compareChart(snapshot, scope, folder, rendering));
  }
  return comparisons;
}

const release = 'rel';

async function compareChart(
  snapshot: Snapshot,
  scope: ChartScope,
  folder: string,
  rendering: Rendering,
): Promise<ChartComparison> {
  const chart = [scope.folder, ...rendering].join(' ');
  const rendered = await render(path.resolve(folder, scope.folder), rendering);
  const nothing = { objects: 0, facts: 0, links: 0, records: 0 };
  if ('rejected' in rendered) return { chart, verdict: 'notRendered', lines: [rendered.rejected], checked: nothing };
  const theirs = snapshotOf([{ uri: 'file:///rendered.yaml', path: '/rendered.yaml', text: rendered.output }]);
  const ours = snapshot.resources.filter((placed) => placed.scope === scope && isTemplateOf(scope, placed));
  const bySource = new Map<string, Placed[]>();
  for (const placed of theirs.resources) {
    const source = sourceOf(placed.document);
    bySource.set(source, [...(bySource.get(source) ?? []), placed]);
  }
  const made = (placed: Placed): readonly Placed[] => {
    const below = placed.document.file.path.slice(scope.folder === '' ? 0 : scope.folder.length + 1);
    return (bySource.get(below) ?? []).filter((one) => isOfKind(one, placed));
  };
  const facts = ours.flatMap((placed) => factLines(placed, made(placed)));
  const names = rendering.length > 0 ? [] : ours.flatMap((placed) => nameLines(snapshot, placed, made(placed)));
  const links = linkLines(snapshot, ours, made, theirs);
  const records = recordLines(snapshot, ours, made, theirs);
  const findings = ours.flatMap((placed) => findingLines(snapshot, placed, made(placed), theirs));
  const lines = [
    ...facts.flatMap((one) => one.lines),
    ...names,
    ...links.lines,
    ...records.lines,
    ...new Set(findings),
  ];
  return {
    chart,
    verdict: lines.length === 0 ? 'true' : 'untrue',
    lines,
    checked: {
      objects: ours.filter((placed) => made(placed).length > 0).length,
      facts: facts.reduce((sum, one) => sum + one.checked, 0),
      links: links.checked,
      records: records.checked,
    },
  };
}

async function render(
  folder: string,
  rendering: Rendering,
): Promise<{ readonly output: string } | { readonly rejected: string }> {
  if (found === undefined) throw new Error('There is no helm.');
  return new Promise((resolve) => {
    const options = { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000 } as const;
    execFile(found.helm, ['template', release, folder, ...rendering], options, (error, output, messages) => {
      resolve(error === null ? { output } : { rejected: messages.trim() });
    });
  });
}

/** A chart below another chart's folder is rendered with it. */
function isPart(snapshot: Snapshot, { folder }: ChartScope): boolean {
  return snapshot.scopes.bound.some(
    (other) => other.kind === 'chart' && other.folder !== folder && folder.startsWith(`${other.folder}/`),
  );
}

/** Whether an object is where helm looks for templates. */
function isTemplateOf(scope: ChartScope, { document }: Placed): boolean {
  const below = document.file.path.slice(scope.folder === '' ? 0 : scope.folder.length + 1);
  return /^(?:charts\/[^/]+\/)*templates\//.test(below);
}

/** The file that helm says it made a document from, below the chart's own folder. */
function sourceOf({ facts, file, start }: SnapshotDocument): string {
  const before = file.text.slice(0, start + facts.text.length);
  const source = [...before.matchAll(/^# Source: [^/\n]+\/(.+)$/gm)].at(-1)?.[1] ?? '';
  return source.trim();
}

function isOfKind({ resource }: Placed, ours: Placed): boolean {
  return isTemplated(kindOf(ours.resource)) || kindOf(resource) === kindOf(ours.resource);
}

/** An object that is rendered at all is rendered with our facts, in one of the forms that a loop gives it. */
function factLines(
  ours: Placed,
  theirs: readonly Placed[],
): { readonly lines: readonly string[]; readonly checked: number } {
  if (theirs.length === 0) return { lines: [], checked: 0 };
  const node = (placed: Placed) => nodeAt(placed.document.facts.yaml.root, placed.resource.root);
  const results = theirs.map((one) => findUntrue(node(ours), node(one), ours.document.facts.text));
  const best = results.reduce((one, other) => (other.untrue.length < one.untrue.length ? other : one));
  return { lines: best.untrue.map((line) => `${titleOf(ours)}: ${line}`), checked: best.checked };
}

/** A readable name is the rendered one, as far as it is read. */
function nameLines(snapshot: Snapshot, ours: Placed, theirs: readonly Placed[]): readonly string[] {
  const { name } = ours.resource.metadata;
  const readable = name && readableString(snapshot, ours, name.at, '…');
  if (readable === undefined || theirs.length === 0) return [];
  const pattern = readable
    .replaceAll(releaseName, release)
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const isTrue = theirs.some((one) => new RegExp(`^${pattern.join('.*')}$`).test(one.name ?? ''));
  return isTrue ? [] : [`${titleOf(ours)}: is called ${theirs.map((one) => one.name).join(', ')}, not ${readable}`];
}

/** Where both ends of a link are rendered, it is a link there. */
function linkLines(
  snapshot: Snapshot,
  ours: readonly Placed[],
  made: (placed: Placed) => readonly Placed[],
  theirs: Snapshot,
): { readonly lines: readonly string[]; readonly checked: number } {
  let checked = 0;
  const lines = ours.flatMap((placed) =>
    snapshot.links.from(placed).flatMap(({ kind, to }) =>
      to.flatMap((target) => {
        const ends = made(target);
        const starts = made(placed);
        if (starts.length === 0 || ends.length === 0) return [];
        checked++;
        const isTrue = starts.some((start) =>
          theirs.links.from(start).some((link) => link.kind === kind && link.to.some((end) => ends.includes(end))),
        );
        return isTrue ? [] : [`${titleOf(placed)}: ${kind} ${titleOf(target)} is no link of the rendered chart`];
      }),
    ),
  );
  return { lines, checked };
}

/** A record of a Service that is rendered is a record of the rendered chart. */
function recordLines(
  snapshot: Snapshot,
  ours: readonly Placed[],
  made: (placed: Placed) => readonly Placed[],
  theirs: Snapshot,
): { readonly lines: readonly string[]; readonly checked: number } {
  const rendered = allRecords(theirs).map(textOf);
  const own = new Set<Placed | undefined>(ours.filter((placed) => made(placed).length > 0));
  const records = allRecords(snapshot).filter(({ service }) => own.has(service));
  const untrue = records
    .map(textOf)
    .filter(
      ({ owner, data }) =>
        !rendered.some(
          (one) => one.owner === owner && (data === undefined || one.data === undefined || one.data === data),
        ),
    );
  const lines = untrue.map(({ owner, data }) => `the rendered chart has no record ${owner} ${data ?? ''}`);
  return { lines, checked: records.length };
}

function textOf(record: DnsRecord): { readonly owner: string; readonly data: string | undefined } {
  return { owner: `${record.name} ${record.type}`, data: dataText(record) };
}

/** What is found in a chart's own text is found in its rendered one. */
function findingLines(snapshot: Snapshot, ours: Placed, made: readonly Placed[], theirs: Snapshot): readonly string[] {
  const { file } = ours.document;
  const findings = findProblems(snapshot, file).filter(({ resource }) => resource === ours);
  const [output] = theirs.files.values();
  if (findings.length === 0 || made.length === 0 || output === undefined) return [];
  const rendered = findProblems(theirs, output).filter(({ resource }) => resource && made.includes(resource));
  return findings
    .filter(({ code }) => !rendered.some((one) => one.code === code))
    .map(({ code, message }) => `${titleOf(ours)}: ${code} is not found in the rendered chart: ${message}`);
}

function titleOf({ document, resource, name }: Placed): string {
  const kind = resource.kind === 'Unknown' ? resource.writtenKind : resource.kind;
  return `${document.file.path}: ${kind} ${name ?? '…'}`;
}
