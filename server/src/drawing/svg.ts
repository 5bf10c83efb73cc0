import { visible } from '../core/util/visible.ts';
import type { Layout } from './layout.ts';
import { drawnNodes, edgeShapes, round, type Scene } from './scene.ts';

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

/** A piece of a drawing, as SVG has it: data, from which a text or elements of a page are made. */
export interface Shape {
  readonly tag: 'svg' | 'g' | 'path' | 'rect' | 'text' | 'title' | 'desc' | 'style';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
}

/** Puts a shape together. */
export function shape(tag: Shape['tag'], attributes: Shape['attributes'], children: Shape['children'] = []): Shape {
  return { tag, attributes, children };
}

/** A shape as text in which nothing that came from a manifest is markup. */
function markup({ tag, attributes, children }: Shape): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : markup(child))).join('');
  return inside === '' ? `<${tag}${written.join('')}/>` : `<${tag}${written.join('')}>${inside}</${tag}>`;
}

/** Source: XML 1.0, 2.2 and 2.4: other control characters cannot be written at all. */
function escaped(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '\ufffd',
    )
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The rules by which a picture is coloured; the colours themselves are variables, which a page and a file set each in its own way. */
export const pictureStyle = `
.card { fill: var(--card); stroke: var(--border); }
.accent { fill: var(--border); }
.kind-service .accent, .kind-question .accent { fill: var(--service); }
.kind-backend .accent, .kind-pod .accent { fill: var(--pod); }
.kind-name .accent, .kind-step .accent, .kind-record .accent { fill: var(--name); }
.kind-port .accent { fill: var(--port); }
.centre .card { stroke: var(--service); stroke-width: 1.5; }
.missing .card { fill: var(--page); stroke: var(--muted); stroke-dasharray: 5 4; }
.missing.has-error .card { stroke: var(--error); }
.missing.has-warning .card { stroke: var(--warning); }
.elsewhere .card { fill: var(--page); stroke-dasharray: 2 3; }
.missing .accent, .elsewhere .accent { fill: none; }
text { fill: var(--text); font-family: var(--sans); text-rendering: geometricPrecision; }
.set-name { font-family: var(--mono); }
.set-label { font-weight: 600; }
.heading, .detail, .note, .more, .set-edge { fill: var(--muted); }
.set-edge { paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; font-family: var(--sans); }
.line { fill: none; stroke: var(--edge); stroke-width: 1.2; }
.tip { fill: var(--edge); }
.edge.missing .line { stroke-dasharray: 4 4; }
.icon.error { fill: var(--error); }
.icon.warning { fill: var(--warning); }
.icon.information { fill: var(--information); }
.mark rect { fill: none; stroke: var(--muted); }
.mark path { fill: none; stroke: var(--muted); stroke-width: 1.4; }
`;

/** The colours of a file that stands alone. */
const lightColours = `
--page: #ffffff; --card: #f6f8fa; --border: #c9d1d9; --text: #1f2328; --muted: #57606a; --edge: #8c959f;
--service: #0969da; --pod: #1a7f37; --name: #8250df; --port: #bf8700;
--error: #cf222e; --warning: #9a6700; --information: #0969da;`;

const darkColours = `
--page: #0d1117; --card: #161b22; --border: #444c56; --text: #e6edf3; --muted: #9ea7b3; --edge: #768390;
--service: #58a6ff; --pod: #3fb950; --name: #bc8cff; --port: #d29922;
--error: #f85149; --warning: #d29922; --information: #58a6ff;`;

const fileFonts = `
--sans: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; --mono: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;`;
