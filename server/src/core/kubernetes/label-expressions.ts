/**
 * Whether a label meets an expression of a selector, by the label's value, `undefined` where there is no such label. An operator that nobody
 * knows is met. Source: Kubernetes API meta/v1, LabelSelectorRequirement; apimachinery pkg/labels, Requirement.Matches.
 */
export function meetsExpression(
  operator: string | undefined,
  values: readonly string[],
  label: string | undefined,
): boolean {
  const isIn = label !== undefined && values.includes(label);
  switch (operator) {
    case 'In':
      return isIn;
    case 'NotIn':
      return !isIn;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return true;
  }
}
