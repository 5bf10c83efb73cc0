import { describe, expect, test } from 'vitest';
import { dotText } from '../../server/src/drawing/dot.ts';
import type { Graph, GraphNode } from '../../server/src/drawing/graph.ts';
import { layOut } from '../../server/src/drawing/layout.ts';
import { mermaidText } from '../../server/src/drawing/mermaid.ts';
import { sceneOf } from '../../server/src/drawing/scene.ts';
import { svgText } from '../../server/src/drawing/svg.ts';
import { estimatedWidth } from '../../server/src/drawing/text-width.ts';

const plain: GraphNode = {
  id: 'a',
  kind: 'service',
  heading: 'Service · headless',
  label: 'db',
  details: [],
  notes: [],
  problems: [],
  presence: 'here',
  spoken: 'Service db.',
};

function graphOf(nodes: readonly Partial<GraphNode>[], edges: readonly [string, string, string?][] = []): Graph {
  return {
    title: 'Service db',
    nodes: nodes.map((node) => ({ ...plain, ...node })),
    edges: edges.map(([from, to, text = '']) => ({
      from,
      to,
      kind: 'names',
      meaning: 'names',
      text,
      presence: 'here',
    })),
  };
}

function svgOf(graph: Graph): string {
  const scene = sceneOf(graph, estimatedWidth, { direction: 'right', aspect: 1.6 });
  return svgText(scene, layOut(scene.input));
}

const hostile = [
  `<script>alert(1)</script>`,
  `"]; click n0 href "javascript:alert(1)"`,
  `a\nb --> c`,
  `</text></svg><img src=x onerror=alert(1)>`,
  `\\" ]; evil [label="x`,
  `#quot;&lt;b&gt;`,
  `]]>--><!--`,
  `\u202egnp.exe\u0000\u001b[31m`,
  `\ud800`,
  '`%%{init: {"securityLevel": "loose"}}%%`',
];

function hostileGraph(text: string): Graph {
  return {
    ...graphOf(
      [
        { id: 'a', label: text, heading: text, details: [text], notes: [text], spoken: text },
        { id: text, problems: [{ severity: 'error', message: text }] },
      ],
      [['a', text, text]],
    ),
    title: text,
  };
}

