import { dataFile, once } from './data-file';
import type { DataSource } from './source';

/** `cross` groups (noise, components, agents, emergency, services) stand beside the five domains. */
export type TaxonomyLevel = 'domain' | 'cross' | 'scenario' | 'technology';

export interface TaxonomyNode {
  readonly code: string;
  readonly parent: string | null;
  readonly level: TaxonomyLevel;
  readonly zh: string;
  readonly en: string;
  /** Codes of other systems, where they are known. */
  readonly cpv?: readonly string[];
  readonly hs?: readonly string[];
  readonly unspsc?: readonly string[];
  readonly gbt4754?: readonly string[];
  readonly gbt4754Service?: readonly string[];
  /** Clause of the 2022-2025 action plan that names it. */
  readonly planClause?: string;
  /** Item numbers of the key equipment list of 2021. */
  readonly keyEquipmentItems?: readonly string[];
  readonly seeAlso?: readonly string[];
  /** Keys of the file's `sources`. */
  readonly sources: readonly string[];
  readonly confidence: string;
}

export interface TaxonomyTree extends TaxonomyNode {
  readonly children: readonly TaxonomyTree[];
}

export interface CodeSystem {
  readonly labels: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly source: DataSource;
}

export interface TaxonomyFile {
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly confidences: Readonly<Record<string, string>>;
  readonly nodes: readonly TaxonomyNode[];
  readonly codeSystems: Readonly<Record<string, CodeSystem>>;
}

export interface Taxonomy {
  /** Domains and cross-cutting groups with what is under them, in the order of the file. */
  readonly tree: readonly TaxonomyTree[];
  readonly list: readonly TaxonomyNode[];
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly codeSystems: Readonly<Record<string, CodeSystem>>;
  byCode(code: string): TaxonomyNode | undefined;
  /** From the parent up to the root; empty for a root or an unknown code. */
  ancestors(code: string): readonly string[];
  /** The technologies under a code (itself, if it is one). */
  technologiesUnder(code: string): readonly string[];
}

export const taxonomyFile = dataFile<TaxonomyFile>('taxonomy.json');

/** The tree of domains, scenarios and technologies. */
export const taxonomy: () => Taxonomy = once(() => {
  const { nodes, sources, codeSystems } = taxonomyFile();
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  const ancestors = new Map<string, readonly string[]>();
  const ancestorsOf = (code: string): readonly string[] => {
    const known = ancestors.get(code);
    if (known) return known;
    const parent = byCode.get(code)?.parent ?? null;
    const found = Object.freeze(parent === null ? [] : [parent, ...ancestorsOf(parent)]);
    ancestors.set(code, found);
    return found;
  };
  const childrenOf = (parent: string | null): TaxonomyTree[] =>
    nodes.filter((node) => node.parent === parent).map((node) => ({ ...node, children: childrenOf(node.code) }));
  return {
    tree: childrenOf(null),
    list: nodes,
    sources,
    codeSystems,
    byCode: (code) => byCode.get(code),
    ancestors: (code) => ancestorsOf(code),
    technologiesUnder: (code) =>
      nodes
        .filter((node) => node.level === 'technology' && (node.code === code || ancestorsOf(node.code).includes(code)))
        .map((node) => node.code),
  };
});
