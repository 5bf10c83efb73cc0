import { byPath } from '../../core/util/collections.ts';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { convertAt, declaredServices, knownAskers, nameAt, type Converted } from '../../core/features/facade.ts';
import type {
  CheckParams,
  CheckResult,
  ConvertParams,
  ConvertResult,
  IndexResult,
  NameParams,
  NameResult,
  NamespacesParams,
  NamespacesResult,
  ServicesParams,
  ServicesResult,
  WireConversion,
  WireProblem,
} from '../../shared/protocol.ts';
import { filesAt } from '../files-at.ts';
import { at, place, type ServerContext } from '../request.ts';
import { offsetAt, toRange, toWorkspaceEdit } from '../convert.ts';
import { manifestCount } from '../status.ts';
import { snapshotAround } from './virtual-documents.ts';

const messages = defineMessages('lsp/answers/client-questions', { noService: 'There is no Service at the cursor.' });

/** The Services of a file, so that menus offer only what can be done. */
export function answerServices({ documents }: ServerContext, { uri }: ServicesParams): ServicesResult {
  const located = documents.locate(uri);
  if (located === undefined) return { services: [] };
  const { snapshot, file } = located;
  const services = declaredServices(snapshot, file.uri).map(({ span, name, canConvert }) => ({
    range: toRange(file, span),
    name: toRange(file, name),
    canConvert,
  }));
  return { services };
}

/** Reads everything anew, and tells what is known then. */
export async function answerIndex(server: ServerContext): Promise<IndexResult> {
  await server.readAgain();
  return { manifests: manifestCount(server.documents.snapshot) };
}

/** The problems of files and of what lies below folders, whatever the client shows otherwise. Hints are left out, as in its list. */
export function answerCheck({ documents, reports }: ServerContext, { uris }: CheckParams): CheckResult {
  const files = uris.flatMap((uri) => filesAt(documents, uri));
  const unique = [...new Map(files.map((located) => [located.file.uri, located])).values()].sort((one, other) =>
    byPath(one.file, other.file),
  );
  const manifests = unique.filter(({ file }) => file.documents.some(({ facts }) => facts.holdsObjects));
  const problems = unique.flatMap(({ snapshot, file }) =>
    reports.of(snapshot, file).items.flatMap((item): readonly WireProblem[] => {
      const severity = item.severity ?? DiagnosticSeverity.Error;
      if (severity === DiagnosticSeverity.Hint) return [];
      const { range, code } = item;
      const message = typeof item.message === 'string' ? item.message : item.message.value;
      return [{ uri: file.uri, path: file.path, range, severity, message, code: String(code ?? '') }];
    }),
  );
  return { manifests: manifests.length, problems };
}

/** The namespaces and Pods that a question may come from, and those of the object at the cursor. */
export function answerNamespaces({ documents }: ServerContext, { uri, position }: NamespacesParams): NamespacesResult {
  const located = uri === undefined ? undefined : documents.locate(uri);
  const isPlace = located !== undefined && position !== undefined;
  const { namespaces, pods, here, podsHere } = isPlace
    ? knownAskers(located.snapshot, { uri: located.file.uri, offset: offsetAt(located.file, position) })
    : knownAskers(snapshotAround(documents, uri));
  return {
    namespaces,
    pods,
    ...(here === undefined ? {} : { here }),
    ...(podsHere === undefined ? {} : { podsHere }),
  };
}

/** The name to copy. */
export function answerName(server: ServerContext, params: NameParams): NameResult | null {
  return at(server, place(params), null, (snapshot, uri, offset) => {
    const name = nameAt(snapshot, uri, offset);
    return name === undefined ? null : { name };
  });
}

/** What makes the Service at the cursor headless, alone or with its clients. */
export function answerConvert(server: ServerContext, params: ConvertParams): ConvertResult {
  const rejected: ConvertResult = { kind: 'rejected', reason: formatMessage(messages.noService) };
  return at<ConvertResult>(server, place(params), rejected, (snapshot, uri, offset) => {
    const converted = convertAt(snapshot, uri, offset);
    if ('rejected' in converted) return { kind: 'rejected', reason: converted.rejected };
    const wire = ({ title, edit }: Converted): WireConversion => ({
      title,
      edit: toWorkspaceEdit(edit, server.client, (changed) => server.documents.locate(changed)?.version),
      ...(edit.note === undefined ? {} : { note: edit.note }),
    });
    const { alone, withClients } = converted;
    return { kind: 'edit', ...wire(alone), ...(withClients === undefined ? {} : { withClients: wire(withClients) }) };
  });
}
