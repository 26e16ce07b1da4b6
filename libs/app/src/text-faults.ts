import type { Refusal } from '@huanpei/domain';
import type { Name } from '@huanpei/matching';
import type { Fault } from '@huanpei/exchange';

/** Longest text of a kind; what is longer belongs into an attachment. */
export const MOST = { name: 200, summary: 4_000, line: 500, items: 200, url: 2_000 } as const;

/** A fault of the exchange format as a refusal; its two sentences travel with it. */
export function asRefusal({ path, zh, en }: Fault): Refusal {
  return { code: 'INVALID', field: path, facts: { zh, en } };
}

export function tooLong(text: string | undefined | null, most: number, field: string): readonly Refusal[] {
  return text === undefined || text === null || [...text].length <= most
    ? []
    : [{ code: 'TOO_LONG', field, facts: { most } }];
}

export function nameTooLong(name: Name | undefined, most: number, field: string): readonly Refusal[] {
  return [...tooLong(name?.zh, most, `${field}.zh`), ...tooLong(name?.en, most, `${field}.en`)];
}

export function tooMany(list: readonly unknown[] | undefined, most: number, field: string): readonly Refusal[] {
  return list === undefined || list.length <= most ? [] : [{ code: 'TOO_LONG', field, facts: { most } }];
}

/** Whether it is a day that exists, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function notADay(text: string | undefined, field: string): readonly Refusal[] {
  return text === undefined || isDay(text) ? [] : [{ code: 'INVALID', field, facts: { expected: 'YYYY-MM-DD' } }];
}

/** Only addresses a browser may open. */
export function notAnAddress(text: string | undefined, field: string): readonly Refusal[] {
  if (text === undefined) return [];
  if (text.length > MOST.url) return [{ code: 'TOO_LONG', field, facts: { most: MOST.url } }];
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  return isHttp ? [] : [{ code: 'INVALID', field, facts: { expected: 'https://…' } }];
}

/** A reason, a name or another line that people write: given, and not too long. */
export const LONGEST_REASON = 2_000;
