import { SimilarNames } from '../util/name-search.ts';
import { rules } from './index.ts';
import type { KnownRules } from './rule.ts';

const byCode = new Map(rules.map((rule) => [rule.code, rule]));
const codes = new SimilarNames(byCode.keys());

/** How a rule is found by its code, everywhere. The rules about files are given it, as no rule imports another. */
export const knownRules: KnownRules = {
  all: rules,
  called: (code) => byCode.get(code),
  meantBy: (code) => codes.near(code)[0],
};
