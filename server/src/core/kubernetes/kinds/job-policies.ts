import { quotedList } from '../../util/format.ts';
import {
  countOf,
  fieldOf,
  formed,
  inBatch,
  isPresent,
  itemsOf,
  list,
  notNegative,
  numberOf,
  object,
  oneOf,
  onlySince,
  optional,
  qualifiedName,
  removal,
  required,
  row,
  type Row,
  someOf,
  text,
  textAt,
  textOf,
  tooMany,
  type View,
  viewAt,
  whole,
  withRowsSince,
} from '../table/vocabulary.ts';
import { isQualifiedName } from '../formats.ts';
import { containersIn } from './containers.ts';

/** What only an Indexed Job can have. */
const indexedOnly: Row = row('forbidden-field', 'indexedOnly', (field) => {
  const mode = field.parent && textAt(field.parent, 'completionMode');
  return isPresent(field) && (mode === '' || mode === 'NonIndexed');
});

/** A container whose exit codes count is one of the template's. */
const noContainer: Row = row('invalid-name', 'noContainer', (field) => {
  const name = isPresent(field) ? textOf(field) : undefined;
  const job = field.parent?.parent && aboveRules(field.parent);
  if (name === undefined || job === undefined) return false;
  const names = containersIn(viewAt(job, 'template.spec')).map((container) => textAt(container, 'name') ?? name);
  // Without any, containers are missing or put in later.
  return names.length > 0 && !names.includes(name) && { values: { names: quotedList(names, 5) } };
});

const onExitCodes = optional(
  object(
    {
      containerName: text(noContainer),
      operator: text(required, oneOf(['In', 'NotIn'])),
      values: list(
        whole(
          row('invalid-value', 'exitCode', (field) => {
            const operator = field.parent?.parent && textAt(field.parent.parent, 'operator');
            return operator === 'In' && isPresent(field) && numberOf(field) === 0;
          }),
        ),
        row('missing-field', 'exitCodes', (values) => countOf(values) === 0),
        row('invalid-value', 'exitCodeOrder', (values) => {
          const codes = itemsOf(values).map(numberOf);
          return codes.some((code, index) => index > 0 && (codes[index - 1] ?? -Infinity) >= (code ?? Infinity));
        }),
        tooMany('items', 255),
      ),
    },
    inBatch('validatePodFailurePolicyRuleOnExitCodes'),
  ),
);

const onPodConditions = list(
  object(
    {
      type: text(qualifiedName, required),
      status: text(oneOf(['False', 'True', 'Unknown'])),
    },
    inBatch('validatePodFailurePolicyRuleOnPodConditions'),
  ),
  tooMany('items', 20),
);

const failureRule = object(
  {
    action: text(
      required,
      oneOf(['Count', 'FailIndex', 'FailJob', 'Ignore']),
      row('missing-field', 'limitPerIndex', (action) => {
        const job = aboveRules(action);
        return textOf(action) === 'FailIndex' && job !== undefined && !isPresent(fieldOf(job, 'backoffLimitPerIndex'));
      }),
    ),
    onExitCodes,
    onPodConditions,
  },
  row('forbidden-field', 'onlyOne', (rule) => {
    const [codes, conditions] = [fieldOf(rule, 'onExitCodes'), fieldOf(rule, 'onPodConditions')];
    if (!isPresent(codes) || countOf(conditions) === 0) return false;
    const values = { field: 'onPodConditions', other: 'onExitCodes' };
    return { at: { path: conditions.path }, values, fixes: [removal(conditions.path), removal(codes.path)] };
  }),
  row(
    'missing-field',
    'someOf',
    (rule) =>
      !isPresent(fieldOf(rule, 'onExitCodes')) &&
      countOf(fieldOf(rule, 'onPodConditions')) === 0 && { values: { allowed: 'onExitCodes, onPodConditions' } },
  ),
  inBatch('validatePodFailurePolicyRule'),
);

/**
 * Numbers and ranges of numbers, each above the one before and below the completions. Source: kubernetes
 * pkg/apis/batch/validation/validation.go, validateIndexesFormat.
 */
