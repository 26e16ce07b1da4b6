import { createContext, use } from 'react';
import type { Language } from './first-language';

export const LANGUAGE_COOKIE = 'huanpei_language';
const YEAR_S = 31_536_000;

/** Kept for a year, in a cookie, so that the server draws the next page in this language. */
export function keepLanguage(language: Language): void {
  document.cookie = `${LANGUAGE_COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

interface Choice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}
const LanguageContext = createContext<Choice | undefined>(undefined);
export const LanguageProvider = LanguageContext.Provider;

/** The language of the page and how to change it. */
export function useLanguage(): Choice {
  const choice = use(LanguageContext);
  if (choice === undefined) throw new Error('useLanguage outside of a LanguageProvider');
  return choice;
}
