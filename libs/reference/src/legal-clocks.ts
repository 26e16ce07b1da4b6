import type { MinimumPeriods, Period, ProcurementMethod, Track } from '@huanpei/domain';
import { dataFile, once } from './data-file';
import { decides, type Bilingual } from './source';

/** `K`: known, text not re-read; such a clock is shown and never decides. */
export type LegalConfidence = 'V' | 'S' | 'K';

/** One period, share or count that the law sets for a step of a procurement. */
export interface LegalClock {
  readonly id: string;
  readonly track: Track;
  /** Null when it holds for every method of the track. */
  readonly method: ProcurementMethod | null;
  readonly step: string;
  readonly label: Bilingual;
  /** Whether the amount is the least, the most, or exactly what the law allows. */
  readonly direction: 'MINIMUM' | 'MAXIMUM' | 'EXACT';
  readonly amount: number;
  readonly unit: 'DAYS' | 'WORKING_DAYS' | 'YEARS' | 'PERCENT' | 'COUNT';
  /** The event it runs from, or what it is a share of. */
  readonly from: string;
  readonly fromLabel: Bilingual;
  /** Key of the file's `laws`. */
  readonly law: string;
  readonly article: string | null;
  readonly confidence: LegalConfidence;
  readonly note?: Bilingual;
}

export interface Law extends Bilingual {
  readonly copy?: string;
}

/** Days on which working-day periods do not run. */
export interface WorkingCalendar {
  /** Days of the week as `Date.getUTCDay` counts them. */
  readonly weekend: readonly number[];
  /** `YYYY-MM-DD`; empty because no sourced list is at hand. */
  readonly holidays: readonly string[];
  readonly confidence: string;
  readonly note: Bilingual;
}

export interface LegalClocksFile {
  readonly laws: Readonly<Record<string, Law>>;
  readonly confidences: Readonly<Record<LegalConfidence, Bilingual>>;
  readonly calendar: WorkingCalendar;
  readonly clocks: readonly LegalClock[];
}

export interface LegalClocks {
  readonly list: readonly LegalClock[];
  readonly laws: Readonly<Record<string, Law>>;
  readonly calendar: WorkingCalendar;
  byId(id: string): LegalClock | undefined;
  /** Clocks of a track that hold for the method. */
  of(track: Track, method?: ProcurementMethod): readonly LegalClock[];
  /** Law and article, such as `中华人民共和国政府采购法（2014年修正）第35条`. */
  citation(clock: LegalClock, language: 'zh' | 'en'): string;
  /** Whether it may refuse anything, or is shown only. */
  decides(clock: Pick<LegalClock, 'confidence'>): boolean;
}

export const legalClocksFile = dataFile<LegalClocksFile>('legal-clocks.json');

export const legalClocks: () => LegalClocks = once(() => {
  const { clocks: list, laws, calendar } = legalClocksFile();
  const byId = new Map(list.map((clock) => [clock.id, clock]));
  return {
    list,
    laws,
    calendar,
    byId: (id) => byId.get(id),
    of: (track, method) =>
      list.filter(
        (clock) => clock.track === track && (clock.method === null || method === undefined || clock.method === method),
      ),
    citation: (clock, language) => {
      const law = laws[clock.law]?.[language] ?? clock.law;
      if (clock.article === null) return law;
      return language === 'zh' ? `${law}第${clock.article}条` : `${law}, art. ${clock.article}`;
    },
    decides: (clock) => decides(clock.confidence),
  };
});

/** The minimum periods in force for a track and method, without those that were not re-read in a source. */
export function minimumPeriods(track: Track, method: ProcurementMethod): MinimumPeriods {
  const clocks = legalClocks();
  const period = (step: string): Period | null => {
    const clock = clocks
      .of(track, method)
      .find((one) => one.step === step && one.direction === 'MINIMUM' && clocks.decides(one));
    if (!clock || (clock.unit !== 'DAYS' && clock.unit !== 'WORKING_DAYS')) return null;
    return { clockId: clock.id, amount: clock.amount, unit: clock.unit };
  };
  return {
    toDeadline: period('TO_DEADLINE'),
    documentsOnOffer: period('DOCUMENTS_ON_OFFER'),
    changeToDeadline: period('CHANGE_TO_DEADLINE'),
    calendar: clocks.calendar,
  };
}
