import { visible } from '../core/util/visible.ts';
import type { Graph, GraphNode } from './graph.ts';

const shapes: Readonly<Partial<Record<GraphNode['kind'], readonly [string, string]>>> = {
  port: ['([', '])'],
  name: ['>', ']'],
  question: ['{{', '}}'],
};

/** A picture as a flowchart of Mermaid, as Markdown of many hosts draws it. */
export function mermaidText({ title, nodes, edges }: Graph): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const missing = nodes.filter(({ presence }) => presence !== 'here').map(({ id }) => ids.get(id));
  const wrong = nodes.filter(({ problems }) => problems.length > 0).map(({ id }) => ids.get(id));
  return [
    '---',
    `title: ${JSON.stringify(visible(title))}`,
    '---',
    'flowchart LR',
    ...nodes.map((node) => {
      const [open, close] = shapes[node.kind] ?? ['[', ']'];
      return `  ${ids.get(node.id)}${open}"${nodeLines(node).map(escaped).join('<br/>')}"${close}`;
    }),
    ...edges.map(({ from, to, text, meaning, presence }) => {
      const line = presence === 'missing' ? '-.->' : '-->';
      return `  ${ids.get(from)} ${line}|"${escaped(text === '' ? meaning : text)}"| ${ids.get(to)}`;
    }),
    '  classDef missing stroke-dasharray: 5 4',
    '  classDef problem stroke-width: 2px',
    ...(missing.length === 0 ? [] : [`  class ${missing.join(',')} missing`]),
    ...(wrong.length === 0 ? [] : [`  class ${wrong.join(',')} problem`]),
    '',
  ].join('\n');
}

/** What is told of a node where there is only text. */
export function nodeLines({ heading, label, details, notes, problems }: GraphNode): readonly string[] {
  return [heading, label, ...details, ...notes, ...problems.map(({ message }) => `\u26a0 ${message}`)];
}

/** What could end a text, or be read as markup, by its code. Source: Mermaid documentation, "Entity codes to escape characters". */
function escaped(text: string): string {
  return visible(text).replace(/["#&;<>`\\[\]{}|*_~$%^]/g, (character) => `#${character.charCodeAt(0)};`);
}
