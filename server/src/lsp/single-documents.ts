import type { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings, type Settings } from '../core/settings/settings.ts';
import { Workspace } from '../core/workspace/workspace.ts';
import { guard, type Log } from './log.ts';
import { pathOfUri } from './uris.ts';

/** A document that is looked at alone. */
interface SingleDocument {
  readonly workspace: Workspace;
  /** As the client spelt it when it was first seen. */
  readonly uri: string;
}

/** The open documents that are looked at alone, each in a workspace of its own, by key. */
export interface SingleDocuments {
  get(key: string): SingleDocument | undefined;
  /** Takes in what a document says now; `undefined` where it is not looked at alone. */
  set(key: string, document: TextDocument | undefined): void;
  setSettings(settings: Settings): void;
}

/** Makes an empty store. `whole` are the keys of files that have everything they refer to in them. */
export function createSingleDocuments(log: Log, whole: ReadonlySet<string>): SingleDocuments {
  const singles = new Map<string, SingleDocument>();
  let settings = defaultSettings;

  return {
    get: (key) => singles.get(key),
    set(key, document) {
      if (document === undefined) {
        singles.delete(key);
        return;
      }
      const single = singles.get(key) ?? { workspace: new Workspace(), uri: document.uri };
      singles.set(key, single);
      // It stays incomplete where what it refers to may well be elsewhere.
      const complete = whole.has(key);
      // It is alone, so its name says all.
      const file = { uri: single.uri, path: pathOfUri(single.uri).replace(/^.*\//, ''), text: document.getText() };
      guard(log, `Reading "${file.path}"`, undefined, () =>
        single.workspace.apply({ files: [file], settings, complete }),
      );
    },
    setSettings(given) {
      settings = given;
      for (const single of singles.values()) single.workspace.apply({ settings });
    },
  };
}
