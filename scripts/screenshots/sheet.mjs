// Puts screenshots beside and above each other, each in a frame and with a number where there are several.
import { headerOf, readPng, writePng } from './png.mjs';
import { scale } from './stage.mjs';

/** @typedef {{ readonly image: Buffer, readonly x: number, readonly y: number }} Panel  in pixels of the window */

/**
 * Lays screenshots onto one sheet that is as large as they need.
 * @param {import('playwright-core').Page} page  a page of the same browser; it is left as it is
 * @param {readonly Panel[]} panels  the later ones above the earlier ones
 * @returns {Promise<Buffer>} a PNG with a palette
 */
export async function layOut(page, panels) {
  const [only] = panels;
  const padding = panels.length === 1 ? 0 : 16;
  const frames = panels.map(({ image, x, y }, index) => {
    const { width, height } = headerOf(image);
    const place = `left:${x + padding}px;top:${y + padding}px;width:${width / scale}px;height:${height / scale}px`;
    const number = only === panels.at(-1) ? '' : `<b>${index + 1}</b>`;
    return `<figure style="${place}"><img src="data:image/png;base64,${image.toString('base64')}">${number}</figure>`;
  });
  const extent = (/** @type {'x' | 'y'} */ side) =>
    Math.max(
      ...panels.map((panel) => {
        const { width, height } = headerOf(panel.image);
        return panel[side] + (side === 'x' ? width : height) / scale;
      }),
    ) +
    2 * padding;
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  const viewport = { width: extent('x'), height: extent('y') };
  const sheet = await browser.newPage({ viewport, deviceScaleFactor: scale });
  try {
    await sheet.setContent(`<style>${style}</style>${frames.join('')}`, { waitUntil: 'load' });
    return writePng(readPng(await sheet.screenshot()));
  } finally {
    await sheet.close();
  }
}

const style = `
  body { margin: 0; background: #0e1a33; }
  figure { position: absolute; margin: 0; }
  img { width: 100%; height: 100%; box-sizing: border-box; border: 1px solid #4d5566; }
  b {
    position: absolute; left: -11px; top: -11px; width: 24px; height: 24px; border-radius: 12px;
    background: #ffcc33; color: #101828; font: bold 14px/24px sans-serif; text-align: center;
  }
`;
