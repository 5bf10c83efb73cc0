import { expect, test } from 'vitest';
import { codeActions, convertAt } from '../../../server/src/core/features/code-actions.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { checkAssist, offersOf, titlesOf } from '../../support/check-assist.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const convert = 'Convert to Headless Service (delete and re-create a running one)';
const misnamed =
  'kind: Service\nmetadata:\n  name: web-headless\nspec:\n  selector: {app: web}\n  ports: [{name: http, port: 80}]\n';

test('a conversion that solves a problem is offered once, as its quick fix', () => {
  const offers = offersOf(misnamed.replace('web-headless', 'web-$0headless'));
  expect(offers.map((offer) => `${offer.kind}: ${offer.title}`)).toEqual([
    `quickfix: ${convert}`,
    'quickfix: Disable misleading-headless-name for this line',
    'quickfix: Disable misleading-headless-name for this file',
  ]);
  expect(offers[0]?.finding?.code).toBe('misleading-headless-name');
});

test('away from the problem it is offered as a rewrite of the resource around the cursor', () => {
  for (const place of ['kind: Service', 'ports', 'port: 80']) {
    const offers = offersOf(misnamed.replace(place, `${place}$0`));
    expect(offers.map((offer) => `${offer.kind}: ${offer.title}`)).toEqual([`refactor.rewrite: ${convert}`]);
  }
  expect(titlesOf(`${misnamed}# behind all of it$0\n`)).toEqual([convert]);
});

test('a selection inside a resource gets its offers, one over two resources only fixes', () => {
  const two = `${misnamed}---\n${misnamed.replace('web-headless', 'plain')}`;
  const snapshot = snapshotOfFixture(parseFixture(two));
  const text = snapshot.files.get('file:///manifest.yaml')?.text ?? '';
  const titles = (start: number, end: number): readonly string[] =>
    codeActions(snapshot, 'file:///manifest.yaml', { start, end }).map((offer) => `${offer.kind}: ${offer.title}`);
  const second = text.indexOf('plain');
  expect(titles(second, second + 20)).toEqual([
    `refactor.rewrite: ${convert}`,
    'refactor.extract: Split off headless Service "plain-headless"',
  ]);
  expect(titles(0, text.length)).toContain(`quickfix: ${convert}`);
  expect(titles(0, text.length)).not.toContain(`refactor.rewrite: ${convert}`);
});

const selecting = (selector: string): string =>
  `kind: Service\nmetadata: {name: web}\nspec:\n  selector:${selector}\n  ports: [{port: 80}]\n---\n` +
  'kind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: web}}}}\n';

test('the key of a field offers the fixes of what is in it, on its line or where it holds plain values', () => {
  const fix = 'Change the selector to "app: web"';
  expect(titlesOf(selecting(' {app: wen}').replace('selector', '$0selector'))).toContain(fix);
  expect(titlesOf(selecting('\n    app: wen').replace('selector', 'sel$0ector'))).toContain(fix);
  expect(titlesOf(selecting('\n    app: wen').replace('spec', '$0spec'))).not.toContain(fix);
  expect(titlesOf(selecting(' {app: wen}').replace('80', '8$00'))).not.toContain(fix);
});

test('where a line begins with no field, its problems are offered', () => {
  const port = 'kind: Service\nmetadata: {name: web}\nspec:\n  ports:\n  $0  - {name: Web, port: 80}\n';
  expect(offersOf(port).map((offer) => offer.finding?.code)).toContain('invalid-port-name');
});

test('only the one safe fix of a problem is preferred', () => {
  const offers = offersOf(
    'kind: Service\nmetadata: {name: web}\nspec: {clusterIP: non$0e, ports: [{name: http, port: 80}]}\n',
  );
  const preferred = offers.filter((offer) => offer.preferred);
  expect(preferred).toHaveLength(1);
  expect(preferred[0]?.finding?.code).toBe('invalid-cluster-ip');
  expect(offersOf(misnamed.replace('web-headless', '$0web-headless')).some((offer) => offer.preferred)).toBe(false);
});

test('fixes of one title stay apart where they change different places', () => {
  const ports = 'kind: Service\nmetadata: {name: web}\nspec:\n  ports:\n    - port: 80\n    - port: 81\n';
  const snapshot = snapshotOfFixture(parseFixture(ports));
  const text = snapshot.files.get('file:///manifest.yaml')?.text ?? '';
  const offers = codeActions(snapshot, 'file:///manifest.yaml', { start: 0, end: text.length });
  const edits = offers
    .filter((offer) => offer.finding !== undefined)
    .map((offer) => `${offer.title} ${JSON.stringify(offer.edit()?.files[0]?.edits)}`);
  expect(new Set(edits).size).toBe(edits.length);
});

test('what the text does not allow is not offered', () => {
  const shared = misnamed
    .replace('ports: [{name: http, port: 80}]', 'ports: [*p]')
    .replace('metadata:', 'x: &p {name: http, port: 80, nodePort: 30080}\nmetadata:');
  expect(titlesOf(`${shared}  type: NodePort$0\n`)).not.toContain(convert);
  expect(titlesOf(`${misnamed}  x: [1$0\n`)).not.toContain(convert);
});

test('nothing is offered in a template', () => {
  expect(titlesOf(misnamed.replace('web-headless', '{{ .Release.Name }}-headless$0'))).toEqual([]);
});

const code = 'misleading-headless-name';

