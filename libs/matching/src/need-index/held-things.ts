import type { HeldDemand } from '../demand';
import type { Offer } from '../model';
import { FAIL, PASS } from './judge';

type Asked = HeldDemand['asked'];

/** One of the lists' kinds with its code. */
type HeldAsked = Extract<Asked, { readonly kind: 'CERTIFICATE' | 'HONOUR' | 'SERVICE' | 'REGION' }>;

/** Numbers of the held things that one code in an offer's list bears on, and the days of those that must hold on one. */
interface Borne {
  readonly numbers: number[];
  readonly days: (string | undefined)[];
}

const ANYWHERE = '*';

/** Certificates, honours, services and regions as needs ask for them, by number. */
export class HeldThings {
  private readonly numbers = new Map<string, number>();
  /** By kind and code of what an offer lists; a region's things are those of all regions inside it, too. */
  private readonly borne = new Map<string, Borne>();

  /** @param asOf the day of the need, if it names one */
  numberOf(asked: Asked, asOf: string | undefined): number {
    if (!isHeld(asked)) throw new Error(`not held in a list: ${asked.kind}`);
    const { kind, code } = asked;
    const day = kind === 'CERTIFICATE' ? asOf : undefined;
    const key = `${kind} ${code} ${day ?? ''}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(key, number);
    for (const listed of kind === 'REGION' ? coveringCodes(code) : [code]) {
      const borne = this.borneBy(kind, listed);
      borne.numbers.push(number);
      borne.days.push(day);
    }
    return number;
  }

  /** What is borne by a code that an offer lists. */
  listedAs(kind: HeldAsked['kind'], code: string): Borne | undefined {
    return this.borne.get(`${kind} ${code}`);
  }

  get size(): number {
    return this.numbers.size;
  }

  private borneBy(kind: HeldAsked['kind'], code: string): Borne {
    const key = `${kind} ${code}`;
    let borne = this.borne.get(key);
    if (!borne) this.borne.set(key, (borne = { numbers: [], days: [] }));
    return borne;
  }
}

const isHeld = (asked: Asked): asked is HeldAsked => 'code' in asked && asked.kind !== 'STANDARD';

/** What an offer may list to cover a region, as the engine's `checkRegion` has it: it, what it lies in, or everything. */
function coveringCodes(region: string): readonly string[] {
  const codes = new Set([ANYWHERE, region]);
  for (let at = region.indexOf('-'); at >= 0; at = region.indexOf('-', at + 1)) codes.add(region.slice(0, at));
  return [...codes];
}

/** What one offer's lists come to for held things by number, by rule 4; of lists it does not have, nothing is to be read. */
export function heldVerdicts(
  { certificates = [], honours = [], services = [], regions = [] }: Offer,
  things: HeldThings,
  today: string,
): Uint8Array {
  const verdicts = new Uint8Array(things.size).fill(FAIL);
  const lists = { HONOUR: honours, SERVICE: services, REGION: regions } as const;
  for (const kind of ['HONOUR', 'SERVICE', 'REGION'] as const)
    for (const code of lists[kind])
      for (const number of things.listedAs(kind, code)?.numbers ?? []) verdicts[number] = PASS;
  for (const { scheme, validUntil } of certificates) {
    const borne = things.listedAs('CERTIFICATE', scheme);
    borne?.numbers.forEach((number, at) => {
      if (validUntil === undefined || validUntil >= (borne.days[at] ?? today)) verdicts[number] = PASS;
    });
  }
  return verdicts;
}
