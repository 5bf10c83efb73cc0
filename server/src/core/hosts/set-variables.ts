import { apiServerService } from '../kubernetes/service.ts';
import { readServiceVariable, type ServiceVariable } from '../names/service-variables.ts';
import type { ReadMention } from './mentions.ts';

/** The variable of a Service that a string refers to; `undefined` for host names, and in a comment. */
export function variableOf({ mention }: ReadMention): ServiceVariable | undefined {
  if (mention.evidence !== 'variable' || mention.aside === 'comment') return undefined;
  return readServiceVariable(mention.written ?? '');
}

/**
 * Whether a variable is one of the API server's Service, which the kubelet sets in all containers. Source: kubernetes
 * pkg/kubelet/kubelet_pods.go, masterServices.
 */
export function isOfApiServer({ service }: ServiceVariable): boolean {
  return service === apiServerService.name;
}
