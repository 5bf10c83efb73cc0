import { settingDefinitions } from '../settings/table.ts';
import { nearestMiss } from '../util/similar-names.ts';
import type { Configuration, ConfigurationProblem } from '../files/configuration.ts';
import type { SnapshotFile } from '../files/file.ts';
import { defineFileRule, editOfFile, type FileContext, type FileProblem, type Fix } from './rule.ts';

export const invalidConfiguration = defineFileRule({
  code: 'invalid-configuration',
  severity: 'warning',
  needs: 'document',
  summary: 'A line of .headlight.yaml that cannot be used.',
  source: 'docs/configuration.md, of this project',
  messages: {
    syntax: 'This is not valid YAML, so only part of the configuration is read. {reason}.',
    noMap: 'A configuration is a map of settings. This is not one, so it configures nothing.',
    repeatedKey: 'The key "{key}" appears twice in this map, so the first value is lost. Remove one of them.',
    further: 'A configuration is a single document, so the one that begins here has no effect.',
    unknownKey: 'There is no setting "{key}", so this line has no effect.',
    unknownKeyNear: 'There is no setting "{key}", so this line has no effect. The nearest is "{near}".',
    wrongValue: 'This value of "{key}" is not valid, so it is ignored. It must be {expected}.',
    negatedGlob:
      'The pattern "{key}" brings no files back in: an exclamation mark is part of a name here. To read these files, make the patterns above narrower.',
    wrongLevel: 'This is not a level, so "{key}" keeps its default. The levels are {expected}.',
    unknownRule: 'There is no rule "{key}", so this line has no effect.',
    unknownRuleNear: 'There is no rule "{key}", so this line has no effect. The nearest is "{near}".',
    fixName: 'Change {key} to {near}',
  },
  *checkFile(file, context) {
    const configuration = context.snapshot.configurations.find((one) => one.file === file);
    if (configuration === undefined) return;
    for (const problem of [...configuration.problems, ...unknownRules(configuration, context)])
      yield toProblem(file, problem, context);
  },
});

/** Levels of rules that do not exist; the stage that reads configurations knows no rules. */
function unknownRules(configuration: Configuration, { rules }: FileContext): readonly ConfigurationProblem[] {
  return configuration.rules
    .filter(({ code }) => rules.called(code) === undefined)
    .map(({ code, span }) => ({ kind: 'unknownRule', span, path: ['rules', code], key: code, expected: '' }));
}

function toProblem(file: SnapshotFile, problem: ConfigurationProblem, { rules }: FileContext): FileProblem {
  const { kind, span, path, key, expected } = problem;
  const near =
    kind === 'unknownRule' ? rules.meantBy(key) : kind === 'unknownKey' ? nearestMiss(key, settingKeys) : undefined;
  if (near === undefined) return { span, path, message: kind, values: { key, expected, reason: expected } };
  const edit: Fix['edit'] = () => editOfFile(file, span, near);
  const fixes: readonly Fix[] = [{ title: 'fixName', values: { key, near }, edit }];
  return { span, path, message: `${kind}Near`, values: { key, near }, fixes };
}

const settingKeys = settingDefinitions.map(({ key }) => key);
