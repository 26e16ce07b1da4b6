import { elapse, type Tender } from '@huanpei/domain';
import type { Reads } from '../ports/reads';

/** Those of these tenders that are open at `now`, in the order of `Reads.openTenders`: as they were published, then by id. */
export async function openAmong(
  reads: Pick<Reads, 'tendersByIds'>,
  ids: readonly string[],
  now: Date,
): Promise<readonly Tender[]> {
  if (ids.length === 0) return [];
  const tenders = await reads.tendersByIds(ids);
  return [...tenders.values()].filter((tender) => elapse(tender, now).state === 'PUBLISHED').sort(asPublished);
}

function asPublished(a: Tender, b: Tender): number {
  const [from, to] = [a.publishedAt?.getTime() ?? 0, b.publishedAt?.getTime() ?? 0];
  return from - to || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
