import { StringDecoder } from 'node:string_decoder';

/**
 * The lines of a stream, without their ends, as many at a time as have come: a writer that asks line by line is answered
 * line by line, and a file is read in large pieces.
 */
export async function* linesOf(input: AsyncIterable<string | Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
}
