// The table of a run as markdown: what is measured in rows, workspaces in columns.
import { cpus } from 'node:os';

/** What was measured in one workspace, by the ids of the rows. */
export type Column = { readonly name: string } & Readonly<Record<string, number | string>>;

type Format = keyof typeof formats;

/** The rows in order: how a measurement is called, and as what its number is shown. */
const rows: readonly (readonly [id: string, words: string, format: Format])[] = [
  ['bare', 'Bare `yaml` parse of the files', 'time'],
  ['check', '`headlight check`, the whole process', 'time'],
  ['checkRatio', '… against the bare parse', 'ratio'],
  ['problems', 'Problems it finds', 'count'],
  ...['pulled', 'pushed'].flatMap((way): readonly (readonly [string, string, Format])[] => [
    [`${way}.first`, `Server, ${way}: first problem of an open file after the start`, 'time'],
    [`${way}.indexed`, `Server, ${way}: all problems of all files`, 'time'],
    [`${way}.indexedRatio`, '… against the bare parse', 'ratio'],
    [`${way}.edit`, `Server, ${way}: edit until its problem is there, median`, 'time'],
    [`${way}.edit99`, '… 99th percentile', 'time'],
    [`${way}.processor`, 'Processor time that an edit takes in all', 'time'],
    [`${way}.hover99`, 'Hover, 99th percentile', 'time'],
    [`${way}.definition99`, 'Go to definition, 99th percentile', 'time'],
    [`${way}.completion99`, 'Completion, 99th percentile', 'time'],
    [`${way}.memory`, 'Memory once all is known', 'memory'],
    [`${way}.most`, '… at most', 'memory'],
  ]),
  ['peer.first', 'yaml-language-server: first problem of an open file after the start', 'time'],
  ['peer.edit', 'yaml-language-server: edit until its problem is there, median', 'time'],
  ['peer.memory', 'yaml-language-server: memory with that one file', 'memory'],
];

const formats = {
  time: (value: number) => (value < 10_000 ? `${shorten(value)} ms` : `${shorten(value / 1000)} s`),
  ratio: (value: number) => `${value.toFixed(2)} ×`,
  count: (value: number) => value.toLocaleString('en'),
  memory: (value: number) => `${Math.round(value)} MB`,
};

/** The table of some workspaces; a dash is where a measurement is missing. */
export function table(columns: readonly Column[]): string {
  const known = rows.filter(([id]) => columns.some((column) => id in column));
  return [
    `| | ${columns.map(({ name }) => name).join(' | ')} |`,
    `|---|${columns.map(() => '---:|').join('')}`,
    ...known.map(
      ([id, words, format]) => `| ${words} | ${columns.map((column) => show(column[id], format)).join(' | ')} |`,
    ),
  ].join('\n');
}

/** The page of the documentation that holds the table. */
export function page(columns: readonly Column[]): string {
  return `# Benchmark

How long Headlight takes in large workspaces. \`npm run benchmark -- --write\` makes these workspaces, measures and writes this page;
\`--folder\` measures any folder of yours.

- **plain**: apps of four files each, half of which share their names in namespaces of their own, as most repositories of teams do. One in eleven has a mistake.
- **overlays**: a base of four files under six overlays each, with patches, generators and prefixes.

The clock of "all problems" stops when the last problem that \`headlight check\` knows has arrived for every file. A pulling client asks as VS Code does, again two
seconds after each answer; a pushing server sends by itself. The *bare parse* reads the same files with the \`yaml\` package and does nothing else: the ratio to it says
more than a time, which depends on the machine.

${table(columns)}

Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}.
`;
}

function show(value: number | string | undefined, format: Format): string {
  return typeof value === 'number' && Number.isFinite(value) ? formats[format](value) : '–';
}

function shorten(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
