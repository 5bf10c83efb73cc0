import { protocolOfRoute } from '../../kubernetes/routing.ts';
import { protocolOf, type Service, type ServicePort } from '../../kubernetes/service.ts';
import type { Mention } from '../../names/mention.ts';
import { defaultPortOf, protocolOfScheme } from '../../names/transports.ts';
import { groupBy } from '../../util/collections.ts';
import { defineMessages, formatMessage, listed } from '../../util/format.ts';
import { displayNameOf } from '../../objects/describe.ts';
import { mentionsOf, type ServiceMention } from '../../hosts/mentions.ts';
import { fileOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { backendsTo, portsMeant, type RoutedBackend } from '../../relations/backends.ts';
import type { Questions } from '../../workspace/questions.ts';
import { fileNameOf } from '../../util/paths.ts';

const words = defineMessages('edits/headless/port-users', {
  string: 'a string in "{name}"',
  strings: '{count} strings in "{name}"',
  more: '{count} more',
});

/** How many users of a port are named before the rest is counted. */
const namedUsers = 4;

/**
 * Who uses a Service by the number of one of its ports, for the middle of a sentence: routes whose backend has that number,
 * and strings such as `http://db:80`, by file. The empty string where nobody in the workspace does.
 */
export function portUsersText(snapshot: Questions, service: Placed<Service>, port: ServicePort): string {
  const { backends, mentions } = portUsers(snapshot, service, port);
  const routes = [...new Set(backends.map(({ route }) => route))].map(
    (route) => `${route.resource.kind} "${displayNameOf(route)}"`,
  );
  const strings = [...groupBy(mentions, (mention) => fileName(mention))].map(([name, inFile]) =>
    formatMessage(inFile.length === 1 ? words.string : words.strings, { count: inFile.length, name }),
  );
  const users = [...routes, ...strings];
  const rest = users.length - namedUsers;
  return listed(rest > 1 ? [...users.slice(0, namedUsers), formatMessage(words.more, { count: rest })] : users);
}

/** Who uses a Service by the number of one of its ports. */
interface PortUsers {
  readonly backends: readonly RoutedBackend[];
  readonly mentions: readonly ServiceMention[];
}

/**
 * Who uses a Service by the number of one of its ports. Where ports of several protocols share the number, only who is known to speak
 * this port's is meant by it.
 */
export function portUsers(snapshot: Questions, service: Placed<Service>, port: ServicePort): PortUsers {
  const number = port.port?.value;
  const isShared = service.resource.ports.some((other) => other !== port && other.port?.value === number);
  const isMeant = (protocol: string | undefined): boolean => !isShared || protocol === protocolOf(port);
  return {
    backends: backendsTo(snapshot, service).filter(
      ({ route, backend }) =>
        backend.portNumber !== undefined &&
        portsMeant(service.resource, backend).includes(port) &&
        isMeant(protocolOfRoute(route.resource)),
    ),
    mentions: mentionsOf(snapshot, service).filter(
      ({ mention }) => portDialled(mention) === number && isMeant(protocolOfScheme(mention.scheme)),
    ),
  };
}

/** The port a string connects to: the one behind the host, else that of its scheme. */
function portDialled({ port, scheme }: Mention): number | undefined {
  return port ?? defaultPortOf(scheme);
}

function fileName({ from, mention }: ServiceMention): string {
  return fileNameOf(fileOf(from, mention.at).path);
}
