/** The commands, by the names that package.json, hovers and code actions call them. */
export const restartServerCommand = 'headlight.restartServer';
export const showOutputCommand = 'headlight.showOutput';
export const reportProblemCommand = 'headlight.reportProblem';
export const showRecordsCommand = 'headlight.showRecords';
export const resolveNameCommand = 'headlight.resolveName';
export const copyNameCommand = 'headlight.copyName';
export const convertToHeadlessCommand = 'headlight.convertToHeadless';
export const openRulePageCommand = 'headlight.openRulePage';
export const openWalkthroughCommand = 'headlight.openWalkthrough';
export const openExampleCommand = 'headlight.openExample';

/** The commands of the walkthrough's buttons. */
export const stepCommands = {
  showNames: 'headlight.walkthrough.showNames',
  findProblem: 'headlight.walkthrough.findProblem',
  convert: 'headlight.walkthrough.convert',
  showRecords: 'headlight.walkthrough.showRecords',
  resolveName: 'headlight.walkthrough.resolveName',
} as const;

/** The walkthrough in package.json; behind the extension's id and `#` it is what VS Code calls it. */
export const walkthroughName = 'firstSteps';

/** The commands that a link in a hover may run. Each takes arguments that anybody may write, and does nothing but show or copy. */
export const linkableCommands: readonly string[] = [copyNameCommand, showRecordsCommand, openRulePageCommand];

/** True in `when` clauses while the editor in front holds a Kubernetes manifest. */
export const isManifestContext = 'headlight.isManifest';
