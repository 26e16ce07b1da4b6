import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, type Language } from './first-language';
import { en } from './texts/en';
import { zh } from './texts/zh';

const KEPT = 'huanpei.language';
const tagOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

const opensIn = firstLanguage({
  address: new URLSearchParams(window.location.search).get('lang'),
  kept: window.localStorage.getItem(KEPT),
  browser: window.navigator.languages,
});
document.documentElement.lang = tagOf(opensIn);

void i18next.use(initReactI18next).init({
  lng: opensIn,
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
