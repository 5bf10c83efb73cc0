import { itemsOf, type View } from '../../kubernetes/field.ts';
import { readAddress } from '../../names/addresses.ts';
import { quotedList } from '../../util/format.ts';
import { isNearMiss } from '../../util/near-miss.ts';
import { removal, type Constraint, type Judged, type Refusal } from './constraint.ts';
import { clusterIPsOf, typeOf } from './service-type.ts';
import { isAbsent, oneOf, spellingFixes, spellingRows } from './values.ts';
import { countOf, pairsOf, textOf, textsOf, viewAt } from './written.ts';

const source = 'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields';
const allocation = 'kubernetes pkg/registry/core/service/storage/alloc.go, initIPFamilyFields';
const families = ['IPv4', 'IPv6'];
const policies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];

/**
 * What the API server refuses about cluster IPs and IP families. None on a type that cannot be headless is said by
 * `invalid-headless-type`.
 */
export const serviceAddressRows: readonly Constraint[] = [
  ...clusterIpRows(),
  ...clusterIPsRows(),
  ...familyRows(),
  ...aliasRows(),
];

/** Rows about one address, where it stands: in clusterIP, and in clusterIPs unless it is the one above again. */
function clusterIpRows(): readonly Constraint[] {
  const each = (row: Omit<Constraint, 'at'>): readonly Constraint[] => [
    { ...row, at: 'spec.clusterIP', refuses: (field, judged) => hasAddresses(judged) && row.refuses(field, judged) },
    {
      ...row,
      at: 'spec.clusterIPs[]',
      refuses: (field, judged) =>
        hasAddresses(judged) &&
        (!isFirst(field) || textOf(field) !== textOf(viewAt(judged.object, 'spec.clusterIP'))) &&
        row.refuses(field, judged),
    },
  ];
  const spelled = spellingRows({ at: '', source });
  return [
    ...each({
      code: 'invalid-cluster-ip',
      message: 'misspelt',
      source,
      refuses: (field) =>
        isMisspeltNone(textOf(field) ?? '') && {
          fixes: [
            { title: 'fixSpelling', safety: 'safe', changes: [{ kind: 'put', path: field.path, value: 'None' }] },
          ],
        },
    }),
    ...each({
      code: 'invalid-cluster-ip',
      message: 'notAddress',
      source,
      refuses: (field) => {
        const value = textOf(field) ?? '';
        return value !== '' && value !== 'None' && !isMisspeltNone(value) && readAddress(value) === undefined;
      },
    }),
    ...spelled.flatMap(each),
  ];
}

function clusterIPsRows(): readonly Constraint[] {
  const row = { code: 'invalid-cluster-ip', at: 'spec.clusterIPs', source } as const;
  return [
    {
      ...row,
      message: 'alone',
      refuses: (list, judged) => {
        const first = textsOf(list)[0]?.text;
        const single = viewAt(judged.object, 'spec.clusterIP');
        if (!hasAddresses(judged) || first === undefined || textOf(single) !== '') return false;
        const changes = [{ kind: 'put', path: single.path, value: first }] as const;
        const fixes = [{ title: 'fixSingle', values: { value: first }, safety: 'suggested', changes }] as const;
        return { values: { value: first }, fixes };
      },
    },
    {
      ...row,
      message: 'differs',
      refuses: (list, judged) => {
        const first = textsOf(list)[0];
        const single = textOf(viewAt(judged.object, 'spec.clusterIP'));
        if (!hasAddresses(judged) || first === undefined || !single || first.text === single) return false;
        const changes = [{ kind: 'put', path: first.view.path, value: single }] as const;
        const fixes = [{ title: 'fixFirst', values: { value: single }, safety: 'suggested', changes }] as const;
        return { at: { path: first.view.path }, values: { value: first.text, other: single }, fixes };
      },
    },
    {
      ...row,
      message: 'noneBeside',
      refuses: (list, judged) => {
        const none = textsOf(list).filter(({ text }) => text === 'None');
        if (!hasAddresses(judged) || itemsOf(list).length < 2) return false;
        return none.map(({ view }) => ({ at: { path: view.path } }));
      },
    },
    {
      ...row,
      message: 'empty',
      refuses: (list, judged) =>
        hasAddresses(judged) &&
        textsOf(list)
          .filter(({ text }) => text === '')
          .map(({ view }) => ({ at: { path: view.path } })),
    },
    {
      ...row,
      message: 'tooMany',
      refuses: (list, judged) =>
        hasAddresses(judged) && itemsOf(list).length > 2 && { values: { count: itemsOf(list).length } },
    },
  ];
}

