import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { View } from '../../server/src/core/kubernetes/field.ts';
import { selectorsBelow } from '../../server/src/core/kubernetes/written-selectors.ts';
import type { YamlNode } from '../../server/src/core/yaml/node.ts';
import { nodeAt } from '../../server/src/core/yaml/path.ts';
import { treeOf } from '../../server/src/core/objects/places.ts';
import { findProblems } from '../../server/src/core/rules/run.ts';
import { scopeLabel, type KustomizationScope, type Placed } from '../../server/src/core/objects/placed.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { snapshotOf } from './snapshot-of.ts';

const script = pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/lib/kubectl.mjs')).href;
const { findKubectl } = (await import(/* @vite-ignore */ script)) as {
  readonly findKubectl: () => { readonly kubectl: string } | undefined;
};
const found = findKubectl();

/** Whether there is a kubectl to compare with. */
export const hasKubectl = found !== undefined;

/** How what we make of a kustomization compares with what kustomize makes of it. */
export interface Comparison {
  readonly kustomization: string;
  readonly verdict: 'same' | 'different' | 'bothReject' | 'onlyKustomizeRejects' | 'onlyWeReject' | 'unknown';
  /** What differs, or what each says. */
  readonly lines: readonly string[];
}

/** Compares every kustomization that no other one reaches with `kubectl kustomize`; `folder` is where the snapshot's relative paths start. */
export async function compareKustomizations(snapshot: Snapshot, folder: string): Promise<readonly Comparison[]> {
  const scopes = snapshot.scopes.bound.filter((scope) => scope.kind === 'kustomization');
  const comparisons: Comparison[] = [];
  // Two at a time: more would only wait for each other.
  const waiting = scopes.values();
  const worker = async (): Promise<void> => {
    for (const scope of waiting) comparisons.push(await compareOne(snapshot, scope, folder));
  };
  await Promise.all([worker(), worker()]);
  return comparisons.sort((a, b) => (a.kustomization < b.kustomization ? -1 : 1));
}

