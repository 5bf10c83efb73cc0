/** A custom resource whose operator makes Pods and Services of it. */
export interface OperatorKind {
  readonly group: string;
  readonly kinds: readonly string[];
  /** The labels its Pods get, with the values they can have. Those of a template in the resource come in addition. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** The Services it makes, in the resource's own namespace. */
  readonly services: readonly string[];
  /** The field of its spec that has the operator only connect to what others run. */
  readonly connects?: string;
}

/**
 * A row of the tables of operators. Labels are written `key=value`, where a key has several values `key=one|other`. In them and in the
 * names of Services `{name}` stands for the resource's name, `*` for what only the operator knows.
 */
export function operator(
  group: string,
  kinds: string | readonly string[],
  labels: readonly string[],
  services: readonly string[],
  more: Pick<OperatorKind, 'connects'> = {},
): OperatorKind {
  const pairs = labels.map((label): readonly [string, readonly string[]] => {
    const [key = '', values = ''] = label.split('=');
    return [key, values.split('|')];
  });
  return { group, kinds: [kinds].flat(), labels: new Map(pairs), services, ...more };
}

/** What `app.kubernetes.io/` labels say of the Pods of most operators. Source: Kubernetes documentation, Recommended Labels. */
export function recommended(name: string, managedBy: string): readonly string[] {
  const prefix = 'app.kubernetes.io';
  return [
    `${prefix}/name=${name}`,
    `${prefix}/instance={name}`,
    `${prefix}/managed-by=${managedBy}`,
    `${prefix}/version=*`,
  ];
}
