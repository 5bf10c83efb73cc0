import { visible } from '../core/util/visible.ts';
import type { Layout } from './layout.ts';
import { drawnNodes, edgeShapes, round, type Scene } from './scene.ts';
import { markup, shape, type Shape } from './shape.ts';
import { darkColours, fileFonts, lightColours, pictureStyle } from './style.ts';

/** The colours of a file: those that the reader's system asks for, or always the same. */
type Colours = 'asAsked' | 'light' | 'dark';

const margin = 24;

/** A picture as a file that stands alone: with its own colours, readable by eye and by screen reader, and nothing that runs. */
export function svgText(scene: Scene, layout: Layout, colours: Colours = 'asAsked'): string {
  const nodes = drawnNodes(scene, layout);
  const width = Math.ceil(layout.width + 2 * margin);
  const height = Math.ceil(layout.height + 2 * margin);
  const { title } = scene.graph;
  const root = shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': visible(title),
    },
    [
      shape('title', {}, [visible(title)]),
      shape('desc', {}, [nodes.map(({ node }) => visible(node.spoken)).join('\n')]),
      shape('style', {}, [styleOf(colours)]),
      shape('rect', { class: 'page', width, height }),
      shape('g', { transform: `translate(${margin} ${margin})` }, [
        ...edgeShapes(scene, layout),
        ...nodes.map(({ corner, classes, shapes }): Shape => {
          const transform = `translate(${round(corner.x)} ${round(corner.y)})`;
          return shape('g', { class: classes, transform }, shapes);
        }),
      ]),
    ],
  );
  return `${markup(root)}\n`;
}

function styleOf(colours: Colours): string {
  const page = `.page { fill: var(--page); }${pictureStyle}`;
  const first = colours === 'dark' ? darkColours : lightColours;
  const asked = colours === 'asAsked' ? `@media (prefers-color-scheme: dark) { :root { ${darkColours} } }` : '';
  return `:root { ${first}${fileFonts} }\n${asked}\n${page}`;
}
