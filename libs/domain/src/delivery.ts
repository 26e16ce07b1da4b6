import type { Language } from './member';
import type { NotificationKind } from './notification';
import { accepted, refused, type Outcome, type Refusal } from './outcome';

/** What a member can be written to about, each switched on and off by itself. */
export const NOTIFICATION_GROUPS = ['MATCHES', 'SEARCHES', 'TENDERS', 'LISTINGS', 'ORGANISATION', 'OPERATION'] as const;
export type NotificationGroup = (typeof NOTIFICATION_GROUPS)[number];

/** A kind missing here breaks the build, so nothing is told that cannot be switched off. */
export const GROUP_OF_KIND: Readonly<Record<NotificationKind, NotificationGroup>> = {
  TENDER_MATCHES: 'MATCHES',
  NEW_LISTING_MATCHES: 'MATCHES',
  SAVED_SEARCH_HITS: 'SEARCHES',
  TENDER_AMENDED: 'TENDERS',
  TENDER_CANCELLED: 'TENDERS',
  LISTING_APPROVED: 'LISTINGS',
  LISTING_CHANGES_REQUESTED: 'LISTINGS',
  LISTING_REJECTED: 'LISTINGS',
  LISTING_SUSPENDED: 'LISTINGS',
  LISTING_REINSTATED: 'LISTINGS',
  LISTING_EXPIRING: 'LISTINGS',
  LISTING_LAPSED: 'LISTINGS',
  LISTING_CONFIRMED: 'LISTINGS',
  ORGANISATION_VERIFIED: 'ORGANISATION',
  ORGANISATION_REJECTED: 'ORGANISATION',
  ORGANISATION_SUSPENDED: 'ORGANISATION',
  ORGANISATION_REINSTATED: 'ORGANISATION',
  WEBHOOK_DISABLED: 'ORGANISATION',
  API_KEY_EXPIRING: 'ORGANISATION',
  TAILORING_SUSPECTED: 'OPERATION',
};

/** Whoever reads these a night later may have missed a deadline: what is due, or whether it still is, has changed. */
export const URGENT_KINDS: readonly NotificationKind[] = ['TENDER_AMENDED', 'TENDER_CANCELLED'];

export const FREQUENCIES = ['INSTANT', 'DAILY', 'WEEKLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export interface GroupPreference {
  /** Whether this group is mailed at all. */
  readonly email: boolean;
  readonly frequency: Frequency;
}

/** Times of the day in Asia/Shanghai, `HH:MM`; from the first, up to and without the second, over midnight too. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** How one member wants to be written to. The address is the one the member signs in with. */
export interface DeliveryPreferences {
  readonly memberId: string;
  /** Of mails; null is the member's own. */
  readonly language: Language | null;
  readonly groups: Readonly<Record<NotificationGroup, GroupPreference>>;
  /** Full hour in Asia/Shanghai at which digests are sent, 0 to 23. */
  readonly digestHour: number;
  /** ISO 8601 day of the week of the weekly digest: 1 is Monday, 7 is Sunday. */
  readonly digestWeekday: number;
  readonly quietHours: QuietHours | null;
  /** Whether `URGENT_KINDS` that are sent at once are sent in quiet hours too. */
  readonly urgentInQuietHours: boolean;
}

/** What a member can change; what is left out stays. */
export interface PreferenceChanges {
  readonly language?: Language | null;
  readonly groups?: readonly ({ readonly group: NotificationGroup } & Partial<GroupPreference>)[];
  readonly digestHour?: number;
  readonly digestWeekday?: number;
  readonly quietHours?: QuietHours | null;
  readonly urgentInQuietHours?: boolean;
}

/** Quiet hours of whoever has not said otherwise, where there are any. */
/** When what is told by the day or the week is told, of mail and of saved searches alike, until somebody chooses. */
export const USUAL_DIGEST = { hour: 8, weekday: 1 } as const;

