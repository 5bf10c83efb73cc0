import { describe, expect, test } from 'vitest';
import { completion, hover } from '../../../server/src/core/features/facade.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const manifest =
  '#- /a.yaml\nkind: Namespace\nmetadata: {name: prod}\n---\nkind: Service\nmetadata: {name: a, namespace: web}\nspec: {selector: {a: b}, ports: [{port: 80}]}\n';

function at(source: string) {
  const fixture = parseFixture(`${manifest}#- /.headlight.yaml\n${source}`);
  const { cursor } = fixture;
  if (cursor === undefined) return expect.fail('There is no $0.');
  const text = fixture.files.find(({ uri }) => uri === cursor.uri)?.text ?? '';
  const snapshot = snapshotOfFixture(fixture);
  return { text, snapshot, ...cursor };
}

function labels(source: string): readonly string[] {
  const { snapshot, uri, offset } = at(source);
  return completion(snapshot, uri, offset).map(({ label, text }) => label ?? text);
}

/** The file after the completion of that label. */
function completed(source: string, label: string): string {
  const { snapshot, uri, offset, text } = at(source);
  const chosen = completion(snapshot, uri, offset).find((one) => (one.label ?? one.text) === label);
  return chosen === undefined
    ? expect.fail(`There is no "${label}".`)
    : applyEdits(text, [{ span: chosen.span, newText: chosen.text }]);
}

const all = ['clusterDomain', 'defaultNamespace', 'namespaces', 'rules', 'exclude', 'maxFileSize'];

describe('completion', () => {
  test('of keys, without those that are there', () => {
    expect(labels('$0')).toEqual(expect.arrayContaining(all));
    expect(labels('rules:\n  missing-endpoints: off\nexclude: []\nc$0')).toEqual(['clusterDomain']);
    expect(labels('rules: {}\n$0\nexclude: []\n')).not.toEqual(expect.arrayContaining(['rules']));
  });

  test('of a key begins its value, and replaces one that is there', () => {
    expect(completed('def$0', 'defaultNamespace')).toBe('defaultNamespace: ');
    expect(completed('ex$0', 'exclude')).toBe('exclude:\n  - ');
    expect(completed('ru$0le: {}\n', 'rules')).toBe('rules: {}\n');
  });

  test('of codes of rules, below "rules" alone', () => {
    expect(labels('rules:\n  missing-e$0')).toEqual(
      expect.arrayContaining(['missing-endpoints', 'missing-external-name']),
    );
    expect(labels('rules:\n  missing-endpoints: off\n  missing-endp$0\n')).toEqual([]);
    expect(labels('exclude:\n  - miss$0\n')).toEqual([]);
    expect(completed('rules:\n  missing-endp$0\n', 'missing-endpoints')).toBe('rules:\n  missing-endpoints: \n');
  });

  test('of levels', () => {
    const levels = ['error', 'warning', 'information', 'hint', 'off'];
    expect(labels('rules:\n  missing-endpoints: $0')).toEqual(levels);
    expect(labels('rules:\n  missing-endpoints: in$0\n')).toEqual(['information']);
    expect(completed('rules:\n  missing-endpoints: w$0arn\n', 'warning')).toBe(
      'rules:\n  missing-endpoints: warning\n',
    );
  });

  test('of namespaces that exist', () => {
    expect(labels('defaultNamespace: $0')).toEqual(expect.arrayContaining(['prod', 'web', 'default']));
    expect(labels("namespaces:\n  'deploy/prod/**': p$0\n")).toEqual(['prod']);
    expect(labels('namespaces:\n  deploy/$0\n')).toEqual([]);
    expect(labels('outside: {namespaces: [platform]}\ndefaultNamespace: pl$0\n')).toEqual(['platform']);
    expect(labels('defaultNamespace: pro$0x\n')).toEqual(['prod']);
  });

  test('not in comments, and not in other files', () => {
    expect(labels('# cl$0')).toEqual([]);
    const fixture = parseFixture('#- /headlight.yaml\nclust$0\n');
    expect(completion(snapshotOfFixture(fixture), 'file:///headlight.yaml', fixture.cursor?.offset ?? 0)).toEqual([]);
  });
});

describe('hover', () => {
  const shown = (source: string): string | undefined => {
    const { snapshot, uri, offset, text } = at(source);
    const found = hover(snapshot, uri, offset, { commands: [] });
    return found && `[${text.slice(found.span.start, found.span.end)}] ${found.markdown}`;
  };

  test('on a key says what it sets, its default and an example', () => {
    expect(shown('cluster$0Domain: a.b\n')).toBe(
      '[clusterDomain] The DNS domain of the cluster. Every name that Headlight shows ends with it.\n\nDefault: `"cluster.local"`\n\n```yaml\nclusterDomain: cluster.local\n```',
    );
  });

  test('on a rule says what it finds, on a level what it means', () => {
    expect(shown('rules:\n  missing-end$0points: off\n')).toMatch(
      /^\[missing-endpoints\] A Service without a selector .*\n\nDefault level: `hint`\. /,
    );
    expect(shown('rules:\n  missing-endpoints: o$0ff\n')).toBe('[off] The rule is turned off.');
  });

  test('on anything else is nothing', () => {
    expect(shown('colour: r$0ed\n')).toBeUndefined();
    expect(shown('clusterDomain: clu$0ster.local\n')).toBeUndefined();
    expect(shown('exclude: [a$0]\n')).toBeUndefined();
  });
});
