import { keyAt } from '../../yaml/path.ts';
import { entryOf } from '../../yaml/node.ts';
import { isTemplated } from '../../yaml/template.ts';
import {
  any,
  countOf,
  distinctBy,
  type Fact,
  fieldOf,
  inCore,
  isPresent,
  itemsOf,
  labelName,
  list,
  mapOf,
  negativeAmount,
  notNegative,
  object,
  onlyOneOf,
  others,
  parseQuantity,
  quantity,
  quantityOf,
  type Rejection,
  required,
  row,
  type Row,
  someOf,
  text,
  textOf,
  View,
  withRowsSince,
  writtenSubdomainName,
} from '../table/vocabulary.ts';
import { isQualifiedName } from '../formats.ts';

const source = inCore('validateResourceRequirements');

const own = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

/**
 * Whether Pods share a resource, so that they can ask for less than they may use. Source: kubernetes pkg/apis/core/helper/helpers.go,
 * IsOvercommitAllowed.
 */
function isShared(name: string): boolean {
  return own.test(name) ? !name.startsWith('hugepages-') : /(?:^|\.)kubernetes\.io\//.test(name);
}

/**
 * Whether a container can ask for a resource: one of the cluster's own, or one with the domain of whoever brings it. Source: kubernetes
 * pkg/apis/core/validation/validation.go, ValidateContainerResourceName.
 */
function isResource(name: string): boolean {
  if (!isQualifiedName(name)) return false;
  return name.includes('/') ? !name.startsWith('requests.') : own.test(name);
}

/** A claim that the Pod does not have; `claims` of a container are five levels below the spec. */
const noClaim: Row = row('invalid-name', 'noClaim', (field) => {
  const name = textOf(field);
  const spec = field.parent?.parent?.parent?.parent?.parent?.parent;
  if (!name || spec === undefined) return false;
  const claims = fieldOf(spec, 'resourceClaims');
  if (isPresent(claims) && claims.node?.kind !== 'sequence') return false;
  const names = itemsOf(claims).map((one) => textOf(fieldOf(one, 'name')));
  return !names.includes(undefined) && !names.includes(name);
});

/**
 * A device or another resource that has a domain is given whole. Source: kubernetes pkg/apis/core/validation/validation.go,
 * ValidateResourceQuantityValue.
 */
const wholeOnly: Row = row('invalid-value', 'wholeResource', (field) => {
  const name = String(field.path.at(-1));
  return name.includes('/') && !isShared(name) && !Number.isInteger(quantityOf(field) ?? 0);
});

/** Pages are given whole. Source: kubernetes pkg/apis/core/helper/helpers.go, IsHugePageResourceValueDivisible. */
const wholePages: Row = row('invalid-value', 'wholePages', (field) => {
  const name = String(field.path.at(-1));
  const size = name.startsWith(pages) ? parseQuantity(name.slice(pages.length)) : undefined;
  const asked = quantityOf(field);
  return (
    size !== undefined &&
    size > 0 &&
    asked !== undefined &&
    asked % size !== 0 && { values: { other: name.slice(pages.length) } }
  );
});
const pages = 'hugepages-';

const amounts = (...facts: readonly Fact[]) =>
  mapOf(
    quantity(negativeAmount, wholeOnly, wholePages),
    row('invalid-value', 'resourceName', (map) =>
      entriesOf(map)
        .filter(({ key }) => !isResource(key) && !isTemplated(key))
        .map(({ view, key }): Rejection => ({ at: keyAt(view.path), values: { value: key } })),
    ),
    ...facts,
  );

/** Requests that are above their limits, as far as both are written. */
const aboveLimit: Row = row('invalid-value', 'aboveLimit', (requests) =>
  compared(requests, (request, limit, key) => isShared(key) && isMore(request, limit)),
);
const otherThanLimit: Row = row('invalid-value', 'otherThanLimit', (requests) =>
  compared(requests, (request, limit, key) => !isShared(key) && isMore(request, limit) !== isMore(limit, request)),
);
const withoutLimit: Row = row('missing-field', 'resourceLimit', (requests) =>
  entriesOf(requests)
    .filter(({ key }) => isResource(key) && !isShared(key) && limitOf(requests, key).node === undefined)
    .map(({ view }): Rejection => ({ at: { path: view.path } })),
);

