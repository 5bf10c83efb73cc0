import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}
const script = path.resolve(import.meta.dirname, '../scripts/screenshots/png.mjs');
const { readPng, writePng } = (await import(pathToFileURL(script).href)) as {
  readonly readPng: (file: Buffer) => Picture;
  readonly writePng: (picture: Picture) => Buffer;
};

describe('reading a screenshot', () => {
  // Five rows of four pixels whose bytes run up and over, so that every filter has something to do.
  const width = 4;
  const bytes = Array.from({ length: 5 * width * 4 }, (_, index) => (index * 37 + (index >> 3) * 91) % 256);
  const rows = Array.from({ length: 5 }, (_, y) => bytes.slice(y * 16, (y + 1) * 16));
  const expected = Array.from({ length: 5 * width }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = bytes.slice(index * 4);
    return (red << 16) | (green << 8) | blue;
  });

  test.each([
    ['none', 0],
    ['left', 1],
    ['above', 2],
    ['average', 3],
    ['Paeth', 4],
  ])('undoes the filter %s', (_, filter) => {
    const file = pngOf({ width, height: 5, kind: 6, data: filtered(rows, filter) });
    expect([...readPng(file).pixels]).toEqual(expected);
  });

  test('refuses what is none', () => {
    expect(() => readPng(Buffer.from('GIF89a'))).toThrow('This is no PNG.');
    expect(() => readPng(pngOf({ width: 1, height: 1, kind: 0, data: Buffer.from([0, 0]) }))).toThrow('browser');
  });
});

describe('writing a picture', () => {
  test('keeps every colour where they are few', () => {
    const pixels = Uint32Array.from([0x1f1f1f, 0xffffff, 0x1f1f1f, 0xce9178, 0x569cd6, 0xffffff]);
    expect(drawn(writePng({ width: 3, height: 2, pixels }))).toEqual([...pixels]);
  });

  test('keeps the common colours, and comes near to the others, where they are many', () => {
    const background = 0x1f1f1f;
    const shades = Array.from({ length: 1000 }, (_, index) => 0x101010 + index * 0x01_03_07);
    const pixels = Uint32Array.from([...shades, ...Array.from({ length: 50_000 }, () => background)]);
    const result = drawn(writePng({ width: 100, height: 510, pixels }));
    expect(result.at(-1)).toBe(background);
    expect(new Set(result).size).toBeLessThanOrEqual(48);
    const difference = (one: number, other: number, shift: number): number =>
      Math.abs(((one >> shift) & 255) - ((other >> shift) & 255));
    const worst = shades.map((shade, i) => Math.max(...[16, 8, 0].map((s) => difference(shade, result[i] ?? 0, s))));
    expect(worst.reduce((sum, one) => sum + one, 0) / worst.length).toBeLessThan(32);
  });
});

/** The pixels of a PNG with a palette and no filters, read in another way than it was written. */
function drawn(file: Buffer): readonly number[] {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const end = at + 8 + file.readUInt32BE(at);
    expect(file.readUInt32BE(end)).toBe(crc32(file.subarray(at + 4, end)));
    chunks.set(file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, end));
  }
  const width = chunks.get('IHDR')?.readUInt32BE(0) ?? 0;
  const palette = chunks.get('PLTE') ?? Buffer.alloc(0);
  const rows = [...inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))];
  return rows.filter((_, index) => index % (width + 1) > 0).map((colour) => palette.readUIntBE(colour * 3, 3));
}

function filtered(rows: readonly (readonly number[])[], filter: number): Buffer {
  const out = rows.flatMap((row, y) => [
    filter,
    ...row.map((byte, x) => {
      const left = row[x - 4] ?? 0;
      const above = rows[y - 1]?.[x] ?? 0;
      const corner = rows[y - 1]?.[x - 4] ?? 0;
      const near = [left, above, corner].map((value) => Math.abs(left + above - corner - value));
      const paeth = [left, above, corner][near.indexOf(Math.min(...near))] ?? 0;
      return (byte - ([0, left, above, (left + above) >> 1, paeth][filter] ?? 0) + 512) % 256;
    }),
  ]);
  return Buffer.from(out);
}

function pngOf(picture: { width: number; height: number; kind: number; data: Buffer }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.set([8, picture.kind], 8);
  const chunk = (type: string, content: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), content, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(picture.data))]);
}
