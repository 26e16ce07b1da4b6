import assert from 'node:assert/strict';
import { MEMBERS, person, photographer, signIn } from '../product.mjs';

export const title =
  'The main story: a listing is written, sent back, changed and approved; a need is drafted, relaxed and published; the supplier is told why, and the market is compared';

const TENDER = `故事·污水厂提标 ${process.pid}`;
const NAME = `故事·膜生物反应器 ${process.pid}`;

export async function tell({ browser, base, pictures }) {
  const picture = photographer(pictures);
  const [supplier, moderator, buyer] = await Promise.all([0, 1, 2].map(() => person(browser, base)));
  await signIn(supplier.page, MEMBERS.supplier);
  await signIn(moderator.page, MEMBERS.moderator);
  await signIn(buyer.page, MEMBERS.buyer);

  await writeListing(supplier.page, picture);
  await askForAChange(moderator.page, picture);
  await changeListing(supplier.page);
  await approve(moderator.page);
  await draftTender(buyer.page, picture);
  await supplier.page.goto('/work/notifications');
  await publish(buyer.page);
  await isTold(supplier.page, picture);
  await compare(buyer.page, picture);
  await showTrain(buyer.page, picture);
  for (const { faults, context } of [supplier, moderator, buyer]) {
    assert.deepEqual(faults, []);
    await context.close();
  }
}

/** What the technology's template asks for, each with one click and one figure typed as people write it. */
async function writeListing(page, picture) {
  await page.goto('/work/listings');
  await page.getByRole('link', { name: '录入装备' }).click();
  await page.getByLabel('技术', { exact: true }).fill('膜生物反应器');
  await page.locator('.ant-select-tree-title', { hasText: '膜生物反应器' }).first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('名称（中文）').fill(NAME);
  await page.getByRole('button', { name: '性能数据' }).click();
  for (const [expected, figure] of [
    ['处理能力', '3万吨/天'],
    ['化学需氧量 进口条件', '100-500 mg/L'],
    ['化学需氧量 出口保证值', '≤30 mg/L'],
    ['氨氮 进口条件', '10-50 mg/L'],
    ['氨氮 出口保证值', '≤1.5 mg/L'],
  ]) {
    await page.getByRole('button', { name: `+ ${expected}` }).click();
    const row = page.getByRole('listitem', { name: /^第 \d+ 行$/ }).last();
    await row.getByLabel('数值', { exact: true }).fill(figure);
    await page.keyboard.press('Enter');
  }
  await picture(page, 'listing-editor');
  await page.getByRole('button', { name: '匹配预览' }).click();
  await page.getByText(/与 \d+ 个标段比较/).waitFor();
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，平台审核后公开。').waitFor();
  const listed = page.getByRole('row', { name: new RegExp(NAME) });
  await listed.getByText('审核中').waitFor();
}

/** The operator sends it back with a template for a reason. */
async function askForAChange(page, picture) {
  await page.goto('/work/inbox');
  await page.goto('/work/review');
  await page.getByRole('link', { name: NAME }).click();
  const decision = page.getByRole('region', { name: '审核决定' });
  await decision.getByRole('textbox', { name: /^理由/ }).fill('请注明氨氮出口指标成立的水温条件。');
  await picture(page, 'review');
  await decision.getByRole('button', { name: '要求修改' }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: '要求修改' }).click();
  await page.getByText(`已要求修改“${NAME}”。`).waitFor();
}

/** The supplier reads why, adds the condition, and hands it in again. */
async function changeListing(page) {
  await page.goto('/work/notifications');
  await page.getByText('请注明氨氮出口指标成立的水温条件。').first().waitFor();
  await page.goto('/work/listings');
  await page
    .getByRole('row', { name: new RegExp(NAME) })
    .getByRole('link', { name: '编辑' })
    .click();
  await page.getByText('平台要求修改：请注明氨氮出口指标成立的水温条件。').waitFor();
  await page.getByRole('button', { name: '性能数据' }).click();
  const row = page.getByRole('listitem', { name: '第 5 行' });
  await row.getByLabel('适用条件').fill('水温 > 12 ℃');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，平台审核后公开。').waitFor();
}

