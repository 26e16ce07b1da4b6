import assert from 'node:assert/strict';
import { MEMBERS, PASSWORD, person, signIn } from '../product.mjs';

export const title =
  'Who may not: a member who only looks, a firm not verified, then suspended, and other organisations by deep links';

const LOOKER = `looker${process.pid}@story.example`;
const OWNER = `owner${process.pid}@story.example`;
const FIRM = `故事新企业 ${process.pid}`;
const CLOSED = '此页面供其他类型的单位使用。';
const ONLY_LOOKS = '您的角色只能查看，不能录入或修改。需要时请联系本单位的所有者。';

export async function tell({ browser, base }) {
  const people = [];
  const come = async (email) => {
    const one = await person(browser, base);
    people.push(one);
    if (email) await signIn(one.page, email);
    return one.page;
  };
  const supplier = await come(MEMBERS.supplier);
  const operator = await come(MEMBERS.administrator);
  await addLooker(supplier);
  await looks(await come(LOOKER));

  const firm = await come();
  await register(firm);
  await signIn(firm, OWNER);
  await findsNothingYet(firm);
  const draft = await drafts(firm);
  await isOfOthers(supplier, draft);
  await isOfOthers(await come(MEMBERS.buyer), draft);
  await verifyThenSuspend(operator);
  await firm.goto('/work');
  await firm.getByText('贵单位已被平台暂停，公开内容已下架。').waitFor();

  for (const { faults, context } of people) {
    assert.deepEqual(faults, []);
    await context.close();
  }
}

/** By the owner of the organisation, with a password for the first time. */
async function addLooker(page) {
  await page.goto('/work/team');
  await page.getByRole('button', { name: '添加成员' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('只看的成员');
  await dialog.getByLabel('电子邮箱').fill(LOOKER);
  await dialog.getByLabel('角色').click();
  await page.locator('.ant-select-item-option', { hasText: '只读' }).click();
  await dialog.getByLabel(/密码/).fill(PASSWORD);
  await dialog.getByRole('button', { name: '添加' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Sees everything of the firm, and no button that would be refused. */
async function looks(page) {
  await page.goto('/work/listings');
  await page
    .getByRole('row', { name: /示例·移动床生物膜反应器/ })
    .first()
    .waitFor();
  for (const name of ['录入装备', '编辑', '归档', '仍然有效'])
    assert.equal(await page.getByText(name, { exact: true }).count(), 0, `no “${name}” for who only looks`);
  for (const path of ['/work/listings/new', '/work/listings/ill-mbbr/edit']) {
    await page.goto(path);
    await page.getByText(ONLY_LOOKS).waitFor();
  }
  for (const path of ['/work/tenders', '/work/review', '/work/operations']) {
    await page.goto(path);
    await page.getByText(CLOSED).waitFor();
  }
  await page.getByRole('main').getByRole('link', { name: '返回工作台' }).click();
  await page.waitForURL('**/work');
}

async function register(page) {
  await page.goto('/register');
  await page.getByLabel('单位名称（中文）').fill(FIRM);
  await page.getByLabel('统一社会信用代码').fill(creditCode());
  await page.getByLabel('姓名').fill('故事负责人');
  await page.getByLabel('电子邮箱').fill(OWNER);
  await page.getByLabel(/^密码/).fill(PASSWORD);
  await page.getByRole('button', { name: '提交注册' }).click();
  await page.getByText('注册已提交，平台将尽快核验。').waitFor();
}

/** Every list of a new firm is empty and says what to do. */
async function findsNothingYet(page) {
  for (const [path, text] of [
    ['/work/listings', '录入装备'],
    ['/work/notifications', /还没有|没有消息/],
    ['/work/searches', /检索/],
    ['/work/worklist', /招标|装备/],
    ['/work/opportunities', /招标/],
  ]) {
    await page.goto(path);
    await page.locator('.empty').getByText(text).first().waitFor();
  }
}

/** A firm that waits for its verification may prepare, and is told why it cannot go on. */
async function drafts(page) {
  await page.goto('/work/listings/new');
  await page.getByText('贵单位尚待平台核验；核验前可以准备内容，但不能提交或发布。').waitFor();
  await page.getByLabel('技术', { exact: true }).fill('膜生物反应器');
  await page.locator('.ant-select-item-option', { hasText: '膜生物反应器' }).first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('名称（中文）').fill(`${FIRM}的装备`);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.waitForURL(/\/work\/listings\/[^/]+\/edit/);
  const [, id] = /listings\/([^/]+)\/edit/.exec(page.url());
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('alert').filter({ hasText: /核验/ }).first().waitFor();
  return id;
}

/** The draft of one firm is nothing to another, and its page is no page. */
async function isOfOthers(page, draft) {
  await page.goto(`/work/listings/${draft}/edit`);
  await page.getByText('没有这件装备，或它不属于贵单位。').or(page.getByText(CLOSED)).waitFor();
  await page.goto(`/listings/${draft}`);
  await page.getByRole('main').getByText('没有找到这件装备：它可能尚未公开，或已下架。').waitFor();
  assert.equal(await page.getByText(FIRM).count(), 0, 'nothing of the draft is shown');
}

/** Verified against a code that is right, then suspended with a reason. */
async function verifyThenSuspend(page) {
  await page.goto('/work/organisations');
  await page.getByRole('link', { name: FIRM }).click();
  const decision = page.getByRole('region', { name: '核验决定' });
  await decision.getByRole('button', { name: '核验通过' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '核验通过' }).click();
  await page.getByText(`已核验通过“${FIRM}”。`).first().waitFor();
  const address = page.url();
  await page.goto(address);
  await decision.getByRole('textbox', { name: /^理由/ }).fill('故事：投诉核查期间暂停。');
  await decision.getByRole('button', { name: '暂停', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '暂停', exact: true }).click();
  await page.getByText(`已暂停“${FIRM}”。`).first().waitFor();
}

/** A code of its own, with the check character of GB 32100-2015. */
function creditCode() {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const body = `91350100${String(process.pid).padStart(9, '0')}`;
  const sum = [...body].reduce((total, sign, at) => total + signs.indexOf(sign) * (3 ** at % 31), 0);
  return body + signs[(31 - (sum % 31)) % 31];
}
