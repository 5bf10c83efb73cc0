import type { Kustomization } from '../kubernetes/kustomization.ts';
import { readKustomizationFile, readResources } from '../kubernetes/read.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { findMentions, type Mention } from '../names/mentions.ts';
import { parseDocument, type SyntaxProblem, type YamlDocument } from '../yaml/parse.ts';

/** Everything one document says, from its own text alone. Kept while the text is the same, wherever the document stands. */
export class DocumentFacts {
  readonly text: string;
  readonly resources: readonly Resource[];
  readonly mentions: readonly Mention[];
  readonly syntaxProblems: readonly SyntaxProblem[];
  /** A templated document is read as far as it is literal, and never judged. */
  readonly templated: boolean;
  #yaml: WeakRef<YamlDocument>;
  readonly #derived = new Map<unknown, unknown>();
  #kustomization: { readonly read: Kustomization | undefined } | undefined;

  constructor(text: string) {
    const yaml = parseDocument(text);
    this.text = text;
    this.resources = readResources(yaml);
    this.mentions = this.resources.length === 0 ? [] : findMentions(yaml.root);
    this.syntaxProblems = this.resources.length === 0 ? [] : yaml.problems;
    this.templated = yaml.templated;
    this.#yaml = new WeakRef(yaml);
  }

  /** The document's tree. It is held weakly, as few documents of a workspace are ever looked at, and parsed anew when gone. */
  get yaml(): YamlDocument {
    const held = this.#yaml.deref();
    if (held !== undefined) return held;
    const yaml = parseDocument(this.text);
    this.#yaml = new WeakRef(yaml);
    return yaml;
  }

  /**
   * What a later stage keeps about the text, for as long as it is the same: worked out once. The function itself is the key.
   */
  derive<T>(compute: () => T): T {
    if (!this.#derived.has(compute)) this.#derived.set(compute, compute());
    return this.#derived.get(compute) as T;
  }

  /** The document as a kustomization, for a file of that name; `undefined` where it is none. */
  get kustomization(): Kustomization | undefined {
    this.#kustomization ??= { read: readKustomizationFile(this.yaml) };
    return this.#kustomization.read;
  }
}

/** The one function that makes facts out of text. */
export function readFacts(text: string): DocumentFacts {
  return new DocumentFacts(text);
}
