import type { ApiScope, NotificationKind, OrganisationKind } from '../../generated/schema';

/** What a key of an organisation can be used for at all, the plainest first. */
export const scopesOf = (kind: OrganisationKind): readonly ApiScope[] => [
  'REFERENCE_READ',
  'LISTINGS_READ',
  'TENDERS_READ',
  'NOTIFICATIONS_READ',
  ...OWN[kind],
];

const OWN: Readonly<Record<OrganisationKind, readonly ApiScope[]>> = {
  SUPPLIER: ['LISTINGS_WRITE', 'IMPORTS'],
  BUYER: ['TENDERS_WRITE', 'IMPORTS'],
  OPERATOR: ['OPERATIONS_READ'],
};

export type HookGroup = 'MATCHES' | 'TENDERS' | 'LISTINGS' | 'ORGANISATION' | 'OPERATION';

/**
 * The kinds that can be posted, by what they are about. What a saved search finds is for one member alone and is never
 * posted.
 */
export const HOOK_KINDS: readonly { readonly group: HookGroup; readonly kinds: readonly NotificationKind[] }[] = [
  { group: 'MATCHES', kinds: ['TENDER_MATCHES', 'NEW_LISTING_MATCHES'] },
  { group: 'TENDERS', kinds: ['TENDER_AMENDED', 'TENDER_CANCELLED'] },
  {
    group: 'LISTINGS',
    kinds: [
      'LISTING_APPROVED',
      'LISTING_CHANGES_REQUESTED',
      'LISTING_REJECTED',
      'LISTING_SUSPENDED',
      'LISTING_REINSTATED',
      'LISTING_EXPIRING',
      'LISTING_LAPSED',
      'LISTING_CONFIRMED',
    ],
  },
  {
    group: 'ORGANISATION',
    kinds: [
      'ORGANISATION_VERIFIED',
      'ORGANISATION_REJECTED',
      'ORGANISATION_SUSPENDED',
      'ORGANISATION_REINSTATED',
      'API_KEY_EXPIRING',
      'WEBHOOK_DISABLED',
    ],
  },
  { group: 'OPERATION', kinds: ['TAILORING_SUSPECTED'] },
];

/** Addresses as people write them below one another: blank lines and what divides lists are no addresses. */
export const addressesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .normalize('NFKC')
      .split(/[\s,;、]+/u)
      .filter((one) => one !== ''),
  ),
];

/** The kind of notification that an event is about; none of a test. */
export function kindOfEvent(type: string): NotificationKind | undefined {
  const kind = /^notification\.(.+)$/u.exec(type)?.[1]?.toUpperCase();
  return HOOK_KINDS.flatMap(({ kinds }) => kinds).find((one) => one === kind);
}
