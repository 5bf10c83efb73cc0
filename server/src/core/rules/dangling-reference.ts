import { isMissing } from '../existence/existence.ts';
import { gatewayRouteKinds } from '../kubernetes/kinds/gateway-route.ts';
import type { NameReference } from '../kubernetes/object-references.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { nodeIn } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { inOtherNamespace, ofOtherKind } from '../relations/misplaced-objects.ts';
import { findNearObject } from '../relations/near-services.ts';
import type { Questions } from '../workspace/questions.ts';
import type { At } from '../yaml/path.ts';
import { serviceProblems, serviceReferenceMessages } from './references/services.ts';
import { partMessages, partProblems } from './references/parts.ts';
import { lackMessages, lackOf } from './references/sought.ts';
import { defineRule, type Fix, type Problem, put, relatedByName, suggest } from './rule.ts';

export const danglingReference = defineRule({
  code: 'dangling-reference',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: [...workloadKinds, 'Ingress', ...gatewayRouteKinds, 'HorizontalPodAutoscaler', 'Unknown'],
  summary: 'An object refers to another one that does not exist, while one with a similar name does.',
  source: 'Kubernetes documentation, ConfigMaps, Secrets, Service Accounts and Persistent Volumes',
  messages: {
    near: 'There is no {target} "{name}" for this {kind}; there is one called "{near}".',
    otherKind: 'There is no {target} "{name}" for this {kind}; there is {found} "{name}".',
    elsewhere: 'There is no {target} "{name}" in namespace "{namespace}"; it is in "{other}".',
    ...lackMessages,
    ...serviceReferenceMessages,
    ...partMessages,
    related: '{found} "{near}".',
    fixName: 'Change the name to "{near}"',
    fixKind: 'Change the kind to {found}',
  },
  *check(object, { snapshot }) {
    yield* serviceProblems(snapshot, object);
    yield* partProblems(snapshot, object);
    const dangling = new Set<At>();
    for (const { at, to } of snapshot.links.from(object)) if (to.length === 0) dangling.add(at);
    if (dangling.size === 0) return;
    for (const reference of object.resource.references) {
      const lack = dangling.has(reference.name.at) ? lackOf(object, reference) : undefined;
      if (lack === undefined) continue;
      if (!isMissing(snapshot, { kind: 'object', namedBy: reference, from: object })) continue;
      const found = meantBy(snapshot, object, reference, isOfPods.has(lack));
      if (found === undefined) continue;
      yield {
        ...found,
        values: { ...found.values, kind: kindOf(object.resource) },
        note: lack,
        ...(lack === 'notePull' ? { severity: 'hint' } : {}),
      };
    }
  },
});

const isOfPods: ReadonlySet<string> = new Set(['notePods', 'noteAccount', 'notePull']);

/**
 * The object that a reference to none was meant for, and how it is missed: one called alike, one of another kind, or one in another
 * namespace. `isOfPods` where it is enough that there is none beside it; what others look for may be anywhere in the workspace.
 */
function meantBy(snapshot: Questions, from: Placed, reference: NameReference, isOfPods: boolean): Problem | undefined {
  const { kinds, name } = reference;
  const isNowhere = isOfPods || kinds.every((kind) => snapshot.everything.called(kind, name.value).all.length === 0);
  const near = isNowhere ? findNearObject(snapshot, from, reference) : undefined;
  if (near !== undefined) return alike(from, reference, near);
  const other = isNowhere ? ofOtherKind(snapshot, from, reference) : undefined;
  if (other !== undefined) return otherKind(from, reference, other);
  const elsewhere = inOtherNamespace(snapshot, from, reference);
  if (elsewhere === undefined) return undefined;
  const problem = misplaced(from, reference, elsewhere);
  return isOfTwin(snapshot, from, elsewhere) ? { ...problem, severity: 'hint' } : problem;
}

/** Whether what is in another namespace is there for the same object of that one: of two environments, one may keep its own elsewhere. */
function isOfTwin(snapshot: Questions, { resource, name }: Placed, elsewhere: Placed): boolean {
  return snapshot.links
    .to(elsewhere)
    .some(
      ({ from }) =>
        from.namespace === elsewhere.namespace && from.name === name && kindOf(from.resource) === kindOf(resource),
    );
}

function valuesOf(from: Placed, { kinds, name, namespace }: NameReference, found: Placed) {
  const foundKind = kindOf(found.resource);
  return {
    target: kinds.includes(foundKind) ? foundKind : (kinds[0] ?? ''),
    name: name.value,
    found: foundKind,
    near: nameToWrite(from, name.at.path, found),
    namespace: namespace?.value ?? from.namespace,
    other: found.namespace,
  };
}

function alike(from: Placed, reference: NameReference, near: Placed): Problem {
  const { at } = reference.name;
  const values = valuesOf(from, reference, near);
  const fix: Fix = suggest({ title: 'fixName', values }, from, put(at.path, values.near));
  return { at, message: 'near', values, related: [relatedByName(near, values, 'related')], fixes: [fix] };
}

/** What is of another kind is told at the kind where that is written, or else would be. */
function otherKind(from: Placed, reference: NameReference, other: Placed): Problem {
  const { at } = reference.name;
  const values = valuesOf(from, reference, other);
  const path = [...at.path.slice(0, -1), 'kind'];
  const isBesideName = at.path.at(-1) === 'name';
  const fix: Fix = suggest({ title: 'fixKind', values }, from, put(path, values.found));
  return {
    at: isBesideName && nodeIn(from, path) !== undefined ? { path } : at,
    message: 'otherKind',
    values,
    related: [relatedByName(other, values, 'related')],
    fixes: isBesideName ? [fix] : [],
  };
}

/** Kinds that are also named with the namespace they are in. */
const namedWithNamespace: ReadonlySet<string> = new Set([
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'Bucket',
  'HelmRelease',
  'Kustomization',
  'Middleware',
  'TLSOption',
]);

function misplaced(from: Placed, reference: NameReference, elsewhere: Placed): Problem {
  const { name, namespace } = reference;
  const values = valuesOf(from, reference, elsewhere);
  const path = namespace?.at.path ?? [...name.at.path.slice(0, -1), 'namespace'];
  const takesNamespace =
    namespace !== undefined || namedWithNamespace.has(values.target) || name.at.path.includes('parentRefs');
  const fix: Fix = suggest({ title: 'fixNamespace', values }, from, put(path, values.other));
  return {
    at: namespace?.at ?? name.at,
    message: 'elsewhere',
    values,
    related: [relatedByName(elsewhere, values, 'related')],
    fixes: takesNamespace ? [fix] : [],
  };
}
