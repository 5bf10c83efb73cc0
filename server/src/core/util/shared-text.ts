/** Longer ones are views of the text they are cut from, which would be kept with them. */
const longest = 12;

/** How many are remembered: the words of a workspace, and not what somebody makes up without end. */
const most = 20_000;

const known = new Map<string, string>();

/** The same text, be it cut from a thousand files: what is kept of each is one string then. A long text is handed back as it is. */
export function sharedText(text: string): string {
  if (text.length > longest) return text;
  const shared = known.get(text);
  if (shared !== undefined) return shared;
  if (known.size < most) known.set(text, text);
  return text;
}

/** The same text, and no view of the one it is cut from, which would be kept with it: that may be a hundred times as long. */
export function ownText(text: string): string {
  return text.length > longest ? text.split('').join('') : text;
}
