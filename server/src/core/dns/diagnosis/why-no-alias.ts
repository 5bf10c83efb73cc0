import { sourceAt } from '../record.ts';
import { addressMeantBy, ipv6MeantBy } from '../../kubernetes/formats.ts';
import { type Service, isAliasService } from '../../kubernetes/service.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { isTemplated } from '../../yaml/template.ts';
import { aliasTarget } from '../answers.ts';
import { longestLabel } from '../names.ts';
import { parseIp } from '../../names/ip-address.ts';
import { reason, type Reason } from './reason.ts';

/**
 * Why the name of an alias answers with nothing that can be reached: its externalName is no name. With four numbers that are no
 * address there is a record all the same. `undefined` where it is a name or is not written. Source: CoreDNS plugin/kubernetes
 * findServices, plugin/etcd/msg HostType; kubernetes pkg/apis/core/validation/validation.go, ValidateService.
 */
export function whyNoAlias(service: Placed<Service>): Reason | undefined {
  const { externalName } = service.resource;
  if (!isAliasService(service.resource) || !externalName?.value) return undefined;
  const { value: written, at } = externalName;
  const place = sourceAt(service, at);
  const address = addressMeantBy(written);
  const values = { service: displayNameOf(service), address: address ?? written };
  const long = written.split('.').find((label) => label.length > longestLabel);
  if (ipv6MeantBy(written) !== undefined) return reason('aliasIpv6', values, place);
  if (parseIp(written) !== undefined) return reason('aliasAddress', values, place);
  if (address !== undefined) return reason('aliasNumbers', values, place);
  if (long !== undefined && !isTemplated(long))
    return reason('aliasLongLabel', { ...values, count: long.length, number: longestLabel }, place);
  return aliasTarget(written) === undefined ? reason('aliasNoName', { externalName: written }, place) : undefined;
}
