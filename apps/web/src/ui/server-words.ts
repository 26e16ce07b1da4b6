import type { CombinedError } from 'urql';

/** What the server said, or, where no answer came, that it was not reached: `unreachable`, in the reader's language. */
export const serverWords = (error: Pick<CombinedError, 'graphQLErrors'> | undefined, unreachable: string): string =>
  error?.graphQLErrors[0]?.message ?? unreachable;