/** Compares the kustomizations of files; they are written where kustomize can read them. */
export async function compareFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<readonly Comparison[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'headlight-kustomize-'));
  try {
    const relative = files.map((file) => ({ path: file.path.replace(/^\//, ''), text: file.text }));
    for (const file of relative) {
      mkdirSync(path.dirname(path.join(folder, file.path)), { recursive: true });
      writeFileSync(path.join(folder, file.path), file.text);
    }
    const snapshot = snapshotOf(relative.map((file) => ({ ...file, uri: `file:///${file.path}` })));
    return await compareKustomizations(snapshot, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `kubectl kustomize` prints for a folder, or says where it rejects. */
export async function kustomize(folder: string): Promise<{ readonly output: string } | { readonly rejected: string }> {
  if (found === undefined) throw new Error('There is no kubectl.');
  return new Promise((resolve) => {
    const options = { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000 } as const;
    execFile(found.kubectl, ['kustomize', folder], options, (error, output, messages) => {
      resolve(error === null ? { output } : { rejected: messages.trim() });
    });
  });
}

async function compareOne(snapshot: Snapshot, scope: KustomizationScope, folder: string): Promise<Comparison> {
  const theirs = await kustomize(path.resolve(folder, scope.folder));
  const problems = [...snapshot.files.values()].flatMap((file) =>
    file.role === 'kustomization' && snapshot.scopes.filesOf(scope).includes(file)
      ? findProblems(snapshot, file)
          .filter(({ code, severity }) => code === 'invalid-kustomization' && severity !== 'warning')
          .map(({ id, message }) => `${file.path}: ${id} ${message}`)
      : [],
  );
  const kustomization = scopeLabel(scope);
  if ('rejected' in theirs) {
    const verdict = problems.length > 0 ? 'bothReject' : scope.open ? 'unknown' : 'onlyKustomizeRejects';
    return {
      kustomization,
      verdict,
      lines: [`kustomize: ${theirs.rejected}`, ...problems.map((line) => `we: ${line}`)],
    };
  }
  if (problems.length > 0) return { kustomization, verdict: 'onlyWeReject', lines: problems };
  const wanted = describeAll(
    snapshotOf([{ uri: 'file:///output.yaml', path: '/output.yaml', text: theirs.output }]).resources,
  );
  const made = describeAll(
    snapshot.resources.filter((placed) => placed.scope === scope && placed.resource.kind !== 'Kustomization'),
  );
  const lines = difference(wanted, made);
  return { kustomization, verdict: lines.length === 0 ? 'same' : scope.open ? 'unknown' : 'different', lines };
}

/** Objects as one text each, by kind, namespace and name; generated ones without the hash behind their name. */
function describeAll(resources: readonly Placed[]): ReadonlyMap<string, string> {
  const described = new Map<string, string>();
  for (const placed of resources) {
    const { resource, name = '', namespace } = placed;
    const kind = resource.kind === 'Unknown' ? resource.writtenKind : resource.kind;
    const bare = withoutHash(kind, name);
    const { metadata } = resource;
    const named = {
      ...resource,
      metadata: { ...metadata, name: { ...metadata.name, value: bare } },
      selectors: selectorsBelow(new View(treeOf(placed))),
      unread: unreadTemplates.map((at) => sortedValue(nodeAt(treeOf(placed), at))),
    };
    described.set(`${kind} ${namespace}/${bare}`, JSON.stringify(plain(named), undefined, 1));
  }
  return described;
}

/** What nobody reads, and what kustomize labels all the same. */
const unreadTemplates = [
  ['spec', 'volumeClaimTemplates'],
  ['spec', 'jobTemplate', 'metadata'],
];

function sortedValue(node: YamlNode | undefined): unknown {
  if (node?.kind === 'sequence') return node.items.map(sortedValue);
  if (node?.kind !== 'map') return node?.value;
  const entries = node.entries.map(({ key, value }) => [key, sortedValue(value)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutHash(kind: string, name: string): string {
  return kind === 'ConfigMap' || kind === 'Secret' ? name.replace(/-[a-z0-9]{10}$/, '') : name;
}

/** All that is read of an object, without the places. What a Secret holds is encoded by kustomize, and nobody reads it then. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (typeof value !== 'object' || value === null) return value;
  const places = ['at', 'portAt', 'specAt', 'root', 'metadata.at'];
  const isSecret = 'kind' in value && value.kind === 'Secret';
  const entries = Object.entries(value).filter(
    ([key, item]) => !places.includes(key) && item !== undefined && !(isSecret && key === 'mentions'),
  );
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, isUnordered(key) ? sorted(item) : plain(item)]),
  );
}

/** Lists whose items come in the order of the keys of maps, which kustomize sorts. */
function isUnordered(key: string): boolean {
  return key === 'mentions' || key === 'labelSets' || key === 'selectors';
}

function sorted(value: unknown): readonly string[] {
  return (plain(value) as readonly unknown[]).map((item) => JSON.stringify(item)).sort();
}

function difference(wanted: ReadonlyMap<string, string>, made: ReadonlyMap<string, string>): readonly string[] {
  const missing = [...wanted.keys()].filter((key) => !made.has(key)).map((key) => `kustomize alone has ${key}`);
  const surplus = [...made.keys()].filter((key) => !wanted.has(key)).map((key) => `we alone have ${key}`);
  const other = [...wanted].flatMap(([key, text]) => {
    const ours = made.get(key);
    if (ours === undefined || ours === text) return [];
    const theirLines = text.split('\n');
    const ourLines = ours.split('\n');
    const at = theirLines.findIndex((line, index) => line !== ourLines[index]);
    const around = (lines: readonly string[]): string =>
      lines
        .slice(Math.max(0, at - 3), at + 4)
        .join('')
        .replace(/\s+/g, ' ');
    return [`${key}: kustomize has ${around(theirLines)}`, `${key}: we have ${around(ourLines)}`];
  });
  return [...missing, ...surplus, ...other];
}
