import { decodeBase64 } from '../util/base64.ts';
import { addAll } from '../util/collections.ts';
import { ownText, sharedText } from '../util/shared.ts';
import { entryOf, scalarText, type YamlMap, type YamlNode, type YamlSequence } from '../yaml/node.ts';
import type { At, Path } from '../yaml/path.ts';
import { sharedPathOf, type SharedReads } from '../yaml/shared.ts';
import { textStartOf } from '../yaml/stretch.ts';
import { templateMark } from '../yaml/template.ts';
import { besideKey, portsOfFlags, portsOfMap, portsOfVariables, readFlag, type PortsBeside } from './formats/beside.ts';
import { askOfKey } from './formats/key-formats.ts';
import { hostsOfListedCommand } from './formats/listed-command.ts';
import { collectOnce, isFirst, watched, type Collecting, type Known } from './collecting.ts';
import { valuesOfContainer } from './container-values.ts';
import { scanHosts } from './scan-hosts.ts';
import type { ScannedHost } from './word-hosts.ts';
import { soughtIn, type Sought } from './discovery.ts';
import { readServiceVariable, serviceVariablesIn } from './service-variables.ts';
import { commentsOf } from './around-word.ts';
import type { Values } from './variables.ts';

/** A host name in a string of an object: in an environment variable, an argument, a URL, an annotation, a ConfigMap's text. */
export interface Mention extends Omit<ScannedHost, 'within' | 'portWithin' | 'evidence'> {
  /** As in a text; `variable` where a variable that the kubelet sets for a Service stands for it, whose name is what is written. */
  readonly evidence: ScannedHost['evidence'] | 'variable';
  /** The host without its final dot; the path is that from the object. Without a stretch where the string is encoded. */
  readonly at: At;
  /** Where its port is written, which may be another string. */
  readonly portAt: At | undefined;
  /** What the string is the value of: the name of an environment variable, else the nearest key. */
  readonly called: string | undefined;
  /** What the text before it says that is looked for. */
  readonly sought: Sought | undefined;
}

/**
 * The host names mentioned in the strings of an object. Keys and strings that cannot hold a host give nothing; what Secrets hold is
 * decoded. Whether such a name belongs to a Service is for the reader of the mention to say. `shared` knows what was found in parts that
 * other objects have, too.
 */
export function findMentions(root: YamlNode | undefined, shared?: SharedReads): readonly Mention[] {
  if (root === undefined) return none;
  const isSecret = scalarText(entryOf(root, 'kind')?.value) === 'Secret';
  const collecting: Collecting = {
    mentions: [],
    steps: [],
    seen: new Set(),
    isSecret,
    sharing: isSecret || shared === undefined ? undefined : { shared, order: [], repeats: 0, asked: 0 },
  };
  collect(root, nothingKnown, collecting);
  return collecting.mentions.length === 0 ? none : collecting.mentions;
}

const none: readonly Mention[] = [];

/** The host names in one decoded string; `path` is where the string is, `called` what it is the value of. */
export function mentionsIn(text: string, path: Path, called?: string): readonly Mention[] {
  return read(text, path, { ...nothingKnown, called, asks: called === undefined ? undefined : askOfKey(called) });
}

/** Fields whose values only look like hosts: `redis:7` is an image and its tag, `metadata.name` a path. */
const hostlessKeys: ReadonlySet<string> = new Set([
  'apiVersion',
  'fieldPath',
  'labels',
  'matchLabels',
  'nodeSelector',
  'openAPIV3Schema',
  'managedFields',
  'status',
]);

/** Below these the keys are people's own, so nothing follows from them but `image`. */
const freeKeys: ReadonlySet<string> = new Set(['data', 'stringData', 'annotations']);

const nothingKnown: Known = { called: undefined, asks: undefined, port: undefined, values: undefined };

function collect(node: YamlNode, known: Known, collecting: Collecting): void {
  collectOnce(node, known, collecting, collectFrom);
}

