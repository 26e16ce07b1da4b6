import type { Track } from '@huanpei/domain';
import { dataFile } from './data-file';
import { legalClocks, type LegalConfidence } from './legal-clocks';
import type { Bilingual, DataSource } from './source';

/** What the law of a track calls an unreasonable condition, as far as a set of requirements can show it. */
export interface FairCompetitionRule {
  readonly id: string;
  readonly track: Track;
  /** Key of the laws in `legal-clocks.json`. */
  readonly law: string;
  readonly article: string;
  /** Number of the item in the article. */
  readonly item: number;
  /** The item; the Chinese is the law's own wording, the English is ours. */
  readonly text: Bilingual;
  readonly confidence: LegalConfidence;
}

export interface FairCompetitionFile {
  readonly source: DataSource;
  readonly rules: readonly FairCompetitionRule[];
}

export const fairCompetitionFile = dataFile<FairCompetitionFile>('fair-competition.json');

const ITEMS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** The rule of a track with its citation, such as `…条例（2015年）第20条第（三）项`; none for a track under no law. */
export function fairCompetition(track: Track): (FairCompetitionRule & { readonly citation: Bilingual }) | undefined {
  const rule = fairCompetitionFile().rules.find((one) => one.track === track);
  if (!rule) return undefined;
  const { law: key, article, item } = rule;
  const law = legalClocks().laws[key];
  return {
    ...rule,
    citation: {
      zh: `${law?.zh ?? key}第${article}条第（${ITEMS[item - 1] ?? item}）项`,
      en: `${law?.en ?? key}, art. ${article} (${item})`,
    },
  };
}
