import path from 'node:path';

/** A folder and those above it, up to the top of its drive or share, with `/` between their parts as they were given. */
export function* foldersUpFrom(folder: string, system: Pick<typeof path, 'dirname'> = path): Generator<string> {
  for (let current = folder; ; current = system.dirname(current)) {
    yield current;
    if (system.dirname(current) === current) return;
  }
}
