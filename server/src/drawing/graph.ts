import type { WirePictureEdge, WirePictureNode } from '../shared/picture.ts';

/** A picture as far as it is drawn: of the places in files nothing is drawn. */
export interface Graph {
  readonly title: string;
  readonly centre?: string | undefined;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode extends Omit<WirePictureNode, 'place' | 'group'> {
  readonly place?: unknown;
  readonly group?: WirePictureNode['group'] | undefined;
}

export type GraphEdge = WirePictureEdge;

/** How a text is set. */
export type TextStyle = 'heading' | 'label' | 'name' | 'text' | 'edge';

/** The sizes of letters in pixels, for measuring and drawing. Names of DNS are set in letters of one width. */
export const textSizes: Readonly<Record<TextStyle, number>> = {
  heading: 12,
  label: 14,
  name: 12.5,
  text: 12,
  edge: 11,
};

/** How wide a text is, in pixels. */
export type Measure = (text: string, style: TextStyle) => number;
