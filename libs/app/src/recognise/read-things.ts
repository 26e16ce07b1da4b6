import { covers } from '@huanpei/reference';
import type { Named } from './known-names';
import type { NeedNotes } from './need-notes';
import type { Passage } from './passage';
import type { Span } from './written-text';

const NOT_BEHIND = /^\s*(?:is|are)\s+not\s+(?:acceptable|permitted|allowed)|^(?:工艺)?(?:除外|不予接受)/u;
const NOT = /(?:不(?:得|应|宜|能|可)?(?:采用|使用|选用)|禁止(?:采用|使用)?|非|除|without|not|no|exclud(?:ing|ed))\s*$/u;

/** Reads technologies, the scenario and the region. */
export function readThings(passage: Passage, notes: NeedNotes): void {
  const technologies = passage.named.filter(({ kind }) => kind === 'TECHNOLOGY');
  for (const one of technologies) {
    const isKnown = notes.readings.some((other) => other.as === 'TECHNOLOGY' && other.code === one.codes[0]);
    if (isExcluded(one, passage)) notes.leave(one, 'EXCLUDED', one.codes);
    else if (!isKnown) notes.take(one, false, { as: 'TECHNOLOGY', code: one.codes[0] ?? '' });
  }
  const scenarios = passage.named.filter(({ kind }) => kind === 'SCENARIO');
  for (const [at, one] of scenarios.entries()) {
    if (at === 0) notes.take(one, false, { as: 'SCENARIO', code: one.codes[0] ?? '' });
    else if (one.codes[0] !== scenarios[0]?.codes[0]) notes.leave(one, 'AMBIGUOUS', one.codes);
  }
  readRegion(passage, notes);
}

function isExcluded({ from, to }: Span, passage: Passage): boolean {
  return NOT.test(passage.words(Math.max(0, from - 14), from)) || NOT_BEHIND.test(passage.words(to, to + 30));
}

function readRegion(passage: Passage, notes: NeedNotes): void {
  const places = passage.named.filter(({ kind }) => kind === 'REGION');
  const all = places.flatMap(({ codes }) => codes);
  let best: { place: Named; code: string } | undefined;
  for (const place of places) {
    // A name that several places have is the one inside a place named beside it.
    const inside = place.codes.filter(
      (code) =>
        place.codes.length === 1 ||
        all.some((other) => other !== code && covers(other, code) && !place.codes.includes(other)),
    );
    const code =
      inside.length === 1 ? inside[0] : inside.length > 1 ? inside.sort((a, b) => a.length - b.length)[0] : undefined;
    if (code === undefined) {
      // A province and its city of one name: the wider one is meant for certain.
      const wide = [...place.codes].sort((a, b) => a.length - b.length)[0] ?? '';
      if (place.codes.every((one) => covers(wide, one))) best ??= { place, code: wide };
      else notes.leave(place, 'AMBIGUOUS', place.codes);
      continue;
    }
    if (best === undefined || covers(best.code, code)) best = { place, code };
    else if (!covers(code, best.code)) notes.leave(place, 'SECOND_FIGURE', [code]);
  }
  if (best) notes.take(best.place, false, { as: 'REGION', code: best.code });
}
