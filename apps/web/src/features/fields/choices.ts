import { named, nearness } from './reference';

/** Something to choose from by typing a name of it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly note?: string;
}
export interface Group {
  readonly label: string;
  readonly choices: readonly Choice[];
}

/** An option, or a group of them with its heading. */
export interface Shown {
  readonly label: string;
  readonly value?: string;
  readonly note?: string | undefined;
  readonly options?: Shown[];
}

/** What a text leaves of the groups, the nearest first; `also` are those that it means by something else than their names. */
export function shownChoices(groups: readonly Group[], text: string, also: readonly string[]): Shown[] {
  const found = groups
    .map(({ label, choices }) => ({
      label,
      options: [
        ...named(choices, text, ({ names }) => names),
        ...choices.filter(
          ({ value, names }) => text !== '' && nearness(text, names) === undefined && also.includes(value),
        ),
      ].map(({ value, label: name, note }): Shown => ({ value, label: name, note })),
    }))
    .filter(({ options }) => options.length > 0);
  // One group needs no heading.
  return found.length === 1 ? (found[0]?.options ?? []) : found;
}
