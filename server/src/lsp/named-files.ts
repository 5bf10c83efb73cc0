import { mayHoldManifests, saysSomethingItself } from '../host/manifest-files.ts';
import { namesOthers } from './disk-file.ts';
import { pathOfUri, uriKey } from './uris.ts';

/**
 * Which files kustomizations and charts name, as far as that decides what is kept of files: a text that a kustomization puts into a
 * ConfigMap is, whatever it holds, and what says nothing by itself is once something may name it.
 */
interface NamedFiles {
  /** The texts that kustomizations put into ConfigMaps, as they were last looked for, by key. */
  readonly texts: ReadonlySet<string>;
  /** Whether these may be others by now: a kustomization or chart says something else, or a file came or went. */
  readonly mayHaveChanged: boolean;
  /** How often they may have. */
  readonly changes: number;
  /** Whether files were passed over that a kustomization or chart may name now: they have to be read again. */
  readonly lacksSome: boolean;
  /** Begins anew, where these are all the files that there are. */
  expect(uris: readonly string[]): void;
  /** Notes a file that is there. */
  noteFile(uri: string): void;
  /** Notes that other texts may be named than before. */
  noteChange(): void;
  /** Whether a text of a file is kept. One that only lacks somebody who may name it is passed over. */
  keeps(uri: string, text: string): boolean;
  /** Sets the texts, by key; gives those that came or went. */
  setTexts(keys: readonly string[]): ReadonlySet<string>;
}

/** Nothing is there yet. */
export function createNamedFiles(): NamedFiles {
  let texts: ReadonlySet<string> = new Set();
  let mayHaveChanged = true;
  let changes = 0;
  /** Whether there is a kustomization or chart. */
  let mayBeNamed = false;
  let hasPassedOver = false;
  return {
    get texts() {
      return texts;
    },
    get mayHaveChanged() {
      return mayHaveChanged;
    },
    get changes() {
      return changes;
    },
    get lacksSome() {
      return mayBeNamed && hasPassedOver;
    },
    expect(uris) {
      texts = new Set();
      mayHaveChanged = true;
      changes++;
      mayBeNamed = uris.some(namesOthers);
      hasPassedOver = false;
    },
    noteFile(uri) {
      mayBeNamed ||= namesOthers(uri);
    },
    noteChange() {
      mayHaveChanged = true;
      changes++;
    },
    keeps(uri, text) {
      const path = pathOfUri(uri);
      if (texts.has(uriKey(uri))) return true;
      if (!mayHoldManifests(path, text)) return false;
      if (mayBeNamed || saysSomethingItself(path, text)) return true;
      hasPassedOver = true;
      return false;
    },
    setTexts(keys) {
      const before = texts;
      texts = new Set(keys);
      const changed = new Set([...before, ...texts].filter((key) => !before.has(key) || !texts.has(key)));
      // More are named where one of them is not there.
      mayHaveChanged = changed.size > 0;
      return changed;
    },
  };
}
