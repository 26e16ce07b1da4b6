import { dataFile, once } from './data-file';

/** `seen` by those who write the rules, faults and all, or `unseen`: only the latter says how well new text is read. */
export const PARAGRAPH_SETS = ['seen', 'unseen'] as const;

/**
 * A paragraph as it stands in a tender, and what an engineer reads in it. Readings are lines of one notation:
 * `capacity = 50000 m3/d`, `inlet cod = 350 mg/L`, `outlet ss <= 10 mg/L`, `removal_pct pm >= 99.9 %`,
 * `lod pm25 <= 2 ug/m3`, `inlet ph 6..9 1`, `leadDays 180`, `price 4400000 CNY`, `GB 18918-2002 1A`, or the code of a
 * technology, scenario or region. `unsettled` are stretches of the text that look like a demand and must not be read.
 */
export interface JudgedParagraph {
  readonly id: string;
  readonly set: (typeof PARAGRAPH_SETS)[number];
  readonly language: 'zh' | 'en';
  readonly domain: string;
  readonly text: string;
  readonly readings: readonly string[];
  /** Readings that are right if made, and not missed if not made. */
  readonly optional?: readonly string[];
  readonly unsettled?: readonly string[];
}

export interface JudgedParagraphsFile {
  readonly about: string;
  readonly paragraphs: readonly JudgedParagraph[];
}

export const judgedParagraphsFile = dataFile<JudgedParagraphsFile>('judged/paragraphs.json');

/** Paragraphs with what is to be read in them, written without knowledge of the rules that read them. */
export const judgedParagraphs: () => readonly JudgedParagraph[] = once(() => judgedParagraphsFile().paragraphs);
