import { commands } from 'vscode';

/** Keys that `when` clauses of package.json ask for. */
interface ContextKeys {
  /** Sets a key; one that stays what it is costs nothing. */
  set(key: string, value: boolean | string): void;
}

/** Remembers what it has set. */
export function createContextKeys(): ContextKeys {
  const known = new Map<string, boolean | string>();
  return {
    set(key, value) {
      if (known.get(key) === value) return;
      known.set(key, value);
      void commands.executeCommand('setContext', key, value);
    },
  };
}
