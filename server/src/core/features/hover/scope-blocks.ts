import { scopeLabel } from '../../objects/scope.ts';
import type { Placed } from '../../objects/placed.ts';
import { code, paragraph, say, type Block, type HoverContent } from './content.ts';
import { objectTitle } from './display-names.ts';

/** Which scope an object is in, and why, in one line; nothing for what is by itself. */
export function scopeBlocks(placed: Placed): readonly Block[] {
  const { scope } = placed;
  switch (scope.kind) {
    case 'plain':
      return [];
    case 'chart':
      return paragraph(say('scope.chart', { chart: code(scopeLabel(scope)) }));
    case 'kustomization':
      return paragraph(
        say('scope.kustomization', { kustomization: code(scopeLabel(scope)) }),
        scope.open ? say('scope.open') : undefined,
      );
  }
}

/** What an object is called where another kustomization builds it, in one line. */
export function variantBlocks(placed: Placed, content: HoverContent | undefined): readonly Block[] {
  if (content === undefined) return [];
  const name = content.name?.text ?? objectTitle(placed);
  return paragraph(say('scope.variant', { kustomization: code(scopeLabel(placed.scope)), name: code(name) }));
}
