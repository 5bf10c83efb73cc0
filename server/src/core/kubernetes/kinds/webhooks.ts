import {
  between,
  countOf,
  kind,
  labelSelector,
  list,
  metadataOf,
  object,
  oneOf,
  onlyOneOf,
  optional,
  qualifiedName,
  required,
  row,
  type Row,
  someOf,
  subdomainName,
  text,
  unread,
  whole,
  writtenPortNumber,
} from '../table/vocabulary.ts';

const inAdmission = (name: string) => ({
  source: `kubernetes pkg/apis/admissionregistration/validation/validation.go, ${name}`,
});

const neededList: Row = row('missing-field', 'required', (field) => countOf(field) === 0);

/** About what the API server asks. */
const rules = list(
  object(
    {
      operations: list(text(oneOf(['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'], 'written')), neededList),
      apiGroups: list(text(), neededList),
      apiVersions: list(text(required), neededList),
      resources: list(text(required), neededList),
      scope: text(oneOf(['Cluster', 'Namespaced', '*'], 'written')),
    },
    inAdmission('validateRuleWithOperations'),
  ),
);

/** Whom it asks. */
const clientConfig = object(
  {
    url: text(),
    service: optional(
      object({ namespace: text(required), name: text(required), path: text(), port: whole(writtenPortNumber) }),
    ),
    caBundle: text(),
  },
  onlyOneOf(['url', 'service']),
  someOf(['url', 'service']),
);

/** Those whom the API server asks about objects. Source: Kubernetes API admissionregistration/v1, ValidatingWebhook, MutatingWebhook. */
function webhooksOf<const K extends string>(name: K, more: Parameters<typeof object>[0] = {}) {
  return kind(
    name,
    'admissionregistration.k8s.io/v1',
    {
      metadata: metadataOf('subdomain', inAdmission(`validate${name}`), {
        isClusterWide: true,
        finalizer: qualifiedName,
      }),
      webhooks: unread(
        list(
          object(
            {
              name: text(required, subdomainName),
              clientConfig,
              rules,
              failurePolicy: text(oneOf(['Ignore', 'Fail'], 'written')),
              matchPolicy: text(oneOf(['Exact', 'Equivalent'], 'written')),
              namespaceSelector: optional(labelSelector()),
              objectSelector: optional(labelSelector()),
              sideEffects: text(required, oneOf(['None', 'NoneOnDryRun'])),
              timeoutSeconds: whole(between(1, 30)),
              admissionReviewVersions: list(text(), neededList),
              matchConditions: list(object({ name: text(), expression: text(required) })),
              ...more,
            },
            inAdmission('validateValidatingWebhook, validateMutatingWebhook'),
          ),
        ),
      ),
    },
    { hasNoStatus: true },
  );
}

export const webhookTables = [
  webhooksOf('ValidatingWebhookConfiguration'),
  webhooksOf('MutatingWebhookConfiguration', {
    reinvocationPolicy: text(oneOf(['Never', 'IfNeeded'], 'written')),
  }),
] as const;
