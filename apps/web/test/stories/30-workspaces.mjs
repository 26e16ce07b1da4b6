import { inaccessible, MEMBERS, person, scrollsSideways, signIn } from '../product.mjs';

export const title = 'Every page of the workspaces, in both languages and themes, wide and narrow, by who it is for';

const COMMON = ['/work', '/work/notifications', '/work/team', '/work/account', '/work/searches', '/work/integrations'];
const PAGES = {
  supplier: [
    '/work/listings',
    '/work/listings/new',
    '/work/listings/ill-mbbr/edit?part=performance',
    '/work/listings/ill-mbbr/edit?part=preview',
    '/work/opportunities',
    '/work/worklist',
    '/work/import',
  ],
  buyer: [
    '/work/tenders',
    '/work/tenders/new',
    '/work/tenders/ill-sewage-50000/trains',
    '/tenders/ill-sewage-50000/matches',
    '/work/import',
  ],
  administrator: [
    '/work/inbox',
    '/work/review',
    '/work/organisations',
    '/work/audit',
    '/work/gaps',
    '/work/gaps?source=OPEN_TENDERS',
    '/work/attention',
    '/work/attention?list=suspended',
    '/work/operations',
  ],
};

export async function tell({ browser, base }) {
  const found = [];
  for (const [who, pages] of Object.entries(PAGES))
    for (const [locale, dark, width] of [
      ['zh-CN', false, 1280],
      ['en', true, 390],
    ]) {
      const { context, page, faults } = await person(browser, base, { locale, dark, width });
      await signIn(page, MEMBERS[who], locale);
      for (const path of [...COMMON, ...pages]) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle');
        const where = `${path} (${who}, ${locale}, ${width})`;
        found.push(...(await inaccessible(page)).map((finding) => `${where} ${finding}`));
        if (await scrollsSideways(page)) found.push(`${where} scrolls sideways`);
      }
      found.push(...faults);
      await context.close();
    }
  if (found.length > 0) throw new Error(found.join('\n'));
}
