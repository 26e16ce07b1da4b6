import assert from 'node:assert/strict';
import { MEMBERS, person, scrollsSideways, signIn } from '../product.mjs';

export const title =
  'Two operators mark one warning as looked at: the second, on a phone in the dark, is told what the first wrote and adds to it';

const TENDER = '示例·农村生活污水一体化设备';
const FIRST = '已与采购方核实，各项指标有设计依据。';
const SECOND = '已请采购方补充论证材料。';

export async function tell({ browser, base }) {
  const first = await person(browser, base);
  const second = await person(browser, base, { width: 390, height: 844, dark: true });
  await signIn(first.page, MEMBERS.moderator);
  await signIn(second.page, MEMBERS.administrator);
  for (const { page } of [first, second]) await asks(page);

  await writes(first.page, FIRST);
  await first.page.getByText(`已将“${TENDER}”标为已查看。`).waitFor();

  await writes(second.page, SECOND);
  const dialog = second.page.getByRole('dialog');
  const told = dialog.getByRole('alert').filter({ hasText: '同事刚刚已查看这条提示' });
  await told.waitFor();
  assert.match(await told.innerText(), new RegExp(FIRST), 'it says what the first wrote');
  assert.equal(await dialog.getByRole('textbox').inputValue(), SECOND, 'what was typed is still there');
  assert.equal(await scrollsSideways(second.page), false);
  await dialog.getByRole('button', { name: '补记我的结论' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const row = second.page.getByRole('row', { name: new RegExp(TENDER) });
  for (const words of [FIRST, SECOND]) await row.getByText(new RegExp(`已查看：${words}`)).waitFor();

  for (const { faults, context } of [first, second]) {
    assert.deepEqual(faults, []);
    await context.close();
  }
}

async function asks(page) {
  await page.goto('/work/attention?list=tailoring');
  await page.getByRole('button', { name: new RegExp(`标为已查看：${TENDER}`) }).click();
  await page.getByRole('dialog').waitFor();
}

async function writes(page, words) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(words);
  await dialog.getByRole('button', { name: '标为已查看' }).click();
}
