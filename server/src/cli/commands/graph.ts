import { InvalidArgumentError, Option } from 'commander';
import { pictureOf, type PictureSubject } from '../../core/features/facade.ts';
import { dotText } from '../../drawing/dot.ts';
import type { Graph } from '../../drawing/graph.ts';
import { layOut } from '../../drawing/layout.ts';
import { mermaidText } from '../../drawing/mermaid.ts';
import { sceneOf } from '../../drawing/scene.ts';
import { svgText } from '../../drawing/svg.ts';
import { estimatedWidth } from '../../drawing/text-width.ts';
import { UsageError } from '../environment.ts';
import { loadSnapshot, reportUnread } from '../load.ts';
import { askerOption, noAsker, settingsOf, type CommonOptions } from '../options.ts';
import { printExactly } from '../output.ts';
import type { CommandDefinition } from '../program.ts';

const formats = ['svg', 'mermaid', 'dot'] as const;

interface GraphOptions extends CommonOptions {
  readonly format: (typeof formats)[number];
  readonly service?: { readonly namespace: string; readonly name: string };
  readonly namespace?: string;
  readonly resolve?: string;
  readonly from?: string;
}

/** `headlight graph`: what belongs together, as a picture. */
export const graphCommand: CommandDefinition = (command, environment, end) => {
  command
    .summary('Draws what belongs together around Services')
    .description(
      'Draws who names a Service, its ports, what is behind them, and the names that DNS serves; or how a name resolves.',
    )
    .argument('[path...]', 'files and folders with manifests (default: the working directory)')
    .addOption(new Option('--format <format>', 'how to print it').choices(formats).default('svg'))
    .addOption(new Option('--service <namespace/name>', 'a Service with all that belongs to it').argParser(readService))
    .option('--namespace <namespace>', 'the Services of this namespace')
    .option('--resolve <name>', 'how this name resolves')
    .addOption(askerOption())
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: GraphOptions) => {
      const subject = subjectOf(options);
      const snapshot = await loadSnapshot(paths, settingsOf(options), environment.workingFolder);
      reportUnread(snapshot, environment);
      const picture = pictureOf(snapshot, subject);
      if (picture === undefined) throw new UsageError(nothingOf(subject));
      end(0);
      await printExactly(drawn(picture, options.format).trimEnd().split('\n'), environment);
    });
};

const help = `
Without --service, --namespace or --resolve it draws all Services. What is
missing is dashed. A picture has at most 300 nodes: of more, those of a
namespace or of a Service are drawn as one, with their number.

An SVG file stands alone and follows the light or dark colours of its reader.

Examples:
  headlight graph deploy/ > services.svg
  headlight graph --service prod/db --format mermaid
  headlight graph --resolve db --from prod > db.svg
  headlight graph --namespace prod --format dot | dot -Tpng > prod.png`;

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

/** One of the subjects; several at once are none. */
function subjectOf({ service, namespace, resolve, from }: GraphOptions): PictureSubject {
  const given = [service, namespace, resolve].filter((one) => one !== undefined);
  if (given.length > 1) throw new UsageError('A picture has one subject. Give --service, --namespace or --resolve.');
  if (from !== undefined && resolve === undefined)
    throw new UsageError('--from says who asks for a name. Give it together with --resolve.');
  if (service !== undefined) return { kind: 'service', ...service };
  if (namespace !== undefined) return { kind: 'namespace', namespace };
  return resolve === undefined ? { kind: 'workspace' } : { kind: 'name', name: resolve, from };
}

function nothingOf(subject: PictureSubject): string {
  switch (subject.kind) {
    case 'service':
      return `No manifest makes the Service "${subject.namespace}/${subject.name}". Give NAMESPACE/NAME, as "headlight records" lists them.`;
    case 'namespace':
      return `No manifest is in the namespace "${subject.namespace}". Give one that "headlight records" lists.`;
    case 'name':
      return noAsker(subject.from ?? '');
    case 'workspace':
    case 'place':
      return 'There are no Kubernetes manifests here. Give files or folders that hold some.';
  }
}

function readService(value: string): GraphOptions['service'] {
  const [namespace = '', name = '', ...rest] = value.split('/');
  if (namespace === '' || name === '' || rest.length > 0) throw new InvalidArgumentError('Write NAMESPACE/NAME.');
  return { namespace, name };
}
