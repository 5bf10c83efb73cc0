import { addTo } from '../../util/collections.ts';
import { visible } from '../../util/visible.ts';
import { pictureText } from './picture-text.ts';
import type { Picture, PictureEdge, PictureNode } from './picture.ts';

/** A node before it is put into sentences. */
export type Unspoken = Omit<PictureNode, 'spoken'>;

/** More neighbours of one kind than this are not told one by one. */
const mostTold = 8;

/** Puts each node into sentences: what it is, what is wrong, and what it has to do with others. */
export function spoken(nodes: readonly Unspoken[], edges: readonly PictureEdge[]): Pick<Picture, 'nodes' | 'edges'> {
  const names = new Map(nodes.map(({ id, heading, label }) => [id, `${heading} ${label}`]));
  const from = new Map<string, PictureEdge[]>();
  const to = new Map<string, PictureEdge[]>();
  for (const edge of edges) {
    addTo(from, edge.from, edge);
    addTo(to, edge.to, edge);
  }
  return {
    edges,
    nodes: nodes.map((node) => {
      const leading = relations(to.get(node.id) ?? [], 'spoken.from', ({ from: one }) => names.get(one) ?? '');
      const led = relations(from.get(node.id) ?? [], 'spoken.to', ({ to: one }) => names.get(one) ?? '');
      return { ...node, spoken: visible(sentences([...factsOf(node), ...leading, ...led])) };
    }),
  };
}

function factsOf({ heading, label, presence, group, problems, details, notes }: Unspoken): readonly string[] {
  return [
    `${heading} ${label}`,
    ...(presence === 'here' ? [] : [pictureText(`spoken.${presence}`)]),
    ...(group === undefined ? [] : [pictureText(`spoken.${group.state}`, { size: group.size })]),
    ...details,
    ...notes,
    ...problems.map(({ severity, message }) => pictureText(`spoken.${severity}`, { message })),
  ];
}

function relations(
  edges: readonly PictureEdge[],
  message: 'spoken.from' | 'spoken.to',
  nameOf: (edge: PictureEdge) => string,
): readonly string[] {
  const byMeaning = new Map<string, string[]>();
  for (const edge of edges) addTo(byMeaning, edge.meaning, nameOf(edge));
  return [...byMeaning].map(([meaning, all]) => {
    const nodes = all.length > mostTold ? [...all.slice(0, mostTold), '…'] : all;
    return pictureText(message, { meaning, nodes: nodes.join(', ') });
  });
}

/** Each with one full stop. */
function sentences(all: readonly string[]): string {
  return all
    .filter((one) => one !== '')
    .map((one) => (/[.!?]$/.test(one) ? one : `${one}.`))
    .join(' ');
}
