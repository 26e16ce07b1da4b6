/** The main story of all three users, as it is told in a language. */
import assert from 'node:assert/strict';
import { MEMBERS, person, photographer, signIn } from './product.mjs';
import { WORDS } from './main-story-words.mjs';

/**
 * A listing is written, sent back, changed and approved; a need is drafted, relaxed and published; the supplier is told
 * why, and the market is compared. Each language has things of its own, so that both can be told on one data folder.
 */
export async function tellMainStory({ browser, base, pictures = false, locale }) {
  const words = WORDS[locale];
  const picture = photographer(pictures);
  const [supplier, moderator, buyer] = await Promise.all([0, 1, 2].map(() => person(browser, base, { locale })));
  await signIn(supplier.page, MEMBERS.supplier, locale);
  await signIn(moderator.page, MEMBERS.moderator, locale);
  await signIn(buyer.page, MEMBERS.buyer, locale);

  await writeListing(supplier.page, words, picture);
  await askForAChange(moderator.page, words, picture);
  await changeListing(supplier.page, words);
  await approve(moderator.page, words);
  await draftTender(buyer.page, words, picture);
  await supplier.page.goto('/work/notifications');
  await publish(buyer.page, words);
  await isTold(supplier.page, words, picture);
  await compare(buyer.page, words, picture);
  await showTrain(buyer.page, words, picture);
  for (const { faults, context } of [supplier, moderator, buyer]) {
    assert.deepEqual(faults, []);
    await context.close();
  }
}

/** What the technology's template asks for, each with one click and one figure typed as people write it. */
async function writeListing(page, words, picture) {
  await page.goto('/work/listings');
  await page.getByRole('link', { name: words.newListing }).click();
  await page.getByLabel(words.technologies, { exact: true }).fill(words.technology);
  await page.locator('.ant-select-item-option', { hasText: words.technology }).first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel(words.nameZh, { exact: true }).fill(words.listing.zh);
  await page.getByLabel(words.nameEn).fill(words.listing.en);
  await page.getByRole('button', { name: words.performance }).click();
  for (const [expected, figure] of words.figures) {
    await page.getByRole('button', { name: `+ ${expected}` }).click();
    const row = page.getByRole('listitem', { name: words.row }).last();
    await row.getByLabel(words.figure, { exact: true }).fill(figure);
    await page.keyboard.press('Enter');
  }
  await picture(page, 'listing-editor');
  await page.getByRole('button', { name: words.asMatched }).click();
  await page.getByText(words.compared).waitFor();
  await page.getByRole('button', { name: words.handIn }).click();
  // It says little yet, which is asked about first.
  await page.getByRole('dialog').getByRole('button', { name: words.anyway }).click();
  await page.getByText(words.handedIn).waitFor();
  const listed = page.getByRole('row', { name: new RegExp(words.name) });
  await listed.getByText(words.underReview).waitFor();
}

/** The operator sends it back with a template for a reason. */
async function askForAChange(page, words, picture) {
  await page.goto('/work/inbox');
  await page.goto('/work/review');
  await page.getByRole('link', { name: words.name }).click();
  const decision = page.getByRole('region', { name: words.decision });
  await decision.getByRole('textbox', { name: words.reason }).fill(words.wanted);
  await picture(page, 'review');
  await decision.getByRole('button', { name: words.askForChanges }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: words.askForChanges }).click();
  await page.getByText(words.asked).waitFor();
}

/** The supplier reads why, adds the condition, and hands it in again. */
async function changeListing(page, words) {
  await page.goto('/work/notifications');
  await page.getByText(words.wanted).first().waitFor();
  await page.goto('/work/listings');
  await page
    .getByRole('row', { name: new RegExp(words.name) })
    .getByRole('link', { name: words.edit })
    .click();
  await page.getByText(words.askedOf).waitFor();
  await page.getByRole('button', { name: words.performance }).click();
  const row = page.getByRole('listitem', { name: words.fifthRow });
  await row.getByLabel(words.condition).fill(words.warm);
  await page.getByRole('button', { name: words.handIn }).click();
  // It says little yet, which is asked about first.
  await page.getByRole('dialog').getByRole('button', { name: words.anyway }).click();
  await page.getByText(words.handedIn).waitFor();
}

