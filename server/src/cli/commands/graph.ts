import { InvalidArgumentError, Option } from 'commander';
import { pictureOf, type PictureSubject } from '../../core/features/facade.ts';
import { dotText } from '../../drawing/dot.ts';
import type { Graph } from '../../drawing/graph.ts';
import { layOut } from '../../drawing/layout.ts';
import { mermaidText } from '../../drawing/mermaid.ts';
import { sceneOf } from '../../drawing/scene.ts';
import { svgText } from '../../drawing/svg.ts';
import { estimatedWidth } from '../../drawing/text-width.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { UsageError, type CommandDefinition } from '../environment.ts';
import { describe } from '../help.ts';
import { loadAndReport } from '../load.ts';
import { askerOption, formatOption, noAsker, pathArgument, settingsOf, type CommonOptions } from '../options.ts';
import { printExactly } from '../output.ts';

const formats = ['svg', 'mermaid', 'dot'] as const;

interface GraphOptions extends CommonOptions {
  readonly format: (typeof formats)[number];
  readonly service?: { readonly namespace: string; readonly name: string };
  readonly namespace?: string;
  readonly resolve?: string;
  readonly from?: string;
}

const messages = defineMessages('cli/commands/graph', {
  summary: 'Draws what belongs to Services',
  description:
    'Draws the clients of a Service, its ports, what is behind them, and the names that DNS serves; or how a name resolves.',
  service: 'one Service with everything that belongs to it',
  namespace: 'the Services of this namespace',
  resolve: 'how this name resolves',
  shown:
    'Without --service, --namespace or --resolve it draws all Services. What is missing is dashed. A picture has at most 300 nodes: beyond that, the nodes of a namespace or of a Service are drawn as one, with their number.',
  svg: 'An SVG file needs no other file, and follows the light or dark colors of its viewer.',
  oneSubject: 'A picture has one subject. Give only one of --service, --namespace and --resolve.',
  fromAlone: '--from has no effect without --resolve. Give both.',
  noService:
    'No manifest defines the Service "{namespace}/{name}". Give NAMESPACE/NAME, as "headlight records" lists them.',
  noNamespace: 'No manifest is in the namespace "{namespace}". Give one that "headlight records" lists.',
  noManifests: 'There are no Kubernetes manifests here. Give files or folders that have some.',
  serviceName: 'Give NAMESPACE/NAME.',
});

const examples = [
  'headlight graph deploy/ > services.svg',
  'headlight graph --service prod/db --format mermaid',
  'headlight graph --resolve db --from prod > db.svg',
  'headlight graph --namespace prod --format dot | dot -Tpng > prod.png',
];

/** `headlight graph`: what belongs together, as a picture. */
export const graphCommand: CommandDefinition = (command, environment, end) => {
  describe(command, environment, messages, { paragraphs: [messages.shown, messages.svg], examples })
    .addArgument(pathArgument())
    .addOption(formatOption(formats))
    .addOption(new Option('--service <namespace/name>', formatMessage(messages.service)).argParser(readService))
    .option('--namespace <namespace>', formatMessage(messages.namespace))
    .option('--resolve <name>', formatMessage(messages.resolve))
    .addOption(askerOption())
    .action(async (paths: readonly string[], options: GraphOptions) => {
      const subject = subjectOf(options);
      const snapshot = await loadAndReport(paths, settingsOf(options), environment);
      const picture = pictureOf(snapshot, subject);
      if (picture === undefined) throw new UsageError(nothingOf(subject));
      end(0);
      await printExactly(drawn(picture, options.format).trimEnd().split('\n'), environment);
    });
};

function drawn(graph: Graph, format: GraphOptions['format']): string {
  switch (format) {
    case 'svg': {
      const scene = sceneOf(graph, estimatedWidth, { direction: 'right', aspect: 1.6 });
      return svgText(scene, layOut(scene.input));
    }
    case 'mermaid':
      return mermaidText(graph);
    case 'dot':
      return dotText(graph);
  }
}

/** One of the subjects; giving several is an error. */
function subjectOf({ service, namespace, resolve, from }: GraphOptions): PictureSubject {
  const given = [service, namespace, resolve].filter((one) => one !== undefined);
  if (given.length > 1) throw new UsageError(formatMessage(messages.oneSubject));
  if (from !== undefined && resolve === undefined) throw new UsageError(formatMessage(messages.fromAlone));
  if (service !== undefined) return { kind: 'service', ...service };
  if (namespace !== undefined) return { kind: 'namespace', namespace };
  return resolve === undefined ? { kind: 'workspace' } : { kind: 'name', name: resolve, from };
}

function nothingOf(subject: PictureSubject): string {
  switch (subject.kind) {
    case 'service':
      return formatMessage(messages.noService, { namespace: subject.namespace, name: subject.name });
    case 'namespace':
      return formatMessage(messages.noNamespace, { namespace: subject.namespace });
    case 'name':
      return noAsker(subject.from ?? '');
    case 'workspace':
    case 'place':
      return formatMessage(messages.noManifests);
  }
}

function readService(value: string): GraphOptions['service'] {
  const [namespace = '', name = '', ...rest] = value.split('/');
  if (namespace === '' || name === '' || rest.length > 0)
    throw new InvalidArgumentError(formatMessage(messages.serviceName));
  return { namespace, name };
}
