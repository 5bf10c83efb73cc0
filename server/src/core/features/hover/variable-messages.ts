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
});
