import { hasId } from '../dns/diagnosis/reason.ts';
import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { isWritable, serviceMeant, unfollowedIds } from '../dns/diagnosis/why-no-service-named.ts';
import { whyUnnamed } from '../dns/diagnosis/why-unnamed.ts';
import { moveServiceMessages, moveServiceRemedy } from '../edits/move-service.ts';
import { selectPodsMessages, selectPodsRemedy } from '../edits/select-pods.ts';
import type { Service } from '../kubernetes/service.ts';
import { type Workload, workloadKinds, asksForNames } from '../kubernetes/workloads.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { isService, type Placed } from '../objects/placed.ts';
import { headlessServiceBefore, publishedUnder } from '../relations/linked.ts';
import { defined } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, type Problem, put, suggest } from './rule.ts';
import {
  unselectedIds,
  unselectedMessages,
  unselectedPods,
  unselectedProblem,
  relatedToName,
  selectingMessages,
} from './pods/unselected.ts';

export const danglingSubdomain = defineRule({
  code: 'dangling-subdomain',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: [...workloadKinds, 'Service'],
  summary: 'subdomain names a Service that does not exist, or does not select the Pod.',
  source:
    'k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname; Kubernetes documentation, DNS for Services and Pods',
  messages: {
    ...messagesAt('subdomain', [...unfollowedIds, 'belowAlias', ...unselectedIds]),
    ...unselectedMessages,
    ...selectingMessages,
    fixSubdomain: 'Change subdomain to "{near}"',
    ...moveServiceMessages,
    ...selectPodsMessages,
  },
  *check(placed, { snapshot }) {
    if (isService(placed)) yield* checkService(placed, snapshot);
    else yield* checkPods(placed, snapshot);
  },
});

function* checkPods(workload: Placed<Workload>, snapshot: Questions): Iterable<Problem> {
  const { subdomain } = workload.resource.template;
  const reason = asksForNames(workload.resource) ? whyUnnamed(snapshot, workload) : undefined;
  if (subdomain === undefined || !hasId(reason, [...unfollowedIds, 'belowAlias'])) return;
  const { reasonId, values } = reason;
  const service = serviceMeant(reason) ?? headlessServiceBefore(snapshot, workload);
  const { path } = subdomain.at;
  const near = service === undefined ? '' : nameToWrite(workload, path, service);
  yield {
    at: subdomain.at,
    message: reasonId,
    values,
    related: relatedToName(reason, service),
    fixes: defined([
      isWritable(snapshot, reason) || (reasonId === 'noService' && service)
        ? suggest({ title: 'fixSubdomain', values: { near } }, workload, put(path, near))
        : undefined,
      reasonId === 'serviceInOther' && service ? moveServiceRemedy(service, workload) : undefined,
    ]),
  };
}

function* checkService(service: Placed<Service>, snapshot: Questions): Iterable<Problem> {
  const unselected = unselectedPods(snapshot, service, publishedUnder(snapshot, service));
  const [first] = unselected;
  if (first === undefined) return;
  const workloads = unselected.map(({ workload }) => workload);
  yield {
    ...unselectedProblem(service, first),
    fixes: defined([selectPodsRemedy(snapshot, service, workloads)]),
  };
}
