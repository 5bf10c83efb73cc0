import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSequence } from '../node.ts';
import { templateMark } from '../template.ts';
import type { MaskedTemplate } from './mask.ts';
import { readOpenings, type TemplateLayout } from './openings.ts';

/** The tree of a template: that of its masked text, with what the template prints or leaves out marked as unknown. */
export function markTemplate(root: YamlNode, masked: MaskedTemplate): YamlNode {
  return new Marker(readOpenings(root, masked)).node(root);
}

/** Marks nodes. A class for its memory: nodes that several aliases share are marked once. */
class Marker {
  readonly #layout: TemplateLayout;
  readonly #marked = new Map<YamlNode, YamlNode>();

  constructor(layout: TemplateLayout) {
    this.#layout = layout;
  }

  node(source: YamlNode): YamlNode {
    const known = this.#marked.get(source);
    if (known !== undefined) return known;
    const result = this.#mark(source);
    this.#marked.set(source, result);
    return result;
  }

  #mark(source: YamlNode): YamlNode {
    switch (source.kind) {
      case 'scalar':
        return this.#layout.isConditional(source.span.start) ? unknownValue(source) : source;
      case 'sequence':
        return { ...source, items: source.items.map((item) => this.node(item)) };
      case 'map':
        return this.#map(source);
    }
  }

  #map(source: YamlMap): YamlMap {
    const { lost = [], ...map } = source;
    const twins = new Set(lost.map(({ key }) => key));
    const entries = map.entries.map((entry) => ({ ...entry, value: this.#value(entry, twins.has(entry.key)) }));
    return this.#layout.openMaps.has(source) ? { ...map, entries, open: true } : { ...map, entries };
  }

  /** What is read of a value that a template prints, or adds to. A key that several branches write has one of the values, and nobody knows which. */
  #value(entry: YamlEntry, isTwin: boolean): YamlNode {
    const value = this.node(entry.value);
    if (entry.origin === 'merged') return value;
    if (isTwin) return value.kind === 'map' ? { ...value, open: true } : unknownValue(value);
    if (value.kind === 'scalar' && value.text === '' && this.#layout.isConditional(entry.keySpan.start))
      return unknownValue(value);
    // The items of a list stay, as nothing is said of how many there are.
    if (!this.#layout.openValues.has(entry) || value.kind === 'sequence') return value;
    return value.kind === 'map' ? { ...value, open: true } : unknownValue(value);
  }
}

/** The text stays, so that what is named in it is found. */
function unknownValue(value: YamlScalar | YamlSequence): YamlScalar {
  const { span } = value;
  if (value.kind === 'sequence')
    return { kind: 'scalar', value: templateMark, text: templateMark, style: 'plain', span };
  return { ...value, value: templateMark, text: value.text === '' ? templateMark : value.text };
}
