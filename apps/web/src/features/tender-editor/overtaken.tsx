import { useTranslation } from 'react-i18next';
import { useTexts } from '../../language/texts';
import type { Reference } from '../fields/reference';
import { MergeNotice, type Said } from '../work/merge-notice';
import { decided, merge } from '../work/three-way';
import { emptyLot, type Draft, type DraftLot } from './draft';
import { draftFrom, flatOf, wholeLots } from './flat';
import { linesOf, linesOfLot, type Line } from './lines';
import { useWords } from './review-step';
import { texts } from './texts';

/** Somebody has saved the same tender meanwhile: theirs and mine are brought together. */
export function Overtaken({
  base,
  mine,
  theirs,
  reference,
  amending,
  goOn,
}: {
  readonly base: Draft;
  readonly mine: Draft;
  readonly theirs: Draft;
  readonly reference: Reference;
  /** An amendment is published by hand; a draft is saved by itself. */
  readonly amending: boolean;
  readonly goOn: (merged: Draft) => void;
}) {
  const whole = wholeLots(base, mine, theirs);
  const both = merge(flatOf(base, whole), flatOf(mine, whole), flatOf(theirs, whole));
  const said = useSaid(reference, mine, theirs);
  return (
    <MergeNotice
      saved={amending ? 'BY_HAND' : 'BY_ITSELF'}
      merge={both}
      say={said}
      load={(chosen) => goOn(draftFrom(decided(both, chosen), whole))}
    />
  );
}

/** How the things of a tender are called that were changed in two places, and what is said of them. */
function useSaid(reference: Reference, mine: Draft, theirs: Draft): (path: string, value: unknown) => Said {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const words = useWords(reference, mine, theirs);
  const lines = (all: readonly Line[], label: string): Said => ({
    label: all[0]?.of ?? label,
    says: all.length === 0 ? undefined : all.map(({ says }) => says).join(' · '),
  });
  const several = mine.lots.length > 1 || theirs.lots.length > 1;
  const plain = (label: string, says: string | undefined): Said => ({ label, says });
  const ofTender = (field: string, value: unknown): Said => {
    const none: Draft = { title: {}, summary: {}, track: mine.track, method: mine.method, lots: [] };
    switch (field) {
      case 'title.zh':
        return plain(say('lotsStep.name'), value as string | undefined);
      case 'title.en':
        return plain(say('lotsStep.nameEn'), value as string | undefined);
      case 'summary.zh':
        return plain(say('lotsStep.summary.zh'), value as string | undefined);
      case 'summary.en':
        return plain(say('lotsStep.summary.en'), value as string | undefined);
      case 'track':
        return plain(say('dates.track'), say(`dates.tracks.${value as Draft['track']}`));
      case 'method':
        return plain(say('dates.method'), say(`dates.methods.${value as Draft['method']}`));
      case 'budget': {
        const { budget, budgetUnread } = (value ?? {}) as Pick<Draft, 'budget' | 'budgetUnread'>;
        return plain(words.budget, budgetUnread ?? linesOf({ ...none, budget }, words)[0]?.says);
      }
      case 'region':
      case 'deadline':
      case 'documentsUntil':
        return plain(words[field], linesOf({ ...none, [field]: value }, words)[0]?.says);
      default:
        return plain(field, undefined);
    }
  };
  return (path, value) => {
    const [kind, id = '', part = ''] = path.split('/');
    if (kind === 'whole')
      return {
        ...lines(value === undefined ? [] : linesOfLot(value as DraftLot, words, false), ''),
        label: words.lot(id),
      };
    if (kind !== 'lot') return ofTender(path, value);
    const lot = emptyLot(id, 'water');
    const label = `${several ? `${words.lot(id)} · ` : ''}`;
    switch (part) {
      case 'title.zh':
      case 'title.en':
        return plain(say('lotsStep.lotName', { id }), value as string | undefined);
      case 'domain':
        return plain(label + say('duty.domain'), value === undefined ? undefined : t(`domain.${value as 'water'}`));
      case 'technologies':
      case 'weights':
      case 'duty':
      case 'requirements':
      case 'standards':
        return plain(
          label + (part === 'weights' ? words.weights : words[part]),
          value === undefined ? undefined : linesOfLot({ ...lot, [part]: [value] }, words, false)[0]?.says,
        );
      case 'scenario':
      case 'region':
      case 'minimumBasis':
        return plain(label + words[part], linesOfLot({ ...lot, [part]: value }, words, false)[0]?.says);
      default:
        return plain(words.lot(id), value === undefined ? undefined : words.lot(id));
    }
  };
}
