// What the system says of a process. Only Linux says it where a file can be read; elsewhere nothing is known.
import { readFileSync } from 'node:fs';
import { pause } from './client.ts';

/** The milliseconds of processor time that a process has used. */
export function processorTime(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  // The kernel counts in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The memory of a process in megabytes: what it has now, and the most it ever had. */
export function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = read(`/proc/${pid}/status`);
  const megabytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
}

/** Waits until a process has done nothing for a second, at most so many milliseconds. */
export async function untilQuiet(pid: number, limit: number): Promise<void> {
  const started = performance.now();
  let quietSince = started;
  let before = processorTime(pid);
  while (performance.now() - started < limit && performance.now() - quietSince < 1000) {
    await pause(100);
    const now = processorTime(pid);
    if (now - before > 10) quietSince = performance.now();
    before = now;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
