import { isNamePath } from '../../kubernetes/resource.ts';
import { keysOn } from '../../yaml/path.ts';
import type { Span } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { configurationCompletion, configurationOf } from '../configuration-file.ts';
import { keyPlaceAt, beginsWith, writingPlaceAt, type KeyPlace, type WritingPlace } from './writing-place.ts';
import { expressionNamesFor, labelValuesFor, pairsFor } from './labels.ts';
import {
  localNamesFor,
  mergeKeysFor,
  namedPartsFor,
  namesInKustomizationFor,
  namesInPatchAt,
  namespacesFor,
  objectNamesFor,
  patchNamesFor,
  valuesFor,
} from './object-names.ts';
import { pathsFor } from './path-names.ts';
import { portsBehindHost, portsFor } from './port-names.ts';
import { ruleCodesAt } from './rule-codes.ts';
import { snippetsAt } from './snippets.ts';
import { asWrittenBehind } from './written-name.ts';
import { hostNamesFor } from './host-names.ts';
import { serviceNamesFor, type Name } from './service-names.ts';
import { variablesFor } from './variable-names.ts';

/** What a name is of. */
type CompletionKind =
  | 'service'
  | 'pod'
  | 'port'
  | 'label'
  | 'object'
  | 'value'
  | 'setting'
  | 'rule'
  | 'level'
  | 'namespace'
  | 'snippet'
  | 'file'
  | 'folder';

/** A name that can be at a place. */
export interface Completion {
  /** What is put in the place of `span`. */
  readonly text: string;
  readonly kind: CompletionKind;
  /** What the list shows, where that is not the text. */
  readonly label?: string;
  /** What it is, in a few words: "headless Service in data". */
  readonly detail: string;
  /** What tells it from others of its name at a glance: `headless`, and where it is. */
  readonly mark?: { readonly nature: string; readonly place: string };
  /** What is put in instead of the text, where the text would not be read as the name it is: in quotes. */
  readonly source?: string;
  /** What is put in instead of the text by editors that know snippets, as LSP has them. */
  readonly snippet?: string;
  /** What it is filtered by, where a quote before the word is replaced as well. */
  readonly filter?: string;
  /** The word that is written so far, as offsets in the file's text. */
  readonly span: Span;
}

/** More names than these are no help. */
const mostNames = 200;

/**
 * The names that exist and can be at an offset, nearest first: of Services and other objects where a field names one, ports,
 * labels of Pods in selectors, host names in the strings where hosts are, rules in comments that turn them off, whole objects in an
 * empty document. Nothing anywhere else: which fields there are is for others to say.
 */
export function completion(snapshot: Snapshot, uri: string, offset: number): readonly Completion[] {
  const configuration = configurationOf(snapshot, uri);
  if (configuration !== undefined) return configurationCompletion(snapshot, configuration.file.text, offset);
  const codes = ruleCodesAt(snapshot, uri, offset) ?? snippetsAt(snapshot, uri, offset);
  if (codes !== undefined) return codes;
  const key = keyPlaceAt(snapshot, uri, offset);
  const pairs = key && pairsFor(snapshot, key);
  if (key !== undefined && pairs !== undefined) return fittingPairs(pairs, key);
  const place = writingPlaceAt(snapshot, uri, offset);
  const ofPatch = place === undefined || isNameOfPatch(place) ? namesInPatchAt(snapshot, uri, offset) : undefined;
  if (ofPatch !== undefined) return fitting(ofPatch.names, ofPatch);
  if (place === undefined) return [];
  for (const namesFor of fields) {
    const names = namesFor(snapshot, place);
    if (names !== undefined) return fitting(names, place).map((name) => withSource(name, place));
  }
  return [];
}

/** Whether a patch may say here for which object it is: one that is for an object already, or a text of a kustomization. */
function isNameOfPatch({ placed, isOfPatch, path }: WritingPlace): boolean {
  if (isOfPatch === true) return isNamePath(path);
  return (
    placed.resource.kind === 'Kustomization' && ['patch', 'patchesStrategicMerge'].includes(keysOn(path).at(-1) ?? '')
  );
}

/** Entries of a map, with the quote of their key where that is replaced. */
function fittingPairs(pairs: Iterable<Name>, key: KeyPlace): readonly Completion[] {
  const found = fitting(pairs, key);
  const { quote } = key;
  return quote === '' ? found : found.map((name) => ({ ...name, filter: `${quote}${name.text}` }));
}

function withSource(name: Completion, place: WritingPlace): Completion {
  const source = asWrittenBehind(place, name);
  return source === name.text ? name : { ...name, source };
}

/** What may be wanted at a place, the first that is counts. */
const fields: readonly ((snapshot: Snapshot, place: WritingPlace) => Iterable<Name> | undefined)[] = [
  variablesFor,
  pathsFor,
  patchNamesFor,
  serviceNamesFor,
  mergeKeysFor,
  portsFor,
  labelValuesFor,
  expressionNamesFor,
  objectNamesFor,
  localNamesFor,
  namesInKustomizationFor,
  namedPartsFor,
  namespacesFor,
  (_, place) => valuesFor(place),
  portsBehindHost,
  hostNamesFor,
];

/** The first names that begin with what is written, each once. */
function fitting(names: Iterable<Name>, { word, span }: Pick<WritingPlace, 'word' | 'span'>): readonly Completion[] {
  const found = new Map<string, Completion>();
  for (const name of names) {
    if (found.size === mostNames) break;
    if (!found.has(name.text) && beginsWith(name.text, word)) found.set(name.text, { ...name, span });
  }
  return [...found.values()];
}
