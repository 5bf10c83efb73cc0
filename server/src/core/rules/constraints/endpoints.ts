import { fieldOf } from '../../kubernetes/field.ts';
import { isDns1123Label, isDns1123Subdomain } from '../../kubernetes/formats.ts';
import type { Constraint } from './constraint.ts';
import { metadataRows } from './metadata.ts';
import {
  endpointAddressRows,
  isText,
  isWrittenText,
  portLabelRow,
  portNumberRows,
  protocolRow,
  qualifiedNameRow,
} from './values.ts';
import { countOf } from './written.ts';

const validation = 'kubernetes pkg/apis/core/validation/validation.go';

/** What the API server refuses about Endpoints. That one of several ports has no name is said by `missing-port-name`. */
export const endpointsRows: readonly Constraint[] = [
  ...metadataRows('subdomain', `${validation}, ValidateEndpointsName`),
  {
    code: 'missing-field',
    message: 'addresses',
    at: 'subsets[]',
    source: `${validation}, validateEndpointSubsets`,
    refuses: (subset) => {
      const isEmpty = ['addresses', 'notReadyAddresses'].every((key) => countOf(fieldOf(subset, key)) === 0);
      return isEmpty && { at: { path: [...subset.path, 'addresses'] } };
    },
  },
  ...addressRows('subsets[].addresses[]'),
  ...addressRows('subsets[].notReadyAddresses[]'),
  portLabelRow({ at: 'subsets[].ports[].name', source: `${validation}, validateEndpointPort` }),
  ...portNumberRows({ at: 'subsets[].ports[].port', source: `${validation}, validateEndpointPort` }),
  protocolRow({ at: 'subsets[].ports[].protocol', source: `${validation}, validateEndpointPort` }),
  qualifiedNameRow({ at: 'subsets[].ports[].appProtocol', source: `${validation}, validateEndpointPort` }),
];

function addressRows(at: string): readonly Constraint[] {
  const source = `${validation}, validateEndpointAddress`;
  return [
    ...endpointAddressRows({ at: `${at}.ip`, source }),
    {
      code: 'invalid-host-name',
      message: 'label',
      at: `${at}.hostname`,
      source,
      refuses: (hostname) => isText(hostname, isDns1123Label),
    },
    {
      code: 'invalid-name',
      message: 'subdomain',
      at: `${at}.nodeName`,
      source,
      refuses: (nodeName) => isWrittenText(nodeName, (value) => !isDns1123Subdomain(value)),
    },
  ];
}
