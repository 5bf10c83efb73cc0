import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionUntil, apply, discard, open, placeOf, problemsUntil, replace, until, uriOf } from '../support/editor.ts';

describe('problems', () => {
  afterEach(discard);

  it('are none in the shop', async () => {
    const files = await vscode.workspace.findFiles('shop/*.yaml');
    assert.ok(files.length >= 6);
    await open('mistakes/my-headless-service.yaml');
    await problemsUntil(uriOf('mistakes/my-headless-service.yaml'), ['information misleading-headless-name']);
    for (const file of files) await problemsUntil(file, []);
  });

  it('are shown in files that nobody opened', async () => {
    await open('shop/web.yaml');
    await problemsUntil(uriOf('mistakes/selector-typo.yaml'), ['warning dangling-selector']);
  });

  it('go away when a Service is converted, and come back with undo', async () => {
    const { document } = await open('mistakes/my-headless-service.yaml');
    const before = document.getText();
    const [problem] = await problemsUntil(document.uri, ['information misleading-headless-name']);
    assert.ok(problem);
    assert.equal(document.getText(problem.range), 'my-headless-service');

    await apply(
      await actionUntil(
        document,
        problem.range.start,
        'Convert to Headless Service (delete and re-create a running one)',
      ),
    );
    assert.equal(
      document.getText(),
      before.replace('spec:\n', 'spec:\n  clusterIP: None\n').replace('port: 80\n      targetPort: 9376', 'port: 9376'),
    );
    // A headless Service wants its one port named, for an SRV record.
    await problemsUntil(document.uri, ['hint missing-headless-port-name']);

    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await problemsUntil(document.uri, ['information misleading-headless-name']);
  });

  it('of a Service change with the StatefulSet in another file', async () => {
    const service = uriOf('mistakes/queue/service.yaml');
    await open('mistakes/queue/service.yaml');
    await problemsUntil(service, ['warning dangling-governing-selector']);

    const { document } = await open('mistakes/queue/statefulset.yaml');
    await replace(document, 'app: queues', 'app: queue', 'template:');
    await problemsUntil(service, []);
    await discard();
    await problemsUntil(service, ['warning dangling-governing-selector']);
  });

  it('point at the other end', async () => {
    await open('mistakes/queue/service.yaml');
    const [problem] = await problemsUntil(uriOf('mistakes/queue/service.yaml'), [
      'warning dangling-governing-selector',
    ]);
    const places = (problem?.relatedInformation ?? []).map(({ location }) => location.uri.path);
    assert.ok(
      places.some((path) => path.endsWith('/mistakes/queue/statefulset.yaml')),
      places.join(),
    );
  });

  it('follow files that come and go', async () => {
    await open('shop/web.yaml');
    const file = uriOf('mistakes/new.yaml');
    await vscode.workspace.fs.copy(uriOf('mistakes/selector-typo.yaml'), file);
    await problemsUntil(file, ['warning dangling-selector']);
    await vscode.workspace.fs.delete(file);
    await problemsUntil(file, []);
  });

  it('follow the level that a person sets', async () => {
    const file = uriOf('mistakes/selector-typo.yaml');
    await open('mistakes/selector-typo.yaml');
    await problemsUntil(file, ['warning dangling-selector']);
    const settings = vscode.workspace.getConfiguration('headlight');
    await settings.update('rules', { 'dangling-selector': 'off' }, vscode.ConfigurationTarget.Workspace);
    await problemsUntil(file, []);
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
    await problemsUntil(file, ['warning dangling-selector']);
  });

  it('open the page of their rule', async () => {
    await open('mistakes/selector-typo.yaml');
    const [problem] = await problemsUntil(uriOf('mistakes/selector-typo.yaml'), ['warning dangling-selector']);
    assert.ok(typeof problem?.code === 'object');
    const { target } = problem.code;
    assert.equal(target.scheme, 'command', target.toString());
    await vscode.commands.executeCommand(target.path, ...(JSON.parse(target.query) as unknown[]));
    await until(
      async () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '',
      (label) => label.includes('dangling-selector'),
      'the page',
    );
  });
});

describe('code actions', () => {
  afterEach(discard);

  it('create the headless Service that a StatefulSet asks for', async () => {
    const { document } = await open('mistakes/governing-service-missing.yaml');
    await problemsUntil(document.uri, ['warning missing-governing-service']);
    const action = await actionUntil(
      document,
      placeOf(document, 'cassandra-headless', 'serviceName: '),
      'Create Headless Service "cassandra-headless"',
    );
    await apply(action);
    assert.match(document.getText(), /kind: Service\nmetadata:\n {2}name: cassandra-headless\n/);
    assert.match(document.getText(), /clusterIP: None/);
    await problemsUntil(document.uri, []);
    await vscode.commands.executeCommand('undo');
    await problemsUntil(document.uri, ['warning missing-governing-service']);
  });

  it('convert an alias as well', async () => {
    const { document } = await open('mistakes/my-external-service.yaml');
    await apply(await actionUntil(document, placeOf(document, 'my-external'), 'Convert to Headless Service'));
    assert.match(document.getText(), /clusterIP: None/);
    assert.doesNotMatch(document.getText(), /type: ExternalName/);
  });
});