function familyRows(): readonly Constraint[] {
  return [
    {
      code: 'invalid-ip-family',
      message: 'unknown',
      at: 'spec.ipFamilies[]',
      source,
      refuses: (field, judged) => {
        const value = textOf(field);
        if (!hasAddresses(judged) || value === undefined || families.includes(value)) return false;
        return { values: { allowed: quotedList(families) }, fixes: spellingFixes(field, value, families) };
      },
    },
    {
      code: 'invalid-ip-family',
      message: 'twice',
      at: 'spec.ipFamilies',
      source,
      refuses: (list, judged) => {
        const written = textsOf(list);
        return (
          hasAddresses(judged) &&
          written
            .filter(({ text }, index) => written.findIndex((other) => other.text === text) < index)
            .map(({ view, text }) => ({ at: { path: view.path }, values: { value: text } }))
        );
      },
    },
    {
      ...oneOf({ at: 'spec.ipFamilyPolicy', source }, policies, 'refused'),
      refuses: (field, judged) =>
        hasAddresses(judged) && oneOf({ at: '', source }, policies, 'refused').refuses(field, judged),
    },
    {
      code: 'invalid-ip-family',
      message: 'sameFamily',
      at: 'spec.clusterIPs',
      source,
      refuses: (list, judged) => {
        const [first, second] = textsOf(list).map(({ text }) => readAddress(text));
        if (!hasAddresses(judged) || first === undefined || second === undefined || first.family !== second.family)
          return false;
        return { at: { path: [...list.path, 1] }, values: { family: nameOf(first.family) } };
      },
    },
    {
      code: 'invalid-ip-family',
      message: 'otherFamily',
      at: 'spec.clusterIPs',
      source,
      refuses: (_list, judged) => otherFamilies(judged),
    },
    {
      code: 'invalid-ip-family',
      message: 'policy',
      at: 'spec.ipFamilyPolicy',
      source: allocation,
      refuses: (policy, judged) => {
        const value = textOf(policy);
        const isSingle = value === 'SingleStack' || (value === '' && isAbsent(policy) && !isFreeHeadless(judged));
        if (!hasAddresses(judged) || !isSingle || !hasTwoFamilies(judged)) return false;
        const changes = [{ kind: 'put', path: policy.path, value: 'PreferDualStack' }] as const;
        return {
          values: { value: value || 'SingleStack' },
          fixes: [{ title: 'fixPolicy', safety: 'suggested', changes }],
        };
      },
    },
  ];
}

/** An alias has no addresses, whatever they would be. */
function aliasRows(): readonly Constraint[] {
  const forbidden = (at: string, isSet: (field: View, judged: Judged) => boolean): Constraint => ({
    code: 'forbidden-field',
    message: 'alias',
    at,
    source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateService',
    refuses: (field, judged) =>
      typeOf(judged) === 'ExternalName' && isSet(field, judged) && { fixes: [removal(field.path)] },
  });
  return [
    forbidden('spec.clusterIP', (field, judged) => {
      const value = textOf(field);
      return value !== undefined && value !== '' && clusterIPsOf(judged)[0] === value && value !== 'None';
    }),
    forbidden('spec.clusterIPs', (field, { object }) => {
      const first = textsOf(field)[0]?.text;
      // Said at clusterIP already, or by the rule about None.
      return (countOf(field) ?? 0) > 0 && first !== 'None' && textOf(viewAt(object, 'spec.clusterIP')) !== first;
    }),
    forbidden('spec.ipFamilies', (field) => (countOf(field) ?? 0) > 0),
    forbidden('spec.ipFamilyPolicy', (field) => !isAbsent(field) && textOf(field) !== undefined),
  ];
}

/** Addresses that are not of the family that stands in ipFamilies at the same place. */
function otherFamilies(judged: Judged): readonly Refusal[] {
  if (!hasAddresses(judged)) return [];
  const single = viewAt(judged.object, 'spec.clusterIP');
  const list = textsOf(viewAt(judged.object, 'spec.clusterIPs'));
  const addresses = list.length > 0 ? list : [{ view: single, text: textOf(single) ?? '' }];
  const wanted = textsOf(viewAt(judged.object, 'spec.ipFamilies'));
  return addresses.flatMap(({ view, text }, index) => {
    const address = readAddress(text);
    const family = wanted[index]?.text;
    if (address === undefined || family === undefined || !families.includes(family)) return [];
    return nameOf(address.family) === family ? [] : [{ at: { path: view.path }, values: { value: text, family } }];
  });
}

/** Two families that are written, or that two addresses stand for. */
function hasTwoFamilies(judged: Judged): boolean {
  const written = textsOf(viewAt(judged.object, 'spec.ipFamilies')).map(({ text }) => text);
  const ofAddresses = clusterIPsOf(judged).map((text) => readAddress(text)?.family);
  const isPair = (one: unknown, other: unknown): boolean => one !== undefined && other !== undefined && one !== other;
  return (
    (written.length === 2 && written.every((family) => families.includes(family)) && isPair(written[0], written[1])) ||
    (ofAddresses.length === 2 && isPair(ofAddresses[0], ofAddresses[1]))
  );
}

/** Headless without selector: it may have both families on every cluster, and gets them where nothing is written. */
function isFreeHeadless(judged: Judged): boolean {
  const selector = viewAt(judged.object, 'spec.selector');
  return clusterIPsOf(judged)[0] === 'None' && pairsOf(selector).length === 0 && (countOf(selector) ?? 1) === 0;
}

/** Every type but an alias has cluster IPs and families, also one that is misspelt. */
function hasAddresses(judged: Judged): boolean {
  const type = typeOf(judged);
  return type !== undefined && !isNearMiss(type, 'ExternalName') && type !== 'ExternalName';
}

function isFirst(field: View): boolean {
  return field.path.at(-1) === 0;
}

function isMisspeltNone(value: string): boolean {
  return value !== 'None' && value.trim().toLowerCase() === 'none';
}

function nameOf(family: 'A' | 'AAAA'): string {
  return family === 'A' ? 'IPv4' : 'IPv6';
}
