import type { Language, MinorMoney, RevisionEffect, WorkItem } from '@huanpei/domain';
import { limitOf, subjectOf, type Name } from '@huanpei/matching';
import { labels } from '@huanpei/reference';
import { moneyObject } from '../graphql/common.objects';

const inWords = (name: Name, language: Language): string => name[language] ?? name.zh ?? name.en ?? '';

const sums = (worth: readonly MinorMoney[], language: Language): string =>
  worth.map((sum) => moneyObject(sum).display).join(language === 'zh' ? '、' : ' and ');

/** What is to be done, what it would open, and what that is worth. */
export function workSays(item: WorkItem, listing: Name, language: Language): string {
  return language === 'zh' ? inChinese(item, inWords(listing, 'zh')) : inEnglish(item, inWords(listing, 'en'));
}

function inChinese(item: WorkItem, name: string): string {
  const label = labels('zh');
  const { kind, asked, basis, enough, unlocks, fittedAlready, amongOthers } = item;
  const subject = subjectOf(asked, 'zh', label);
  const limit = `${limitOf(asked, 'zh', label)}${enough ? '' : ' 等（各招标不同）'}`;
  const evidence = basis === null || basis === 'GUARANTEED' ? '' : `，依据至少为“${label.basis(basis)}”`;
  const asks = limit === '' ? '' : `（要求 ${limit}${evidence}）`;
  const todo = {
    STATE: `为“${name}”补充${subject}${asks}`,
    IMPROVE: `将“${name}”的${subject}改进到 ${limit}${evidence}`,
    PROVE: `为“${name}”的${subject}提供至少为“${label.basis(basis ?? 'GUARANTEED')}”的依据（要求 ${limit}）`,
    HOLD: `使“${name}”具备${subject}`,
  }[kind];
  if (unlocks.length === 0) return `${todo}：有 ${amongOthers.length} 个公开招标要求此项，但都还缺其他项。`;
  const already = fittedAlready === 0 ? '' : `其中 ${fittedAlready} 个已有贵方其他装备满足，不计入预算。`;
  const more = amongOthers.length === 0 ? '' : `另有 ${amongOthers.length} 个招标还缺其他项。`;
  return `${todo}，即可能满足 ${unlocks.length} 个公开招标${worthInChinese(item)}。${already}${more}`;
}

type Worth = Pick<WorkItem, 'worth' | 'worthAtMost' | 'withoutBudget'>;

function worthInChinese({ worth, worthAtMost, withoutBudget }: Worth): string {
  if (worth.length === 0) return withoutBudget === 0 ? '' : '（未公布预算）';
  // A budget is for all lots of its tender; what one of several is worth is not known.
  const sum = `，预算合计${worthAtMost ? '至多' : ''} ${sums(worth, 'zh')}`;
  return withoutBudget === 0 ? sum : `${sum}（${withoutBudget} 个未公布预算）`;
}

function inEnglish(item: WorkItem, name: string): string {
  const label = labels('en');
  const { kind, asked, basis, enough, unlocks, fittedAlready, amongOthers } = item;
  const subject = subjectOf(asked, 'en', label);
  const limit = `${limitOf(asked, 'en', label)}${enough ? '' : ' and others, tender by tender'}`;
  const evidence = basis === null || basis === 'GUARANTEED' ? '' : `; evidence: ${label.basis(basis)} or better`;
  const asks = limit === '' ? '' : ` (asked: ${limit}${evidence})`;
  const todo = {
    STATE: `"${name}": state ${subject}${asks}`,
    IMPROVE: `"${name}": improve ${subject} to ${limit}${evidence}`,
    PROVE: `"${name}": prove ${subject} (asked: ${limit}) with evidence: ${label.basis(basis ?? 'GUARANTEED')} or better`,
    HOLD: `"${name}": hold ${subject}`,
  }[kind];
  const tenders = (count: number) => `${count} open ${count === 1 ? 'tender' : 'tenders'}`;
  if (unlocks.length === 0) {
    const count = amongOthers.length;
    return `${todo}. ${tenders(count)} ${count === 1 ? 'asks' : 'ask'} for it, but something else is lacking there too.`;
  }
  const already =
    fittedAlready === 0
      ? ''
      : ` Another of your listings fits ${fittedAlready} of them already, whose budgets are not counted.`;
  const more =
    amongOthers.length === 0
      ? ''
      : ` ${amongOthers.length} more ${amongOthers.length === 1 ? 'lacks' : 'lack'} something else too.`;
  return `${todo}, and you may qualify for ${tenders(unlocks.length)}${worthInEnglish(item)}.${already}${more}`;
}

function worthInEnglish({ worth, worthAtMost, withoutBudget }: Worth): string {
  if (worth.length === 0) return withoutBudget === 0 ? '' : ' (no budget stated)';
  const sum = ` worth ${worthAtMost ? 'up to ' : ''}${sums(worth, 'en')}`;
  return withoutBudget === 0 ? sum : `${sum} (${withoutBudget} without a stated budget)`;
}

/** What a publication would change: "It would newly fit 2 lots of open tenders worth ¥…". */
export function effectSays(effect: RevisionEffect, language: Language): string {
  const { becomeFits, becomeRuledOut, changes, unchanged } = effect;
  const closer = changes.filter(({ was, willBe }) => was === willBe).length;
  if (language === 'zh') {
    const fits = becomeFits === 0 ? '' : `新满足公开招标的 ${becomeFits} 个标段${worthInChinese(effect)}`;
    const parts = [
      ...(fits === '' ? [] : [fits]),
      ...(becomeRuledOut === 0 ? [] : [`有 ${becomeRuledOut} 个标段将不满足`]),
      ...(closer === 0 ? [] : [`${closer} 个标段所缺项数有变`]),
      ...(unchanged === 0 && changes.length > 0 ? [] : [`${unchanged} 个标段不变`]),
    ];
    return `发布后：${parts.join('；')}。`;
  }
  const lots = (count: number) => `${count} ${count === 1 ? 'lot' : 'lots'}`;
  const parts = [
    ...(becomeFits === 0 ? [] : [`it would newly fit ${lots(becomeFits)} of open tenders${worthInEnglish(effect)}`]),
    ...(becomeRuledOut === 0 ? [] : [`it would be ruled out of ${lots(becomeRuledOut)}`]),
    ...(closer === 0 ? [] : [`what is lacking would change for ${lots(closer)}`]),
    ...(unchanged === 0 && changes.length > 0
      ? []
      : [`${lots(unchanged)} would stay as ${unchanged === 1 ? 'it is' : 'they are'}`]),
  ];
  return `Once published: ${parts.join('; ')}.`;
}
