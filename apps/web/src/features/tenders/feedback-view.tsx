import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { DemandFeedbackDocument, TenderFeedbackDocument, type FeedbackRowFragment } from '../../generated/tenders';
import { useTexts } from '../../language/texts';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Loading } from '../../ui/states';
import { Table } from '../../ui/table';
import type { Heading } from './market-view';
import { texts } from './texts';

/** How many requirements are named; those in front keep out the most. */
const SHOWN = 8;

/** How the market answers a lot of a tender now. In the browser it comes after the page, which does not wait for it. */
export function LotFeedback({
  tenderId,
  lotId,
  heading,
}: {
  readonly tenderId: string;
  readonly lotId: string;
  readonly heading: Heading;
}) {
  const [result] = useQuery({ query: TenderFeedbackDocument, variables: { id: tenderId } });
  const lot = result.data?.tender?.lots.find(({ id }) => id === lotId);
  if (result.fetching && !result.data) return <Loading rows={4} />;
  return lot?.feedback ? <FeedbackView feedback={lot.feedback} heading={heading} /> : null;
}

/** The same for an archived demand that is opened as a draft. */
export function DemandFeedback({ demandId, heading }: { readonly demandId: string; readonly heading: Heading }) {
  const [result] = useQuery({ query: DemandFeedbackDocument, variables: { id: demandId } });
  const feedback = result.data?.archivedDemand?.need.feedback;
  if (result.fetching && !result.data) return <Loading rows={4} />;
  return feedback ? <FeedbackView feedback={feedback} heading={heading} /> : null;
}

/** For how many suppliers the requirements are fit, which of them are in the way, and a warning where one fits alone. */
function FeedbackView({
  feedback,
  heading: Heading,
}: {
  readonly feedback: FeedbackRowFragment;
  readonly heading: Heading;
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const inTheWay = (feedback.requirements ?? [])
    .filter(({ excludes, fitsWithout }) => excludes > 0 || fitsWithout > feedback.fits)
    .slice(0, SHOWN);
  return (
    <>
      <Heading>{say('feedback')}</Heading>
      <p>{t('feedback.suppliers', { fits: feedback.fits, suppliers: feedback.suppliers })}</p>
      {feedback.tailoring ? (
        <Notice kind="warning" title={t('feedback.tailoring')}>
          {feedback.tailoring.says}
        </Notice>
      ) : null}
      {inTheWay.length === 0 ? (
        <p className="lede">{say('noneInTheWay')}</p>
      ) : (
        <Table label={say('feedback')}>
          <thead>
            <tr>
              <th scope="col">{say('requirement')}</th>
              <th scope="col">{say('limit')}</th>
              <th scope="col" className="number">
                {say('excludes')}
              </th>
              <th scope="col" className="number">
                {say('fitsWithout')}
              </th>
            </tr>
          </thead>
          <tbody>
            {inTheWay.map(({ requirement, label, limit, excludes, fitsWithout, emptiesMarket }) => (
              <tr key={requirement}>
                <th scope="row">
                  {label} {emptiesMarket ? <Mark kind="bad">{t('feedback.emptiesMarket')}</Mark> : null}
                </th>
                <td className="limit">{limit}</td>
                <td className="number">{excludes}</td>
                <td className="number">{fitsWithout}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