async function approve(page) {
  await page.goto('/work/review');
  await page.getByRole('link', { name: NAME }).click();
  await page
    .getByText(/水温|water_temp/)
    .first()
    .waitFor();
  await page.getByRole('region', { name: '审核决定' }).getByRole('button', { name: '批准' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await page.getByText(`已批准“${NAME}”。`).waitFor();
}

/** From a paragraph and a standard; a requirement that keeps everybody out is relaxed by its slider. */
async function draftTender(page, picture) {
  await page.goto('/work/tenders');
  await page.getByRole('link', { name: '新建招标' }).first().click();
  await page.getByRole('link', { name: '从一段文字' }).click();
  await page
    .getByLabel('招标文件中的一段文字')
    .fill('设计规模2万吨/日，进水COD 350 mg/L、氨氮 35 mg/L，水温15℃，采用膜生物反应器，出水氨氮不高于1 mg/L。');
  await page.getByRole('button', { name: '识别' }).click();
  await page.getByRole('button', { name: /开始编辑/ }).click();

  await step(page, '标准');
  await page.getByLabel('标准', { exact: true }).fill('GB 18918');
  await page.locator('.ant-select-item-option', { hasText: 'GB 18918-2002' }).first().click();
  await page.getByLabel('级别').selectOption({ label: '一级A' });
  await page.getByRole('button', { name: '引用', exact: true }).click();
  await page.getByRole('button', { name: '只留工况中的参数' }).click();

  await step(page, '要求');
  const market = page.getByRole('complementary', { name: '市场实时反馈' });
  await market.getByText('使市场为空').waitFor();
  await market.getByText(/氨氮出口浓度 1 → 1\.2 mg\/L/).click();
  await market.getByText(/1\.5 mg\/L：/).waitFor();
  await market.getByRole('slider').press('End');
  await picture(page, 'tender-editor');
  await market.getByRole('button', { name: /采用 1\.5 mg\/L/ }).click();
  await market.getByRole('img', { name: /^[1-9]\d* 件满足/ }).waitFor();

  await step(page, '标段与概要');
  await page.getByLabel('名称（中文）').fill(TENDER);
  await step(page, '方式与时间');
  await page.getByRole('button', { name: /^采用/ }).first().click();
}

const step = (page, name) =>
  page
    .getByRole('navigation', { name: '编辑步骤' })
    .getByRole('link', { name: new RegExp(name) })
    .click();

async function publish(page) {
  await step(page, '复核');
  await page.getByText('内容完整，可以发布。').waitFor();
  await page.getByRole('button', { name: '发布招标' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认发布' }).click();
  await page.getByText('招标中').first().waitFor();
}

/** Within seconds, by the socket: the page was open before. */
async function isTold(page, picture) {
  const message = page.getByRole('alert').filter({ hasText: TENDER });
  await message.or(page.getByText(TENDER)).first().waitFor();
  await page.goto('/work/notifications');
  const told = page.getByRole('listitem').filter({ hasText: TENDER }).first();
  await told.getByRole('link', { name: NAME }).waitFor();
  await told.getByText('满足').first().waitFor();
  await picture(page, 'notifications');
}

async function compare(page, picture) {
  await page.goto('/tenders');
  await page.getByRole('link', { name: TENDER }).click();
  await page.getByRole('link', { name: /以表格查看全部匹配/ }).click();
  for (const listing of [NAME, '示例·膜生物反应器成套系统'])
    await page
      .getByRole('rowheader', { name: new RegExp(listing) })
      .getByLabel('对比')
      .check();
  await page.getByRole('link', { name: '对比', exact: true }).click();
  await page.getByRole('heading', { name: '装备对比' }).waitFor();
  await page.getByRole('columnheader', { name: new RegExp(NAME) }).waitFor();
  await picture(page, 'compare');
}

/** Stage by stage, against the limits. */
async function showTrain(page, picture) {
  await page.goto('/work/tenders');
  await page
    .getByRole('row', { name: new RegExp(TENDER) })
    .getByRole('link', { name: '组合工艺' })
    .click();
  await page
    .getByRole('heading', { name: /组合工艺/ })
    .first()
    .waitFor();
  await page.getByRole('img', { name: /氨氮/ }).first().waitFor();
  await picture(page, 'trains');
}
