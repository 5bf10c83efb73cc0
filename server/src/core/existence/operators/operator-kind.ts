/**
 * A custom resource whose operator makes Pods and Services of it. `{name}` stands for the resource's name, `*` for what only
 * the operator knows.
 */
export interface OperatorKind {
  readonly group: string;
  readonly kinds: readonly string[];
  /** The labels its Pods get, with the values they can have. Those of a template in the resource come in addition. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** The Services it makes, in the resource's own namespace. */
  readonly services: readonly string[];
}

/** What `app.kubernetes.io/` labels say of the Pods of most operators. Source: Kubernetes documentation, Recommended Labels. */
export function recommended(
  name: readonly string[],
  instance: string,
  managedBy: string,
  more: Readonly<Record<string, readonly string[]>> = {},
): OperatorKind['labels'] {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': [instance],
    'app.kubernetes.io/managed-by': [managedBy],
    'app.kubernetes.io/version': ['*'],
    ...more,
  };
}