function isIndexes(text: string, completions: number): boolean {
  let last = -1;
  return (
    text === '' ||
    text.split(',').every((part) => {
      const [from = '', to = from, more] = part.split('-');
      const [first, end] = [from, to].map((one) => (/^\+?\d+$/.test(one) ? Number(one) : NaN)) as [number, number];
      const isRight = more === undefined && first > last && end < completions && (to === from || first < end);
      last = end;
      return isRight;
    })
  );
}

function atMostCompletions(completions: (field: View) => number): Row {
  return row('invalid-value', 'aboveCompletions', (field) => {
    const most = completions(field);
    return (numberOf(field) ?? 0) > most && { values: { other: most } };
  });
}

const successRule = object(
  {
    succeededIndexes: text(
      row('invalid-value', 'indexes', (field) => {
        const value = textOf(field);
        const completions = completionsOf(field);
        return isPresent(field) && value !== undefined && !isIndexes(value, completions);
      }),
    ),
    succeededCount: whole(notNegative, atMostCompletions(completionsOf)),
  },
  someOf(['succeededIndexes', 'succeededCount']),
  inBatch('validateSuccessPolicyRule'),
);

/** How a Job goes on after failures, and when it is done. Source: Kubernetes API batch/v1, JobSpec. */
export const jobPolicies = {
  backoffLimitPerIndex: onlySince(
    28,
    whole(
      notNegative,
      indexedOnly,
      row('missing-field', 'limitOfIndexes', (field) => {
        const most = field.parent && fieldOf(field.parent, 'maxFailedIndexes');
        return most !== undefined && isPresent(most) && !isPresent(field);
      }),
    ),
  ),
  maxFailedIndexes: onlySince(
    28,
    whole(
      notNegative,
      indexedOnly,
      atMostCompletions(({ parent }) => (parent === undefined ? Infinity : completionsIn(parent))),
    ),
  ),
  managedBy: text(
    { since: 30 },
    onlySince(
      32,
      formed('invalid-value', 'qualifiedName', (name) => isQualifiedName(name) && name.includes('/'), 'written'),
    ),
  ),
  podReplacementPolicy: text(
    { since: 28 },
    oneOf(['TerminatingOrFailed', 'Failed'], 'written'),
    row('invalid-value', 'replacement', (field) => {
      const hasPolicy = field.parent !== undefined && isPresent(fieldOf(field.parent, 'podFailurePolicy'));
      return hasPolicy && textOf(field) === 'TerminatingOrFailed';
    }),
  ),
  podFailurePolicy: optional(
    object(
      { rules: list(failureRule, tooMany('items', 20)) },
      row('invalid-value', 'neverRestarted', (policy) => {
        const restart = policy.parent && viewAt(policy.parent, 'template.spec.restartPolicy');
        const isWrong = isPresent(policy) && restart !== undefined && textOf(restart) === 'OnFailure';
        return isWrong && { at: { path: restart.path } };
      }),
      inBatch('validatePodFailurePolicy'),
    ),
  ),
  successPolicy: onlySince(
    30,
    withRowsSince(
      optional(
        object(
          {
            rules: list(
              successRule,
              row('missing-field', 'required', (rules) => countOf(rules) === 0),
              tooMany('items', 20),
            ),
          },
          indexedOnly,
          inBatch('validateSuccessPolicy'),
        ),
      ),
      31,
    ),
  ),
};

/** The spec of the Job that a field of a rule is in. */
function aboveRules(field: View): View | undefined {
  return field.parent?.parent?.parent?.parent;
}

function completionsOf(field: View): number {
  const job = aboveRules(field);
  return job === undefined ? Infinity : completionsIn(job);
}

/** How many completions a Job has; one where nothing is written; more than any if that is not known. */
function completionsIn(job: View): number {
  const completions = fieldOf(job, 'completions');
  return isPresent(completions) ? (numberOf(completions) ?? Infinity) : Infinity;
}
