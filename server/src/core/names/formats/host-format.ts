/**
 * A way in which people write hosts. In its examples `HOST` stands for a name and `PORT` for its port: in the same word, in the
 * next one, or under a key of its own. Adding a format is adding an entry.
 */
export interface HostFormat {
  readonly name: string;
  readonly examples: readonly string[];
  readonly told: Told;
}

/** What tells that a word is a host. */
type Told =
  /** The word itself and the signs around it: it is in a URL, before a port, or has dots. */
  | { readonly shape: true }
  /** The key, variable or flag it is the value of, by its last word; the port beside it is under a key that ends in `port`. */
  | {
      /** Last words, or the last two: `host`, `dns query`. */
      readonly keys: readonly string[];
      /** The last two words of keys that ask for something else, or the one that they have. */
      readonly except?: readonly string[];
    }
  /** What is directly before it; the port is behind the next such sign. */
  | { readonly prefixes: readonly string[] }
  /** The command it is an argument of: by its position among those that are no options, or by the names of its option. */
  | {
      /** The last words of the command, for instance `sentinel monitor`. */
      readonly commands: readonly string[];
      readonly host: Argument;
      readonly port?: Argument;
      /** The names of options that have a value, which is no position: `w` of `nc -w 3`. Numbers are none anyway. */
      readonly values?: readonly string[];
    };

/** A position, from 1 on, or the names of an option without dashes. */
export type Argument = number | readonly string[];
