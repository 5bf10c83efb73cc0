import { addAll } from '../util/collections.ts';
import type { YamlMap, YamlNode, YamlSequence } from '../yaml/node.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import type { SharedReads } from '../yaml/shared.ts';
import type { PortBeside } from './formats/beside.ts';
import type { Ask } from './formats/key-formats.ts';
import type { Mention } from './mention.ts';
import type { Values } from './variables.ts';

/** Host names that are being collected from an object. */
export interface Collecting {
  readonly mentions: Mention[];
  /** The way to the node that is looked at. */
  readonly steps: (string | number)[];
  /** What collections hold: keeps what several aliases stand for from being read more than once. */
  readonly seen: Set<Held>;
  readonly isSecret: boolean;
  /** Absent where no other object has parts of this one. */
  readonly sharing: Sharing | undefined;
}

/** What a map or sequence holds. */
type Held = YamlMap['entries'] | YamlSequence['items'];

/** What it takes to use what was found in parts of other objects. */
interface Sharing {
  readonly shared: SharedReads;
  /** What `seen` holds, in the order in which it came. */
  readonly order: Held[];
  /** How often something came again. */
  repeats: number;
  /** How often somebody asked for the variables of a container. */
  asked: number;
}

/** What is known of a node from where it is. */
export interface Known {
  readonly called: string | undefined;
  readonly asks: Ask | undefined;
  /** The port that is beside it under a key of its own. */
  readonly port: PortBeside | undefined;
  readonly values: Values | undefined;
}

/** Collects the host names of a node. */
type Collect = (node: YamlNode, known: Known, collecting: Collecting) => void;

/** Notes that the content of a map or sequence is gone through now, and says whether it is the first time. */
export function isFirst(held: Held, { seen, sharing }: Collecting): boolean {
  if (seen.has(held)) {
    if (sharing !== undefined) sharing.repeats++;
    return false;
  }
  seen.add(held);
  sharing?.order.push(held);
  return true;
}

/** The variables of a container, noting that somebody asks for them: what was found then is not what is found in other containers. */
export function watched(values: Values, collecting: Collecting): Values {
  const { sharing } = collecting;
  if (sharing === undefined) return values;
  const noting = <A extends unknown[], T>(ask: (...given: A) => T): ((...given: A) => T) => {
    return (...given) => {
      sharing.asked++;
      return ask(...given);
    };
  };
  const { of, isOwnPod, declares, before } = values;
  return {
    of: noting(of),
    isOwnPod: noting(isOwnPod),
    declares: noting(declares),
    ...(before && { before: (index: number) => watched(before(index), collecting) }),
  };
}

/** What was found in a node, and what else it rests on. */
interface Found {
  readonly path: Path;
  readonly called: Known['called'];
  readonly asks: Known['asks'];
  readonly isInContainer: boolean;
  /** All that was gone through, which does not count again further on in the same object. */
  readonly held: readonly Held[];
  readonly mentions: readonly Mention[];
}

/** Collects the host names of a node, or takes those that were found in it in another object, at the same place and with the same known of it. */
export function collectOnce(node: YamlNode, known: Known, collecting: Collecting, collect: Collect): void {
  const { sharing, mentions, steps, seen } = collecting;
  const { called, asks, port, values } = known;
  if (sharing === undefined || port !== undefined || isShort(node)) {
    collect(node, known, collecting);
    return;
  }
  const { shared, order, repeats, asked } = sharing;
  const isInContainer = values !== undefined;
  // Under this function nothing else is kept.
  const before = shared.get(collectOnce, node) as Found | undefined;
  const isSame =
    before?.called === called &&
    before?.asks === asks &&
    before?.isInContainer === isInContainer &&
    isSamePath(before?.path ?? [], steps);
  if (before !== undefined && isSame && !before.held.some((one) => seen.has(one))) {
    for (const one of before.held) seen.add(one);
    addAll(order, before.held);
    addAll(mentions, before.mentions);
    return;
  }
  const [heldBefore, foundBefore] = [order.length, mentions.length];
  collect(node, known, collecting);
  // What was left out here as it had come before may count in another object, and variables may have other values there.
  if (sharing.repeats > repeats || (isInContainer && sharing.asked > asked)) return;
  const found: Found = {
    path: [...steps],
    called,
    asks,
    isInContainer,
    held: order.slice(heldBefore),
    mentions: mentions.slice(foundBefore),
  };
  shared.keep(collectOnce, node, found);
}

/** Whether looking at a node costs less than remembering it, as with most strings but the files in ConfigMaps. */
function isShort(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text.length < 200;
}
