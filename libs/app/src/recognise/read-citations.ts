import type { Citation, DutyFact } from '@huanpei/matching';
import { standards } from '@huanpei/reference';
import { citationFor } from '../tender/draft-need';
import type { NeedNotes } from './need-notes';
import type { Passage } from './passage';
import type { RecognisedNeed } from './reading';

interface Cited extends Pick<RecognisedNeed, 'otherParameters' | 'toSettle'> {
  readonly citations: readonly Citation[];
}

/** Reads the standards that are asked for with their class, as they apply to what comes in. */
export function readCitations(passage: Passage, notes: NeedNotes, duty: readonly DutyFact[]): Cited {
  const { cited } = passage;
  const otherParameters: string[] = [];
  const toSettle: string[] = [];
  const citations: Citation[] = [];
  for (const one of cited) {
    if (one.level === undefined) {
      // A standard named a second time without its class is the one that was cited with it.
      if (cited.some((other) => other.code === one.code && other.level !== undefined)) continue;
      const levels = standards().byCode(one.code)?.levels ?? [];
      const classes = levels.map(({ code }) => code);
      notes.leave(one, 'WHICH_CLASS', classes, one.code);
      continue;
    }
    if (
      one.alone &&
      /(?:准|类|近|优于|quasi-?|near)\s*(?:地表水?)?$/u.test(passage.words(Math.max(0, one.from - 8), one.from))
    ) {
      notes.leave(one, 'NOT_THE_CLASS', [one.code]);
      continue;
    }
    if (passage.isPresent(one)) {
      notes.leave(one, 'PRESENT_STATE', [one.code]);
      continue;
    }
    if (citations.some(({ code, level }) => code === one.code && level === one.level)) continue;
    const drafted = citationFor(one.code, one.level, passage.domain, duty);
    citations.push(drafted.citation);
    otherParameters.push(...drafted.otherParameters);
    toSettle.push(...drafted.toSettle);
    notes.take(one, one.alone, { as: 'STANDARD', citation: drafted.citation });
  }
  return { citations, otherParameters, toSettle };
}
