import type { Shape } from '../../server/src/drawing/svg.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** A shape as an element of the page. Texts become texts, whatever is in them. */
export function elementOf({ tag, attributes, children }: Shape): SVGElement {
  const element = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children.map((child) => (typeof child === 'string' ? child : elementOf(child))));
  return element;
}

/** An element of HTML with its attributes and what is in it. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
