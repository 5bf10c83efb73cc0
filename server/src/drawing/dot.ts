import { visible } from '../core/util/visible.ts';
import type { Graph, GraphNode } from './graph.ts';
import { nodeLines } from './mermaid.ts';

/** A picture in the DOT language of Graphviz. */
export function dotText({ title, nodes, edges }: Graph): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  return [
    'digraph headlight {',
    `  label=${quoted([title])}; labelloc=t; rankdir=LR; fontname="sans-serif";`,
    '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=10];',
    '  edge [fontname="sans-serif", fontsize=9];',
    ...nodes.map((node) => `  ${ids.get(node.id)} [label=${quoted(nodeLines(node))}${lookOf(node)}];`),
    ...edges.map(({ from, to, text, meaning, presence }) => {
      const dashed = presence === 'missing' ? ', style=dashed' : '';
      return `  ${ids.get(from)} -> ${ids.get(to)} [label=${quoted([text === '' ? meaning : text])}${dashed}];`;
    }),
    '}',
    '',
  ].join('\n');
}

function lookOf({ presence, problems }: GraphNode): string {
  const style = presence === 'here' ? '' : `, style="rounded,${presence === 'missing' ? 'dashed' : 'dotted'}"`;
  return `${style}${problems.length === 0 ? '' : ', penwidth=2'}`;
}

/** Lines in a string of DOT. Source: Graphviz documentation, "The DOT language" and escString. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) => visible(line).replace(/[\\"]/g, '\\$&'));
  return `"${escaped.join('\\n')}"`;
}
