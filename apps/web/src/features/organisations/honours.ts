import type { HonourInput } from '../../generated/schema';

/** An honour as it is being written: texts as typed, an empty one is not stated. */
export interface HonourDraft {
  /** Tells rows apart while their schemes change. */
  readonly key: string;
  readonly code: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly checked: boolean;
}

interface Recorded {
  readonly number?: string | null;
  readonly issuedOn?: string | null;
  readonly validUntil?: string | null;
  readonly checked: boolean;
  readonly scheme: { readonly code: string };
}

export const draftsOf = (honours: readonly Recorded[]): readonly HonourDraft[] =>
  honours.map(({ scheme, number, issuedOn, validUntil, checked }) => ({
    key: scheme.code,
    code: scheme.code,
    number: number ?? '',
    issuedOn: issuedOn ?? '',
    validUntil: validUntil ?? '',
    checked,
  }));

/** What the server is told: all that the firm holds. */
export const inputsOf = (drafts: readonly HonourDraft[]): HonourInput[] =>
  drafts.map(({ code, number, issuedOn, validUntil, checked }) => ({
    code,
    checked,
    ...(number.trim() === '' ? {} : { number: number.trim() }),
    ...(issuedOn === '' ? {} : { issuedOn }),
    ...(validUntil === '' ? {} : { validUntil }),
  }));

/** Whether anything differs from what is recorded. */
export const changed = (drafts: readonly HonourDraft[], honours: readonly Recorded[]): boolean =>
  JSON.stringify(inputsOf(drafts)) !== JSON.stringify(inputsOf(draftsOf(honours)));
