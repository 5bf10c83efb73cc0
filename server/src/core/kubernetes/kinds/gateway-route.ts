import { backendsOf } from '../routing.ts';
import { any, kind, list, map, part, refersTo, unread } from '../table/vocabulary.ts';

/** The kinds of routes of the Gateway API. */
export const gatewayRouteKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

const name = any(refersTo('Service', 'routesTo'));

/** Where requests are sent a second time. Source: gateway.networking.k8s.io, HTTPRequestMirrorFilter. */
const filters = list(part({ requestMirror: part({ backendRef: part({ name }) }) }));

const rules = list(part({ backendRefs: list(part({ name, filters })), filters }));

/** Custom resources of many versions, which are read and not judged. Source: gateway.networking.k8s.io, BackendRef. */
export const gatewayRouteTables = gatewayRouteKinds.map((kindName) =>
  kind(
    kindName,
    [],
    { metadata: part({ labels: map() }), spec: unread(part({ rules })) },
    {
      formerGroups: ['gateway.networking.k8s.io'],
      also: (object, { references }) => ({ backends: backendsOf(object, references) }),
    },
  ),
);
