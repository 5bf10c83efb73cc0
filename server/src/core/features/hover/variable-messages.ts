import { defineMessages } from '../../util/format.ts';

/** What the hover says of a variable that the kubelet sets for a Service, by id. */
export const variableMessages = defineMessages('features/hover/variable-messages', {
  'variable.address':
    'The kubelet sets {variable} to the cluster IP of {service}, in each container that starts after the Service exists.',
  'variable.port':
    'The kubelet sets {variable} to {port}, a port of {service}, in each container that starts after the Service exists.',
  'variable.openPort':
    'The kubelet sets {variable} to a port of {service}, in each container that starts after the Service exists.',
  'variable.apiServer': 'The kubelet sets {variable} in every container: it leads to the API server.',
  'variable.headless':
    '{variable} is not set: {service} is headless, and the kubelet sets variables only for cluster IPs.',
  'variable.alias':
    '{variable} is not set: {service} is an alias, and the kubelet sets variables only for cluster IPs.',
  'variable.noLinks': '{variable} is not set: the Pod has enableServiceLinks: false.',
  'variable.noPort': '{variable} is not set: {service} has no port of that name.',
  'variable.otherNamespace':
    '{variable} is not set: {service} is in the namespace {other}, and the kubelet sets variables for the namespace of the Pod.',
  'variable.renamed': '{variable} is not set: {service} gets another name from its kustomization.',
  'variable.nowhere':
    '{variable} is not set: there is no Service {wanted} in the namespace {namespace} of this workspace.',
});
