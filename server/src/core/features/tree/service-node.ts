import { nameSourceOf } from '../../dns/record.ts';
import {
  serviceNatureOf,
  serviceTypeOf,
  type Service,
  type ServiceNature,
  isHeadlessService,
} from '../../kubernetes/service.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Scope } from '../../objects/scope.ts';
import { visible } from '../../util/visible.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { plainText } from '../hover/render.ts';
import { displayField, displayText, serviceDisplayName } from '../hover/display-names.ts';
import { kindSentences } from '../hover/service-hover.ts';
import { formatMessage } from '../../util/format.ts';
import { messages } from '../messages.ts';
import { nameNodes } from './name-nodes.ts';
import {
  noProblems,
  treeNode,
  type TreeNode,
  type TreeNodeKind,
  problemsOf,
  type CountsProblems,
} from './tree-node.ts';

const kinds: Readonly<Record<ServiceNature, TreeNodeKind>> = {
  virtualIp: 'virtualIpService',
  headless: 'headlessService',
  alias: 'alias',
  unknown: 'otherService',
  invalid: 'otherService',
};

/** A Service with its kind, whole name and problems, and its names below it. */
export function serviceNode(snapshot: Snapshot, service: Placed<Service>, counts: CountsProblems): TreeNode {
  const problems = problemsOf(snapshot, service, counts);
  const node = snapshot.about(service, nodeOf);
  return problems === noProblems ? node : { ...node, problems };
}

/** Of thousands few change at a keystroke. */
function nodeOf(snapshot: Snapshot, service: Placed<Service>): TreeNode {
  const { resource, document, scope } = service;
  const name = serviceDisplayName(snapshot, service);
  const written = displayField(snapshot, service, resource.metadata.name);
  const about = [typeOf(resource), name?.text ?? '', folderOf(scope)].filter((word) => word !== '');
  return treeNode(kinds[serviceNatureOf(resource)], keyOfService(service), {
    label: visible(service.name ?? (written === '' ? formatMessage(messages['records.unnamed']) : written)),
    description: visible(about.join(' · ')),
    details: [...kindSentences(service).map(plainText), document.file.path].map(visible),
    name: name?.literal === true ? name.text : undefined,
    source: nameSourceOf(service),
    children: () => nameNodes(snapshot, service),
  });
}

/** The same while the Service has its name and is written in the same file. */
export function keyOfService({ resource, name, document, scope }: Placed<Service>): string {
  return [resource.kind, name ?? '', document.file.uri, folderOf(scope)].join(' ').trim();
}

/** What people call such a Service. */
function typeOf(service: Service): string {
  if (service.kind !== 'Service') return kindOf(service);
  return isHeadlessService(service) ? formatMessage(messages['tree.headless']) : displayText(serviceTypeOf(service));
}

/** That of what it is built by or a chart of, if not the workspace's own. */
function folderOf(scope: Scope): string {
  return scope.kind === 'plain' ? '' : scope.folder;
}
