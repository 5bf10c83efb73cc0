import { commands, Disposable, env, l10n, Uri, window, workspace } from 'vscode';
import { showLensCommand, showNoteCommand } from '../../server/src/shared/protocol.ts';
import { check, showRecordsOf } from './explorer.ts';
import {
  checkFilesCommand,
  convertToHeadlessCommand,
  copyNameCommand,
  exportPictureCommand,
  indexAgainCommand,
  openExampleCommand,
  openRulePageCommand,
  openWalkthroughCommand,
  resolveNameCommand,
  reportProblemCommand,
  restartServerCommand,
  showAsTableCommand,
  showAsZoneCommand,
  showOutputCommand,
  showPictureCommand,
  showRecordsCommand,
  showResourceRecordsCommand,
  stepCommands,
  walkthroughName,
} from './ids.ts';
import { showLens } from './lens.ts';
import { cursorIn, isServedDocument } from './manifests.ts';
import { showNote } from './note.ts';
import { tellTrouble, type Output } from './output.ts';
import type { Conversion } from './server-questions.ts';
import { openReport } from './report.ts';
import type { Server } from './server.ts';
import type { Pictures } from './views/picture/pictures.ts';
import type { RecordDocuments } from './views/record-documents.ts';
import { namespaceGiven, openPlace, servicePlaceGiven, treeCommands } from './views/tree/commands.ts';
import { elementGiven } from './views/tree/items.ts';
import type { NamesTree } from './views/tree/tree.ts';
import { openExample } from './walkthrough/example.ts';
import {
  browse,
  convert,
  findProblem,
  resolveName,
  showNames,
  showRecords,
  type StepContext,
} from './walkthrough/steps.ts';

/** What the commands work on. */
interface CommandContext {
  readonly server: Server;
  readonly records: RecordDocuments;
  readonly tree: NamesTree;
  readonly pictures: Pictures;
  readonly output: Output;
  /** The folder of the rules' pages. */
  readonly rulePages: Uri;
  readonly steps: StepContext;
}

/** Registers all commands. Arguments may come from links, keyboard shortcuts and the tree of names, so they are checked. */
export function registerCommands({
  server,
  records,
  tree,
  pictures,
  output,
  rulePages,
  steps,
}: CommandContext): Disposable {
  const register = (command: string, run: (...given: readonly unknown[]) => unknown) =>
    commands.registerCommand(command, async (...given: unknown[]) => {
      try {
        await run(...given);
      } catch (error) {
        output.error(`${command} failed.`, error instanceof Error ? error : String(error));
        void tellTrouble(output, l10n.t('Headlight could not do that. The output says why.'));
      }
    });
  return Disposable.from(
    register(restartServerCommand, () => server.restart()),
    register(showOutputCommand, () => output.show()),
    register(reportProblemCommand, () => openReport({ extension: steps.extension, server, output })),
    register(showRecordsCommand, async (given, position) => {
      const service = await servicePlaceGiven(tree, given);
      if (service === undefined) await records.show(given, position);
      else await records.show(service.uri, service.range.start);
    }),
    register(showAsTableCommand, () => records.showAs('table')),
    register(showAsZoneCommand, () => records.showAs('zone')),
    register(showResourceRecordsCommand, (clicked, selected) => showRecordsOf(server, records, clicked, selected)),
    register(checkFilesCommand, (clicked, selected) => check(server, clicked, selected)),
    register(indexAgainCommand, () => indexAgain(server)),
    register(resolveNameCommand, (given, from) => records.resolve(nameGiven(given), from)),
    register(copyNameCommand, (given) => copyName(server, nameGiven(given))),
    register(convertToHeadlessCommand, async (given) => {
      const service = await servicePlaceGiven(tree, given);
      if (service !== undefined) await openPlace(service);
      await convertToHeadless(server);
    }),
    ...treeCommands(tree, server).map(([command, run]) => register(command, run)),
    register(showPictureCommand, async (given, position) => {
      const namespace = namespaceGiven(given);
      if (namespace !== undefined) return pictures.show({ kind: 'namespace', namespace });
      const service = await servicePlaceGiven(tree, given);
      return service === undefined ? pictures.show(given, position) : pictures.show(service.uri, service.range.start);
    }),
    register(exportPictureCommand, () => pictures.exportPicture()),
    register(showNoteCommand, (note) => {
      if (typeof note === 'string') showNote(note);
    }),
    register(showLensCommand, showLens),
    register(openRulePageCommand, (code) => openRulePage(rulePages, code)),
    register(openWalkthroughCommand, () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${steps.extension.id}#${walkthroughName}`),
    ),
    register(openExampleCommand, () => openExample(steps.example)),
    register(stepCommands.showNames, () => showNames(steps)),
    register(stepCommands.findProblem, () => findProblem(steps)),
    register(stepCommands.convert, () => convert(steps)),
    register(stepCommands.showRecords, () => showRecords(steps)),
    register(stepCommands.browse, () => browse(steps)),
    register(stepCommands.resolveName, () => resolveName(steps)),
  );
}

