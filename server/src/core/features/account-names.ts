import type { Field } from '../kubernetes/field.ts';
import { kindOf } from '../kubernetes/resource.ts';
import type { Placed } from '../objects/placed.ts';
import { documentsOf, placeOf, treeOf } from '../objects/places.ts';
import { spanAt, spanTouches, type Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { scalarsBelow, type At, type Path } from '../yaml/path.ts';
import { objectsAt } from './at-cursor.ts';

/** An account, or the group of all accounts of a namespace, or what an annotation of Traefik uses, by what a string calls it. */
interface AccountName {
  readonly kinds: readonly string[];
  readonly namespace: Field<string>;
  /** Absent of a group. */
  readonly account: Field<string> | undefined;
}

/**
 * What the API server calls accounts, and what the certificates of a mesh do. Sources: Kubernetes apiserver
 * pkg/authentication/serviceaccount/util.go (ServiceAccountUsernamePrefix, ServiceAccountGroupPrefix); Istio API security/v1,
 * Source.principals.
 */
const spellings: readonly RegExp[] = [
  /\bsystem:serviceaccounts?:(?<namespace>[a-z0-9-]+)(?::(?<account>[a-z0-9.-]*[a-z0-9]))?/dg,
  /\/ns\/(?<namespace>[a-z0-9-]+)\/sa\/(?<account>[a-z0-9.-]*[a-z0-9])/dg,
];

/** The accounts that the strings of an object name. */
export function accountNamesIn(object: Placed): readonly AccountName[] {
  return namesIn(object).filter(({ kinds }) => kinds === accounts);
}

function namesIn(object: Placed): readonly AccountName[] {
  const mayName = documentsOf(object).some(({ facts: { text } }) =>
    /system:serviceaccount|\/sa\/|@kubernetescrd/.test(text),
  );
  if (!mayName) return [];
  return scalarsBelow(treeOf(object)).flatMap(({ path, scalar: { text } }) => [
    ...spellings.flatMap((spelling) => [...text.matchAll(spelling)].flatMap((found) => nameOf(found, path))),
    ...namesOfTraefik(text, path),
  ]);
}

const accounts = ['ServiceAccount'];

/** What annotations of Ingresses call `namespace-name@kubernetescrd`. Source: Traefik documentation, Kubernetes Ingress, annotations. */
const kindsOfTraefik = ['Middleware', 'TLSOption', 'ServersTransport'];

/** What may be meant where both the namespace and the name may have dashes: each way to part them. */
function namesOfTraefik(text: string, path: Path): readonly AccountName[] {
  return [...text.matchAll(/([a-z0-9][a-z0-9.-]*)@kubernetescrd/g)].flatMap(({ 1: both = '', index }) =>
    [...both.matchAll(/-/g)].map(({ index: dash }): AccountName => {
      const field = (start: number, value: string): Field<string> => ({
        value,
        at: { path, within: spanAt(index + start, value.length) },
      });
      return {
        kinds: kindsOfTraefik,
        namespace: field(0, both.slice(0, dash)),
        account: field(dash + 1, both.slice(dash + 1)),
      };
    }),
  );
}

function nameOf({ groups, indices }: RegExpMatchArray, path: Path): readonly AccountName[] {
  const field = (group: string): Field<string> | undefined => {
    const [start, end] = indices?.groups?.[group] ?? [];
    const value = groups?.[group];
    if (value === undefined || start === undefined || end === undefined) return undefined;
    return { value, at: { path, within: { start, end } } };
  };
  const namespace = field('namespace');
  return namespace === undefined ? [] : [{ kinds: accounts, namespace, account: field('account') }];
}

/** The accounts of the workspace that a string means by a name. */
function accountsMeant(
  snapshot: Snapshot,
  from: Placed,
  { kinds, namespace, account }: AccountName,
): readonly Placed[] {
  if (account === undefined) return [];
  const contents = snapshot.contentsOf(from.scope);
  return kinds.flatMap((kind) => contents.called(kind, account.value).nearest(from, namespace.value));
}

/** The accounts that the name under a cursor means; `undefined` where none is meant. */
export function accountsAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): { readonly span: Span; readonly objects: readonly Placed[] } | undefined {
  for (const from of objectsAt(snapshot, uri, offset)) {
    for (const name of namesIn(from)) {
      const place = name.account && placeOf(from, name.account.at);
      if (place?.file.uri !== uri || !spanTouches(place.span, offset)) continue;
      const objects = accountsMeant(snapshot, from, name);
      if (objects.length > 0) return { span: place.span, objects };
    }
  }
  return undefined;
}

/** The namespaces by which strings name what annotations of Traefik use: of the ways to part them from the name, those that lead to something. */
export function namespacesBesideNames(snapshot: Snapshot, from: Placed): readonly Field<string>[] {
  return namesIn(from)
    .filter((name) => name.kinds === kindsOfTraefik && accountsMeant(snapshot, from, name).length > 0)
    .map(({ namespace }) => namespace);
}

/** Where strings name an account; nothing of other objects. */
export function stringsNaming(
  snapshot: Snapshot,
  account: Placed,
): readonly { readonly from: Placed; readonly at: At }[] {
  if (![...accounts, ...kindsOfTraefik].includes(kindOf(account.resource))) return [];
  return snapshot.derive(namesOfAll).flatMap(({ from, name }) => {
    if (
      name.account === undefined ||
      name.account.value !== account.name ||
      !accountsMeant(snapshot, from, name).includes(account)
    )
      return [];
    return [{ from, at: name.account.at }];
  });
}

/** Reading all accounts is cheap compared with a rename, and nothing is kept of objects that name none. */
function namesOfAll(snapshot: Snapshot): readonly { readonly from: Placed; readonly name: AccountName }[] {
  return snapshot.resources.flatMap((from) => namesIn(from).map((name) => ({ from, name })));
}
