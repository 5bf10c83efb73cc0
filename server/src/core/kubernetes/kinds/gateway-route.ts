import { routeBackends } from '../routing.ts';
import { any, map, part } from '../table/fields.ts';
import { kind } from '../table/kind.ts';

/** The kinds of routes of the Gateway API. */
export const gatewayRouteKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

/** Custom resources of many versions, which are read and not judged. Source: gateway.networking.k8s.io, BackendRef. */
export const gatewayRouteTables = gatewayRouteKinds.map((name) =>
  kind(
    name,
    [],
    { metadata: part({ labels: map() }), spec: any() },
    {
      formerGroups: ['gateway.networking.k8s.io'],
      also: (object) => ({ backends: routeBackends(object) }),
    },
  ),
);