test("a comment above the line turns the rule off there, with the line's indentation", () => {
  const titles = [`Disable ${code} for this line`];
  checkAssist(
    misnamed.replace('web-headless', 'web-headless$0'),
    titles[0] ?? '',
    misnamed.replace('  name:', `  # headlight-disable-next-line ${code}\n  name:`),
  );
  checkAssist(
    misnamed.replace('web-headless', 'web-headless$0'),
    titles[0] ?? '',
    misnamed.replace('  name:', `  # headlight-disable-next-line ${code}\n  name:`),
    { lineEnding: '\r\n' },
  );
});

test('a comment that is there already gets one more code, before its reason', () => {
  const commented = (comment: string): string => misnamed.replace('  name:', `  ${comment}\n  name:`);
  const check = (before: string, after: string): void => {
    checkAssist(
      commented(before).replace('web-headless', 'web-headless$0'),
      `Disable ${code} for this line`,
      commented(after),
    );
  };
  check('# headlight-disable-next-line other', `# headlight-disable-next-line other ${code}`);
  check(
    '# headlight-disable-next-line other, more -- a reason',
    `# headlight-disable-next-line other, more, ${code} -- a reason`,
  );
});

test('a comment at the top turns the rule off in the file', () => {
  const title = `Disable ${code} for this file`;
  const before = misnamed.replace('web-headless', 'web-headless$0');
  checkAssist(`# licence\n${before}`, title, `# headlight-disable-file ${code}\n# licence\n${misnamed}`);
  checkAssist(
    `# headlight-disable-file other\n${before}`,
    title,
    `# headlight-disable-file other ${code}\n${misnamed}`,
  );
});

test('no comment is put into JSON', () => {
  const json =
    '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web-headless$0"}, "spec": {"selector": {"app": "web"}, "ports": [{"name": "http", "port": 80}]}}\n';
  expect(titlesOf(`#- /service.json\n${json}`)).toEqual([convert]);
});

test('a comment in a flow map of several lines keeps what the document says', () => {
  const flow =
    '{\n  kind: Service, apiVersion: v1, metadata: {\n    name: web-headless$0\n  },\n  spec: {selector: {app: web}, ports: [{name: http, port: 80}]}}\n';
  checkAssist(
    flow,
    `Disable ${code} for this line`,
    flow.replace('$0', '').replace('    name', `    # headlight-disable-next-line ${code}\n    name`),
  );
});

test('the command converts the Service at the cursor or says why not', () => {
  const answer = (source: string): string => {
    const fixture = parseFixture(source);
    const { cursor } = fixture;
    const result = convertAt(snapshotOfFixture(fixture), cursor?.uri ?? '', cursor?.offset ?? 0);
    if ('rejected' in result) return result.rejected;
    return applyEdits(fixture.files[0]?.text ?? '', result.alone.edit.files[0]?.edits ?? []);
  };
  expect(answer(misnamed.replace('ports', 'ports$0'))).toContain('\nspec:\n  clusterIP: None\n  selector');
  expect(answer('kind: ConfigMap\nmetadata: {name: web$0}\n')).toBe('There is no Service at the cursor.');
  expect(answer('# nothing$0\n')).toBe('There is no Service at the cursor.');
  expect(answer('kind: Service\nmetadata: {name: web$0}\nspec: {clusterIP: None}\n')).toBe(
    'Service "web" is already headless.',
  );
  expect(answer('kind: Service\nmetadata: {name: web$0}\nspec: {type: "{{ .Values.type }}"}\n')).toBe(
    'Service "web" comes from a template. Headlight does not change templates.',
  );
  expect(
    answer(
      'kind: Service\nmetadata: {name: web$0}\nx: &p {port: 1, nodePort: 30080}\nspec: {type: NodePort, ports: [*p]}\n',
    ),
  ).toContain('Service "web" was not changed');
});

const patched = `#- /k/kustomization.yaml
resources: [all.yaml]
patches: [{target: {kind: Deployment}, path: p.yaml}]
configMapGenerator: [{name: settings, files: [app.conf]}]
#- /k/all.yaml
kind: ConfigMap
metadata: {name: scripts}
data:
  run.sh: |
    one
    two
    three
    four
    five
    six
    seven
---
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}}
#- /k/app.conf
url=http://web.shopp.svc.cluster.local
#- /k/p.yaml
kind: Deployment
metadata: {name: any}
spec:
  template:
    spec:
      containers:
        - name: web
          env:
            - name: URL
              value: http://web.shopp.svc.cluster.local
`;

test('a problem in a patch is turned off in the file of the patch', () => {
  const line = '              value: http://web.sh$0opp.svc.cluster.local';
  const at = patched.replace('              value: http://web.shopp.svc.cluster.local', line);
  const comment = '              # headlight-disable-next-line dangling-host-name';
  checkAssist(at, 'Disable dangling-host-name for this line', patched.replace(/ {14}value/, `${comment}\n$&`));
  checkAssist(
    at,
    'Disable dangling-host-name for this file',
    patched.replace('#- /k/p.yaml\n', '$&# headlight-disable-file dangling-host-name\n'),
  );
});

test('no comment is put into a file that is no YAML', () => {
  const fixture = parseFixture(patched.replace('url=http://web.sh', '$&$0'));
  const files = fixture.files.map((file) =>
    file.path === '/k/app.conf' ? { ...file, readAs: 'text' as const } : file,
  );
  const { uri = '', offset: start = 0 } = fixture.cursor ?? {};
  const offers = codeActions(snapshotOfFixture({ ...fixture, files }), uri, { start, end: start });
  expect(offers.map(({ title }) => title)).toEqual(['Change to "web.shop.svc.cluster.local"']);
});
