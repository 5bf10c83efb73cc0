import type { PictureFormat } from '../src/views/picture/page-messages.ts';
import { dotText } from '../../server/src/drawing/dot.ts';
import type { Layout } from '../../server/src/drawing/layout.ts';
import { mermaidText } from '../../server/src/drawing/mermaid.ts';
import type { Scene } from '../../server/src/drawing/scene.ts';
import { svgText } from '../../server/src/drawing/svg.ts';

/** The picture as a file: text, or the bytes of a PNG in Base64. */
export async function pictureFile(format: PictureFormat, scene: Scene, layout: Layout): Promise<string> {
  switch (format) {
    case 'svg':
      return svgText(scene, layout);
    case 'png':
      return painted(svgText(scene, layout, isDark() ? 'dark' : 'light'));
    case 'mermaid':
      return mermaidText(scene.graph);
    case 'dot':
      return dotText(scene.graph);
  }
}

function isDark(): boolean {
  const { classList } = document.body;
  return classList.contains('vscode-dark') || (classList.contains('vscode-high-contrast') && !isLightContrast());
}

function isLightContrast(): boolean {
  return document.body.classList.contains('vscode-high-contrast-light');
}

/** Pixels for each of the picture, so that it stays crisp; fewer where it would be larger than a browser can paint. */
const sharpness = 2;
const mostPixels = 16_000;

async function painted(svg: string): Promise<string> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(sharpness, mostPixels / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  } finally {
    URL.revokeObjectURL(address);
  }
}
