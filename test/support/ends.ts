import { runInNewContext } from 'node:vm';

/**
 * Runs something on half a megabyte of a piece, over and over. Where its time grows with the text that takes an instant, where it
 * grows with the square of it many minutes: after two it is ended and fails, so nothing hangs and no clock is asked.
 */
export function endsOnMany(piece: string, run: (text: string) => void): void {
  const text = piece.repeat(Math.ceil(500_000 / piece.length));
  runInNewContext('run()', { run: () => run(text) }, { timeout: 120_000 });
}
