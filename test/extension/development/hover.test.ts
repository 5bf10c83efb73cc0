import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { hoverUntil, open, placeOf } from '../support/editor.ts';

async function hoverOn(file: string, text: string, expected: RegExp, after = ''): Promise<string> {
  const { document } = await open(file);
  return hoverUntil(document, placeOf(document, text, after).translate(0, 1), expected);
}

describe('the hover', () => {
  it('shows the names of a headless Service and of each of its Pods', async () => {
    const text = await hoverOn('shop/redis.yaml', 'redis', /redis-2\.redis/, 'metadata:\n  name: ');
    const [first = ''] = text.split('\n');
    assert.match(first, /redis\.shop\.svc\.cluster\.local/, 'the name comes first');
    for (const ordinal of [0, 1, 2]) assert.ok(text.includes(`redis-${ordinal}.redis`));
    assert.match(text, /headless/i);
    assert.ok(text.split('\n').length <= 25, `it fits a hover:\n${text}`);
  });

  it('shows a copy link that only Headlight’s own commands follow', async () => {
    const { document } = await open('shop/web.yaml');
    await hoverOn('shop/web.yaml', 'web', /command:headlight\.copyName/, 'name: ');
    const { commands } = await import('vscode');
    const hovers = await commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, 'web', 'name: '),
    );
    const trusts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content as vscode.MarkdownString).isTrusted),
    );
    for (const trust of trusts) {
      assert.ok(
        typeof trust === 'object' && trust.enabledCommands.every((command) => command.startsWith('headlight.')),
      );
    }
  });

  it('shows a cluster IP as what it is', async () => {
    assert.match(
      await hoverOn('shop/web.yaml', 'web', /web\.shop\.svc\.cluster\.local/, 'metadata:\n  name: '),
      /virtual IP/,
    );
  });

  it('shows where an alias leads', async () => {
    const text = await hoverOn(
      'mistakes/my-external-service.yaml',
      'my-external',
      /my-external-service\.default\.svc\.cluster\.local/,
    );
    assert.match(text, /example\.com/);
  });

  it('shows the name of a headless Service whose Pods are nowhere to be seen', async () => {
    const text = await hoverOn('mistakes/kubia.yaml', 'kubia', /kubia\.default\.svc\.cluster\.local/);
    assert.match(text, /headless/i);
  });

  it('shows which Service a StatefulSet asks for', async () => {
    await hoverOn('shop/redis.yaml', 'redis', /redis\.shop\.svc\.cluster\.local/, 'serviceName: ');
  });

  it('shows nothing where there is nothing to say', async () => {
    const { document } = await open('shop/web.yaml');
    await hoverOn('shop/web.yaml', 'web', /web\.shop/, 'metadata:\n  name: ');
    const hovers = await hoverUntil(document, placeOf(document, 'image:'), /^$/);
    assert.equal(hovers, '');
  });
});
