import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { DemandFeedbackDocument, TenderFeedbackDocument, type FeedbackRowFragment } from '../../generated/tenders';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';

/** How many requirements are named; those in front keep out the most. */
const SHOWN = 8;

/** How the market answers a lot of a tender now. It comes after the page, which does not wait for it. */
export function LotFeedback({ tenderId, lotId }: { readonly tenderId: string; readonly lotId: string }) {
  const [result] = useQuery({ query: TenderFeedbackDocument, variables: { id: tenderId } });
  const lot = result.data?.tender?.lots.find(({ id }) => id === lotId);
  return lot?.feedback ? <FeedbackView feedback={lot.feedback} /> : null;
}

/** The same for an archived demand that is opened as a draft. */
export function DemandFeedback({ demandId }: { readonly demandId: string }) {
  const [result] = useQuery({ query: DemandFeedbackDocument, variables: { id: demandId } });
  const feedback = result.data?.archivedDemand?.need.feedback;
  return feedback ? <FeedbackView feedback={feedback} /> : null;
}

/** For how many suppliers the requirements are fit, which of them are in the way, and a warning where one fits alone. */
function FeedbackView({ feedback }: { readonly feedback: FeedbackRowFragment }) {
  const { t } = useTranslation();
  const inTheWay = (feedback.requirements ?? []).filter(
    ({ excludes, fitsWithout }) => excludes > 0 || fitsWithout > feedback.fits,
  );
  return (
    <>
      <h2>{t('feedback.title')}</h2>
      <p className="lede">{t('feedback.suppliers', { fits: feedback.fits, suppliers: feedback.suppliers })}</p>
      {feedback.tailoring ? (
        <Notice kind="warning" title={t('feedback.tailoring')}>
          {feedback.tailoring.says}
        </Notice>
      ) : null}
      <ul>
        {inTheWay.slice(0, SHOWN).map(({ requirement, emptiesMarket, says }) => (
          <li key={requirement}>
            {emptiesMarket ? <Mark kind="bad">{t('feedback.emptiesMarket')}</Mark> : null}
            {says}
          </li>
        ))}
      </ul>
    </>
  );
}
