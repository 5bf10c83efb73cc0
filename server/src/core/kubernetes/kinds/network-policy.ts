import { isBlockWithin, readCidr, type WrittenCidr } from '../../names/ip-address.ts';
import {
  fieldOf,
  inNetworking,
  isPresent,
  kind,
  labelSelector,
  list,
  metadataOf,
  neededText,
  numberOf,
  object,
  oneOf,
  optional,
  podSelector,
  portNumberOrName,
  protocol,
  rangeIn,
  ranges,
  removal,
  row,
  type Row,
  text,
  textAt,
  textOf,
  tooMany,
  unread,
  whole,
  wholeOrText,
  writtenPortNumber,
} from '../table/vocabulary.ts';
import { readPolicy } from '../routing.ts';

const endPort: readonly Row[] = [
  row('invalid-port', 'endPort', (end) => {
    const port = end.parent && fieldOf(end.parent, 'port');
    if (port === undefined || !isPresent(port)) return { fixes: [removal(end.path)] };
    const [first, last] = [numberOf(port), numberOf(end)];
    if (textOf(port) !== undefined) return { fixes: [removal(end.path)] };
    return first !== undefined && last !== undefined && last < first;
  }),
];

const ports = list(
  object(
    {
      port: wholeOrText(portNumberOrName, writtenPortNumber),
      endPort: whole(endPort, writtenPortNumber),
      protocol: text(protocol()),
    },
    inNetworking('ValidateNetworkPolicyPort'),
  ),
);

const ipBlock = object(
  {
    cidr: text(neededText('cidr'), ranges(rangeIn)),
    except: list(
      text(
        ranges(rangeIn),
        row('invalid-address', 'notInside', (field) => {
          const block = field.parent?.parent;
          const [inner, outer] = [readCidr(textOf(field) ?? ''), readCidr((block && textAt(block, 'cidr')) ?? '')];
          if (inner === undefined || outer === undefined || isInside(inner, outer)) return false;
          return { values: { range: (block && textAt(block, 'cidr')) ?? '' } };
        }),
      ),
    ),
  },
  inNetworking('ValidateIPBlock'),
);

const peers = list(
  object(
    { podSelector: podSelector(), namespaceSelector: labelSelector(), ipBlock: optional(ipBlock) },
    row('missing-field', 'peer', (peer) =>
      ['podSelector', 'namespaceSelector', 'ipBlock'].every((key) => !isPresent(fieldOf(peer, key))),
    ),
    row('forbidden-field', 'peerAndBlock', (peer) => {
      const block = fieldOf(peer, 'ipBlock');
      const isBoth =
        isPresent(block) && ['podSelector', 'namespaceSelector'].some((key) => isPresent(fieldOf(peer, key)));
      return isBoth && { at: { path: block.path } };
    }),
    inNetworking('ValidateNetworkPolicyPeer'),
  ),
);

/** A NetworkPolicy. Source: Kubernetes API networking.k8s.io/v1, NetworkPolicySpec. */
export const networkPolicyTable = kind(
  'NetworkPolicy',
  'networking.k8s.io/v1',
  {
    metadata: metadataOf('subdomain', inNetworking('ValidateNetworkPolicyName')),
    spec: unread(
      object(
        {
          podSelector: podSelector(),
          ingress: list(object({ ports, from: peers })),
          egress: list(object({ ports, to: peers })),
          policyTypes: list(text(oneOf(['Ingress', 'Egress'], 'written')), tooMany('items', 2)),
        },
        inNetworking('ValidateNetworkPolicySpec'),
      ),
    ),
  },
  { formerGroups: ['extensions'], hasNoStatus: true, also: readPolicy, kustomized: { group: 'networking.k8s.io' } },
);

/** Whether a range is part of another and smaller. */
function isInside(inner: WrittenCidr, outer: WrittenCidr): boolean {
  return inner.prefix > outer.prefix && isBlockWithin(inner, outer);
}
