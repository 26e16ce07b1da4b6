export type Language = 'zh' | 'en';

export interface Wishes {
  /** `lang` of the address. */
  readonly address: string | null;
  /** What the reader chose here before. */
  readonly kept: string | null;
  /** What the browser asks for (BCP 47), best first. */
  readonly browser: readonly string[];
}

const isOf = (language: Language) => (tag: string) => tag.toLowerCase().split('-')[0] === language;

/** The address, then the choice made before, then Chinese, unless the browser asks for English and nowhere for Chinese. */
export function firstLanguage({ address, kept, browser }: Wishes): Language {
  for (const chosen of [address, kept]) if (chosen === 'zh' || chosen === 'en') return chosen;
  return browser.some(isOf('en')) && !browser.some(isOf('zh')) ? 'en' : 'zh';
}
