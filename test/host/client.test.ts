import { describe, expect, it } from 'vitest';
import { createClientHost } from '../../server/src/host/client-host.ts';
import type { WireEntry, WireFolder } from '../../server/src/shared/protocol.ts';

/** A client whose folders hold what is given, by URI: files by their names, folders with a slash behind, links with an arrow. */
function clientOf(folders: Readonly<Record<string, string>>) {
  const asked: (readonly string[])[] = [];
  const entryOf = (written: string): WireEntry => {
    if (written.endsWith('/')) return { name: written.slice(0, -1), kind: 'folder' };
    return written.endsWith('→') ? { name: written.slice(0, -1), kind: 'link' } : { name: written, kind: 'file' };
  };
  const host = createClientHost({
    readFolders(uris) {
      asked.push(uris);
      const found = uris.map((uri): WireFolder => {
        const names = folders[uri];
        if (names === undefined) return { kind: 'unread', why: uri.endsWith('gone') ? 'missing' : 'notReadable' };
        return { kind: 'entries', entries: names.split(' ').map(entryOf) };
      });
      return Promise.resolve(found);
    },
    readFile: (uri, maxSize) => Promise.resolve({ kind: 'text', text: `${uri} up to ${maxSize}` }),
  });
  return { host, asked };
}

const top = 'vscode-vfs://github/shop/deploy';

describe('files that only the client can read', () => {
  it('are found level by level, without what is left out and behind links', async () => {
    const { host, asked } = clientOf({
      [top]: 'b/ a/ node_modules/ top.yaml README.md linked→ .headlight.yaml',
      [`${top}/a`]: 'one.yml Kustomization a(1).json',
      [`${top}/b`]: 'old/ hidden.yaml',
    });
    const found = await host.findFiles(top, ['**/hidden.yaml'], [top]);
    expect(found).toEqual({
      uris: [
        `${top}/.headlight.yaml`,
        `${top}/a/Kustomization`,
        `${top}/a/a%281%29.json`,
        `${top}/a/one.yml`,
        `${top}/top.yaml`,
      ],
      unread: [{ uri: `${top}/b/old`, path: '/shop/deploy/b/old', reason: 'You have no permission to read it.' }],
      leftOut: [
        {
          uri: `${top}/b/hidden.yaml`,
          path: '/shop/deploy/b/hidden.yaml',
          reason: 'excluded by headlight.exclude or files.exclude',
        },
      ],
    });
    expect(asked).toEqual([[top], [`${top}/b`, `${top}/a`], [`${top}/b/old`]]);
  });

  it('are listed, where they are in the workspace', async () => {
    const { host } = clientOf({ [top]: 'a.conf' });
    expect(await host.listFolder(top, [top])).toEqual([{ name: 'a.conf', kind: 'file' }]);
    expect(await host.listFolder(`${top}/gone`, [top])).toBe('absent');
    expect(await host.listFolder(`${top}/locked`, [top])).toBeUndefined();
    expect(await host.listFolder(`${top}-other`, [top])).toBeUndefined();
  });

  it('are read in the folders of the workspace only', async () => {
    const { host } = clientOf({});
    expect(await host.readFile(`${top}/a.yaml`, 7, [top])).toEqual({ kind: 'text', text: `${top}/a.yaml up to 7` });
    const reason = 'It is a link to a file outside the folders that are read.';
    expect(await host.readFile(`${top}-other/a.yaml`, 7, [top])).toEqual({ kind: 'unread', reason });
    expect((await host.findFiles('vscode-vfs://github/other', [], [top])).unread).toMatchObject([{ reason }]);
  });
});
