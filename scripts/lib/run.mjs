import { spawn } from 'node:child_process';
import os from 'node:os';
import { root } from './prepare.mjs';

/**
 * Has a program let others go first that have something to do at the same moment, and with it all that it starts.
 * @param {import('node:child_process').ChildProcess} child
 */
function letOthersFirst({ pid }) {
  try {
    if (pid !== undefined) os.setPriority(pid, Math.min(os.getPriority() + 5, os.constants.priority.PRIORITY_LOW));
  } catch {
    // It has ended, or may not say how it is run.
  }
}

/**
 * Runs a command to its end and shows what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { inBackground?: boolean }} [options]  the working folder is the repository's unless
 *   said otherwise; what runs in the background lets others go first
 * @returns {Promise<number>} the exit code; 1 where a signal ended it
 */
export function run(command, args, { inBackground = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    if (inBackground) letOthersFirst(child);
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command to its end and keeps what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { inBackground?: boolean }} [options]  as of `run`
 * @returns {Promise<{ code: number, output: string }>} standard output and standard error in the order they came
 */
export function runQuietly(command, args, { inBackground = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    if (inBackground) letOthersFirst(child);
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