/** The name of a node of the tree; else the argument itself, as links have it. */
function nameGiven(given: unknown): unknown {
  return elementGiven(given)?.node.name ?? given;
}

/** The server shows its progress itself. */
async function indexAgain(server: Server): Promise<void> {
  const manifests = await server.index();
  const found = manifests === 1 ? l10n.t('1 file with manifests') : l10n.t('{0} files with manifests', manifests);
  window.setStatusBarMessage(l10n.t('Headlight has read everything again: {0}', found), 5000);
}

async function copyName(server: Server, given: unknown): Promise<void> {
  const name = typeof given === 'string' ? given : await nameAtCursor(server);
  if (name === undefined) {
    void window.showInformationMessage(l10n.t('Nothing at the cursor has a DNS name in the cluster.'));
    return;
  }
  await env.clipboard.writeText(name);
  window.setStatusBarMessage(l10n.t('Copied {0}', name), 5000);
}

async function nameAtCursor(server: Server): Promise<string | undefined> {
  const cursor = cursorIn();
  return cursor && server.nameAt(cursor.uri, cursor.position);
}

/** The edit is applied as one step of undo; one that changes clients in other files is shown before. */
async function convertToHeadless(server: Server): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isServedDocument(editor.document)) {
    void window.showInformationMessage(l10n.t('There is no Service at the cursor.'));
    return;
  }
  const { version } = editor.document;
  const conversion = await server.convertToHeadless(editor.document.uri, editor.selection.active);
  if (conversion.kind === 'rejected') {
    void window.showInformationMessage(conversion.reason);
    return;
  }
  const { alone, withClients } = conversion;
  const chosen = withClients === undefined ? alone : await chooseConversion([withClients, alone]);
  if (chosen === undefined) return;
  if (editor.document.version !== version || !(await workspace.applyEdit(chosen.edit))) {
    void window.showWarningMessage(l10n.t('The file has changed in the meantime, so nothing was converted.'));
    return;
  }
  if (chosen.note !== undefined) showNote(chosen.note);
}

async function chooseConversion(conversions: readonly Conversion[]): Promise<Conversion | undefined> {
  const items = conversions.map((conversion) => ({ label: conversion.title, conversion }));
  const placeHolder = l10n.t('Clients of this Service use a port that changes');
  return (await window.showQuickPick(items, { placeHolder }))?.conversion;
}

/** The page in the language of VS Code where there is one, else the English one. */
async function firstThere(translated: Uri, english: Uri): Promise<Uri> {
  try {
    await workspace.fs.stat(translated);
    return translated;
  } catch {
    return english;
  }
}

/** Shows a rule's page as it reads, or as text where VS Code's own Markdown preview is switched off. */
async function openRulePage(rulePages: Uri, code: unknown): Promise<void> {
  if (typeof code !== 'string' || !/^[a-z0-9-]+$/.test(code)) return;
  const page = await firstThere(
    Uri.joinPath(rulePages, env.language, `${code}.md`),
    Uri.joinPath(rulePages, `${code}.md`),
  );
  try {
    await commands.executeCommand('markdown.showPreview', page);
  } catch {
    await window.showTextDocument(page, { preview: true });
  }
}
