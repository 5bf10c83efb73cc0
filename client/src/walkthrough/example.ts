import {
  type Tab,
  type TabGroup,
  TabInputText,
  TabInputWebview,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

/** The example's name: in the extension, and at the top of the repository's folder of examples. */
export const exampleName = 'start-here.yaml';

/** Where the example comes from and where its copies go. */
export interface ExampleFolders {
  /** In the extension: never opened, as an update would take it away. */
  readonly shipped: Uri;
  /** A folder of VS Code's for the extension. */
  readonly copies: Uri;
}

/** The copy that is opened, in the folder of the copies. It is alone there, so what it refers to is in it or is missing. */
export function exampleIn(copies: Uri): Uri {
  return Uri.joinPath(copies, exampleName);
}

/** How a file is opened, where that differs from the usual. */
interface Showing {
  readonly viewColumn?: ViewColumn;
  readonly preserveFocus?: boolean;
}

/**
 * Opens a fresh copy of the example, or the one that is open already, as it is being worked on. The copy lies in a folder
 * of the extension's own, so it may be changed and saved, and nothing in the workspace is touched.
 */
export async function openExample({ shipped, copies }: ExampleFolders, showing: Showing = {}): Promise<TextEditor> {
  const copy = exampleIn(copies);
  if (groupWith(copy) === undefined)
    await workspace.fs.copy(Uri.joinPath(shipped, exampleName), copy, { overwrite: true });
  return showBeside(copy, showing);
}

/** Opens a file where it is on the screen or in a tab already, else where it does not cover a page, such as the walkthrough. */
export async function showBeside(file: Uri, showing: Showing = {}): Promise<TextEditor> {
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString());
  const viewColumn = shown?.viewColumn ?? groupWith(file)?.viewColumn ?? columnBesidePage();
  // Not as a preview, whose place the next document takes.
  return window.showTextDocument(await workspace.openTextDocument(file), { viewColumn, ...showing, preview: false });
}

/** Where a file is in a tab. */
function groupWith(file: Uri): TabGroup | undefined {
  const isOfFile = ({ input }: Tab) => input instanceof TabInputText && input.uri.toString() === file.toString();
  return window.tabGroups.all.find(({ tabs }) => tabs.some(isOfFile));
}

function columnBesidePage(): ViewColumn {
  const { all, activeTabGroup } = window.tabGroups;
  // Not the one that is active by the time when the file is opened.
  if (!isPage(activeTabGroup.activeTab)) return activeTabGroup.viewColumn;
  return all.find((group) => group !== activeTabGroup)?.viewColumn ?? ViewColumn.Beside;
}

/** VS Code's own pages, as the walkthrough, have no input that extensions are told of. */
function isPage(tab: Tab | undefined): boolean {
  return tab !== undefined && (tab.input === undefined || tab.input instanceof TabInputWebview);
}