describe('what is written in a manifest', () => {
  test.each(hostile)('is text in SVG and nothing else: %j', (text) => {
    const svg = svgOf(hostileGraph(text));
    const tags = new Set([...svg.matchAll(/<\/?([a-zA-Z!?]+)/g)].map(([, tag = '']) => tag));
    expect([...tags].sort()).toEqual(['desc', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title']);
    expect(svg.match(/<(svg|style|title|desc)\b/g)).toEqual(['<svg', '<title', '<desc', '<style']);
    expect(svg).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
    expect(svg.replace(/"[^"]*"/g, '')).not.toMatch(/<[^<>]*\s(?:on\w+|href|src)/);
    expect(isWellFormed(svg)).toBe(true);
  });

  test.each(hostile)('is one text of a node in Mermaid: %j', (text) => {
    const lines = mermaidText(hostileGraph(text)).split('\n');
    const shape = /^ {2}n\d\["[^"<>\]{}|;]*(?:#\d+;[^"<>\]{}|;]*|<br\/>[^"<>\]{}|;]*)*"\]$/;
    const edge = /^ {2}n0 -->\|"[^"<>\]{}|;]*(?:#\d+;[^"<>\]{}|;]*)*"\| n1$/;
    expect(lines[1]).toBe(`title: ${JSON.stringify(JSON.parse((lines[1] ?? '').slice(7)))}`);
    expect(lines.slice(4, 6).every((line) => shape.test(line))).toBe(true);
    expect(lines[6]).toMatch(edge);
    expect(lines.slice(7)).toEqual([
      '  classDef missing stroke-dasharray: 5 4',
      '  classDef problem stroke-width: 2px',
      '  class n1 problem',
      '',
    ]);
  });

  test.each(hostile)('is one string of DOT: %j', (text) => {
    const lines = dotText(hostileGraph(text)).split('\n');
    const string = `"(?:[^"\\\\]|\\\\.)*"`;
    expect(lines).toHaveLength(9);
    expect(lines[1]).toMatch(new RegExp(`^  label=${string}; labelloc=t; rankdir=LR; fontname="sans-serif";$`));
    for (const line of lines.slice(4, 6))
      expect(line).toMatch(new RegExp(`^  n\\d \\[label=${string}(, penwidth=2)?\\];$`));
    expect(lines[6]).toMatch(new RegExp(`^  n0 -> n1 \\[label=${string}\\];$`));
  });
});

/** Whether tags open and close in turn, and every `&` begins a code. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, tag = '', self] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (self === '/') continue;
    if (close === '') open.push(tag);
    else if (open.pop() !== tag) return false;
  }
  return open.length === 0 && !/&(?!#\d+;)/.test(svg);
}

describe('the texts of a picture', () => {
  test('as Mermaid', () => {
    const graph = graphOf(
      [
        { id: 'a', kind: 'client', heading: 'Pod', label: 'job' },
        { id: 'b', problems: [{ severity: 'warning', message: 'It is wrong.' }] },
        { id: 'c', kind: 'name', heading: 'Not in DNS', label: 'db.shop', presence: 'missing' },
      ],
      [
        ['a', 'b', 'db:5432'],
        ['b', 'c'],
      ],
    );
    expect(mermaidText(graph)).toBe(`---
title: "Service db"
---
flowchart LR
  n0["Pod<br/>job"]
  n1["Service · headless<br/>db<br/>\u26a0 It is wrong."]
  n2>"Not in DNS<br/>db.shop"]
  n0 -->|"db:5432"| n1
  n1 -->|"names"| n2
  classDef missing stroke-dasharray: 5 4
  classDef problem stroke-width: 2px
  class n2 missing
  class n1 problem
`);
  });

  test('as DOT', () => {
    const graph = graphOf(
      [
        { id: 'a', label: 'job' },
        { id: 'b', presence: 'missing' },
      ],
      [['a', 'b', 'say "db"']],
    );
    expect(dotText(graph)).toBe(String.raw`digraph headlight {
  label="Service db"; labelloc=t; rankdir=LR; fontname="sans-serif";
  node [shape=box, style=rounded, fontname="sans-serif", fontsize=10];
  edge [fontname="sans-serif", fontsize=9];
  n0 [label="Service · headless\njob"];
  n1 [label="Service · headless\ndb", style="rounded,dashed"];
  n0 -> n1 [label="say \"db\""];
}
`);
  });

  test('as SVG have colours for light and for dark, and all that is said', () => {
    const svg = svgOf(graphOf([{ id: 'a', problems: [{ severity: 'error', message: 'It is wrong. So what.' }] }]));
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).toContain('<desc>Service db.</desc>');
    expect(svg).toMatch(/class="icon error"/);
    expect(svg).toMatch(/>It is wrong\.<\/text>/);
    expect(svg).not.toMatch(/href|url\(|<script|http(?!:\/\/www\.w3\.org\/2000\/svg)/);
  });
});

describe('the layout', () => {
  const chain = graphOf(
    ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, label: id })),
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['d', 'e', 'a long text on an edge'],
    ],
  );

  test.each(['right', 'down'] as const)('leads %s, is the same every time, and no two nodes overlap', (direction) => {
    const scene = sceneOf(chain, estimatedWidth, { direction, aspect: 1 });
    const layout = layOut(scene.input);
    expect(layOut(JSON.parse(JSON.stringify(scene.input)) as typeof scene.input)).toEqual(layout);
    const axis = direction === 'right' ? 'x' : 'y';
    const [a, b, c] = layout.nodes;
    expect([a, b, c].map((corner) => corner?.[axis])).toEqual(
      [a, b, c].map((corner) => corner?.[axis] ?? 0).sort((one, other) => one - other),
    );
    for (const [index, one] of layout.nodes.entries())
      for (const [place, other] of layout.nodes.entries()) {
        if (index >= place) continue;
        const [box, others] = [scene.input.nodes[index], scene.input.nodes[place]];
        const isApart =
          one.x + (box?.width ?? 0) <= other.x ||
          other.x + (others?.width ?? 0) <= one.x ||
          one.y + (box?.height ?? 0) <= other.y ||
          other.y + (others?.height ?? 0) <= one.y;
        expect(isApart).toBe(true);
      }
  });

  test('keeps the order of the input in a column', () => {
    const fan = graphOf(
      ['root', 'one', 'two', 'three'].map((id) => ({ id, label: id })),
      [
        ['root', 'one'],
        ['root', 'two'],
        ['root', 'three'],
      ],
    );
    const { nodes } = layOut(sceneOf(fan, estimatedWidth, { direction: 'right', aspect: 1 }).input);
    const [, one, two, three] = nodes.map(({ y }) => y);
    expect([one, two, three]).toEqual([one, two, three].sort((a = 0, b = 0) => a - b));
  });

  test('of nothing is nothing', () => {
    expect(layOut(sceneOf(graphOf([]), estimatedWidth, { direction: 'right', aspect: 1 }).input)).toEqual({
      width: 0,
      height: 0,
      nodes: [],
      edges: [],
    });
  });
});
