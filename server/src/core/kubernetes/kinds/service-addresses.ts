import { readAddress } from '../../names/ip-address.ts';
import { quotedList } from '../../util/format.ts';
import { put } from '../../yaml/edit.ts';
import { isSamePath, type Path } from '../../yaml/path.ts';
import {
  addressSpellings,
  countOf,
  inCore,
  isPresent,
  itemsOf,
  type Judged,
  list,
  oneOf,
  pairsOf,
  type Rejection,
  removal,
  row,
  type Row,
  rowsByFault,
  spellingFixes,
  text,
  textAt,
  textOf,
  textsOf,
  type View,
  viewAt,
  where,
  writing,
} from '../table/vocabulary.ts';
import { clusterIPFault } from '../rejected-addresses.ts';
import { headlessClusterIP, ipFamilyNames as families, ipFamilyOf, recordsOfIPFamily } from '../service.ts';
import { clusterIPsOf, hasAddresses, hasNodePorts, isAlias, typeIn } from './effective-type.ts';

const source = inCore('ValidateServiceClusterIPsRelatedFields');
const policies = ['SingleStack', 'PreferDualStack', 'RequireDualStack'];

/** Rows about one address, where it is. */
const address: readonly Row[] = where(
  hasAddresses,
  ...rowsByFault(
    (value, { minor }) => clusterIPFault(value, minor),
    [
      row('invalid-cluster-ip', 'misspelt', (field) => ({
        fixes: spellingFixes(field, textOf(field) ?? '', [headlessClusterIP]),
      })),
      row('invalid-cluster-ip', 'notAddress', () => true),
      ...addressSpellings,
    ],
  ),
);

/** The address of a Service. */
export const clusterIP = text(
  address,
  headlessRows((field) => (textOf(field) === headlessClusterIP ? field.path : undefined)),
  aliasRow((field, { object }) => {
    const value = textOf(field);
    return Boolean(value) && clusterIPsOf(object)[0] === value && value !== headlessClusterIP;
  }),
  source,
);

/** The addresses of a Service, one of each family. */
export const clusterIPs = list(
  // The first one is the one in clusterIP again.
  text(where(({ object }, field) => !isFirst(field) || textOf(field) !== singleOf(object), ...address)),
  where(
    hasAddresses,
    clusterIPsRow('alone', ({ object, first }) => {
      if (first === undefined || singleOf(object) !== '') return false;
      const value = first.text;
      const fix = writing(viewAt(object, 'spec.clusterIP'), value, 'fixSingle', { value });
      return { values: { value }, fixes: [fix] };
    }),
    clusterIPsRow('differs', ({ object, first }) => {
      const single = singleOf(object);
      if (first === undefined || !single || first.text === single) return false;
      const fixes = [writing(first.view, single, 'fixFirst', { value: single })];
      return { at: { path: first.view.path }, values: { value: first.text, other: single }, fixes };
    }),
    clusterIPsRow('noneBeside', ({ all, count }) => count > 1 && placesOf(all, headlessClusterIP)),
    clusterIPsRow('empty', ({ all }) => placesOf(all, '')),
    clusterIPsRow('tooMany', ({ count }) => count > 2 && { values: { count } }),
    row('invalid-ip-family', 'sameFamily', (field) => {
      const [one, other] = textsOf(field).map((written) => readAddress(written.text)?.family);
      if (one === undefined || one !== other) return false;
      return { at: { path: [...field.path, 1] }, values: { family: ipFamilyOf(one) } };
    }),
  ),
  headlessRows((field, { object }) => {
    const [first] = textsOf(field);
    return first?.text === headlessClusterIP && singleOf(object) === '' ? first.view.path : undefined;
  }),
  aliasRow((field, { object }) => {
    const first = textsOf(field)[0]?.text;
    // Said at clusterIP already, or by the row about None.
    return (countOf(field) ?? 0) > 0 && first !== headlessClusterIP && singleOf(object) !== first;
  }),
  source,
);

/** The families of a Service, in the order of its addresses. */
export const ipFamilies = list(
  text(
    where(
      hasAddresses,
      row('invalid-ip-family', 'unknown', (field) => {
        const value = textOf(field);
        if (value === undefined || recordsOfIPFamily(value) !== undefined) return false;
        return { values: { allowed: quotedList(families) }, fixes: spellingFixes(field, value, families) };
      }),
    ),
  ),
  where(
    hasAddresses,
    row('invalid-ip-family', 'twice', (field) => {
      const written = textsOf(field);
      return written
        .filter((one, index) => written.findIndex((other) => other.text === one.text) < index)
        .map((one) => ({ at: { path: one.view.path }, values: { value: one.text } }));
    }),
    row('invalid-ip-family', 'otherFamily', otherFamilies),
  ),
  aliasRow((field) => (countOf(field) ?? 0) > 0),
  source,
);

