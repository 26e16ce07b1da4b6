import type { Name } from '@huanpei/matching';

export type Language = 'zh' | 'en';

/** A text in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Where a record comes from. */
export interface DataSource {
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
  /** Where a copy was read. */
  readonly copy?: string;
  readonly ref?: string;
}

/** The text in the language asked for, else in the other. */
export function inLanguage(name: Name, language: Language): string | undefined {
  return language === 'zh' ? (name.zh ?? name.en) : (name.en ?? name.zh);
}

/**
 * Whether data of this confidence may decide anything. What was only remembered (`known…`, `recalled…`; `K` of the
 * legal clocks) is shown with its mark and decides nothing until an operator confirms it.
 */
export function decides(confidence: string): boolean {
  return !/^(known|recalled)/i.test(confidence) && confidence !== 'K';
}
