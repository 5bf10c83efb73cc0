import type { Kustomization } from '../kubernetes/kustomization.ts';
import {
  holdsResources,
  isKustomizationDocument,
  readKustomizationFile,
  readResources,
} from '../kubernetes/read-resources.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Span } from '../text/span.ts';
import { compact } from '../util/collections.ts';
import { Recent } from '../util/recent.ts';
import { isInsideScalar, type Path } from '../yaml/path.ts';
import { repeatedKeysOf } from '../yaml/repeated-keys.ts';
import { parseDocument, type SyntaxProblem, type YamlDocument } from '../yaml/parse.ts';

/**
 * Everything one document says, from its own text alone. Kept while the text is the same, wherever the document is. The text is parsed,
 * and objects are read of it, once somebody asks: of what only kustomizations build and of patches nobody does.
 */
export class DocumentFacts {
  /** The trees that were asked for last. A tree rests on the text of its document alone. */
  static readonly #recentTrees = new Recent<DocumentFacts, YamlDocument>(
    250_000,
    ({ text }) => text.length,
    (facts) => facts.#parsed(),
  );
  readonly text: string;
  readonly #holds: 'objects' | 'text' | 'neither';
  #noted: Noted | undefined;
  #resources: readonly Resource[] | undefined;
  #failure: unknown;
  #kustomization: { readonly read: Kustomization | undefined } | undefined;

  /** `holds` says whether objects may be in it. */
  constructor(text: string, holds: 'objects' | 'text') {
    this.text = text;
    // What is no manifest, as values of a chart and all YAML of others, is parsed once somebody looks at it.
    this.#holds = holds === 'objects' && !mayHoldObject(text) ? 'neither' : holds;
  }

  /** Whether it is an object, or a list of some. */
  get holdsObjects(): boolean {
    return this.#holds === 'objects' && this.#known.holdsObjects;
  }

  /** What is wrong with the text of a manifest, or of what may be one. */
  get syntaxProblems(): readonly SyntaxProblem[] {
    return this.#holds === 'objects' ? this.#known.syntaxProblems : none;
  }

  /** The objects in it. */
  get resources(): readonly Resource[] {
    if (this.#resources !== undefined) return this.#resources;
    return (this.#resources = this.#holds === 'objects' ? this.#attempt(none, () => readResources(this.yaml)) : none);
  }

  /** Where keys are that are written twice in one map. Invalid YAML has none. */
  get repeatedKeys(): readonly Path[] {
    return this.#holds === 'text' ? none : this.#known.repeatedKeys;
  }

  /** The line `...` behind which kubectl reads no further, in the text of a manifest; `undefined` where nothing is lost. */
  get endedBy(): Span | undefined {
    return this.#holds === 'objects' ? this.#known.endedBy : undefined;
  }

  /** A templated document is read as far as it is literal, and is never judged. */
  get templated(): boolean {
    return this.#known.templated;
  }

  /** Whether the document says what it says: it is no template, and not broken. What else is read of it may be half of the truth. */
  get certain(): boolean {
    return this.syntaxProblems.length === 0 && !this.templated;
  }

  /** The document's tree. It is kept for a while, as few documents of a workspace are ever looked at, and parsed anew when gone. */
  get yaml(): YamlDocument {
    return DocumentFacts.#recentTrees.get(this);
  }

  /** What is wrong with the text as YAML, manifest or not. A text that is broken is parsed for it. */
  get yamlProblems(): readonly SyntaxProblem[] {
    return this.broken ? this.yaml.problems : none;
  }

  /** Whether the text is no valid YAML, manifest or not. */
  get broken(): boolean {
    return this.#known.broken;
  }

  /** Whether an offset is in the text of a scalar, where nothing is a comment. */
  isInsideScalar(offset: number): boolean {
    return isInsideScalar(this.yaml, offset);
  }

  /** The document as a kustomization, for a file of that name; `undefined` where it is none. */
  get kustomization(): Kustomization | undefined {
    this.#kustomization ??= { read: this.#attempt(undefined, () => readKustomizationFile(this.yaml)) };
    return this.#kustomization.read;
  }

  /** What reading it failed at, which is a mistake of ours; `undefined` where nothing did so far. The document says nothing then. */
  get failure(): unknown {
    return this.#failure;
  }

  /** What was noted when the text was parsed, which it is for it now if it never was. */
  get #known(): Noted {
    if (this.#noted === undefined) void this.yaml;
    return this.#noted ?? nothingNoted;
  }

  #parsed(): YamlDocument {
    const yaml = this.#attempt(undefined, () => parseDocument(this.text)) ?? parseDocument('');
    this.#noted ??= this.#attempt(nothingNoted, () => noted(yaml));
    return yaml;
  }

  #attempt<T>(otherwise: T, read: () => T): T {
    try {
      return read();
    } catch (error) {
      this.#failure ??= error;
      return otherwise;
    }
  }
}

const none: readonly never[] = [];

/** What a tree says that is asked for when it is gone. */
interface Noted {
  readonly holdsObjects: boolean;
  readonly syntaxProblems: readonly SyntaxProblem[];
  readonly templated: boolean;
  readonly broken: boolean;
  readonly repeatedKeys: readonly Path[];
  readonly endedBy: Span | undefined;
}

const nothingNoted: Noted = {
  holdsObjects: false,
  syntaxProblems: none,
  templated: false,
  broken: false,
  repeatedKeys: none,
  endedBy: undefined,
};

/** Nearly all documents are objects without a mistake, of which the same is noted. */
const objectNoted: Noted = { ...nothingNoted, holdsObjects: true };

function noted(yaml: YamlDocument): Noted {
  // In a file of its name a kustomization is read as one, and not as an object.
  const holdsObjects = isKustomizationDocument(yaml) || holdsResources(yaml);
  const isPlain = yaml.problems.length === 0 && !yaml.templated && !yaml.loses && yaml.endedBy === undefined;
  if (isPlain) return holdsObjects ? objectNoted : nothingNoted;
  return {
    holdsObjects,
    syntaxProblems: holdsObjects || yaml.root === undefined || saysObject(yaml.text) ? compact(yaml.problems) : none,
    templated: yaml.templated,
    broken: yaml.problems.length > 0,
    repeatedKeys: yaml.loses ? repeatedKeysOf(yaml.root) : none,
    endedBy: yaml.endedBy,
  };
}

/**
 * Whether a text is meant to be an object, even if it is too broken to be one: `kind` and `apiVersion` begin lines of it. What a shell is
 * given to make one is not.
 */
function saysObject(text: string): boolean {
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !/<<-?['"]?\w/.test(text);
}

/** Whether a document can be an object or a list of some: it has the keys by which one is known. A false yes costs time alone. */
function mayHoldObject(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}

/** The one function that makes facts out of text. */
export function readFacts(text: string): DocumentFacts {
  return new DocumentFacts(text, 'objects');
}

/** The facts of a text that is no YAML: it says nothing by itself. */
export function readPlainText(text: string): DocumentFacts {
  return new DocumentFacts(text, 'text');
}