/** A claim of the Pod that a container uses. */
const claim = withRowsSince(
  object({ name: text(required, noClaim), request: text(labelName) }, inCore('validateResourceClaimNames')),
  34,
);

/** What a container may use and is sure to get. Source: Kubernetes API core/v1, ResourceRequirements. */
export const resources = object(
  {
    limits: amounts(),
    requests: amounts(aboveLimit, otherThanLimit, withoutLimit),
    claims: list(claim),
  },
  row(
    'missing-field',
    'hugePages',
    (all) => {
      const names = ['limits', 'requests'].flatMap((key) => entriesOf(fieldOf(all, key)).map((entry) => entry.key));
      return (
        names.some((name) => name.startsWith('hugepages-')) && !names.some((name) => /^(?:cpu|memory)$/.test(name))
      );
    },
    source,
  ),
  source,
);

const podAmounts = (...facts: readonly Fact[]) =>
  mapOf(
    quantity(negativeAmount, wholePages),
    row('invalid-value', 'podResource', (map) =>
      entriesOf(map)
        .filter(({ key }) => !isPodResource.test(key) && !isTemplated(key))
        .map(({ view, key }): Rejection => ({ at: keyAt(view.path), values: { value: key } })),
    ),
    ...facts,
  );
const isPodResource = /^(?:cpu|memory|hugepages-.+)$/;

/** What all containers of a Pod may use together. Source: Kubernetes API core/v1, PodSpec. */
export const podResources = withRowsSince(
  object(
    {
      limits: podAmounts(),
      requests: podAmounts(aboveLimit),
      claims: list(
        any(),
        row('forbidden-field', 'podClaims', (field) => countOf(field) !== 0),
      ),
    },
    inCore('validatePodResources'),
  ),
  34,
);

/** The claims of a Pod, of which each container names those that it uses. Source: Kubernetes API core/v1, PodResourceClaim. */
export const resourceClaims = withRowsSince(
  list(
    object(
      {
        name: text(required, labelName),
        resourceClaimName: text({ since: 31 }, writtenSubdomainName),
        resourceClaimTemplateName: text({ since: 31 }, writtenSubdomainName),
        ...others('source@28-30'),
      },
      onlyOneOf(['resourceClaimName', 'resourceClaimTemplateName']),
      someOf(['resourceClaimName', 'resourceClaimTemplateName']),
    ),
    distinctBy('name'),
    inCore('validatePodResourceClaims'),
  ),
  34,
);

/** Amounts of nothing that a row looks at. */
export const anyAmounts = mapOf(quantity(notNegative));

function compared(
  requests: View,
  isRejected: (request: number, limit: number, key: string) => boolean,
): readonly Rejection[] {
  return entriesOf(requests).flatMap(({ view, key }) => {
    const limit = limitOf(requests, key);
    const [asked, allowed] = [quantityOf(view), quantityOf(limit)];
    if (asked === undefined || allowed === undefined || !isRejected(asked, allowed, key)) return [];
    return [{ at: { path: view.path }, values: { resource: key, other: textOf(limit) ?? String(allowed) } }];
  });
}

function limitOf(requests: View, key: string): View {
  const limits = requests.parent === undefined ? undefined : fieldOf(requests.parent, 'limits');
  return new View(entryOf(limits?.node, key)?.value, limits, key);
}

/** Numbers that are not the same but for what they lose as such. */
function isMore(one: number, other: number): boolean {
  return one > other + Math.abs(other) * 1e-12;
}

function entriesOf(map: View): readonly { readonly view: View; readonly key: string }[] {
  if (map.node?.kind !== 'map') return [];
  return map.node.entries.map(({ key, value }) => ({ key, view: new View(value, map, key) }));
}
