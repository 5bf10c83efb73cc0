import { describe, expect, test } from 'vitest';
import { codeActions, fixAll, sourceActions, type CodeActionOffer } from '../../../server/src/core/features/facade.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const uri = 'file:///manifest.yaml';

function offersAt(source: string, stretch: string): readonly CodeActionOffer[] {
  const snapshot = snapshotOfFixture(parseFixture(source));
  const start = snapshot.files.get(uri)?.text.indexOf(stretch) ?? -1;
  expect(start).toBeGreaterThanOrEqual(0);
  return codeActions(snapshot, uri, { start, end: start + stretch.length });
}

/** The text of the file after an offer. */
function after(source: string, offer: CodeActionOffer | undefined): string | undefined {
  const text = parseFixture(source).files.find((file) => file.uri === uri)?.text ?? '';
  const edits = offer
    ?.edit()
    ?.files.filter(({ file }) => file.uri === uri)
    .flatMap((file) => file.edits);
  return edits && applyEdits(text, edits);
}

const service = (name: string, spec: string): string => `kind: Service\nmetadata: {name: ${name}}\nspec:\n${spec}`;
const misspelt = (name: string): string =>
  service(name, '  clusterIP: none # as it was\n  selector: {app: a}\n  ports: [{name: a, port: 80}]\n');

describe('all of this kind in the file', () => {
  test('one offer, beside the fix of the one problem', () => {
    const source = `${misspelt('a')}---\n${misspelt('b')}---\n${misspelt('c')}`;
    const offers = offersAt(source, 'none');
    expect(offers.map(({ title }) => title).filter((title) => title.startsWith('Change to'))).toEqual([
      'Change to clusterIP: None',
      'Change to clusterIP: None (all 3 in this file)',
    ]);
    const all = offers.find(({ title }) => title.includes('all 3'));
    expect(all).toMatchObject({ kind: 'quickfix', preferred: false, finding: { code: 'invalid-cluster-ip' } });
    const text = parseFixture(source).files[0]?.text ?? '';
    expect(after(source, all)).toBe(text.replaceAll('none', 'None'));
  });

  test('fixes whose titles differ are named by their rule', () => {
    const source = service('a', '  ports:\n    - port: 80\n    - port: 81\n    - port: 82\n  selector: {app: a}\n');
    const all = offersAt(source, 'port: 81').find(({ title }) => title.startsWith('Fix all'));
    expect(all?.title).toBe('Fix all 3 missing-port-name in this file: Name the port "tcp-81"');
    expect(after(source, all)).toMatch(/name: tcp-80[^]*name: tcp-81[^]*name: tcp-82/);
  });

  test('no offer where there is one such problem only', () => {
    expect(offersAt(misspelt('a'), 'none').some(({ title }) => title.includes('all'))).toBe(false);
  });

  test('what the text does not allow is not counted', () => {
    const source = `${misspelt('a')}---\n${misspelt('b')}  x: [1\n`;
    expect(offersAt(source, 'none').some(({ title }) => title.includes('all'))).toBe(false);
    const sticky = (spec: string): string =>
      service('a', `  clusterIP: None\n  ${spec}\n  selector: {app: a}\n  ports: [{name: a, port: 80}]\n`);
    const [own, merged] = [sticky('sessionAffinity: ClientIP'), sticky('<<: {sessionAffinity: ClientIP}')];
    const titles = (second: string): readonly string[] =>
      offersAt(`${own}---\n${second}`, 'sessionAffinity').map(({ title }) => title);
    expect(titles(own)).toContain('Remove sessionAffinity (all 2 in this file)');
    expect(titles(merged).some((title) => title.includes('all'))).toBe(false);
  });
});

describe('all safe fixes of a file', () => {
  const several = service(
    'a',
    '  clusterIP: None\n  sessionAffinity: ClientIP # why\n  internalTrafficPolicy: Local\n  trafficDistribution: PreferClose\n  selector: {app: a}\n  ports: [{name: a, port: 80}]\n',
  );

  test('several problems of one document, and one that only the fix of another brings', () => {
    const spelt = several.replace('None', 'NONE');
    const [offer] = sourceActions(snapshotOfFixture(parseFixture(spelt)), uri);
    expect(offer?.kind).toBe('source.fixAll.headlight');
    expect(after(spelt, offer)).toBe(
      'apiVersion: v1\n' + service('a', '  clusterIP: None\n  selector: {app: a}\n  ports: [{name: a, port: 80}]\n'),
    );
  });

  test('some of those of a long document, and the others the next time', () => {
    const snapshot = snapshotOfFixture(parseFixture(`${several}# ${'x'.repeat(2_100_000)}\n`));
    const selection = { uris: [uri], reach: 'file', isWanted: () => true } as const;
    const once = fixAll(snapshot, selection);
    expect(once.applied).toHaveLength(2);
    expect(once.notes).toEqual(['/manifest.yaml has more problems than one run fixes. Run it again for the others.']);
    const twice = fixAll(once.snapshot, selection);
    expect(twice.applied).toHaveLength(1);
    expect(twice.notes).toEqual([]);
  });

  test('nothing that a person has to decide', () => {
    expect(
      sourceActions(
        snapshotOfFixture(parseFixture(service('a-headless', '  selector: {app: a}\n  ports: [{port: 80}]\n'))),
        uri,
      ),
    ).toEqual([]);
  });

  test('twice changes nothing more', () => {
    const snapshot = snapshotOfFixture(parseFixture(`${several}---\n${misspelt('b')}`));
    const isWanted = (_finding: object, fix: { readonly safety: string }): boolean => fix.safety === 'safe';
    const once = fixAll(snapshot, { uris: [uri], reach: 'workspace', isWanted });
    expect(once.applied.map(({ title }) => title).sort()).toEqual([
      'Change to clusterIP: None',
      'Remove internalTrafficPolicy',
      'Remove sessionAffinity',
      'Remove trafficDistribution',
    ]);
    const twice = fixAll(once.snapshot, { uris: [uri], reach: 'workspace', isWanted });
    expect(twice.texts.size).toBe(0);
    expect(twice.applied).toEqual([]);
  });

  test('JSON stays JSON', () => {
    const json =
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"clusterIP": "none", "ports": [{"name": "a", "port": 80}]}}\n';
    const snapshot = snapshotOfFixture(parseFixture(`#- /a.json\n${json}`));
    const [uri = ''] = snapshot.files.keys();
    const { texts } = fixAll(snapshot, {
      uris: [uri],
      reach: 'workspace',
      isWanted: ({ code }) => code === 'invalid-cluster-ip',
    });
    expect(texts.get(uri)).toBe(json.replace('none', 'None'));
  });

  test('templates and suppressed problems are left alone', () => {
    const isWanted = (): boolean => true;
    const files = [
      misspelt('a').replace('{app: a}', '"{{ .Values.x }}"'),
      `# headlight-disable-file\n${misspelt('a')}`,
    ];
    for (const source of files) {
      const snapshot = snapshotOfFixture(parseFixture(source));
      expect(fixAll(snapshot, { uris: [...snapshot.files.keys()], reach: 'workspace', isWanted }).texts.size).toBe(0);
    }
  });
});
