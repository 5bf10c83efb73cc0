import {
  amount,
  atMostAll,
  fieldOf,
  inPolicy,
  isPresent,
  kind,
  metadataOf,
  object,
  oneOf,
  podSelector,
  qualifiedName,
  removal,
  row,
  type Row,
  text,
  unread,
  wholeOrText,
} from '../table/vocabulary.ts';

const source = inPolicy('ValidatePodDisruptionBudgetSpec');

const twoBudgets: Row = row('forbidden-field', 'twoBudgets', (field) => {
  const other = field.parent && fieldOf(field.parent, 'minAvailable');
  return other !== undefined && isPresent(other) && { fixes: [removal(other.path), removal(field.path)] };
});

/** A PodDisruptionBudget. Source: Kubernetes API policy/v1, PodDisruptionBudgetSpec. */
export const disruptionBudgetTable = kind(
  'PodDisruptionBudget',
  'policy/v1',
  {
    metadata: metadataOf(
      'segment',
      { source: 'apimachinery pkg/api/validation/path/name.go, IsValidPathSegmentName' },
      { finalizer: qualifiedName },
    ),
    spec: unread(
      object(
        {
          minAvailable: wholeOrText(amount, atMostAll),
          maxUnavailable: wholeOrText(amount, atMostAll, twoBudgets),
          selector: podSelector(),
          unhealthyPodEvictionPolicy: text(oneOf(['IfHealthyBudget', 'AlwaysAllow'], 'written')),
        },
        source,
      ),
    ),
  },
  { kustomized: { group: 'policy' } },
);
