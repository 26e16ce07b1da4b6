import type { HeldDemand } from '../demand';
import type { Offer } from '../model';
import { FAIL, PASS, UNKNOWN } from './judge';

type Asked = HeldDemand['asked'];

/** A held thing as demanded, with the day on which it must hold where the need names one. */
interface HeldThing {
  readonly asked: Asked;
  /** The number of the same thing whatever the day. */
  readonly what: number;
  readonly asOf: string | undefined;
}

/** Certificates, honours, services and regions as needs ask for them, by number. */
export class HeldThings {
  private readonly things: HeldThing[] = [];
  private readonly numbers = new Map<string, number>();
  /** The same whatever the day. */
  private readonly whats = new Map<string, number>();

  /** @param asOf the day of the need, if it names one */
  numberOf(asked: Asked, asOf: string | undefined): number {
    const thing = `${asked.kind} ${'code' in asked ? asked.code : ''}`;
    const day = asked.kind === 'CERTIFICATE' ? asOf : undefined;
    const key = `${thing} ${day ?? ''}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.things.length;
    const what = this.whats.get(thing) ?? this.whats.size;
    this.whats.set(thing, what);
    this.things.push({ asked, what, asOf: day });
    this.numbers.set(key, number);
    return number;
  }

  at(number: number): HeldThing {
    const thing = this.things[number];
    if (!thing) throw new Error(`no held thing has the number ${number}`);
    return thing;
  }

  get size(): number {
    return this.things.length;
  }

  get whatSize(): number {
    return this.whats.size;
  }
}

const NOT_YET = 255;
const HANGS_ON_DAY = 254;

/** What one offer's lists come to for held things, each asked once. */
export class HeldVerdicts {
  private readonly verdicts: Uint8Array;
  /** What is known of a thing without looking at the day. */
  private readonly whats: Uint8Array;

  constructor(
    private readonly offer: Offer,
    private readonly things: HeldThings,
    private readonly today: string,
  ) {
    this.verdicts = new Uint8Array(things.size).fill(NOT_YET);
    this.whats = new Uint8Array(things.whatSize).fill(NOT_YET);
  }

  of(number: number): number {
    const known = this.verdicts[number] as number;
    return known === NOT_YET ? this.find(number) : known;
  }

  private find(number: number): number {
    const { asked, what, asOf } = this.things.at(number);
    let found = this.whats[what] as number;
    if (found === NOT_YET) this.whats[what] = found = this.holds(asked);
    if (found === HANGS_ON_DAY) found = this.holdsOn(asked, asOf ?? this.today);
    this.verdicts[number] = found;
    return found;
  }

  /** As the engine's `checkRegion` does, of which there are many regions to ask. */
  private covers(region: string): number {
    const { regions } = this.offer;
    if (!regions) return UNKNOWN;
    for (const code of regions)
      if (code === '*' || (region.startsWith(code) && (region.length === code.length || region[code.length] === '-')))
        return PASS;
    return FAIL;
  }

  /** Rule 4, as the engine's `checkHeld` has it. */
  private holds(asked: Asked): number {
    const { honours, services, certificates } = this.offer;
    switch (asked.kind) {
      case 'REGION':
        return this.covers(asked.code);
      case 'HONOUR':
        return !honours ? UNKNOWN : honours.includes(asked.code) ? PASS : FAIL;
      case 'SERVICE':
        return !services ? UNKNOWN : services.includes(asked.code) ? PASS : FAIL;
      case 'CERTIFICATE': {
        if (!certificates) return UNKNOWN;
        const named = certificates.some(({ scheme }) => scheme === asked.code);
        return named ? HANGS_ON_DAY : FAIL;
      }
      default:
        throw new Error(`not held in a list: ${asked.kind}`);
    }
  }

  /** Whether a certificate holds on a day. */
  private holdsOn(asked: Asked, day: string): number {
    for (const { scheme, validUntil } of this.offer.certificates ?? [])
      if ('code' in asked && scheme === asked.code && (validUntil === undefined || validUntil >= day)) return PASS;
    return FAIL;
  }
}
