import { BASES } from '@huanpei/matching';
import { useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useClient } from 'urql';
import { RegionsInsideDocument, type RegionsInsideQuery } from '../../generated/fields';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { useName } from '../../ui/use-name';
import { Field } from '../fields/field';
import { regionPath, type Reference } from '../fields/reference';
import { RefusalNotice } from '../work/refusal-notice';
import type { Refused } from '../work/use-act';
import { conditionsOf } from './citation';
import type { Draft } from './draft';
import { exclusionsOf } from './exclusions';
import type { DraftFault } from './faults';
import { changesOf, linesOf, linesOfLot, type Line, type Words } from './lines';
import { OverBudgetNotice } from './over-budget';
import { labelsOf } from './says';
import { texts } from './texts';
import { useReadLimits } from './use-limits';
import type { Periods } from './use-periods';

interface ReviewProps {
  readonly draft: Draft;
  /** What is published, where this is an amendment. */
  readonly base: Draft | undefined;
  readonly reference: Reference;
  readonly faults: readonly DraftFault[];
  readonly periods: Periods;
  readonly waiting: boolean;
  readonly refused: Refused | undefined;
  /** Publishes, or amends with a reason; answers whether it was done. */
  readonly publish: (reason: string) => Promise<boolean>;
}

/** Everything as it will be published, what is still missing, and the last step. */
export function ReviewStep(props: ReviewProps) {
  const { draft, base, faults } = props;
  const say = useTexts(texts);
  const words = useWords(props.reference, draft, base);
  return (
    <>
      {faults.length > 0 ? <Remaining faults={faults} several={draft.lots.length > 1} /> : null}
      {faults.length === 0 && !base ? <Notice kind="good" title={say('review.ready')} /> : null}
      <Excluded draft={draft} words={words} />
      <OverBudgetNotice draft={draft} />
      {base ? <Changes {...props} base={base} words={words} /> : null}
      <section aria-label={say('review.title')}>
        <h2>{say('review.title')}</h2>
        <div className="panel">
          <Lines lines={linesOf({ ...draft, lots: [] }, words)} />
        </div>
        {draft.lots.map((lot) => (
          <div key={lot.id} className="panel">
            {draft.lots.length > 1 ? <h3>{say('lot', { id: lot.id })}</h3> : null}
            <Lines lines={linesOfLot(lot, words, false)} />
          </div>
        ))}
      </section>
      <Publish {...props} />
    </>
  );
}