function collectFrom(node: YamlNode, known: Known, collecting: Collecting): void {
  switch (node.kind) {
    case 'map':
      if (isFirst(node.entries, collecting)) collectEntries(node, known, collecting);
      return;
    case 'sequence':
      if (isFirst(node.items, collecting)) collectItems(node, known, collecting);
      return;
    case 'scalar': {
      if (typeof node.value !== 'string') return;
      const { mentions, steps, isSecret } = collecting;
      const text = node.value === templateMark ? node.text : node.value;
      if (!isSecret || steps[0] !== 'data') {
        const textStart = textStartOf(node);
        addAll(mentions, read(text, steps, known, textStart));
        return addAll(mentions, readVariables(text, steps, known, textStart));
      }
      const decoded = decodeBase64(text);
      if (decoded === undefined) return;
      for (const mention of read(decoded, steps, known))
        mentions.push({ ...mention, at: { path: mention.at.path }, portAt: undefined });
    }
  }
}

function collectEntries(node: YamlMap, known: Known, collecting: Collecting): void {
  const { steps } = collecting;
  const parent = steps.at(-1);
  const ports = portsOfMap(node, steps);
  const own = valuesOfContainer(node);
  const values = own === undefined ? known.values : watched(own, collecting);
  for (const { key, value, origin } of node.entries) {
    if (origin !== 'own') continue;
    if (key === 'image') collectRegistry(value, collecting);
    if (!mayHoldHosts(key, parent)) continue;
    const variable = key === 'value' ? variableOf(node) : undefined;
    // A variable that is called as one that holds an image, such as `RELATED_IMAGE`.
    if (variable !== undefined && /image$/i.test(variable)) continue;
    // The port of a variable is in another item of the list.
    const { asks, port } = variable === undefined ? askedOfEntry(key, steps, ports) : known;
    const usable = variable === undefined ? values : valuesOfVariable(value, values, steps);
    steps.push(key);
    collect(value, { called: variable ?? key, asks, port, values: usable }, collecting);
    steps.pop();
  }
}

/** What the value of a variable can be made of. Source: Kubernetes API, EnvVar.value, "previously defined environment variables". */
function valuesOfVariable(value: YamlNode, values: Values | undefined, steps: Path): Values | undefined {
  const index = steps.at(-1);
  if (typeof index !== 'number' || steps.at(-2) !== 'env' || scalarText(value)?.includes('$') !== true) return values;
  return values?.before === undefined ? values : values.before(index);
}

/** What a key of a map asks for; nothing where it gives a name. */
function askedOfEntry(key: string, steps: Path, ports: PortsBeside | undefined): Pick<Known, 'asks' | 'port'> {
  return mayBeGiven(key, steps) ? nothingKnown : besideKey(key, ports);
}

/** The registry that an image is pulled from, where it may be one in the cluster: it says `svc`, or a port. */
function collectRegistry(node: YamlNode, { mentions, steps }: Collecting): void {
  const text = node.kind === 'scalar' ? (scalarText(node) ?? '') : '';
  const registry = text.slice(0, Math.max(0, text.indexOf('/')));
  if (registry.length > longestRegistry || !/\.svc\b|:\d/.test(registry)) return;
  addAll(mentions, read(registry, [...steps, 'image'], { ...nothingKnown, called: 'image' }));
}

/** A name of 253 characters, and a port. */
const longestRegistry = 260;

function collectItems(node: YamlSequence, known: Known, collecting: Collecting): void {
  const { steps } = collecting;
  const { items } = node;
  const isArguments = items[0]?.kind === 'scalar';
  const ports = isArguments ? portsOfFlags(node, steps) : portsOfVariables(node, steps);
  const ofCommand = isArguments ? hostsOfListedCommand(node, steps) : undefined;
  const { called, values } = known;
  for (const [index, item] of items.entries()) {
    const { asks, port } = ofCommand?.get(index) ?? askedOfItem(items, index, known, ports);
    steps.push(index);
    collect(item, { called, asks, port, values }, collecting);
    steps.pop();
  }
}

