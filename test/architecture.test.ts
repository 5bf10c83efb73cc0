import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { codesIn, rulesFolder } from '../scripts/lib/rules.mjs';
import { globMatcher } from '../server/src/core/util/glob.ts';

const root = resolve(import.meta.dirname, '..');

/** The stages of the core in the order of the data; a stage imports itself and earlier ones. */
const stages = [
  'util',
  'text',
  'settings',
  'yaml',
  'names',
  'kubernetes',
  'files',
  'objects',
  'kustomize',
  'scopes',
  'workspace',
  'charts',
  'existence',
  'relations',
  'hosts',
  'dns',
  'edits',
  'rules',
  'assists',
  'features',
];

/** Who may import a package or Node's own modules, and why only they. */
const importers: readonly { readonly module: RegExp; readonly allowed: RegExp; readonly why: string }[] = [
  {
    module: /^yaml$/,
    allowed: /^server\/src\/core\/yaml\//,
    why: 'Only core/yaml parses YAML; everybody else reads its nodes.',
  },
  {
    module: /^re2js$/,
    allowed: /^server\/src\/core\/util\/pattern\.ts$/,
    why: "Only core/util/pattern reads people's patterns, so that none is run in another way.",
  },
  {
    module: /^vscode-languageserver/,
    allowed: /^server\/src\/(lsp\/|main\.server\.ts$)/,
    why: 'Only lsp/ speaks LSP; the engine serves the command line too.',
  },
  { module: /^vscode-languageclient/, allowed: /^client\//, why: 'Only the extension is a client.' },
  { module: /^vscode$/, allowed: /^client\//, why: 'Only the extension runs in VS Code.' },
  {
    module: /^@dagrejs\/dagre$/,
    allowed: /^server\/src\/drawing\//,
    why: 'Only drawing/ lays out; who starts the server or the extension loads none of it.',
  },
  { module: /^commander$/, allowed: /^server\/src\/cli\//, why: 'Only the command line has arguments.' },
  {
    module: /^node:/,
    allowed: /^(client\/|server\/src\/(host|lsp|cli)\/|server\/src\/main\.)/,
    why: 'The core does no I/O; it asks a Host.',
  },
];

interface Import {
  readonly file: string;
  /** A path relative to the root, or a package's name. */
  readonly target: string;
}

const paths = [...sources('server/src'), ...sources('client/src')];
const imports = paths.flatMap(importsOf);

test('sources are found', () => {
  expect(imports.length).toBeGreaterThan(50);
});

test('a stage of the core imports itself and earlier stages', () => {
  expect(
    imports.filter((one) => one.file.startsWith('server/src/core/') && stageOf(one.file) < stageOf(one.target)),
  ).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  const lines = (file: string): number => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
  expect(paths.filter((file) => lines(file) > 300)).toEqual([]);
});

test('every folder of the core is a stage', () => {
  const folders = readdirSync(join(root, 'server/src/core'), { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  );
  expect(folders.map(({ name }) => name).sort()).toEqual([...stages].sort());
});

test.each(['server/src', 'client/src'])('a name that %s exports means one thing', (folder) => {
  const names = sources(folder).flatMap(namesExportedBy);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('what is exported is for others', () => {
  // VS Code calls it.
  const exempt = ['activate'];
  const everywhere = [...paths, ...sources('client/webview'), ...sources('test'), ...sources('scripts')];
  const taken = new Set(everywhere.flatMap(namesTakenBy));
  const whole = new Set(everywhere.flatMap(filesTakenWhole));
  const files = paths.filter((path) => !whole.has(path.split('/').at(-1) ?? ''));
  const own = files.flatMap(namesExportedBy).filter((name) => !taken.has(name) && !exempt.includes(name));
  expect(own).toEqual([]);
});

test('what is exported for tests alone are texts, limits and parts of what is large', () => {
  const known =
    /^(?:declaredTexts|englishOf|placeholdersOf|koreanParticle|DocumentBounds|mostNodes|releaseName|problems|Derived|editDistance|missingRecords|podsOf|resolverOfNamespace)$/;
  const taken = new Set([...paths, ...sources('client/webview')].flatMap(namesTakenBy));
  const takenByTests = new Set(sources('test').flatMap(namesTakenBy));
  const forTests = sources('server/src')
    .flatMap(namesExportedBy)
    .filter((name) => !taken.has(name) && takenByTests.has(name));
  expect(forTests.filter((name) => !known.test(name))).toEqual([]);
});

test('the pages about the code name files that are there, by the end of their paths', () => {
  const known = [...paths, ...sources('test')].map((path) => `/${path}`);
  const missing = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/speed.md'].flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/`([\w/-]+\.ts)`/g)]
      .map(([, named = '']) => named)
      .filter((named) => !/example|[A-Z]/.test(named) && !known.some((path) => path.endsWith(`/${named}`))),
  );
  expect(missing).toEqual([]);
});

test('the core imports nothing outside itself but the YAML parser and the engine of patterns', () => {
  const allowed = (target: string): boolean =>
    target.startsWith('server/src/core/') || target === 'yaml' || target === 're2js';
  expect(imports.filter((one) => one.file.startsWith('server/src/core/') && !allowed(one.target))).toEqual([]);
});

test('a rule imports no rule', () => {
  const files = new Set(codesIn(rulesFolder).map((code) => `${rulesFolder}/${code}.ts`));
  const isRule = (path: string): boolean => files.has(path);
  expect(imports.filter((one) => isRule(one.file) && isRule(one.target))).toEqual([]);
});

test('rules and edits say what they change in the words of edits/changes, and only what writes texts knows the editor', () => {
  const allowed = /\/edits\/(?:changes|add-object|convert-endpoints|write-name)\.ts$/;
  const editing = imports.filter(
    ({ file, target }) => /core\/(?:rules|edits)\//.test(file) && /core\/yaml\/edit/.test(target),
  );
  expect(editing.filter(({ file }) => !allowed.test(file))).toEqual([]);
});

test.each(importers)('$why', ({ module, allowed }) => {
  expect(imports.filter((one) => module.test(one.target) && !allowed.test(one.file))).toEqual([]);
});

test('what is said of an object comes from questions, and nobody who says it sees the workspace itself', () => {
  const speaking = /^server\/src\/core\/(?:existence|relations|hosts|dns|edits|rules|assists)\//;
  // Who runs the rules, tries fixes in another workspace, and judges whole files.
  const allowed = ['rules/run.ts', 'rules/variants.ts', 'rules/rule.ts'].map((path) => `server/src/core/${path}`);
  expect(
    imports.filter(
      ({ file, target }) =>
        speaking.test(file) && target === 'server/src/core/workspace/snapshot.ts' && !allowed.includes(file),
    ),
  ).toEqual([]);
});

test('the cluster domain is known to the zones alone', () => {
  const allowed =
    /^server\/src\/core\/(?:settings\/|names\/zones\.ts)|^server\/src\/cli\/(?:options|commands\/lsp)\.ts/;
  const knowing = sources('server/src').filter((file) => /\bclusterDomain\b(?!")/.test(codeOf(file)));
  expect(knowing.filter((file) => !allowed.test(file))).toEqual([]);
});

test('names of Services are put together and taken apart in one place', () => {
  const glued = /\bsvc\.\$\{|\}\.svc\b|\}\._\$\{|\.pod\.\$\{|'\.?svc\.|\\\.svc/;
  const gluing = sources('server/src/core').filter((file) => glued.test(codeOf(file)));
  expect(gluing.filter((file) => !file.startsWith('server/src/core/names/'))).toEqual([]);
});

test('an object is asked what will be applied: its document’s own tree is for readers, builds and edits', () => {
  const allowed = /^server\/src\/core\/(?:yaml|kubernetes|files|objects|kustomize|charts|edits)\//;
  const looking = sources('server/src').filter(
    (file) => !allowed.test(file) && /\bfacts\.yaml\b|\byaml\.root\b/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(looking).toEqual([]);
});

test('the client takes nothing from the server but what both share', () => {
  const fromServer = imports.filter((one) => one.file.startsWith('client/') && one.target.startsWith('server/'));
  expect(fromServer.filter((one) => !one.target.startsWith('server/src/shared/'))).toEqual([]);
});

test('a page takes nothing from the server but what draws, and what both share', () => {
  const fromServer = sources('client/webview')
    .flatMap(importsOf)
    .filter((one) => one.target.startsWith('server/'));
  expect(fromServer.length).toBeGreaterThan(0);
  expect(fromServer.filter((one) => !/^server\/src\/(?:drawing|shared)\//.test(one.target))).toEqual([]);
});

test('the protocol imports itself alone', () => {
  const own = imports.filter((one) => one.file.startsWith('server/src/shared/'));
  expect(own.filter((one) => !one.target.startsWith('server/src/shared/'))).toEqual([]);
});

test('nothing of any length is spread into a call, which takes no more than the stack holds', () => {
  const all = /(?:\.(?:push|unshift|splice|concat|apply)|^Math\.(?:max|min)|^String\.from(?:CharCode|CodePoint))$/;
  const spread = nodesIn(
    /(?:push|unshift|splice|concat|apply|max|min|Char\w+|CodePoint)\([^;]*\.\.\./,
    (node, source) => {
      if (!ts.isCallExpression(node) || !node.arguments.some(ts.isSpreadElement)) return false;
      return all.test(node.expression.getText(source));
    },
  );
  expect(spread).toEqual([]);
});

test('no expression of JavaScript is put together from what is read: those that are take no input', () => {
  // What a module makes when it is loaded is as good as written out.
  const made = nodesIn(/RegExp\(/, (node, source) => {
    const isMade = ts.isNewExpression(node) || ts.isCallExpression(node);
    return (
      isMade && node.expression.getText(source) === 'RegExp' && ts.findAncestor(node, ts.isFunctionLike) !== undefined
    );
  });
  expect(made).toEqual([]);
});

test('the command line says nothing but through its output, where all that is hidden in a text is shown', () => {
  const others = paths.filter(
    (file) => file.startsWith('server/src/cli/') && !/\/(?:output|environment)\.ts$/.test(file),
  );
  const writing = /\b(?:environment|process|stdout|stderr|console)\.(?:write|writeError|stdout|stderr|log|error)\b/;
  expect(others.filter((file) => writing.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('the tests that start processes are those that vitest.config.mjs names', async () => {
  const config: unknown = await import(pathToFileURL(join(root, 'vitest.config.mjs')).href);
  const isNamed = globMatcher((config as { readonly startingProcesses: readonly string[] }).startingProcesses);
  const targets = new Map(sources('test').map((file) => [file, importsOf(file).map(({ target }) => target)]));
  const starts = (file: string): boolean =>
    (targets.get(file) ?? []).some((target) => target === 'node:child_process' || starts(target));
  const starting = [...targets.keys()].filter(
    (file) => /^test\/(?!extension\/).*\.test\.ts$/.test(file) && starts(file),
  );
  expect(starting.length).toBeGreaterThan(10);
  expect(starting.filter((file) => !isNamed(file))).toEqual([]);
});

test('what runs in a browser asks nothing of Node', () => {
  const entries = ['server/src/lsp/worker-server.ts', 'client/src/extension.ts'];
  // These know where they are.
  const exempt = ['client/src/node-client.ts', 'client/src/platform.ts'];
  const reached = new Set(entries);
  // A set is gone through to its end, also what is added on the way.
  for (const file of reached)
    for (const { target } of imports.filter((one) => one.file === file))
      if (paths.includes(target)) reached.add(target);
  const asking = /\bprocess\.|= process\b|\bBuffer\b|\bNodeJS\.|\b__dirname\b|'node:|\/node'/;
  expect(reached.size).toBeGreaterThan(300);
  expect([...reached].filter((file) => !exempt.includes(file) && asking.test(codeOf(file)))).toEqual([]);
});

test('the entry points stay short', () => {
  for (const entry of ['main.server.ts', 'main.cli.ts']) {
    expect(readFileSync(join(root, 'server/src', entry), 'utf8').split('\n').length).toBeLessThanOrEqual(31);
  }
});

/** The nodes that pass a test, in all sources whose text makes it possible, as `file: text`. */
function nodesIn(mayHold: RegExp, test: (node: ts.Node, source: ts.SourceFile) => boolean): readonly string[] {
  return paths.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    if (!mayHold.test(text)) return [];
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (test(node, source)) found.push(`${file}: ${node.getText(source)}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** The names that a file exports itself; what other extensions get is another matter. */
function namesExportedBy(file: string): readonly string[] {
  if (file.endsWith('.d.ts')) return [];
  const declared = /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm;
  return [...readFileSync(join(root, file), 'utf8').matchAll(declared)].map(([, name = '']) => name);
}

/** The names that a file imports, or hands on. */
function namesTakenBy(file: string): readonly string[] {
  const lists = readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from/gm);
  return [...lists].flatMap(([, list = '']) =>
    list.split(',').map((one) =>
      one
        .trim()
        .replace(/^type /, '')
        .replace(/ as \w+$/, ''),
    ),
  );
}

/** The names of the files of which a file imports all there is. */
function filesTakenWhole(file: string): readonly string[] {
  const all = readFileSync(join(root, file), 'utf8').matchAll(/(?:\* as \w+ from |import\()'[^']*?([\w.-]+\.ts)'/g);
  return [...all].map(([, name = '']) => name);
}

/** The code of a file without its comments. */
function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
}

function stageOf(path: string): number {
  const stage = /^server\/src\/core\/(\w+)\//.exec(path)?.[1];
  return stage === undefined ? -1 : stages.indexOf(stage);
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => {
    const written = match[1] ?? match[2] ?? match[3] ?? '';
    const target = written.startsWith('.')
      ? relative(root, resolve(root, dirname(file), written)).replaceAll('\\', '/')
      : written;
    return { file, target };
  });
}
