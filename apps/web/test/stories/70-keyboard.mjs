import assert from 'node:assert/strict';
import { MEMBERS, PASSWORD, person, signIn } from '../product.mjs';

export const title =
  'By keyboard alone: a listing is found, a buyer signs in, drafts a tender, brings in what is wanted and thinks better of cancelling it; a figure that cannot be read is led to';

const TENDER = `键盘·污水厂提标 ${process.pid}`;
/** More than any page has before what is looked for. */
const MOST_STEPS = 160;

export async function tell({ browser, base }) {
  const { page, faults, context } = await person(browser, base);
  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.match(await focused(page), /跳到|正文/, 'the first stop is the way past the navigation');
  await page.keyboard.press('Enter');
  await tabTo(page, /^搜索装备、招标/);
  await page.keyboard.type('MBR');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=MBR/);
  await page.getByRole('link', { name: '示例·一体化MBR模块' }).first().waitFor();
  await tabTo(page, /^示例·一体化MBR模块$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /一体化MBR模块/ }).waitFor();

  await page.goto('/sign-in');
  await tabTo(page, /^电子邮箱$/);
  await page.keyboard.type(MEMBERS.buyer);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/work');

  await tabTo(page, /^我的招标$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '我的招标' }).waitFor();
  await tabTo(page, /^新建招标$/);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '从一段文字' }).waitFor();
  await tabTo(page, /^从一段文字$/);
  await page.keyboard.press('Enter');
  await page.getByLabel('招标文件中的一段文字').waitFor();
  await tabTo(page, /^招标文件中的一段文字$/);
  await page.keyboard.type('设计规模2万吨/日，进水氨氮 35 mg/L，出水氨氮不高于5 mg/L。');
  await tabTo(page, /^识别$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /开始编辑/ }).waitFor();
  await tabTo(page, /开始编辑/);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '编辑步骤' }).waitFor();
  await tabTo(page, /标段与概要/);
  await page.keyboard.press('Enter');
  await page.getByLabel('名称（中文）').waitFor();
  await tabTo(page, /^名称（中文）$/);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(TENDER);
  await page
    .getByText(/^已保存 /)
    .first()
    .waitFor();

  // A line without a figure is on the server with the draft: a colleague's browser shows it too.
  await tabTo(page, /^上一步：要求$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '+ 最高总价' }).waitFor();
  await tabTo(page, /^\+ 最高总价$/);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '最高总价' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.labels?.[0]?.textContent?.startsWith('最高总价'));
  await page.getByText(/^已保存 .*1 行尚未填完/).waitFor();
  const colleague = await person(browser, base);
  await signIn(colleague.page, MEMBERS.buyer);
  await colleague.page.goto(page.url());
  await colleague.page.getByRole('textbox', { name: '最高总价' }).waitFor();
  await colleague.context.close();
  await tabTo(page, /^删除/);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '最高总价' }).waitFor({ state: 'detached' });
  // Leaving before it is saved would be asked about.
  await page.getByText('有未保存的修改').waitFor();
  await page
    .getByText(/^已保存 /)
    .first()
    .waitFor();

  await page.goto('/work/tenders');
  await page.getByRole('row', { name: new RegExp(TENDER) }).waitFor();
  // The newest stands first.
  await tabTo(page, /^取消$/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  assert.equal(await inDialog(page), true, 'the focus goes into the dialog');
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    // From the last stop a modal dialog leads to the browser's own buttons, never to the page behind it.
    assert.ok((await inDialog(page)) || (await focused(page)) === '', 'and never to what is behind it');
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.match(await focused(page), /^取消$/, 'the focus is back where it came from');

  await bringsInWhatIsWanted(page);
  await isLedToTheFault(page);
  assert.deepEqual(faults, []);
  await context.close();
}

