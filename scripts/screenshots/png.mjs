// Makes a screenshot small: a palette of few colours, which is a quarter of the browser's own file and looks the same.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** How many colours a picture keeps. Text of ten colours, with all the shades of its edges, looks the same from 48 on. */
const most = 48;

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * @typedef {object} Picture
 * @property {number} width  in pixels
 * @property {number} height
 * @property {Uint32Array} pixels  row by row, each 0xRRGGBB
 */

/**
 * Reads a PNG as browsers write them: eight bits a channel, not interlaced. Transparency is dropped, as a page has none.
 * @param {Buffer} file
 * @returns {Picture}
 * @throws where the bytes are no such PNG
 */
export function readPng(file) {
  const { width, height, depth, kind, interlaced } = headerOf(file);
  const channels = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || channels === undefined || interlaced) throw new Error('This PNG is not one of a browser.');
  const rows = unfilter(inflateSync(Buffer.concat(chunksOf(file, 'IDAT'))), width * channels, channels);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const at = i * channels;
    pixels[i] = ((rows[at] ?? 0) << 16) | ((rows[at + 1] ?? 0) << 8) | (rows[at + 2] ?? 0);
  }
  return { width, height, pixels };
}

/**
 * What the header of a PNG says.
 * @param {Buffer} file
 * @throws where the bytes are no PNG
 */
export function headerOf(file) {
  const [header] = file.subarray(0, 8).equals(signature) ? chunksOf(file, 'IHDR') : [];
  if (header === undefined) throw new Error('This is no PNG.');
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    depth: header.readUInt8(8),
    kind: header.readUInt8(9),
    interlaced: header.readUInt8(12) !== 0,
  };
}

/**
 * Writes a picture with a palette.
 * @param {Picture} picture
 * @returns {Buffer} the file
 */
export function writePng({ width, height, pixels }) {
  const palette = paletteOf(pixels);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let i = 0; i < pixels.length; i++) {
    rows[Math.floor(i / width) + i + 1] = palette.indexOf(pixels[i] ?? 0);
  }
  const packed = deflateSync(rows, { level: 9, memLevel: 8 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @typedef {{ readonly colour: number, readonly count: number, readonly weight: number }} Shade
 *   the weight grows slower than the count, so that a word in a colour of its own does not lose it to the shades of a long text
 */

/**
 * The colours that stand for all colours of a picture: its own where they are few, else one of each group of like ones.
 * @param {Uint32Array} pixels
 */
function paletteOf(pixels) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const sorted = [...counts].sort(([one], [other]) => one - other);
  const shades = sorted.map(([colour, count]) => ({ colour, count, weight: Math.sqrt(count) }));
  const colours = [...new Set(groupsOf(shades).map(commonest))];
  /** @type {Map<number, number>} */
  const nearest = new Map();
  for (const { colour } of shades) nearest.set(colour, nearestIn(colours, colour));
  return { colours, indexOf: (/** @type {number} */ colour) => nearest.get(colour) ?? 0 };
}

/**
 * Cuts the group that differs most in itself in two, until there are enough or nothing is left to cut.
 * @param {Shade[]} shades
 */
function groupsOf(shades) {
  const groups = [spreadOf(shades)];
  while (groups.length < most) {
    const widest = groups.reduce((one, other) => (other.spread > one.spread ? other : one));
    if (widest.shades.length === 1) break;
    const { shift, middle } = widest;
    const isLow = (/** @type {Shade} */ { colour }) => ((colour >> shift) & 255) <= middle;
    const halves = [widest.shades.filter(isLow), widest.shades.filter((shade) => !isLow(shade))];
    groups.splice(groups.indexOf(widest), 1, ...halves.map(spreadOf));
  }
  return groups.map((group) => group.shades);
}

/**
 * How much the shades of a group differ, in which channel most, and where to cut that.
 * @param {Shade[]} shades
 */
function spreadOf(shades) {
  if (shades.length === 1) return { shades, shift: 0, spread: 0, middle: 0 };
  const total = shades.reduce((sum, { weight }) => sum + weight, 0);
  const channels = [16, 8, 0].map((shift) => {
    const valueOf = (/** @type {Shade} */ { colour }) => (colour >> shift) & 255;
    const mean = shades.reduce((sum, shade) => sum + valueOf(shade) * shade.weight, 0) / total;
    const spread = shades.reduce((sum, shade) => sum + (valueOf(shade) - mean) ** 2 * shade.weight, 0);
    const highest = Math.max(...shades.map(valueOf));
    // Below the highest value, so that both halves hold something.
    return { shift, spread, middle: Math.min(Math.floor(mean), highest - 1) };
  });
  return { shades, ...channels.reduce((one, other) => (other.spread > one.spread ? other : one)) };
}

/**
 * The most common one, so that an area of one colour keeps it.
 * @param {readonly Shade[]} shades
 */
function commonest(shades) {
  return shades.reduce((one, other) => (other.count > one.count ? other : one)).colour;
}

/**
 * @param {readonly number[]} colours
 * @param {number} wanted
 */
function nearestIn(colours, wanted) {
  let best = 0;
  let least = Infinity;
  colours.forEach((colour, index) => {
    const distance = [16, 8, 0].reduce((sum, s) => sum + (((colour >> s) & 255) - ((wanted >> s) & 255)) ** 2, 0);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/**
 * The contents of a PNG's chunks of one type.
 * @param {Buffer} file
 * @param {string} type
 */
function chunksOf(file, type) {
  /** @type {Buffer[]} */
  const found = [];
  for (let at = 8; at + 8 <= file.length; at += 12 + file.readUInt32BE(at)) {
    const content = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    if (file.toString('latin1', at + 4, at + 8) === type) found.push(content);
  }
  return found;
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/**
 * Undoes PNG's filters (PNG specification, section 9): each row says with its first byte what its bytes are the difference to.
 * @param {Buffer} filtered
 * @param {number} length  of a row in bytes
 * @param {number} step  from a byte to that of the same channel in the next pixel
 */
function unfilter(filtered, length, step) {
  const height = filtered.length / (length + 1);
  const rows = new Uint8Array(height * length);
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (length + 1)] ?? 0;
    for (let x = 0; x < length; x++) {
      const at = y * length + x;
      const left = x < step ? 0 : (rows[at - step] ?? 0);
      const above = y === 0 ? 0 : (rows[at - length] ?? 0);
      const corner = x < step || y === 0 ? 0 : (rows[at - length - step] ?? 0);
      rows[at] = (filtered[y * (length + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner);
    }
  }
  return rows;
}

/**
 * @param {number} filter
 * @param {number} left
 * @param {number} above
 * @param {number} corner
 */
function predicted(filter, left, above, corner) {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) return 0;
  const distance = (/** @type {number} */ value) => Math.abs(left + above - corner - value);
  if (distance(left) <= distance(above) && distance(left) <= distance(corner)) return left;
  return distance(above) <= distance(corner) ? above : corner;
}
