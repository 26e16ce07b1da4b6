import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useClient } from 'urql';
import { PreviewListingDocument, type PreviewListingQuery } from '../../generated/listing-editor';
import type { ListingContentInput } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Mark, type MarkKind } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { tenderPath } from '../../ui/paths';
import { Empty, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { verdictText } from '../../ui/verdict';
import { serverWords } from '../../ui/server-words';
import { RefusalNotice } from '../work/refusal-notice';
import { inputOf, sendable, type Draft } from './draft';
import { byWeight, countsOf, foremost } from './findings';
import { texts } from './texts';

type Answer = PreviewListingQuery['previewListing'];
export type Preview = Extract<Answer, { readonly __typename: 'ListingPreview' }>;
const MARKS: Readonly<Record<Preview['lots'][number]['outcome'], MarkKind>> = {
  FITS: 'good',
  NEEDS_DATA: 'notice',
  RULED_OUT: 'bad',
};
const PAUSE_MS = 700;

/** What the market's open tenders would make of the draft; asked a moment after the last change, the last answer counts. */
export function usePreview(id: string | null, draft: Draft) {
  const client = useClient();
  const [answer, setAnswer] = useState<Answer>();
  const [waiting, setWaiting] = useState(false);
  const { t } = useTranslation();
  const content = inputOf(sendable(draft).draft);
  const text = JSON.stringify(content);
  const latest = useRef(0);
  const ask = useCallback(
    async (asked: string): Promise<Answer> => {
      const { data, error } = await client
        .query(
          PreviewListingDocument,
          { id, content: JSON.parse(asked) as ListingContentInput },
          { requestPolicy: 'network-only' },
        )
        .toPromise();
      return (
        data?.previewListing ?? {
          __typename: 'Refusal',
          reasons: [{ field: null, message: serverWords(error, t('unreachable')) }],
        }
      );
    },
    [client, id, t],
  );
  const asks = draft.technologies.length > 0 && (draft.nameZh.trim() !== '' || draft.nameEn.trim() !== '');
  useEffect(() => {
    if (!asks) return undefined;
    const turn = (latest.current += 1);
    const pause = window.setTimeout(() => {
      setWaiting(true);
      void ask(text).then((found) => {
        if (turn !== latest.current) return;
        setWaiting(false);
        setAnswer(found);
      });
    }, PAUSE_MS);
    return () => window.clearTimeout(pause);
  }, [asks, ask, text]);
  /** What the market makes of it as it stands this moment. */
  const now = () => ask(text);
  return { answer: asks ? answer : undefined, waiting, asks, now };
}

/** The open tenders that the draft comes closest to, with every finding. */
export function PreviewPanel({ answer, waiting, asks }: Omit<ReturnType<typeof usePreview>, 'now'>) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  if (!asks) return <Empty text={say('chooseFirst')} />;
  if (!answer) return <Loading />;
  if (answer.__typename === 'Refusal') return <RefusalNotice refused={answer} title={say('refused')} />;
  return (
    <div aria-busy={waiting}>
      <p className="stamp">
        {say('preview.hint')} {say(waiting ? 'preview.running' : 'preview.waiting')}
      </p>
      {answer.effect.becomeFits + answer.effect.becomeRuledOut > 0 ? (
        <Notice kind={answer.effect.becomeRuledOut > 0 ? 'warning' : 'good'} title={answer.effect.says} />
      ) : null}
      {answer.lots.length === 0 ? (
        <Empty text={say('preview.none')} />
      ) : (
        <>
          <p>{say('preview.compared', { count: answer.compared })}</p>
          <ul className="cards">
            {answer.lots.map((lot) => (
              <li key={`${lot.tenderId} ${lot.lotId}`} className="card">
                <Mark kind={MARKS[lot.outcome]}>{t(`outcome.${lot.outcome}`)}</Mark>
                <Link to={tenderPath(lot.tenderId)} target="_blank">
                  {lot.tender ? name(lot.tender.title) : lot.tenderId}
                </Link>{' '}
                <span className="stamp numbers">
                  {t('column.score')} {Math.round(lot.score * 100)}
                </span>
                <Findings findings={byWeight(lot.findings)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What weighs most, and behind it all of them, with how many of each there are. */
function Findings({ findings }: { readonly findings: readonly Preview['lots'][number]['findings'][number][] }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const counts = countsOf(findings)
    .map(({ verdict, count }) => say('preview.verdicts', { verdict: t(`verdict.${verdict}`), count }))
    .join(' · ');
  return (
    <>
      <ul className="says">
        {foremost(findings).map((finding) => (
          <Finding key={finding.id} finding={finding} />
        ))}
      </ul>
      <details>
        <summary>{say('preview.open', { count: findings.length, counts })}</summary>
        <ul className="says">
          {findings.map((finding) => (
            <Finding key={finding.id} finding={finding} />
          ))}
        </ul>
      </details>
    </>
  );
}

function Finding({ finding }: { readonly finding: Preview['lots'][number]['findings'][number] }) {
  const { t } = useTranslation();
  return (
    <li>
      <span className={`verdict ${finding.verdict}`}>
        {finding.mandatory ? '★' : '▲'} {t(verdictText(finding))}
      </span>
      <span>{finding.says}</span>
    </li>
  );
}
