import { nameFix, hostFixMessages } from './hosts/host-problem.ts';
import { variablesIn } from '../kubernetes/variables.ts';
import { containersOf, workloadKinds, type Container, type Workload } from '../kubernetes/workloads.ts';
import { readServiceVariable } from '../names/service-variables.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import { mayHold, nodeIn } from '../objects/places.ts';
import { nearestKey } from '../util/similar-names.ts';
import { entryOf, itemsIn, textUnder } from '../yaml/node.ts';
import type { Path } from '../yaml/path.ts';
import { defineRule, type Problem } from './rule.ts';

export const danglingVariable = defineRule({
  code: 'dangling-variable',
  severity: 'warning',
  needs: 'workspace',
  // Who makes the Pods of a custom resource may add variables.
  appliesTo: workloadKinds.filter((kind) => kind !== 'CustomWorkload'),
  since: '0.1.0',
  summary: 'A variable of a container takes another one that is not set before it.',
  source: 'Kubernetes API core/v1, EnvVar.value; kubernetes pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables',
  messages: {
    later:
      'Variable "{name}" is set after the one that takes it, so "$({name})" is not replaced. The kubelet puts in only variables that come before, in their order.',
    near: 'There is no variable "{name}" before this one; there is "{near}". So "$({name})" is not replaced.',
    related: 'Variable "{name}" is set here.',
    ...hostFixMessages,
  },
  mayFind: (workload) => mayHold(workload, '$('),
  *check(workload) {
    if (!isCertain(workload)) return;
    if (workload.scope.kind === 'kustomization' && workload.scope.open) return;
    for (const container of containersOf(workload.resource.template)) yield* problemsIn(workload, container);
  },
});

function* problemsIn(workload: Placed<Workload>, { at: { path } }: Container): Generator<Problem> {
  const container = nodeIn(workload, path);
  const env = itemsIn(entryOf(container, 'env')?.value);
  // What comes from a map as a whole may have any name.
  const hasMore = itemsIn(entryOf(container, 'envFrom')?.value).length > 0;
  const names = env.map((item) => textUnder(item, 'name') ?? '');
  for (const [index, item] of env.entries()) {
    const asked = textUnder(item, 'value') ?? '';
    for (const within of variablesIn(asked)) {
      const name = asked.slice(within.start, within.end);
      const first = names.indexOf(name);
      if (first >= 0 && first <= index) continue;
      // One of a Service is there before all that the container sets.
      if (readServiceVariable(name) !== undefined || (first < 0 && hasMore)) continue;
      const at = { path: [...path, 'env', index, 'value'], within };
      if (first > index && !hasMore) {
        // One mistake in one value is told once.
        yield laterProblem(workload, at, name, [...path, 'env', first, 'name']);
        break;
      }
      const near = first < 0 ? nearestKey(name, names.slice(0, index)) : undefined;
      if (near !== undefined)
        yield { at, message: 'near', values: { name, near }, fixes: [nameFix(near, workload, at)] };
    }
  }
}

function laterProblem(workload: Placed, at: Problem['at'], name: string, path: Path): Problem {
  const values = { name };
  return { at, message: 'later', values, related: [{ resource: workload, at: { path }, message: 'related', values }] };
}