/** How many families a Service has. */
export const ipFamilyPolicy = text(
  where(
    hasAddresses,
    oneOf(policies, 'written'),
    row(
      'invalid-ip-family',
      'policy',
      (policy, { object }) => {
        const value = textOf(policy);
        const isSingle = value === 'SingleStack' || (!isPresent(policy) && !isFreeHeadless(object));
        if (!isSingle || !hasTwoFamilies(object)) return false;
        const changes = [put(policy.path, 'PreferDualStack', { after: 'ipFamilies' })];
        return { values: { value: value || 'SingleStack' }, fixes: [{ title: 'fixPolicy', changes }] };
      },
      { absent: true, source: 'kubernetes pkg/registry/core/service/storage/alloc.go, initIPFamilyFields' },
    ),
  ),
  aliasRow((field) => isPresent(field) && textOf(field) !== undefined),
  source,
);

/** None on a type that needs an address, or on an alias, which has none. `placeOfNone` is where it is the one that counts. */
function headlessRows(placeOfNone: (field: View, judged: Judged) => Path | undefined): readonly Row[] {
  const rejects: Row['rejects'] = (field, judged) => {
    const path = placeOfNone(field, judged);
    const written = addressFields(judged);
    const values = typeIn(judged);
    // A Service with an address has to have ports.
    const mayGo = isAlias(judged) || itemsOf(viewAt(judged.object, 'spec.ports')).length > 0;
    const fixes = mayGo ? [{ ...removal(...written.map((one) => one.path)), values }] : [];
    return path && { at: { path }, values, fixes };
  };
  const more = inCore('ValidateService');
  return [
    ...where(hasNodePorts, row('invalid-headless-type', 'noAddress', rejects, more)),
    ...where(isAlias, row('invalid-headless-type', 'alias', rejects, more)),
  ];
}

const addressKeys: ReadonlySet<unknown> = new Set(['clusterIP', 'clusterIPs']);

/** The fields that hold the addresses of a Service, as far as they are there. */
function addressFields({ object }: Judged): readonly View[] {
  return ['spec.clusterIP', 'spec.clusterIPs'].map((keys) => viewAt(object, keys)).filter(isPresent);
}

/** An alias has no addresses, whatever they would be. */
function aliasRow(isSet: (field: View, judged: Judged) => boolean): Row {
  return row(
    'forbidden-field',
    'alias',
    (field, judged) => {
      if (!isAlias(judged) || !isSet(field, judged)) return false;
      // The addresses say one thing in two fields.
      const others = addressFields(judged).filter(
        ({ path }) => addressKeys.has(field.path.at(-1)) && !isSamePath(path, field.path),
      );
      return { fixes: [removal(field.path, ...others.map(({ path }) => path))] };
    },
    inCore('ValidateService'),
  );
}

interface ClusterIPs {
  readonly object: View;
  readonly all: ReturnType<typeof textsOf>;
  readonly first: ReturnType<typeof textsOf>[number] | undefined;
  readonly count: number;
}

function clusterIPsRow(message: string, rejects: (ips: ClusterIPs) => ReturnType<Row['rejects']>): Row {
  return row('invalid-cluster-ip', message, (field, { object }) => {
    const all = textsOf(field);
    return rejects({ object, all, first: all[0], count: itemsOf(field).length });
  });
}

function placesOf(all: ClusterIPs['all'], value: string): readonly Rejection[] {
  return all.filter((one) => one.text === value).map(({ view }) => ({ at: { path: view.path } }));
}

/** Addresses that are not of the family that is in ipFamilies at the same place. */
function otherFamilies(field: View, { object }: Judged): readonly Rejection[] {
  const single = viewAt(object, 'spec.clusterIP');
  const written = textsOf(viewAt(object, 'spec.clusterIPs'));
  const addresses = written.length > 0 ? written : [{ view: single, text: textOf(single) ?? '' }];
  const wanted = textsOf(field);
  return addresses.flatMap(({ view, text: value }, index) => {
    const family = readAddress(value)?.family;
    const other = wanted[index]?.text;
    if (family === undefined || other === undefined || recordsOfIPFamily(other) === undefined) return [];
    return ipFamilyOf(family) === other ? [] : [{ at: { path: view.path }, values: { value, family: other } }];
  });
}

/** Two families that are written, or that two addresses stand for. */
function hasTwoFamilies(object: View): boolean {
  const written = textsOf(viewAt(object, 'spec.ipFamilies')).map((one) => recordsOfIPFamily(one.text));
  const ofAddresses = clusterIPsOf(object).map((value) => readAddress(value)?.family);
  return [written, ofAddresses].some(
    ([one, other, third]) => one !== undefined && other !== undefined && one !== other && third === undefined,
  );
}

/** Headless without selector: it may have both families on every cluster, and gets them where nothing is written. */
function isFreeHeadless(object: View): boolean {
  const selector = viewAt(object, 'spec.selector');
  return (
    clusterIPsOf(object)[0] === headlessClusterIP && pairsOf(selector).length === 0 && (countOf(selector) ?? 1) === 0
  );
}

function singleOf(object: View): string | undefined {
  return textAt(object, 'spec.clusterIP');
}

function isFirst({ path }: View): boolean {
  return path.at(-1) === 0;
}
