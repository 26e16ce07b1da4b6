import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './texts/en';
import { zh } from './texts/zh';

export type Language = 'zh' | 'en';
const KEPT = 'huanpei.language';
const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

function firstLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang');
  if (asked === 'zh' || asked === 'en') return asked;
  return window.localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
}

document.documentElement.lang = tagOf(firstLanguage());

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'zh',
  resources: { zh: { translation: zh }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

/** Switches every text on the page and remembers the choice. */
export async function setLanguage(language: Language): Promise<void> {
  window.localStorage.setItem(KEPT, language);
  document.documentElement.lang = tagOf(language);
  await i18next.changeLanguage(language);
}

export { i18next };
