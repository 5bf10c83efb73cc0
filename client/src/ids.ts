/** The commands, by the names that package.json, hovers and code actions call them. */
export const restartServerCommand = 'headlight.restartServer';
export const showOutputCommand = 'headlight.showOutput';
export const reportProblemCommand = 'headlight.reportProblem';
export const showRecordsCommand = 'headlight.showRecords';
export const showAsTableCommand = 'headlight.showAsTable';
export const showAsZoneCommand = 'headlight.showAsZone';
export const resolveNameCommand = 'headlight.resolveName';
export const copyNameCommand = 'headlight.copyName';
export const convertToHeadlessCommand = 'headlight.convertToHeadless';
export const checkFilesCommand = 'headlight.check';
export const indexAgainCommand = 'headlight.indexAgain';
export const showResourceRecordsCommand = 'headlight.showResourceRecords';
export const showPictureCommand = 'headlight.showPicture';
export const exportPictureCommand = 'headlight.exportPicture';
export const openRulePageCommand = 'headlight.openRulePage';
export const openWalkthroughCommand = 'headlight.openWalkthrough';
export const openExampleCommand = 'headlight.openExample';
export const showInTreeCommand = 'headlight.showInTree';

/** The view of the DNS names, and the commands of it alone. */
export const treeView = 'headlight.names';
export const openNodeCommand = 'headlight.tree.open';
export const filterTreeCommand = 'headlight.tree.filter';
export const clearTreeFilterCommand = 'headlight.tree.clearFilter';
export const followEditorCommand = 'headlight.tree.follow';
export const stopFollowingCommand = 'headlight.tree.stopFollowing';

/** VS Code's own command that opens its list of problems. */
export const openProblemsCommand = 'workbench.panel.markers.view.focus';

/** The commands of the walkthrough's buttons. */
export const stepCommands = {
  showNames: 'headlight.walkthrough.showNames',
  findProblem: 'headlight.walkthrough.findProblem',
  convert: 'headlight.walkthrough.convert',
  showRecords: 'headlight.walkthrough.showRecords',
  browse: 'headlight.walkthrough.browse',
  resolveName: 'headlight.walkthrough.resolveName',
} as const;

/** The walkthrough in package.json; behind the extension's id and `#` it is what VS Code calls it. */
export const walkthroughName = 'firstSteps';

/** The commands that a link in a hover may run. Each takes arguments that anybody may write, and does nothing but show or copy. */
export const linkableCommands: readonly string[] = [
  copyNameCommand,
  showRecordsCommand,
  resolveNameCommand,
  showPictureCommand,
  openRulePageCommand,
];

/** Keys for `when` clauses. */
export const contexts = {
  /** The editor in front holds a Kubernetes manifest. */
  isManifest: 'headlight.isManifest',
  /** The cursor is in a Service that can be made headless. */
  canConvert: 'headlight.canConvert',
  /** The manifest in front has such a Service; a menu that moves the cursor as it opens cannot ask for more. */
  canConvertInFile: 'headlight.canConvertInFile',
  /** The workspace has manifests. */
  hasManifests: 'headlight.hasManifests',
  /** What the view of names shows: `reading`, `stopped`, `noManifests`, `noServices`, `nothingFound` or `shown`. */
  treeState: 'headlight.treeState',
  treeIsFiltered: 'headlight.treeIsFiltered',
  treeFollows: 'headlight.treeFollows',
} as const;
