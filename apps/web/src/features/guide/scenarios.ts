export interface Node {
  readonly code: string;
  readonly parent?: string | null;
  readonly level: string;
  readonly zh: string;
  readonly en: string;
}

export interface ScenarioGroup<N extends Node> {
  /** None for what stands across the media. */
  readonly domain: N | null;
  readonly scenarios: readonly { readonly node: N; readonly technologies: number }[];
}

/** Scenarios by domain in the order of the catalogue, with how many technologies stand under each; empty ones left out. */
export function scenarioGroups<N extends Node>(nodes: readonly N[]): readonly ScenarioGroup<N>[] {
  const under = new Map<string, N[]>();
  for (const node of nodes) if (node.parent) under.set(node.parent, [...(under.get(node.parent) ?? []), node]);
  const technologiesOf = (code: string): number =>
    (under.get(code) ?? []).reduce(
      (count, node) => count + (node.level === 'technology' ? 1 : 0) + technologiesOf(node.code),
      0,
    );
  const counted = (some: readonly N[]) =>
    some
      .map((node) => ({ node, technologies: technologiesOf(node.code) }))
      .filter(({ technologies }) => technologies > 0);
  return [
    ...nodes
      .filter(({ level }) => level === 'domain')
      .map((domain) => ({
        domain,
        scenarios: counted((under.get(domain.code) ?? []).filter(({ level }) => level === 'scenario')),
      })),
    { domain: null, scenarios: counted(nodes.filter(({ level }) => level === 'cross')) },
  ].filter(({ scenarios }) => scenarios.length > 0);
}
