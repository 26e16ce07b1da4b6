export interface Alternatives<R> {
  /** None for a demand that stands alone. */
  readonly group: string | null;
  readonly requirements: readonly R[];
}

/** Demands in the order of the tender; those that share a group stand together where the first of them is. */
export function alternatives<R extends { readonly group?: string | null }>(
  requirements: readonly R[],
): readonly Alternatives<R>[] {
  const groups = new Map<string, R[]>();
  const rows: { group: string | null; requirements: R[] }[] = [];
  for (const requirement of requirements) {
    const group = requirement.group ?? null;
    const known = group === null ? undefined : groups.get(group);
    if (known) {
      known.push(requirement);
      continue;
    }
    const row = { group, requirements: [requirement] };
    if (group !== null) groups.set(group, row.requirements);
    rows.push(row);
  }
  // A group of one leaves nothing to choose from.
  return rows.map((row) => (row.requirements.length === 1 ? { ...row, group: null } : row));
}
