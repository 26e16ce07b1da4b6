import type { MatchingReference, Need, Offer } from '@huanpei/matching';
import { fault, type Fault } from './fault';
import { faultsOfNeed, faultsOfOffer } from './need-faults';
import { MOST_FAULTS, schemaFaults } from './schema-faults';

/** What a file holds, or every fault in it. */
export type Parsed<T> =
  { readonly ok: true; readonly value: readonly T[] } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads the bytes of a needs file. */
export function parseNeedsFile(bytes: Uint8Array, reference: Pick<MatchingReference, 'limits'>): Parsed<Need> {
  const parsed = parseFile<Need>(bytes, 'needsFile', 'needs', (need, at) => faultsOfNeed(need, reference, at));
  if (!parsed.ok) return parsed;
  // The engine knows this key and the format does not; in a file it is one of the unknown keys, which are ignored.
  return { ok: true, value: parsed.value.map(({ setAside: _setAside, ...need }) => need) };
}

/** Reads the bytes of an offers file. */
export function parseOffersFile(bytes: Uint8Array): Parsed<Offer> {
  return parseFile<Offer>(bytes, 'offersFile', 'offers', faultsOfOffer);
}

function parseFile<T extends { readonly id: string }>(
  bytes: Uint8Array,
  shape: 'needsFile' | 'offersFile',
  key: 'needs' | 'offers',
  faultsOf: (item: T, at: string) => readonly Fault[],
): Parsed<T> {
  const json = jsonOf(bytes);
  if ('zh' in json) return { ok: false, faults: [json] };
  const list = (json.value as Readonly<Record<string, unknown>> | null)?.[key];
  // Item by item, and no further than anyone would read: a file may hold a million faulty ones.
  if (!Array.isArray(list)) return { ok: false, faults: schemaFaults(shape, json.value) };
  const shapeFaults: Fault[] = [];
  for (let index = 0; index < list.length && shapeFaults.length < MOST_FAULTS; index += 1) {
    shapeFaults.push(...schemaFaults(shape === 'needsFile' ? 'need' : 'offer', list[index], `${key}[${index}]`));
  }
  if (shapeFaults.length > 0) return { ok: false, faults: shapeFaults.slice(0, MOST_FAULTS) };
  const items = list as readonly T[];
  const faults = [...twice(items, key), ...items.flatMap((item, index) => faultsOf(item, `${key}[${index}]`))];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: items };
}

function jsonOf(bytes: Uint8Array): { readonly value: unknown } | Fault {
  let text: string;
  try {
    // Takes off a byte-order mark, and refuses what is not UTF-8.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fault('', '文件不是 UTF-8 编码；请另存为 UTF-8', 'the file is not in UTF-8; save it as UTF-8');
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fault('', `文件不是有效的 JSON：${why}`, `the file is not JSON: ${why}`);
  }
}

function twice(items: readonly { readonly id: string }[], key: string): readonly Fault[] {
  const first = new Map<string, number>();
  return items.flatMap(({ id }, index) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, index);
      return [];
    }
    return [
      fault(
        `${key}[${index}].id`,
        `编号 ${id} 与 ${key}[${before}] 重复`,
        `the id ${id} is that of ${key}[${before}] too`,
      ),
    ];
  });
}
