import { DiagnosticSeverity } from 'vscode-languageserver';
import { declaredServices } from '../core/features/facade.ts';
import type {
  CheckParams,
  CheckResult,
  IndexResult,
  ServicesParams,
  ServicesResult,
  WireProblem,
} from '../shared/protocol.ts';
import { filesAt } from './below.ts';
import { toRange } from './convert.ts';
import type { ServerContext } from './request.ts';
import { manifestCount } from './status.ts';

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
    one.file.path < other.file.path ? -1 : 1,
  );
  const manifests = unique.filter(({ file }) => file.documents.some(({ facts }) => facts.resources.length > 0));
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