export const USUAL_QUIET_HOURS: QuietHours = { from: '22:00', to: '07:00' };

/**
 * What holds until a member says otherwise: what concerns the own firm, listings and tenders at once, since that is
 * what the marketplace is for; what operators look through, once a day.
 *
 * @param quietHours of this marketplace; null where mail is sent at any hour
 */
export function usualPreferences(memberId: string, quietHours: QuietHours | null): DeliveryPreferences {
  const instant: GroupPreference = { email: true, frequency: 'INSTANT' };
  return {
    memberId,
    language: null,
    groups: {
      MATCHES: instant,
      // A saved search has a rhythm of its own.
      SEARCHES: instant,
      TENDERS: instant,
      LISTINGS: instant,
      ORGANISATION: instant,
      OPERATION: { email: true, frequency: 'DAILY' },
    },
    digestHour: USUAL_DIGEST.hour,
    digestWeekday: USUAL_DIGEST.weekday,
    quietHours,
    urgentInQuietHours: false,
  };
}

/** What was kept, with what is usual for groups that came later. */
export function completePreferences(
  kept: (Omit<DeliveryPreferences, 'groups'> & { readonly groups: Partial<DeliveryPreferences['groups']> }) | undefined,
  memberId: string,
  quietHours: QuietHours | null,
): DeliveryPreferences {
  const usual = usualPreferences(memberId, quietHours);
  return kept === undefined ? usual : { ...kept, groups: { ...usual.groups, ...kept.groups } };
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const isWholeIn = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

/** The preferences with the changes, or every fault of them. */
export function changePreferences(
  preferences: DeliveryPreferences,
  changes: PreferenceChanges,
): Outcome<DeliveryPreferences> {
  const faults: Refusal[] = [];
  const { digestHour = preferences.digestHour, digestWeekday = preferences.digestWeekday, quietHours } = changes;
  if (!isWholeIn(digestHour, 0, 23))
    faults.push({ code: 'INVALID', field: 'digestHour', facts: { given: digestHour, expected: '0–23' } });
  if (!isWholeIn(digestWeekday, 1, 7))
    faults.push({ code: 'INVALID', field: 'digestWeekday', facts: { given: digestWeekday, expected: '1–7' } });
  if (quietHours) {
    for (const end of ['from', 'to'] as const) {
      if (!TIME.test(quietHours[end]))
        faults.push({
          code: 'INVALID',
          field: `quietHours.${end}`,
          facts: { given: quietHours[end].slice(0, 20), expected: 'HH:MM (00:00–23:59)' },
        });
    }
    if (quietHours.from === quietHours.to)
      faults.push({
        code: 'INVALID',
        field: 'quietHours.to',
        facts: {
          zh: '免打扰的起止时间相同；如不需要免打扰，请将 quietHours 设为 null',
          en: 'quiet hours begin and end at the same time; set quietHours to null for none',
        },
      });
  }
  if (faults.length > 0) return refused(...faults);
  const groups = { ...preferences.groups };
  for (const { group, email, frequency } of changes.groups ?? []) {
    const before = groups[group];
    groups[group] = { email: email ?? before.email, frequency: frequency ?? before.frequency };
  }
  return accepted({
    memberId: preferences.memberId,
    language: changes.language === undefined ? preferences.language : changes.language,
    groups,
    digestHour,
    digestWeekday,
    quietHours: quietHours === undefined ? preferences.quietHours : quietHours,
    urgentInQuietHours: changes.urgentInQuietHours ?? preferences.urgentInQuietHours,
  });
}

/** The preferences with mail of these groups switched off. */
export function unsubscribe(
  preferences: DeliveryPreferences,
  groups: readonly NotificationGroup[],
): DeliveryPreferences {
  const off = Object.fromEntries(groups.map((group) => [group, { ...preferences.groups[group], email: false }]));
  return { ...preferences, groups: { ...preferences.groups, ...off } };
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Asia/Shanghai is eight hours ahead of UTC and has had no summer time since 1991. */
const SHANGHAI_MS = 8 * 60 * MINUTE_MS;

/** Milliseconds since midnight in Asia/Shanghai. */
const timeOfDay = (at: number): number => (((at + SHANGHAI_MS) % DAY_MS) + DAY_MS) % DAY_MS;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The instant itself, or the end of the quiet hours it falls into. */
export function afterQuietHours(at: Date, quietHours: QuietHours | null): Date {
  if (quietHours === null) return at;
  const [from, to] = [minutesOf(quietHours.from) * MINUTE_MS, minutesOf(quietHours.to) * MINUTE_MS];
  const time = timeOfDay(at.getTime());
  const quiet = from < to ? time >= from && time < to : time >= from || time < to;
  return quiet ? new Date(at.getTime() + ((to - time + DAY_MS) % DAY_MS)) : at;
}

/** The first digest after the instant. */
function nextDigest(after: Date, { digestHour, digestWeekday }: DeliveryPreferences, frequency: Frequency): Date {
  const midnight = after.getTime() - timeOfDay(after.getTime());
  let at = midnight + digestHour * 60 * MINUTE_MS;
  if (at <= after.getTime()) at += DAY_MS;
  if (frequency === 'DAILY') return new Date(at);
  // 1970-01-01 was a Thursday.
  const weekday = (((Math.floor((at + SHANGHAI_MS) / DAY_MS) + 3) % 7) + 7) % 7;
  return new Date(at + ((digestWeekday - 1 - weekday + 7) % 7) * DAY_MS);
}

/**
 * When the member is to be mailed about something of this kind that was told at `toldAt`; null when not at all. What
 * comes to the same instant goes into one mail.
 */
export function mailDueAt(preferences: DeliveryPreferences, kind: NotificationKind, toldAt: Date): Date | null {
  const { email, frequency } = preferences.groups[GROUP_OF_KIND[kind]];
  if (!email) return null;
  if (frequency !== 'INSTANT')
    return afterQuietHours(nextDigest(toldAt, preferences, frequency), preferences.quietHours);
  const passes = preferences.urgentInQuietHours && URGENT_KINDS.includes(kind);
  return passes ? toldAt : afterQuietHours(toldAt, preferences.quietHours);
}

/**
 * How many mails one member gets within an hour. What comes beyond waits and goes into the next one, so that nobody can
 * have a mailbox flooded by doing something again and again.
 */
export const MOST_MAILS_AN_HOUR = 10;

export const MAIL_STATES = ['QUEUED', 'SENT', 'FAILED', 'DROPPED'] as const;
/** `DROPPED`: nobody to send it to any more, or the member has switched all of it off since. */
export type MailState = (typeof MAIL_STATES)[number];

/** One mail to one member; what it says follows from the notifications put into it. */
export interface Mail {
  readonly id: string;
  readonly memberId: string;
  readonly state: MailState;
  /** Counted before each, so that a mail that ends the process does not do so for ever. */
  readonly attempts: number;
  readonly nextTryAt: Date;
  /** Until when a worker has it in hand. */
  readonly leaseUntil: Date | null;
  /** Why the last attempt failed, in one line and without addresses. */
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
}

const MAIL_WAITS_MS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE_MS);

/** When a mail that could not be handed over is tried again, a day and a bit in all; null when no more. */
export function nextMailTry(attempts: number, failedAt: Date, chance: number): Date | null {
  const wait = MAIL_WAITS_MS[attempts - 1];
  return wait === undefined ? null : new Date(failedAt.getTime() + jittered(wait, chance));
}

/** The wait with up to a fifth added by chance (0 ≤ chance < 1), so that what failed together does not return together. */
export const jittered = (waitMs: number, chance: number): number => Math.round(waitMs * (1 + chance / 5));
