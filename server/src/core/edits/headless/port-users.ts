import type { Service } from '../../kubernetes/service.ts';
import { groupBy } from '../../util/collections.ts';
import { defineMessages, formatMessage, listed } from '../../util/format.ts';
import { displayNameOf } from '../../objects/describe.ts';
import { mentionsOf, type ServiceMention } from '../../hosts/mentions.ts';
import { fileOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { backendsTo } from '../../relations/backends.ts';
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
export function portUsersText(snapshot: Questions, service: Placed<Service>, port: number): string {
  const routes = routesTo(snapshot, service, port).map((route) => `${route.resource.kind} "${displayNameOf(route)}"`);
  const mentions = mentionsOf(snapshot, service).filter((mention) => portDialled(mention) === port);
  const strings = [...groupBy(mentions, (mention) => fileName(mention))].map(([name, inFile]) =>
    formatMessage(inFile.length === 1 ? words.string : words.strings, { count: inFile.length, name }),
  );
  const users = [...routes, ...strings];
  const rest = users.length - namedUsers;
  return listed(rest > 1 ? [...users.slice(0, namedUsers), formatMessage(words.more, { count: rest })] : users);
}

function routesTo(snapshot: Questions, service: Placed<Service>, port: number): readonly Placed[] {
  const backends = backendsTo(snapshot, service).filter(({ backend }) => backend.portNumber?.value === port);
  return [...new Set(backends.map(({ route }) => route))];
}

/** The port a string connects to: the one behind the host, else that of its scheme. */
export function portDialled({ mention: { port, scheme } }: ServiceMention): number | undefined {
  if (port !== undefined) return port;
  if (scheme === 'http' || scheme === 'ws') return 80;
  return scheme === 'https' || scheme === 'wss' ? 443 : undefined;
}

function fileName({ from, mention }: ServiceMention): string {
  return fileNameOf(fileOf(from, mention.at).path);
}
