import type { EditorReferenceQuery } from '../../generated/fields';

export type Parameter = EditorReferenceQuery['parameters'][number];
export type Unit = EditorReferenceQuery['units'][number];
export type TaxonomyNode = EditorReferenceQuery['taxonomy'][number];
export type Standard = EditorReferenceQuery['standards'][number];
export type Scheme = EditorReferenceQuery['schemes'][number];

/** The parent of those technologies that are services. */
const SERVICES = 'x.service';

/** What editors need of the reference data, by code. */
export interface Reference {
  /** What is measured. */
  readonly parameters: readonly Parameter[];
  /** What is said about it. */
  readonly metrics: readonly Parameter[];
  readonly taxonomy: readonly TaxonomyNode[];
  readonly services: readonly TaxonomyNode[];
  readonly units: readonly Unit[];
  readonly standards: readonly Standard[];
  readonly certificates: readonly Scheme[];
  readonly honours: readonly Scheme[];
  parameter(code: string): Parameter | undefined;
  node(code: string): TaxonomyNode | undefined;
  standard(code: string): Standard | undefined;
  scheme(code: string): Scheme | undefined;
  /** Nodes directly below another; below none, the domains. */
  below(parent: string | null): readonly TaxonomyNode[];
  /** The nodes at the top of a domain: its own, or those that stand beside all domains (fans, agents, services). */
  topsOf(domain: string): readonly TaxonomyNode[];
  /** The node and what it belongs to, nearest first. */
  above(code: string): readonly TaxonomyNode[];
  /** The units in which the equipment at hand is expected to state something, where that is known. */
  readonly expectedUnits?: ((metric: string, parameter: string | undefined) => readonly string[]) | undefined;
}

export function referenceOf(data: EditorReferenceQuery): Reference {
  const { parameters, taxonomy, units, standards, schemes } = data;
  const byCode = <T extends { readonly code: string }>(list: readonly T[]) => {
    const found = new Map(list.map((one) => [one.code, one]));
    return (code: string): T | undefined => found.get(code);
  };
  const node = byCode(taxonomy);
  const below = new Map<string | null, TaxonomyNode[]>();
  for (const one of taxonomy) {
    const parent = one.parent ?? null;
    below.set(parent, [...(below.get(parent) ?? []), one]);
  }
  const above = (code: string): readonly TaxonomyNode[] => {
    const found = node(code);
    return found ? [found, ...(found.parent ? above(found.parent) : [])] : [];
  };
  return {
    parameters: parameters.filter(({ isMetric }) => !isMetric),
    metrics: parameters.filter(({ isMetric }) => isMetric),
    taxonomy,
    services: below.get(SERVICES) ?? [],
    units,
    standards,
    certificates: schemes.filter(({ kind }) => kind === 'CERTIFICATE'),
    honours: schemes.filter(({ kind }) => kind === 'HONOUR'),
    parameter: byCode(parameters),
    node,
    standard: byCode(standards),
    scheme: byCode(schemes),
    below: (parent) => below.get(parent) ?? [],
    topsOf: (domain) => {
      const own = node(domain);
      return own ? [own] : (below.get(null) ?? []).filter(({ level }) => level !== 'domain');
    },
    above,
  };
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-‐-―−]/gu, '');

/** How well a text names something: 0 its code or a name itself, 1 a beginning, 2 somewhere inside; undefined not at all. */
export function nearness(text: string, names: readonly string[]): 0 | 1 | 2 | undefined {
  const sought = folded(text);
  if (sought === '') return 0;
  const all = names.map(folded);
  if (all.includes(sought)) return 0;
  if (all.some((name) => name.startsWith(sought))) return 1;
  return all.some((name) => name.includes(sought)) ? 2 : undefined;
}

/** Those that a text can mean, the nearest first, else in the order given. */
export function named<T>(list: readonly T[], text: string, names: (one: T) => readonly string[]): readonly T[] {
  return list
    .map((one) => ({ one, near: nearness(text, names(one)) }))
    .filter(({ near }) => near !== undefined)
    .sort((a, b) => (a.near ?? 0) - (b.near ?? 0))
    .map(({ one }) => one);
}

/** Media whose parameters and metrics are looked at first in a domain. */
const MEDIA: Readonly<Record<string, readonly string[]>> = {
  air: ['air'],
  water: ['water'],
  soil: ['soil', 'water'],
  waste: ['waste', 'air'],
};

/** Whether something of these media is met in the domain; instruments, agents and emergency equipment meet everything. */
export const metIn = (domain: string | undefined, media: readonly string[]): boolean =>
  media.includes('any') ||
  (domain !== undefined && media.includes(domain)) ||
  (MEDIA[domain ?? '']?.some((one) => media.includes(one)) ?? true);

/** Codes of a region and what it lies in, the country first: `CN-GD-4401` lies in `CN-GD` in `CN`. */
export function regionPath(code: string | null | undefined): readonly string[] {
  if (!code) return [];
  const parts = code.split('-');
  return parts.map((_, at) => parts.slice(0, at + 1).join('-'));
}
