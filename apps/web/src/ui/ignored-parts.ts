import type { CombinedError } from 'urql';

const MOST_SIGNS = 60;
const shortened = (text: string): string => (text.length > MOST_SIGNS ? `${text.slice(0, MOST_SIGNS)}…` : text);

/** A part of an address as it is told of. */
export const partOf = (name: string, value: string): string => `${name}=${shortened(value)}`;

/** What of an address has a value that is not among those its name may have, as `name=value`. */
export const ignoredParts = (
  search: URLSearchParams,
  known: Readonly<Record<string, readonly string[] | RegExp>>,
): readonly string[] =>
  Object.entries(known).flatMap(([name, values]) =>
    search
      .getAll(name)
      .filter((value) => value !== '' && !(values instanceof RegExp ? values.test(value) : values.includes(value)))
      .map((value) => partOf(name, value)),
  );

/** Whether what was asked failed for a cursor that leads nowhere: an address that was cut, or is of another order. */
export const isLostPlace = (error: Pick<CombinedError, 'graphQLErrors'> | undefined): boolean =>
  error?.graphQLErrors[0]?.extensions['field'] === 'after';
