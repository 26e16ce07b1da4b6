import { MEMBERS, person, photographer, signIn } from '../product.mjs';

export const title = 'The pictures of README and docs/tour.md';

/** Name, address, who, and how the browser is set. */
const PICTURES = [
  ['home', '/', undefined, {}],
  ['home-phone-dark-en', '/', undefined, { locale: 'en', dark: true, width: 390, height: 844 }],
  ['search-en', '/search?q=MBR', undefined, { locale: 'en' }],
  ['search-phone', '/search?q=MBR', undefined, { width: 390, height: 844 }],
  ['listing', '/listings/ill-mbbr', undefined, {}],
  ['listing-dark-en', '/listings/ill-mbr-10000', undefined, { locale: 'en', dark: true }],
  ['tender', '/tenders/ill-sewage-50000', undefined, {}],
  ['tender-phone-dark', '/tenders/ill-sewage-50000', undefined, { dark: true, width: 390, height: 844 }],
  ['matches', '/tenders/ill-sewage-50000/matches', undefined, {}],
  ['standard', '/standards/GB%2018918-2002?level=1A', undefined, {}],
  ['guide-en', '/guide/water.municipal', undefined, { locale: 'en' }],
  ['worklist', '/work/worklist', MEMBERS.supplier, {}],
  ['gaps-dark', '/work/gaps', MEMBERS.moderator, { dark: true }],
  ['inbox-en', '/work/inbox', MEMBERS.moderator, { locale: 'en' }],
  ['operations', '/work/operations', MEMBERS.administrator, {}],
  ['audit-en', '/work/audit', MEMBERS.administrator, { locale: 'en' }],
];

export async function tell({ browser, base }) {
  const picture = photographer(true);
  for (const [name, path, email, set] of PICTURES) {
    const { context, page } = await person(browser, base, set);
    if (email) await signIn(page, email, set.locale);
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await picture(page, name);
    await context.close();
  }
}
