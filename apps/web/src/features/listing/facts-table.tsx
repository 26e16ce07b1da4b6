import { Link } from 'react-router';
import type { FactRowFragment, ListingPageQuery } from '../../generated/listing';
import { useTexts } from '../../language/texts';
import { BasisMark } from '../../ui/basis-mark';
import { parameterPath } from '../../ui/paths';
import { AS } from '../../ui/table-roles';
import { factGroups } from './fact-groups';
import { texts } from './texts';

type Attachments = NonNullable<NonNullable<ListingPageQuery['listing']>['content']>['attachments'];

/** Everything a listing states, by what is said, each figure with what stands behind it. */
export function FactsTable({
  facts,
  attachments,
}: {
  readonly facts: readonly FactRowFragment[];
  readonly attachments: Attachments;
}) {
  const say = useTexts(texts);
  const withConditions = facts.some(({ conditionLabel }) => conditionLabel);
  const withEvidence = facts.some(({ note, attachmentId }) => note || attachmentId);
  const columns = 3 + (withConditions ? 1 : 0) + (withEvidence ? 1 : 0);
  return (
    <div className="sheet-scroll" tabIndex={0} role="region" aria-label={say('table')}>
      <table className="sheet-table facts-table" {...AS.table}>
        <thead {...AS.group}>
          <tr {...AS.row}>
            <th scope="col" {...AS.columnHead}>
              {say('column.what')}
            </th>
            <th scope="col" {...AS.columnHead} className="figure-cell">
              {say('column.figure')}
            </th>
            {withConditions ? (
              <th scope="col" {...AS.columnHead}>
                {say('column.condition')}
              </th>
            ) : null}
            <th scope="col" {...AS.columnHead}>
              {say('column.basis')}
            </th>
            {withEvidence ? (
              <th scope="col" {...AS.columnHead}>
                {say('column.evidence')}
              </th>
            ) : null}
          </tr>
        </thead>
        {factGroups(facts).map(({ metric, label, facts: of }) => (
          <tbody key={metric ?? ''} {...AS.group}>
            <tr className="group" {...AS.row}>
              <th scope="rowgroup" {...AS.rowHead} colSpan={columns}>
                {metric === undefined ? say('whole') : label}
              </th>
            </tr>
            {of.map((fact, at) => (
              <tr key={at} {...AS.row}>
                <th scope="row" {...AS.rowHead}>
                  {fact.parameter ? (
                    <Link to={parameterPath(fact.parameter.code)}>{fact.parameter.label}</Link>
                  ) : (
                    fact.metric.label
                  )}
                </th>
                <td {...AS.cell} className="figure-cell numbers">
                  {fact.figure}
                </td>
                {withConditions ? <td {...AS.cell}>{fact.conditionLabel}</td> : null}
                <td {...AS.cell}>
                  <BasisMark basis={fact.basisToday} stated={fact.basis} />
                </td>
                {withEvidence ? (
                  <td {...AS.cell} className="stamp">
                    <Evidence fact={fact} attachments={attachments} />
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Evidence({ fact, attachments }: { readonly fact: FactRowFragment; readonly attachments: Attachments }) {
  const attachment = attachments.find(({ id }) => id === fact.attachmentId);
  return (
    <>
      {attachment ? <a href={`#${documentId(attachment.id)}`}>{attachment.title}</a> : null}
      {attachment && fact.note ? <br /> : null}
      {fact.note}
    </>
  );
}

/** Where on the page a document stands. */
export const documentId = (id: string): string => `document-${id.replace(/[^\w-]/g, '_')}`;
