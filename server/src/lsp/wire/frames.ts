/** Bytes that have come and are not taken yet, in one piece. */
interface Bytes {
  readonly length: number;
  /** What is there; only good until more is put in. */
  view(): Buffer;
  append(chunk: Uint8Array): void;
  /** Takes the first of them away. */
  drop(count: number): void;
}

/** Makes an empty store. Putting in costs what is put in, however many pieces it comes in. */
function createBytes(): Bytes {
  let store = Buffer.alloc(0);
  let start = 0;
  let end = 0;
  return {
    get length() {
      return end - start;
    },
    view: () => store.subarray(start, end),
    append(chunk) {
      if (end + chunk.length > store.length) {
        const kept = store.subarray(start, end);
        store = Buffer.alloc(Math.max(2 * (kept.length + chunk.length), 1024));
        store.set(kept);
        end -= start;
        start = 0;
      }
      store.set(chunk, end);
      end += chunk.length;
    },
    drop(count) {
      start = Math.min(start + count, end);
      // A large message does not hold its memory forever.
      if (start === end) store = Buffer.alloc((start = end = 0));
    },
  };
}

/** Who is given what a stream holds. */
interface FrameSink {
  /** Takes the body of a message; `false` where it is none, as its length was said wrong or its text is broken. */
  take(body: Uint8Array): boolean;
  /** Is told that there are bytes which belong to no message. */
  skip(): void;
}

/** How long a message may be; no editor sends longer ones. */
const longestMessage = 128 * 1024 * 1024;
/** How long a header may be, all its lines together. */
const longestHeader = 8 * 1024;
/** How much is kept while it is not known what it belongs to. */
const longestUnknown = 1024 * 1024;

const name = 'Content-Length:';
const headerEnd = '\r\n\r\n';

/**
 * Cuts a stream into the bodies of messages by their `Content-Length` (Language Server Protocol, Base Protocol). What is wrong in it
 * costs that message and no other: where a length or a header cannot be right, reading goes on at the next header. JSON has
 * no line break within a string, so a header within a body is a header. Give it the bytes as they come.
 */
export function createFrames(sink: FrameSink): (chunk: Uint8Array) => void {
  const bytes = createBytes();
  /** What is being read: a header, or a body of so many bytes, which is not known where a header did not say. */
  let reading: 'header' | 'unknownBody' | number = 'header';
  /** Up to where no header is in the body. */
  let searched = 0;
  /** Whether it has been told that what comes here is left out. */
  let isLost = false;

  /** Takes bytes for a message, or leaves them out. */
  const settle = (count: number): void => {
    if (!sink.take(bytes.view().subarray(0, count)) && !isLost) sink.skip();
    bytes.drop(count);
    reading = 'header';
    isLost = false;
  };

  /** Each tells whether there is more to be done with what has come. */
  const readHeader = (): boolean => {
    const view = bytes.view();
    const end = view.indexOf(headerEnd);
    if (end < 0) {
      if (view.length > longestHeader) forget();
      return false;
    }
    const from = Math.max(0, end - longestHeader);
    const { start, length } = parseHeader(view.toString('latin1', from, end));
    if (!isLost && view.toString('latin1', 0, from + start).trim() !== '') sink.skip();
    bytes.drop(end + headerEnd.length);
    reading = length === undefined || length > longestMessage ? 'unknownBody' : length;
    searched = 0;
    isLost = false;
    return true;
  };

  const readBody = (length: number): boolean => {
    const view = bytes.view();
    if (view.length < length) {
      const next = nextHeader(view, searched);
      searched = Math.max(0, view.length - 2 * name.length);
      if (next === undefined) return false;
      settle(next);
      return true;
    }
    const body = view.subarray(0, length);
    if (sink.take(body)) bytes.drop(length);
    else if (isCutRight(view, length)) {
      sink.skip();
      bytes.drop(length);
    } else {
      reading = 'unknownBody';
      searched = 0;
      return true;
    }
    reading = 'header';
    return bytes.length > 0;
  };

  const readUnknownBody = (): boolean => {
    const view = bytes.view();
    const next = nextHeader(view, searched);
    searched = Math.max(0, view.length - 2 * name.length);
    if (next !== undefined) settle(next);
    else if (view.length > longestUnknown) forget();
    return next !== undefined;
  };

  /** All but what may be the beginning of a header. */
  const forget = (): void => {
    const view = bytes.view();
    if (!isLost) sink.skip();
    isLost = true;
    bytes.drop(nextHeader(view, 0) ?? view.length - 2 * name.length);
    searched = 0;
  };

  return (chunk) => {
    bytes.append(chunk);
    for (let goesOn = true; goesOn;) {
      if (reading === 'header') goesOn = readHeader();
      else goesOn = reading === 'unknownBody' ? readUnknownBody() : readBody(reading);
    }
  };
}

/** The length that a header says, and where the header begins in a text that may have anything before it. */
function parseHeader(text: string): { readonly start: number; readonly length: number | undefined } {
  const at = text.toLowerCase().lastIndexOf(name.toLowerCase());
  if (at < 0) return { start: 0, length: undefined };
  const [, digits] = /^[ \t]*(\d{1,15})[ \t]*(?:\r\n|$)/.exec(text.slice(at + name.length)) ?? [];
  const before = /(?:[\w-]+:[^\r\n]*\r\n)*$/.exec(text.slice(0, at))?.[0] ?? '';
  return { start: at - before.length, length: digits === undefined ? undefined : Number(digits) };
}

/** Where the next header begins, at or behind a place. */
function nextHeader(view: Buffer, from: number): number | undefined {
  for (let at = view.indexOf(name, from); at >= 0; at = view.indexOf(name, at + 1)) {
    if (/^[ \t]*\d{1,15}[ \t]*\r\n/.test(view.toString('latin1', at + name.length, at + name.length + 32))) return at;
  }
  return undefined;
}

/** Whether a body that is no message ends where the next header begins, so that its length is right. */
function isCutRight(view: Buffer, length: number): boolean {
  const behind = view.toString('latin1', length, length + name.length);
  const holdsHeader = nextHeader(view.subarray(0, length), 0) !== undefined;
  const ending = view.toString('latin1', Math.max(0, length - name.length), length);
  const endsInHeader = [...ending].some((_, index) => name.startsWith(ending.slice(index)));
  return !holdsHeader && !endsInHeader && (name.startsWith(behind) || behind.startsWith('Content-'));
}
