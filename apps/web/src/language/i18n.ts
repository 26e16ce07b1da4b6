import { createInstance, type i18n } from 'i18next';
import { en } from '../texts/en';
import { zh } from '../texts/zh';
import type { Language } from './first-language';

export const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

/** The texts that every page needs, in both languages. What only one feature says comes with it (texts.ts). */
export function createTexts(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
  return instance;
}
