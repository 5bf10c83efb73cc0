import { containerLists } from '../kubernetes/container-lists.ts';
import { spanAt, type Span } from '../text/span.ts';
import type { KustomizeVar } from '../kubernetes/kustomization-values.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { composed, originBelow, stretchOf, type Origin, type TextPiece } from '../objects/origins.ts';
import { report, type Building } from './building.ts';
import { identityOf, isOrWas, type Draft } from './draft.ts';
import { findField, stepsOfFieldPath } from './field-path.ts';
import type { KustomizationFile } from './files.ts';
import { isWayOf, type KindWay } from './kind-way.ts';
import { isNameOrNamespace, pieceOf, withPieces, type Value } from './replaced-value.ts';
import { isCalledExactly } from './select.ts';
import { changeField, withChildren } from './tree.ts';
import { podSpecPaths } from './pod-specs.ts';

/** A var, and the object that it was found to mean when it was declared. */
export interface DeclaredVar {
  readonly declared: KustomizeVar;
  readonly one: KustomizationFile;
  readonly draft: Draft | undefined;
}

/**
 * Declares the vars of a kustomization, whose objects are those it has built so far. Source: kustomize
 * api/internal/accumulator/resaccumulator.go, MergeVars.
 */
export function declareVars(drafts: readonly Draft[], one: KustomizationFile, building: Building): void {
  for (const declared of one.kustomization.vars) {
    const { name, object, at } = declared;
    if (name === undefined) continue;
    const [draft, second] = drafts.filter((candidate) => isOrWas(candidate, isCalledExactly, object));
    if (second !== undefined) {
      report(building, 'severalSources', one, at, { object: `${object.kind} "${object.name}"` });
    } else if (building.vars.has(name.value)) {
      report(building, 'varTwice', one, name.at, { name: name.value });
    } else {
      building.vars.set(name.value, { declared, one, draft });
    }
  }
}

/**
 * Puts the values of vars in for `$(NAME)` once names have their final form, in the fields that kustomize knows and those that
 * configurations add. Source: the same, ResolveVars; kustomize api/filters/refvar/refvar.go.
 */
export function putVarsIn(drafts: readonly Draft[], building: Building): void {
  const values = new Map<string, Value>();
  for (const [name, declared] of building.vars) {
    const value = valueOf(declared, building);
    if (value !== undefined) values.set(name, value);
  }
  if (values.size === 0) return;
  const ways = [...knownVarFields, ...building.varFields];
  for (const draft of drafts) {
    if (draft.tree === undefined) continue;
    const identity = identityOf(draft.tree);
    for (const way of ways) {
      if (!isWayOf(way, identity)) continue;
      draft.tree = changeField(draft.tree, draft.home, way, { to: (node, above) => expanded(node, above, values) });
    }
  }
}

function valueOf({ declared, one, draft }: DeclaredVar, building: Building): Value | undefined {
  const { object, fieldPath, at } = declared;
  const words = { object: `${object.kind} "${object.name}"`, path: fieldPath };
  if (draft?.tree === undefined) {
    const isNamed = object.name !== '';
    report(building, 'noSource', one, isNamed ? { path: [...at.path, 'objref', 'name'] } : at, words);
    return undefined;
  }
  const steps = stepsOfFieldPath(fieldPath.replace(/\[(\d+)\]/g, '.$1'));
  const found = findField(draft.tree, draft.home, steps);
  if (found === undefined) report(building, 'noSourceField', one, at, words);
  // Maps and lists are not put into strings.
  return found?.node.kind === 'scalar' ? { ...found, isName: isNameOrNamespace(steps) } : undefined;
}

/** A string, or those of a map or list, with values in the place of vars. */
function expanded(node: YamlNode, above: Origin, values: ReadonlyMap<string, Value>): YamlNode {
  if (node.kind === 'scalar') return expandedString(node, above, values);
  const origin = originBelow(node, above);
  return withChildren(node, (item) => (item.kind === 'scalar' ? expandedString(item, origin, values) : item));
}

/** Two dollars are one; a name that no var has stays. Source: kustomize api/filters/refvar/expand.go. */
function expandedString(node: YamlScalar, above: Origin, values: ReadonlyMap<string, Value>): YamlScalar {
  const { text } = node;
  if (typeof node.value !== 'string') return node;
  const pieces: { span: Span; piece: TextPiece }[] = [];
  for (const { 0: found, 1: name, index } of text.matchAll(/\$(?:\$|\(([^)]*)\))/g)) {
    const span = spanAt(index, found.length);
    const value = name === undefined ? undefined : values.get(name);
    if (name === undefined)
      pieces.push({ span, piece: { text: '$', source: stretchOf(node, above, spanAt(index + 1, 1)) } });
    if (value === undefined) continue;
    // A string that is nothing but a var has the type of its value.
    if (found === text && value.node.kind === 'scalar') {
      return { ...composed([pieceOf(value, stretchOf(node, above))], node, above), value: value.node.value };
    }
    pieces.push({ span, piece: pieceOf(value, stretchOf(node, above, span)) });
  }
  return withPieces(node, above, pieces);
}

const withContainers = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'] as const;

const inContainers: readonly string[] = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];

/** What kustomize knows of CronJobs and StatefulSets is where they have no such field. */
const withServers = ['DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet'] as const;

/** The fields in which vars are put in. Source: kustomize api/internal/konfig/builtinpluginconsts/varreference.go. */
const knownVarFields: readonly KindWay[] = [
  ...withContainers.flatMap((kind) =>
    containerLists.flatMap((containers) =>
      inContainers.map((field) => ({ kind, path: `${podSpecPaths[kind]}/${containers}/${field}` })),
    ),
  ),
  ...withServers.map((kind) => ({ kind, path: `${podSpecPaths[kind]}/volumes/nfs/server` })),
  { kind: 'PersistentVolume', path: 'spec/nfs/server' },
  { kind: 'Deployment', path: 'spec/template/metadata/annotations' },
  ...['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'].map((path) => ({ kind: 'Ingress', path })),
  ...['spec/ports/port', 'spec/ports/targetPort'].map((path) => ({ kind: 'Service', path })),
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
];
