import { namespaceExistence } from '../existence/existence.ts';
import type { HostName } from '../names/host-name.ts';
import { kindServedIn } from '../names/zones.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import {
  isHostAlias,
  isWrittenAsHost,
  mentionsWithServices,
  type NamingMention,
  type ReadMention,
} from './mentions.ts';

/** The host names of an object that say their namespace, be there such a Service in it or not. */
export function namespacedMentionsIn(snapshot: Questions, object: Placed): readonly NamingMention[] {
  return mentionsWithServices(snapshot, object).flatMap((read) => {
    if ('services' in read) return read.name.namespace === undefined ? [] : [read];
    if (isHostAlias(read)) return [];
    const name = read.readings.find((one) => one.namespace !== undefined && isOfCluster(snapshot, read, one));
    return name === undefined ? [] : [{ ...read, name }];
  });
}

/** Whether a name that leads to no Service can only be meant as one of the cluster: by its `svc`, or as a host in a namespace that is here. */
function isOfCluster(snapshot: Questions, { mention }: ReadMention, name: HostName): boolean {
  if (name.svc === 'written') return kindServedIn(name.zone, snapshot.settings) !== undefined;
  const { below, namespace = '' } = name;
  return below === undefined && isWrittenAsHost(mention) && namespaceExistence(snapshot, namespace) === 'here';
}
