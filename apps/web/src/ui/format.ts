/** Instants are kept in UTC and shown in Asia/Shanghai, whatever the reader's machine says. */
export function showInstant(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(iso));
}

/** The time of the day in Shanghai, to the second. */
export const showTime = (instant: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(instant);

/** A calendar day, `YYYY-MM-DD`, or the day of an instant in Shanghai. */
export function showDay(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    dateStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(iso));
}

const COUNTRY = /^[A-Z]{2}$/;

/** The name of a country (ISO 3166-1 alpha-2); anything else as it is. */
export function showCountry(code: string, language: string): string {
  if (!COUNTRY.test(code)) return code;
  return new Intl.DisplayNames([language === 'en' ? 'en' : 'zh-CN'], { type: 'region' }).of(code) ?? code;
}

/** A unit as people read it: cubic and square metres raised, signs for degrees, micro and what has no unit. */
export const showUnit = (unit: string): string =>
  (SHOWN_UNITS[unit] ?? unit)
    .replace(/m3/gu, 'm³')
    .replace(/\bm2\b/gu, 'm²')
    .replace(/^u(?=[gLm])/u, 'µ');

const SHOWN_UNITS: Readonly<Record<string, string>> = { degC: '°C', '1': '–', times: '×' };

/** A figure with its thousands apart, the same in both languages. */
export const showFigure = (figure: number): string =>
  new Intl.NumberFormat('en-US', { maximumSignificantDigits: 12 }).format(figure);
