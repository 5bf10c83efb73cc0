import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrames } from '../../server/src/lsp/wire/frames.ts';
import { createGate } from '../../server/src/lsp/wire/gate.ts';
import { streamTransport } from '../../server/src/lsp/wire/transport.ts';

/** What is cut from a stream: the messages, and `skipped` for each stretch that is left out. */
function cut(chunks: readonly (string | Uint8Array)[]): readonly unknown[] {
  const found: unknown[] = [];
  const push = createFrames({
    take(body) {
      try {
        found.push(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
        return true;
      } catch {
        return false;
      }
    },
    skip: () => void found.push('skipped'),
  });
  for (const chunk of chunks) push(Buffer.from(chunk));
  return found;
}

const frame = (body: string, length = Buffer.byteLength(body)): string => `Content-Length: ${length}\r\n\r\n${body}`;
const one = '{"id": 1, "text": "\u{1F389} Content-Length: 5\\r\\n\\r\\n{}"}';
const two = '{"id": 2}';
const three = '{"id": 3}';
const [first, second, third] = [one, two, three].map((text) => JSON.parse(text) as unknown);

test('messages by their lengths', () => {
  expect(cut([frame(one) + frame(two), frame(three)])).toEqual([first, second, third]);
});

test('other headers, in any case and order', () => {
  const type = 'Content-Type: application/vscode-jsonrpc; charset=utf-8';
  const headers = [`${type}\r\nContent-Length: 9\r\n\r\n`, `content-length:9\r\n${type}\r\n\r\n`];
  expect(cut(headers.map((header) => header + two))).toEqual([second, second]);
});

test.each<[what: string, stream: string, found: readonly unknown[]]>([
  ['a length that is too long', frame(one, Buffer.byteLength(one) + 5) + frame(two), [first, second]],
  ['a length that takes in several messages', frame(one, 1000) + frame(two) + frame(three), [first, second, third]],
  ['a length that is too short', frame(one, 10) + frame(two), [first, second]],
  ['a length of nothing', frame(one, 0) + frame(two), [first, second]],
  ['a length that nobody can mean', frame(one, 1e12) + frame(two), [first, second]],
  ['a length that is not a number', `Content-Length: abc\r\n\r\n${one}${frame(two)}`, [first, second]],
  ['a length that is negative', `Content-Length: -5\r\n\r\n{}${frame(two)}`, [{}, second]],
  ['no length', `X: y\r\n\r\n${one}${frame(two)}`, [first, second]],
  ['no body', `Content-Length: 9\r\n\r\n${frame(two)}`, ['skipped', second]],
  ['a broken body', frame('{"id": 4, ') + frame(two), ['skipped', second]],
  ['a broken body, and nothing behind it', frame('{"id": 4, '), ['skipped']],
  ['text between messages', frame(one) + 'Debugger attached.\n' + frame(two), [first, 'skipped', second]],
  ['line breaks between messages', `${frame(one)}\r\n\n${frame(two)}`, [first, second]],
  ['an endless header', 'x'.repeat(100_000) + frame(two), ['skipped', second]],
  ['an endless message', frame('x'.repeat(5_000_000), 1e12) + frame(two), ['skipped', second]],
])('%s costs that message at most', (_, stream, found) => {
  expect(cut([stream])).toEqual(found);
});

test('what is not UTF-8 is no message', () => {
  const body = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
  expect(cut([Buffer.concat([Buffer.from('Content-Length: 4\r\n\r\n'), body]), frame(two)])).toEqual([
    'skipped',
    second,
  ]);
});

test('nothing depends on the pieces that a stream comes in', () => {
  const stream = Buffer.from(
    [
      frame(one),
      'noise',
      frame(two, 14),
      frame(three),
      frame('{'),
      frame(two, 3),
      `X: y\r\n\r\n${three}`,
      frame(one),
    ].join(''),
  );
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (places) => {
      const cuts = [0, ...places.sort((a, b) => a - b), stream.length];
      const chunks = cuts.slice(1).map((end, index) => stream.subarray(cuts[index], end));
      const found = cut(chunks).filter((one) => one !== 'skipped');
      expect([first, second, third]).toEqual(expect.arrayContaining([...found]));
      // One whose length is wrong may be lost where its end has not come yet; those with a right one are not.
      expect([found[0], found.at(-1)]).toEqual([first, first]);
      expect(found).toEqual(expect.arrayContaining([second, third]));
    }),
    { seed: 20261128, numRuns: 500 },
  );
});

test('a large message in many pieces takes the time of its length', () => {
  const body = JSON.stringify('a'.repeat(8_000_000));
  const stream = Buffer.from(frame(body) + frame(two));
  const chunks = Array.from({ length: Math.ceil(stream.length / 1000) }, (_, index) =>
    stream.subarray(index * 1000, (index + 1) * 1000),
  );
  expect(cut(chunks).at(-1)).toEqual(second);
});

test('messages are written at once and in order, whatever else waits for its turn', async () => {
  const output = new PassThrough();
  const { writer } = streamTransport(new PassThrough(), output, createGate({}), () => undefined);
  const written = [one, two].map((text) => writer.write({ jsonrpc: '2.0', ...(JSON.parse(text) as object) }));
  expect(cut([output.read() as Buffer])).toMatchObject([first, second]);
  await Promise.all(written);
});

test('who writes to a stream that is closed is told', async () => {
  const output = new PassThrough();
  const { writer } = streamTransport(new PassThrough(), output, createGate({}), () => undefined);
  const errors: unknown[] = [];
  writer.onError(([error]) => errors.push(error));
  output.end();
  await expect(writer.write({ jsonrpc: '2.0' })).rejects.toThrow();
  expect(errors).not.toEqual([]);
});
