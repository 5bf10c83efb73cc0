import type { SnapshotFile } from '../files/file.ts';

/** Which resources are applied together. References stay inside their scope. */
export type Scope = PlainScope | ChartScope | KustomizationScope;

/** Files that nothing binds together: a reference goes to the nearest candidate. */
interface PlainScope {
  readonly kind: 'plain';
}

/** A Helm chart: `Chart.yaml` and everything beside and under it. */
export interface ChartScope {
  readonly kind: 'chart';
  /** The folder that holds `Chart.yaml`. */
  readonly folder: string;
}

/** What a kustomization builds that no other one reaches: its own objects, and those of its bases under their final names. */
export interface KustomizationScope {
  readonly kind: 'kustomization';
  /** The folder of the kustomization, which is what people call it by: `overlays/prod`. */
  readonly folder: string;
  readonly file: SnapshotFile;
  /** Whether it may hold objects that are not known, so that nothing in it is called absent. */
  readonly open: boolean;
}

/** The scope of files that nothing binds together. */
export const plainScope: PlainScope = { kind: 'plain' };

/** Whether two scopes are one: what is in them is applied together, as far as anybody can tell. */
export function isOneScope(one: Scope, other: Scope): boolean {
  if (one.kind === 'plain') return other.kind === 'plain';
  return one.kind === other.kind && one.folder === other.folder;
}

/** What people call a scope by: the folder of a kustomization or chart. */
export function scopeLabel(scope: Scope): string {
  if (scope.kind === 'plain') return '';
  return scope.folder === '' ? '.' : scope.folder;
}
