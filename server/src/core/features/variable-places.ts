import { allContainerLists } from '../kubernetes/container-lists.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { variablesOfShell } from '../kubernetes/shell-variables.ts';
import { variablesIn } from '../kubernetes/variables.ts';
import type { Placed } from '../objects/placed.ts';
import { spanAt, type Span } from '../text/span.ts';
import { itemsIn, textUnder, type YamlNode } from '../yaml/node.ts';
import type { InnerName } from './workload-texts.ts';
import { isSamePath, nodeAt, scalarsAt, type Path, type ScalarAt } from '../yaml/path.ts';

/** Where a tree declares a variable, or has one put in. */
export interface VariablePlace extends InnerName {
  readonly container: string;
}

/** The keys of a field below a container; lists on the way are passed over. */
type Keys = readonly string[];

const probes: readonly Keys[] = ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => [
  probe,
  'exec',
  'command',
]);

/**
 * The fields that the kubelet puts variables into. Sources: kubernetes pkg/kubelet/container/helpers.go, ExpandContainerCommandAndArgs,
 * ExpandContainerCommandOnlyStatic, ExpandContainerVolumeMounts.
 */
const expanded: readonly Keys[] = [['command'], ['args'], ['env', 'value'], ['volumeMounts', 'subPathExpr'], ...probes];

/** The fields that are commands, each with its arguments. What is done at the start and end of a container is run as it is written. */
const commands: readonly (readonly Keys[])[] = [
  [['command'], ['args']],
  ...[...probes, ...['postStart', 'preStop'].map((hook) => ['lifecycle', hook, 'exec', 'command'])].map((path) => [
    path,
  ]),
];

/** Whether a field may hold one. */
export function mayHoldVariable(path: Path): boolean {
  return path.some((step) => step === 'lifecycle' || expanded.some(([field]) => field === step));
}

/** Where the containers of a workload, or of a patch of it, declare variables and have them put in. */
export function placesInTree({ resource }: Placed<Workload>, tree: YamlNode | undefined): readonly VariablePlace[] {
  return allContainerLists.flatMap((list) => {
    const path = [...resource.template.specAt.path, list];
    return itemsIn(nodeAt(tree, path)).flatMap((item, index) => placesInContainer(item, [...path, index]));
  });
}

function placesInContainer(node: YamlNode, root: Path): readonly VariablePlace[] {
  const container = textUnder(node, 'name') ?? root.join('/');
  const place = (one: Omit<VariablePlace, 'container' | 'name'>): VariablePlace => ({
    ...one,
    container,
    name: one.scalar.text.slice(one.within.start, one.within.end),
  });
  const references = ({ path, scalar }: ScalarAt, find: (text: string) => readonly Span[]): readonly VariablePlace[] =>
    find(scalar.text).map((within) => place({ role: 'reference', path, scalar, within }));
  const env = itemsIn(nodeAt(node, ['env']));
  const declared = env.flatMap((item, index): readonly VariablePlace[] => {
    const name = nodeAt(item, ['name']);
    const path = [...root, 'env', index, 'name'];
    return name?.kind === 'scalar' && name.text !== ''
      ? [place({ role: 'declaration', path, scalar: name, within: spanAt(0, name.text.length) })]
      : [];
  });
  const used = expanded.flatMap((keys) => scalarsAt(node, keys, root)).flatMap((one) => references(one, variablesIn));
  const isKnown = ({ name, path }: VariablePlace): boolean =>
    path[root.length] !== 'env' || isDeclaredBefore(env, name, Number(path[root.length + 1]));
  const scripts = commands.flatMap((fields) => {
    const words = fields.flatMap((keys) => scalarsAt(node, keys, root));
    return isOfShell(words) ? words.flatMap((one) => references(one, variablesOfShell)) : [];
  });
  return [...declared, ...used.filter(isKnown), ...scripts];
}

const shells = /(?:^|\/)(?:ba|da|a|k|z)?sh$/;

/** Whether a variable that others take is not one that comes later. A patch may leave the declaration to what it changes. */
function isDeclaredBefore(env: readonly YamlNode[], name: string, index: number): boolean {
  const first = env.findIndex((item) => textUnder(item, 'name') === name);
  return first < index;
}

/** What puts variables into a field of a container. */
export function readersAt(container: YamlNode | undefined, path: Path, root: Path): readonly ('kubelet' | 'shell')[] {
  const isAt = (keys: Keys): boolean =>
    isSamePath(
      path.slice(root.length).filter((step) => typeof step === 'string'),
      keys,
    );
  const command = commands.find((fields) => fields.some(isAt)) ?? [];
  const words = command.flatMap((keys) => scalarsAt(container, keys, root));
  return [...(expanded.some(isAt) ? ['kubelet' as const] : []), ...(isOfShell(words) ? ['shell' as const] : [])];
}

function isOfShell(words: readonly ScalarAt[]): boolean {
  return words.some(({ scalar }) => shells.test(scalar.text));
}
