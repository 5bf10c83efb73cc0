import type { RecordSource } from '../../dns/record.ts';
import { formatMessage } from '../../util/format.ts';
import { messages } from '../messages.ts';
import type { Service } from '../../kubernetes/service.ts';
import { documentsOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { problemsByObject } from '../../rules/run.ts';
import type { Severity } from '../../settings/settings.ts';
import type { SnapshotFile } from '../../files/file.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** What a node of the tree stands for. */
export type TreeNodeKind =
  | 'namespace'
  | 'virtualIpService'
  | 'headlessService'
  | 'alias'
  /** A Service whose type a template leaves open, or does not exist. */
  | 'otherService'
  /** A name that answers with addresses or with another name. */
  | 'name'
  /** The name of a port, which answers with SRV records. */
  | 'portName'
  /** The name of an address. */
  | 'reverseName'
  /** A name that people look for in vain. */
  | 'missingName'
  /** What is to be known about a name that some DNS servers have. */
  | 'note'
  | 'pod'
  /** The Pods of a workload that differ only in what the running cluster knows. */
  | 'pods'
  /** Pods that no manifest here makes. */
  | 'awaitedPods'
  | 'address'
  /** The rest of a list that is too long to read. */
  | 'more';

/** How many problems something has, those that a list of problems shows. */
export interface ProblemCounts {
  readonly error: number;
  readonly warning: number;
  readonly information: number;
}

/** A node of the tree of DNS names. */
export interface TreeNode {
  readonly kind: TreeNodeKind;
  /** Tells it from its siblings, and stays the same while it stands for the same thing. */
  readonly key: string;
  readonly label: string;
  /** A few words behind the label. */
  readonly description: string;
  /** What else there is to say, in lines. */
  readonly details: readonly string[];
  /** A whole name in DNS, without its final dot. */
  readonly name: string | undefined;
  readonly problems: ProblemCounts;
  /** The place in a manifest that it comes from. */
  readonly source: RecordSource | undefined;
  /** Its children, worked out when it is looked at; absent where there can be none. */
  readonly children: (() => readonly TreeNode[]) | undefined;
}

/** A node with what it has, and nothing of all else. */
export function treeNode(
  kind: TreeNodeKind,
  key: string,
  { label = key, ...given }: Partial<Omit<TreeNode, 'kind' | 'key'>> = {},
): TreeNode {
  return {
    kind,
    key,
    label,
    description: given.description ?? '',
    details: given.details ?? [],
    name: given.name,
    problems: given.problems ?? noProblems,
    source: given.source,
    children: given.children,
  };
}

export const noProblems: ProblemCounts = { error: 0, warning: 0, information: 0 };

/** Nobody reads more children than this. */
export const mostChildren = 1000;

/** The first of some nodes, and one that stands for those behind them and for so many others that were left out before. */
export function firstNodes(nodes: readonly TreeNode[], others = 0): readonly TreeNode[] {
  const hidden = Math.max(0, nodes.length - mostChildren) + others;
  if (hidden === 0) return nodes;
  const label = formatMessage(messages.moreRows, { count: hidden });
  return [...nodes.slice(0, mostChildren), treeNode('more', 'more', { label })];
}

/** Nodes with keys that differ: the second of those that would have one key gets a number behind it. */
export function withOwnKeys(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const count = (seen.get(node.key) ?? 0) + 1;
    seen.set(node.key, count);
    return count === 1 ? node : { ...node, key: `${node.key} #${count}` };
  });
}

/** Whether the problems of a file are counted. */
export type CountsProblems = (file: SnapshotFile) => boolean;

/** How many problems a Service has whose file counts, in all files that it is written in. Hints do not count. */
export function problemsOf(snapshot: Snapshot, service: Placed<Service>, counts: CountsProblems): ProblemCounts {
  return counts(service.document.file) ? snapshot.about(service, countProblems) : noProblems;
}

function countProblems(snapshot: Snapshot, service: Placed<Service>): ProblemCounts {
  const files = new Set(documentsOf(service).map(({ file }) => file));
  const problems = [...files].flatMap((file) => snapshot.about(file, problemsByObject).get(service) ?? []);
  if (problems.length === 0) return noProblems;
  const count = (level: Severity): number => problems.filter(({ severity }) => severity === level).length;
  return { error: count('error'), warning: count('warning'), information: count('information') };
}

/** So many of each level together. */
export function addCounts(counts: readonly ProblemCounts[]): ProblemCounts {
  return counts.reduce(
    (sum, one) =>
      one === noProblems
        ? sum
        : {
            error: sum.error + one.error,
            warning: sum.warning + one.warning,
            information: sum.information + one.information,
          },
    noProblems,
  );
}
