import {
  countOf,
  fieldOf,
  type FieldTable,
  formed,
  isPresent,
  kind,
  labelSelector,
  list,
  metadataOf,
  nameRows,
  object,
  oneOf,
  inCore,
  required,
  row,
  type Row,
  text,
  textAt,
  textOf,
  unread,
  type View,
} from '../table/vocabulary.ts';
import { isPathSegmentName } from '../formats.ts';

const inRbac = (name: string) => ({ source: `kubernetes pkg/apis/rbac/validation/validation.go, ${name}` });
const group = 'rbac.authorization.k8s.io';
const served = `${group}/v1`;

const metadataIn = (scope: 'namespace' | 'cluster') =>
  metadataOf('segment', inRbac('ValidateRBACName'), { isClusterWide: scope === 'cluster' });

const neededList: Row = row('missing-field', 'required', (field) => countOf(field) === 0);

/** What is allowed is about resources, or about paths that are none. */
const neededForResources: Row = row(
  'missing-field',
  'required',
  (field) =>
    field.parent !== undefined && countOf(fieldOf(field.parent, 'nonResourceURLs')) === 0 && countOf(field) === 0,
);

const pathsAndResources: Row = row('forbidden-field', 'onlyOne', (field) => {
  const rule = field.parent;
  const other = ['apiGroups', 'resources', 'resourceNames'].find(
    (key) => rule && (countOf(fieldOf(rule, key)) ?? 0) > 0,
  );
  return other !== undefined && countOf(field) !== 0 && { values: { other } };
});

const pathsInNamespace: Row = row('forbidden-field', 'pathsInNamespace', (field) => (countOf(field) ?? 0) > 0);

const rulesWith = (...ofPaths: readonly Row[]) =>
  unread(
    list(
      object(
        {
          verbs: list(text(), neededList),
          apiGroups: list(text(), neededForResources),
          resources: list(text(), neededForResources),
          resourceNames: list(text()),
          nonResourceURLs: list(text(), ...ofPaths),
        },
        inRbac('ValidatePolicyRule'),
      ),
    ),
  );

/** What may be done in a namespace. Source: Kubernetes API rbac/v1, Role. */
export const roleTable = kind(
  'Role',
  served,
  { metadata: metadataIn('namespace'), rules: rulesWith(pathsInNamespace) },
  { hasNoStatus: true },
);

/** What may be done anywhere. Source: Kubernetes API rbac/v1, ClusterRole. */
export const clusterRoleTable = kind(
  'ClusterRole',
  served,
  {
    metadata: metadataIn('cluster'),
    rules: rulesWith(pathsAndResources),
    aggregationRule: unread(
      object({
        clusterRoleSelectors: list(
          labelSelector(),
          row(
            'missing-field',
            'required',
            (field) => isPresentParent(field) && countOf(field) === 0,
            inRbac('ValidateClusterRole'),
          ),
        ),
      }),
    ),
  },
  { hasNoStatus: true },
);

function isPresentParent({ parent }: View): boolean {
  return parent !== undefined && isPresent(parent);
}

/** The group of a subject is that of users and groups; an account has none. */
const accountGroup: Row = row('forbidden-field', 'accountGroup', (field) => {
  const isAccount = field.parent !== undefined && textAt(field.parent, 'kind') === 'ServiceAccount';
  return isAccount && textOf(field) !== '' && textOf(field) !== undefined;
});

const groupOfUsers: Row = row('invalid-value', 'unsupported', (field, judged) => {
  const isUser = ['User', 'Group'].includes((field.parent && textAt(field.parent, 'kind')) ?? '');
  return isUser && oneOf([group]).rejects(field, judged);
});

const ofAccount = (rows: readonly Row[]): readonly Row[] =>
  rows.map((one) => ({
    ...one,
    rejects: (field, judged) =>
      field.parent !== undefined && textAt(field.parent, 'kind') === 'ServiceAccount' && one.rejects(field, judged),
  }));

const accountName = nameRows('subdomain', inCore('ValidateServiceAccountName'));

/** Who may do what a role allows. */
function binding(source: string, roles: readonly string[], namespace: FieldTable) {
  return {
    subjects: unread(
      list(
        object(
          {
            kind: text(required, oneOf(['ServiceAccount', 'User', 'Group'])),
            apiGroup: text(accountGroup, groupOfUsers),
            name: text(required, ofAccount(accountName)),
            namespace,
          },
          inRbac('ValidateRoleBindingSubject'),
        ),
      ),
    ),
    roleRef: unread(
      object(
        {
          apiGroup: text(oneOf([group])),
          kind: text(required, oneOf(roles)),
          name: text(required, formed('invalid-name', 'segment', isPathSegmentName)),
        },
        inRbac(source),
      ),
    ),
  };
}

/** Source: Kubernetes API rbac/v1, RoleBinding. */
export const roleBindingTable = kind(
  'RoleBinding',
  served,
  {
    metadata: metadataIn('namespace'),
    ...binding('ValidateRoleBinding', ['Role', 'ClusterRole'], text()),
  },
  { hasNoStatus: true },
);

/** Source: Kubernetes API rbac/v1, ClusterRoleBinding. */
export const clusterRoleBindingTable = kind(
  'ClusterRoleBinding',
  served,
  {
    metadata: metadataIn('cluster'),
    ...binding('ValidateClusterRoleBinding', ['ClusterRole'], text(ofAccount([required]))),
  },
  { hasNoStatus: true },
);
