const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  ['零〇', '一壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((forms, value) =>
    [...forms].map((form) => [form, value] as const),
  ),
);
const TIMES: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1e3, 仟: 1e3 };
/** Each multiplies all before it. */
const GROUPS: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** Numerals as words are written and as contracts write them; 点 within them is a decimal point. */
export const CHINESE_NUMERALS = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟';

/** `一亿五千万`, `叁仟伍佰万`, `一点五亿`, `十二万`; undefined for what is no number, such as `万一`. */
export function chineseNumber(text: string): number | undefined {
  const decimal = /^(.*?)点(.+?)([万亿]*)$/u.exec(text);
  if (decimal) return decimalNumber(decimal[1] ?? '', decimal[2] ?? '', decimal[3] ?? '');
  let total = 0;
  let group = 0;
  let digit: number | undefined;
  let least = Infinity;
  for (const form of text) {
    if (DIGITS[form] !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = DIGITS[form];
      continue;
    }
    const times = TIMES[form];
    if (times !== undefined) {
      // 十二 is twelve; any other needs its digit, and they fall from left to right.
      if (times >= least || ((digit === undefined || digit === 0) && !(times === 10 && group === 0))) return undefined;
      group += (digit === undefined || digit === 0 ? 1 : digit) * times;
      least = times;
      digit = undefined;
      continue;
    }
    const by = GROUPS[form];
    const before = group + (digit ?? 0);
    if (by === undefined || before + total === 0) return undefined;
    total = by === 1e8 ? (total + before) * by : total + before * by;
    [group, digit, least] = [0, undefined, Infinity];
  }
  const value = total + group + (digit ?? 0);
  return value === 0 ? undefined : value;
}

function decimalNumber(whole: string, part: string, by: string): number | undefined {
  const before = chineseNumber(whole) ?? (DIGITS[whole] === 0 ? 0 : undefined);
  const digits = [...part].map((form) => DIGITS[form]);
  if (before === undefined || digits.includes(undefined)) return undefined;
  const times = [...by].reduce((product, form) => product * (GROUPS[form] ?? 1), 1);
  // Put together as text: 1.5 × 10⁸ is to be a whole number.
  return Math.round(Number(`${before}.${digits.join('')}`) * times * 1e4) / 1e4;
}