function Remaining({ faults, several }: { readonly faults: readonly DraftFault[]; readonly several: boolean }) {
  const say = useTexts(texts);
  return (
    <Notice kind="warning" title={say('review.remaining')}>
      <ul>
        {faults.map(({ code, step, lot, count = 1 }, at) => (
          <li key={at}>
            {lot !== undefined && several ? `${say('lot', { id: lot })} · ` : ''}
            {say(`fault.${code}`, { count })}{' '}
            <Link to={`?step=${step}${lot === undefined ? '' : `&lot=${encodeURIComponent(lot)}`}`}>
              {say('review.goTo')}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Conditions of a citation of which only one can be as it says; it may be published, since no rule forbids it. */
function Excluded({ draft, words }: { readonly draft: Draft; readonly words: Words }) {
  const say = useTexts(texts);
  const found = draft.lots.flatMap(({ id, standards }) =>
    standards.flatMap((citation) =>
      exclusionsOf(citation, (code) => words.reference.parameter(code) !== undefined).map((pair) => ({
        lot: id,
        code: citation.code,
        ...pair,
      })),
    ),
  );
  if (found.length === 0) return null;
  return (
    <Notice kind="warning" title={say('standard.excluded')}>
      <ul>
        {found.map(({ lot, code, one, other }) => (
          <li key={`${lot} ${code} ${one} ${other}`}>
            {draft.lots.length > 1 ? `${words.lot(lot)} · ` : ''}
            {say('standard.excludes', {
              code,
              one: words.labels.condition(one),
              other: words.labels.condition(other),
            })}{' '}
            <Link to={`?step=standard&lot=${encodeURIComponent(lot)}`}>{say('review.goTo')}</Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const parts = [...new Set(lines.map(({ of }) => of))];
  return (
    <table className="limits says-table">
      <tbody>
        {parts.map((part) => (
          <tr key={part}>
            <th scope="row" className="stamp">
              {part}
            </th>
            <td>
              {lines
                .filter(({ of }) => of === part)
                .map(({ says }, at) => (
                  <div key={at}>{says}</div>
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ draft, base, words, periods }: ReviewProps & { readonly base: Draft; readonly words: Words }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const changes = changesOf(linesOf(base, words), linesOf(draft, words));
  if (changes.length === 0) return <Notice kind="info" title={say('review.noChanges')} />;
  return (
    <section aria-label={say('review.changes')}>
      <h2>{say('review.changes')}</h2>
      <div className="panel">
        <ul className="diff">
          {changes.map(({ how, of, says }, at) => (
            <li key={at}>
              <span className={how === 'ADDED' ? 'added' : 'removed'}>
                {how === 'ADDED' ? `+ ${say('review.added')}` : `− ${say('review.removed')}`}
              </span>
              <span>
                <span className="stamp">{of}</span> {says}
              </span>
            </li>
          ))}
        </ul>
        {periods.change ? (
          <p className="stamp">
            {say('review.extends', {
              time: showInstant(periods.change.at, i18n.language),
              citation: periods.change.citation,
            })}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Publish({ draft, base, faults, waiting, refused, publish }: ReviewProps) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const same = base !== undefined && JSON.stringify(base) === JSON.stringify(draft);
  return (
    <>
      <RefusalNotice refused={refused} title={say(base ? 'review.amendRefused' : 'review.refused')} />
      {base ? (
        <Field id={id} label={say('review.reason')}>
          <textarea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      ) : null}
      <div className="more">
        <Button
          kind="primary"
          disabled={faults.length > 0 || waiting || same || (base !== undefined && reason.trim() === '')}
          onClick={() => setAsking(true)}
        >
          {say(base ? 'review.amend' : 'review.publish')}
        </Button>
      </div>
      {asking ? (
        <Dialog
          title={base ? say('review.amendTitle') : say('review.publishTitle', { title: name(draft.title) })}
          close={() => setAsking(false)}
          foot={
            <Button kind="primary" disabled={waiting} onClick={() => void publish(reason).then(() => setAsking(false))}>
              {say(base ? 'review.amend' : 'review.publishDo')}
            </Button>
          }
        >
          <p>{say(base ? 'review.amendText' : 'review.publishText')}</p>
        </Dialog>
      ) : null}
    </>
  );
}

/** The names of things, and of the region of the tender, whose list is not read with the reference data. */
export function useWords(reference: Reference, draft: Draft, base: Draft | undefined): Words {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const name = useName();
  const regions = useRegionNames(
    [draft, ...(base ? [base] : [])].flatMap(({ region, lots }) => [region, ...lots.map((lot) => lot.region)]),
  );
  const limits = useReadLimits(
    [draft, ...(base ? [base] : [])].flatMap(({ lots }) => lots).flatMap(({ standards }) => standards),
  );
  return useMemo(() => {
    const labels = labelsOf(reference, language === 'en');
    // A text that a standard has is called as there; what the buyer wrote is said as a comparison where it is one.
    const ofStandards = new Map(
      conditionsOf([...limits.values()].flat()).map(({ text, label }) => [text, label] as const),
    );
    return {
      language,
      labels: {
        ...labels,
        condition: (text: string) => ofStandards.get(text) ?? labels.condition(text),
        region: (code: string) => name(regions.get(code)) || code,
      },
      reference,
      name,
      lot: (id) => say('lot', { id }),
      or: say('requirements.group'),
      title: say('lotsStep.name'),
      summary: say('review.summary'),
      region: say('lotsStep.region'),
      budget: say('lotsStep.budget'),
      deadline: say('dates.deadline'),
      documentsUntil: say('dates.documentsUntil'),
      duty: say('review.duty'),
      standards: say('review.standards'),
      requirements: say('review.requirements'),
      technologies: say('review.technologies'),
      scenario: say('review.scenario'),
      minimumBasis: say('review.minimumBasis'),
      basis: (basis) => (KNOWN_BASES.has(basis) ? t(`basis.${basis as 'VERIFIED'}`) : basis),
      weights: say('weights.title'),
      empty: say('requirements.empty'),
    };
  }, [reference, language, name, say, t, regions, limits]);
}

const KNOWN_BASES: ReadonlySet<string> = new Set(BASES);

type RegionRow = RegionsInsideQuery['regions'][number];

/** The regions of these codes, read from those inside the one around each. */
function useRegionNames(codes: readonly (string | undefined)[]): ReadonlyMap<string, RegionRow> {
  const client = useClient();
  const [found, setFound] = useState<ReadonlyMap<string, RegionRow>>(new Map());
  const known = codes.flatMap((code) => code ?? []);
  // A country is inside of nothing, which is written as an empty line.
  const around = [...new Set(known.map((code) => regionPath(code).at(-2) ?? ''))].sort().join('\n');
  const some = known.length > 0;
  useEffect(() => {
    let left = false;
    const parents = some ? around.split('\n') : [];
    void Promise.all(
      parents.map((parent) => client.query(RegionsInsideDocument, { parent: parent || null }).toPromise()),
    ).then((answers) => {
      if (left) return;
      setFound(
        new Map(answers.flatMap(({ data }) => (data?.regions ?? []).map((region) => [region.code, region] as const))),
      );
    });
    return () => {
      left = true;
    };
  }, [client, around, some]);
  return found;
}
