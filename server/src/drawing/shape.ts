/** A piece of a drawing, as SVG has it: data, from which a text or elements of a page are made. */
export interface Shape {
  readonly tag: 'svg' | 'g' | 'path' | 'rect' | 'text' | 'title' | 'desc' | 'style';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
}

/** Puts a shape together. */
export function shape(
  tag: Shape['tag'],
  attributes: Shape['attributes'] = {},
  children: Shape['children'] = [],
): Shape {
  return { tag, attributes, children };
}

/** A shape as text in which nothing that came from a manifest is markup. */
export function markup({ tag, attributes, children }: Shape): string {
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