/** From another step, and again beside the lines themselves: the focus is where the first figure is to be typed. */
async function bringsInWhatIsWanted(page) {
  await page.goto('/work/tenders/new');
  await page.getByRole('link', { name: '从一段文字' }).click();
  const need = '设计规模2万吨/日，出水氨氮不高于5 mg/L，出水总磷不高于0.5 mg/L。';
  await page.getByLabel('招标文件中的一段文字').fill(need);
  await page.getByRole('button', { name: '识别' }).click();
  await page.getByRole('button', { name: /开始编辑/ }).click();
  await page.getByRole('navigation', { name: '编辑步骤' }).waitFor();
  const address = page.url();
  for (const step of ['requirements', 'duty']) {
    await page.goto(`${address}?step=${step}`);
    await page.getByRole('button', { name: '加入进口参数' }).waitFor();
    await tabTo(page, /^加入进口参数$/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('.figure-input input'));
    assert.match(
      await focused(page),
      /^进口 · (氨氮|总磷)/,
      `what was brought in from the step ${step} has the focus, not ${await focused(page)}`,
    );
    assert.match(page.url(), /step=duty/);
    await page.getByRole('button', { name: '加入进口参数' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByRole('button', { name: '加入进口参数' }).waitFor();
    // What is undone before it was saved is no change that waits.
    await page.getByText('有未保存的修改').waitFor({ state: 'detached' });
  }
}

/** Where the form is sent with what cannot be read, the first such field has the focus and is told what is wrong. */
async function isLedToTheFault(page) {
  await page.goto('/search?q=MBR&kind=LISTING');
  await page.getByText('按性能数据筛选').filter({ visible: true }).click();
  const form = page.locator('.figures-form').filter({ visible: true });
  const outlet = form.getByRole('group', { name: '出口不高于' });
  await outlet.getByLabel('参数', { exact: true }).fill('氨氮');
  assert.equal(await form.locator('[aria-invalid=true]').count(), 0, 'half a limit is no fault while it is typed');
  await form.getByLabel('价格不高于（元）').first().fill('很便宜');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
  assert.equal(await heard(page), '请填写该参数的数值');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('value') === '很便宜');
  assert.equal(await heard(page), '无法识别：请填写不小于 0 的数字');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('500000');
  await page.keyboard.press('Enter');
  await page.waitForURL(/price=500000/);
}

/** What is read out behind the name of the field that has the focus. */
const heard = (page) =>
  page.evaluate(() => document.getElementById(document.activeElement.getAttribute('aria-describedby'))?.textContent);

/** What has the focus, by the name that is read out, and whether it can be seen that it has it. */
async function focusOf(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    // The page itself takes the focus after a move; that is no stop.
    if (!element || element === document.body || element.matches('main, [tabindex="-1"]'))
      return { name: '', seen: true };
    const style = getComputedStyle(element);
    const around = element.closest('.ant-select, .ant-input-affix-wrapper');
    const ring = (one) => one.outlineStyle !== 'none' || one.boxShadow !== 'none';
    const name =
      element.getAttribute('aria-label') ??
      element.labels?.[0]?.firstChild?.textContent ??
      element.getAttribute('placeholder') ??
      element.textContent ??
      '';
    return { name: name.trim(), seen: ring(style) || (around !== null && ring(getComputedStyle(around))) };
  });
}
const focused = async (page) => (await focusOf(page)).name;
const inDialog = (page) => page.evaluate(() => document.activeElement?.closest('dialog, [role=dialog]') !== null);

/** Steps on until something of that name has the focus; every stop on the way can be seen. */
async function tabTo(page, name) {
  const passed = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const focus = await focusOf(page);
    assert.ok(focus.seen, `it cannot be seen that “${focus.name}” has the focus (${page.url()})`);
    if (name.test(focus.name)) return;
    passed.push(focus.name.slice(0, 20));
    await page.keyboard.press('Tab');
  }
  throw new Error(`no stop is called ${name} on ${page.url()}; passed: ${passed.join(' | ')}`);
}
