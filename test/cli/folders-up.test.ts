import path from 'node:path';
import { expect, test } from 'vitest';
import { foldersUpFrom } from '../../server/src/cli/folders-up.ts';

test.each([
  ['a folder', path.posix, '/home/me/k8s', ['/home/me/k8s', '/home/me', '/home', '/']],
  ['the top', path.posix, '/', ['/']],
  ['a drive of Windows', path.win32, 'C:/me/k8s', ['C:/me/k8s', 'C:/me', 'C:/']],
  ['the top of a drive', path.win32, 'd:/', ['d:/']],
  [
    'a share of Windows',
    path.win32,
    '//server/share/me/k8s',
    ['//server/share/me/k8s', '//server/share/me', '//server/share/'],
  ],
])('configuration files are looked for from %s up to its top, and nowhere else', (_, system, folder, folders) => {
  expect([...foldersUpFrom(folder, system)]).toEqual(folders);
});
