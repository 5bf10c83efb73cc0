import type { Endpoint } from '../../dns/endpoint.ts';
import { nameSourceOf } from '../../dns/record.ts';
import type { Service } from '../../kubernetes/service.ts';
import { isWorkload, type Placed } from '../../objects/placed.ts';
import { groupBy } from '../../util/collections.ts';
import { visible } from '../../util/visible.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { podCount } from '../hover/behind-service.ts';
import { objectTitle } from '../hover/display-names.ts';
import { plainText } from '../hover/render.ts';
import { formatMessage } from '../../util/format.ts';
import { messages } from '../messages.ts';
import { firstNodes, treeNode, withOwnKeys, type TreeNode } from './tree-node.ts';

/**
 * What is behind a name: Pods with a name of their own one by one, the others with their workload, and addresses that somebody wrote
 * down. A Pod with addresses of both families is one.
 */
export function podNodes(
  snapshot: Snapshot,
  service: Placed<Service>,
  endpoints: readonly Endpoint[],
): readonly TreeNode[] {
  const groups = groupBy(endpoints, ({ kind, label, address, target }) =>
    [kind, objectTitle(target), label ?? '', address ?? ''].join(' '),
  );
  const nodes = [...groups].flatMap(([key, [first]]) =>
    first === undefined ? [] : [nodeOf(snapshot, service, key, first)],
  );
  return firstNodes(withOwnKeys(nodes));
}

function nodeOf(snapshot: Snapshot, service: Placed<Service>, key: string, endpoint: Endpoint): TreeNode {
  const { kind, label, address, target } = endpoint;
  const source = endpoint.because[0] ?? nameSourceOf(target);
  const title = visible(objectTitle(target));
  switch (kind) {
    case 'awaited':
      return treeNode('awaitedPods', key, { label: formatMessage(messages['answer.selected']), source });
    case 'listed':
    case 'virtualIp':
      return treeNode('address', key, {
        label: visible(address ?? formatMessage(messages['answer.endpoint'])),
        description: title,
        source,
      });
    case 'pods': {
      if (target.resource.kind === 'StatefulSet' && endpoint.named === 'hostname' && label !== undefined) {
        return treeNode('pod', key, { label: visible(`Pod ${label}`), description: title, source });
      }
      const pods = isWorkload(target) ? podCount(snapshot, service, target) : undefined;
      return treeNode(pods === undefined ? 'pod' : 'pods', key, {
        label: title,
        description: pods === undefined ? '' : plainText(pods),
        source: nameSourceOf(target),
      });
    }
  }
}
