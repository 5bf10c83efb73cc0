import { governingServiceOf } from '../../edits/create-headless-service.ts';
import { endpointSliceOf, lacksEndpoints } from '../../edits/create-endpoints.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { StatefulSet } from '../../kubernetes/workloads.ts';
import { displayNameOf, type Placed } from '../../objects/placed.ts';
import { governingServices } from '../../relations/linked.ts';
import { isNearby } from '../../scopes/near.ts';
import { lineEndingOf, spanBetween } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { sourceOfDocument } from '../../yaml/edit.ts';
import type { Completion } from './completion.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';

const words = defineMessages('features/completion/snippets', {
  set: 'StatefulSet with its headless Service',
  setDetail: 'gives each Pod a name in DNS',
  service: 'Headless Service for StatefulSet "{set}"',
  serviceDetail: 'the Service in serviceName of the StatefulSet',
  slice: 'EndpointSlice for Service "{service}"',
  sliceDetail: 'the addresses behind the Service',
});

/** What is written at the start of an empty document: whole objects that fit those of the workspace; `undefined` anywhere else. */
export function snippetsAt(snapshot: Snapshot, uri: string, offset: number): readonly Completion[] | undefined {
  const file = snapshot.files.get(uri);
  if (file === undefined || !/\.ya?ml$/i.test(file.path)) return undefined;
  const { text } = file;
  const word = /(?:^|\n)([A-Za-z]*)$/.exec(text.slice(0, offset))?.[1];
  if (word === undefined || contentAround(text, offset) !== word) return undefined;
  const lineEnding = lineEndingOf(text);
  const span = spanBetween(offset - word.length, offset);
  const all = [setWithService(), ...servicesForSets(snapshot, uri), ...slicesForServices(snapshot, uri)];
  return all
    .filter(({ label }) => label.toLowerCase().includes(word.toLowerCase()))
    .map(({ label, detail, snippet }) => ({
      text: label,
      kind: 'snippet',
      detail,
      snippet: snippet.replaceAll('\n', lineEnding),
      span,
    }));
}

/** What the document at an offset contains besides comments; an empty one is not an object yet. */
function contentAround(text: string, offset: number): string {
  const before =
    text
      .slice(0, offset)
      .split(/^---.*$/m)
      .at(-1) ?? '';
  const behind = text.slice(offset).split(/^---.*$/m)[0] ?? '';
  return (before + behind).replace(/#.*/g, '').trim();
}

interface Snippet {
  readonly label: string;
  readonly detail: string;
  /** As LSP has snippets: `$1` is a place to go to, `${1:db}` one with a text. */
  readonly snippet: string;
}

function setWithService(): Snippet {
  const snippet = `apiVersion: v1
kind: Service
metadata:
  name: \${1:db}
spec:
  clusterIP: None
  selector:
    app: \${1:db}
  ports:
    - name: \${2:sql}
      port: \${3:5432}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: \${1:db}
spec:
  serviceName: \${1:db}
  replicas: \${4:2}
  selector:
    matchLabels:
      app: \${1:db}
  template:
    metadata:
      labels:
        app: \${1:db}
    spec:
      containers:
        - name: \${1:db}
          image: $5
          ports:
            - name: \${2:sql}
              containerPort: \${3:5432}
`;
  return { label: formatMessage(words.set), detail: formatMessage(words.setDetail), snippet };
}

/** The objects of a file, and those of files near it, that something can be made for. */
function near<P extends Placed>(snapshot: Snapshot, uri: string, all: readonly P[]): readonly P[] {
  const [own] = snapshot.inFile(uri);
  const path = snapshot.files.get(uri)?.path ?? '';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return all.filter((object) =>
    own === undefined
      ? object.document.file.path.startsWith(folder)
      : object.document.file.uri === uri || isNearby(own, object),
  );
}

function servicesForSets(snapshot: Snapshot, uri: string): readonly Snippet[] {
  const sets = near<Placed<StatefulSet>>(snapshot, uri, snapshot.ofKind('StatefulSet'));
  return sets.flatMap((set): readonly Snippet[] => {
    const object = governingServices(snapshot, set).length > 0 ? undefined : governingServiceOf(snapshot, set);
    if (object === undefined) return [];
    const label = formatMessage(words.service, { set: displayNameOf(set) });
    return [{ label, detail: formatMessage(words.serviceDetail), snippet: escaped(sourceOfDocument(object)) }];
  });
}

function slicesForServices(snapshot: Snapshot, uri: string): readonly Snippet[] {
  const services = near<Placed<Service>>(snapshot, uri, snapshot.ofKind('Service'));
  return services
    .filter((service) => lacksEndpoints(snapshot, service))
    .map((service) => ({
      label: formatMessage(words.slice, { service: displayNameOf(service) }),
      detail: formatMessage(words.sliceDetail),
      snippet: escaped(sourceOfDocument(endpointSliceOf(snapshot, service))),
    }));
}

/** What has a meaning in snippets is behind a backslash. */
function escaped(text: string): string {
  return `${text.replace(/[\\$}]/g, '\\$&')}\n`;
}
