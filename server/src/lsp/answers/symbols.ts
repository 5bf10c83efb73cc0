import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type DefinitionLink,
  type DocumentLink,
  type DocumentLinkParams,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type Location,
  type Range,
  type SymbolInformation,
  type TextDocumentPositionParams,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import {
  documentLinks,
  documentSymbols,
  implementation,
  incomingCalls,
  outgoingCalls,
  prepareCalls,
  workspaceSymbols,
  type Call,
  type CallItem,
} from '../../core/features/facade.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import { toLinks, toLocation, toLocations, toRange } from '../convert.ts';
import { at, inDocument, type ServerContext } from '../request.ts';

/** What comes nearest to a kind in the list that editors have pictures for. */
const symbolKinds: Readonly<Record<string, SymbolKind>> = {
  Service: SymbolKind.Interface,
  Endpoints: SymbolKind.Field,
  EndpointSlice: SymbolKind.Field,
  Ingress: SymbolKind.Event,
  Namespace: SymbolKind.Namespace,
  ConfigMap: SymbolKind.Constant,
  Secret: SymbolKind.Key,
  StatefulSet: SymbolKind.Class,
  Deployment: SymbolKind.Class,
  DaemonSet: SymbolKind.Class,
  ReplicaSet: SymbolKind.Class,
  Job: SymbolKind.Class,
  CronJob: SymbolKind.Class,
  Pod: SymbolKind.Class,
};

function kindFor(kind: string): SymbolKind {
  return symbolKinds[kind] ?? SymbolKind.Object;
}

/** Objects of the workspace by name. */
export function answerSymbols({ documents }: ServerContext, { query }: WorkspaceSymbolParams): SymbolInformation[] {
  return workspaceSymbols(documents.snapshot, query).map(({ name, container, kind, file, span }) => ({
    name,
    containerName: container,
    kind: kindFor(kind),
    location: toLocation({ file, span }),
  }));
}

/** An outline comes from the extension that knows YAML, unless a person has none and asks for ours. */
export function answerOutline(
  server: ServerContext,
  params: DocumentSymbolParams,
): DocumentSymbol[] | SymbolInformation[] {
  if (!server.documents.settings.documentSymbols) return [];
  return inDocument(server, params.textDocument.uri, [], (snapshot, uri, { file }) => {
    const symbols = documentSymbols(snapshot, uri);
    if (server.client.nestsSymbols) {
      return symbols.map(({ name, kind, span, selection }) => ({
        name: name === '' ? kind : name,
        detail: kind,
        kind: kindFor(kind),
        range: toRange(file, span),
        selectionRange: toRange(file, selection),
      }));
    }
    return symbols.map(({ name, kind, span }) => ({
      name: `${kind} ${name}`.trim(),
      kind: kindFor(kind),
      location: toLocation({ file, span }),
    }));
  });
}

/** The host names of a document that lead to manifests. */
export function answerLinks(server: ServerContext, params: DocumentLinkParams): DocumentLink[] {
  return inDocument(server, params.textDocument.uri, [], (snapshot, uri, { file }) =>
    documentLinks(snapshot, uri).map(({ span, target, tooltip }) => ({
      range: toRange(file, span),
      target: addressOf(toLocation(target)),
      tooltip,
    })),
  );
}

/** A place in the way editors open addresses: with line and column behind `#`, counted from 1. */
function addressOf({ uri, range: { start } }: Location): string {
  return `${uri}#L${start.line + 1},${start.character + 1}`;
}

/** What is behind a Service. */
export function answerImplementation(
  server: ServerContext,
  params: TextDocumentPositionParams,
): Location[] | DefinitionLink[] | null {
  return at<Location[] | DefinitionLink[] | null>(server, params, null, (snapshot, uri, offset, { file }) => {
    const found = implementation(snapshot, uri, offset);
    if (found === undefined) return null;
    return server.client.linksImplementations ? toLinks(file, found) : toLocations(found);
  });
}

/** The items from which a hierarchy of calls can begin. */
export function answerPrepareCalls(
  server: ServerContext,
  params: TextDocumentPositionParams,
): CallHierarchyItem[] | null {
  return at<CallHierarchyItem[] | null>(server, params, null, (snapshot, uri, offset) =>
    prepareCalls(snapshot, uri, offset).map(toItem),
  );
}

/** Who calls an item. */
export function answerIncomingCalls(server: ServerContext, { item }: CallsParams): CallHierarchyIncomingCall[] {
  return callsAt(server, item, incomingCalls).map(({ item: from, spans }) => ({
    from: toItem(from),
    fromRanges: rangesOf(spans, from.file),
  }));
}

/** Whom an item calls. */
export function answerOutgoingCalls(server: ServerContext, { item }: CallsParams): CallHierarchyOutgoingCall[] {
  const file = server.documents.locate(item.uri)?.file;
  return callsAt(server, item, outgoingCalls).map(({ item: to, spans }) => ({
    to: toItem(to),
    fromRanges: file === undefined ? [] : rangesOf(spans, file),
  }));
}

interface CallsParams {
  readonly item: CallHierarchyItem;
}

/** The calls of an item that was told before, looked for by the place of its name. */
function callsAt(
  server: ServerContext,
  item: CallHierarchyItem,
  find: (snapshot: Snapshot, uri: string, offset: number) => readonly Call[],
): readonly Call[] {
  const params = { textDocument: { uri: item.uri }, position: item.selectionRange.start };
  return at<readonly Call[]>(server, params, [], find);
}

function toItem({ name, kind, namespace, file, span, selection }: CallItem): CallHierarchyItem {
  return {
    name,
    kind: kindFor(kind),
    detail: `${kind} · ${namespace}`,
    uri: file.uri,
    range: toRange(file, span),
    selectionRange: toRange(file, selection),
  };
}

function rangesOf(spans: Call['spans'], file: CallItem['file']): Range[] {
  return spans.map((span) => toRange(file, span));
}