async function approve(page, words) {
  await page.goto('/work/review');
  await page.getByRole('link', { name: words.name }).click();
  await page.getByText(words.warmth).first().waitFor();
  await page
    .getByRole('region', { name: words.decision })
    .getByRole('button', { name: words.approve, exact: true })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: words.approve, exact: true }).click();
  await page.getByText(words.approved).waitFor();
}

/** From a paragraph and a standard; a requirement that keeps everybody out is relaxed by its slider. */
async function draftTender(page, words, picture) {
  await page.goto('/work/tenders');
  await page.getByRole('link', { name: words.newTender }).first().click();
  await page.getByRole('link', { name: words.fromText }).click();
  await page.getByLabel(words.paragraph).fill(words.written);
  await page.getByRole('button', { name: words.read, exact: true }).click();
  await page.getByRole('button', { name: words.begin }).click();

  await step(page, words.standards, words);
  await page.getByLabel(words.standard, { exact: true }).fill('GB 18918');
  await page.locator('.ant-select-item-option', { hasText: 'GB 18918-2002' }).first().click();
  await page.getByLabel(words.level).selectOption({ label: words.classA });
  await page.getByRole('button', { name: words.cite, exact: true }).click();
  await page.getByRole('button', { name: words.onlyDuty }).click();

  await step(page, words.requirements, words);
  const market = page.getByRole('complementary', { name: words.market });
  await market.getByText(words.empties).waitFor();
  await market.getByText(words.relaxed).waitFor();
  await market.getByText(words.setting).first().waitFor();
  await slideTo(market.getByRole('slider'), words.setting);
  await picture(page, 'tender-editor');
  await market.getByRole('button', { name: words.take }).click();
  await market.getByRole('img', { name: words.someFit }).waitFor();

  await step(page, words.lots, words);
  await page.getByLabel(words.titleZh, { exact: true }).fill(words.tender.zh);
  await page.getByLabel(words.titleEn).fill(words.tender.en);
  await step(page, words.dates, words);
  await page.getByRole('button', { name: words.takeDate }).first().click();
}

/** One setting after another, since further ones may still be coming. */
async function slideTo(slider, setting) {
  for (let place = 0; place < 8; place += 1) {
    const at = await slider.getAttribute('aria-valuetext');
    if (setting.test(at)) return;
    await slider.press('ArrowRight');
  }
  throw new Error(`the slider has no setting ${setting}; it stands at ${await slider.getAttribute('aria-valuetext')}`);
}

const step = (page, name, words) =>
  page
    .getByRole('navigation', { name: words.steps })
    .getByRole('link', { name: new RegExp(name) })
    .click();

async function publish(page, words) {
  await step(page, words.review, words);
  await page.getByText(words.ready).waitFor();
  await page.getByRole('button', { name: words.publish, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.publishNow }).click();
  await page.getByText(words.open, { exact: true }).first().waitFor();
}

/** Within seconds, by the socket: the page was open before. */
async function isTold(page, words, picture) {
  const message = page.getByRole('alert').filter({ hasText: words.title });
  await message.or(page.getByText(words.title)).first().waitFor();
  await page.goto('/work/notifications');
  const told = page.getByRole('listitem').filter({ hasText: words.title }).first();
  await told.getByRole('link', { name: words.name }).waitFor();
  await told.getByText(words.fits).first().waitFor();
  await picture(page, 'notifications');
}

async function compare(page, words, picture) {
  await page.goto('/tenders');
  await page.getByRole('link', { name: words.title }).click();
  await page.getByRole('link', { name: words.asTable }).click();
  for (const listing of [words.name, words.rival])
    await page
      .getByRole('rowheader', { name: new RegExp(listing) })
      .getByLabel(words.pick)
      .check();
  await page.getByRole('link', { name: words.pick, exact: true }).click();
  await page.getByRole('heading', { name: words.comparison }).waitFor();
  await page.getByRole('columnheader', { name: new RegExp(words.name) }).waitFor();
  await picture(page, 'compare');
}

/** Stage by stage, against the limits. */
async function showTrain(page, words, picture) {
  await page.goto('/work/tenders');
  await page
    .getByRole('row', { name: new RegExp(words.title) })
    .getByRole('link', { name: words.trains, exact: true })
    .click();
  await page.getByRole('heading', { name: words.trainsHeading }).first().waitFor();
  await page.getByRole('img', { name: words.ammonia }).first().waitFor();
  await picture(page, 'trains');
}