/** What an item of a list asks for: by its own name, else by the flag before it or its own, else what the list does. */
function askedOfItem(
  items: YamlSequence['items'],
  index: number,
  known: Known,
  ports: PortsBeside | undefined,
): Pick<Known, 'asks' | 'port'> {
  const item = items[index];
  const name = item?.kind === 'map' ? variableOf(item) : flagBefore(items[index - 1]);
  if (name !== undefined) return besideKey(name, ports);
  // `--db-host=db` asks for the host itself.
  const flag = ports === undefined ? undefined : readFlag(scalarText(item) ?? '').flag;
  return flag === undefined ? known : { asks: known.asks, port: besideKey(flag, ports).port };
}

function read(text: string, steps: Path, known: Known, textStart?: number): readonly Mention[] {
  const found = scanHosts(text, known);
  if (found.length === 0) return none;
  const { path } = sharedPathOf(steps);
  const soughtAt = soughtIn(text, known.called);
  // A text that is as it is written is part of the file's, which is kept anyway.
  const keep = textStart === undefined ? ownText : (text: string) => text;
  return found.map((host): Mention => {
    const { within, portWithin } = host;
    const isAlone = host.port === undefined && (host.evidence === 'asked' || host.evidence === 'whole');
    const beside = isAlone ? known.port : undefined;
    // One shape for all of them, which the engine of JavaScript shares.
    return {
      host: keep(host.host),
      written: host.written && keep(host.written),
      isOwn: host.isOwn,
      absolute: host.absolute,
      evidence: host.evidence,
      scheme: host.scheme && sharedText(host.scheme),
      port: beside?.port ?? host.port,
      aside: host.aside,
      at: { path, within, textStart },
      portAt: portWithin === undefined ? beside?.at : { path, within: portWithin, textStart },
      called: known.called && sharedText(known.called),
      sought: soughtAt(within.start),
    };
  });
}

/** The Services that variables of the kubelet stand for, as far as the container does not set these itself. */
function readVariables(
  text: string,
  steps: Path,
  { called, values }: Known,
  textStart: number | undefined,
): readonly Mention[] {
  const found = serviceVariablesIn(text);
  if (found.length === 0) return none;
  const { path } = sharedPathOf(steps);
  const isCommented = commentsOf(text);
  return found.flatMap(({ name, within, hasDefault }): readonly Mention[] => {
    const service = readServiceVariable(name)?.service;
    if (service === undefined || values?.declares(name) === true) return [];
    return [
      {
        host: service,
        written: name,
        isOwn: false,
        absolute: false,
        evidence: 'variable',
        scheme: undefined,
        port: undefined,
        aside: isCommented(within.start) ? 'comment' : hasDefault ? 'default' : undefined,
        at: { path, within, textStart },
        portAt: undefined,
        called,
        sought: undefined,
      },
    ];
  });
}

/** Whether a field gives something a name rather than asks for one: Pods' own, those of routes and nodes. */
function mayBeGiven(key: string, steps: Path): boolean {
  const parent = steps.at(-1);
  if (typeof parent === 'string' && freeKeys.has(parent)) return false;
  return givenKeys.has(key) || steps[1] === 'rules' || steps[1] === 'tls' || steps.includes('hostAliases');
}

const givenKeys: ReadonlySet<string> = new Set(['hostname', 'hostnames', 'nodeName', 'addresses', 'node']);

function variableOf(node: YamlMap): string | undefined {
  return scalarText(entryOf(node, 'name')?.value);
}

function mayHoldHosts(key: string, parent: string | number | undefined): boolean {
  if (typeof parent === 'string' && freeKeys.has(parent)) return true;
  return !hostlessKeys.has(key) && !/image$/i.test(key);
}

/** A flag that is an item of its own, and has the next one for its value: `-h`, `--host`. */
function flagBefore(item: YamlNode | undefined): string | undefined {
  const { flag, value } = readFlag(scalarText(item) ?? '');
  return value === undefined ? flag : undefined;
}
