import { useTranslation } from 'react-i18next';
import type { TenderPageQuery } from '../../generated/tenders';
import { useTexts } from '../../language/texts';
import { showInstant } from '../../ui/format';
import { Table } from '../../ui/table';
import { texts } from './texts';

type Amendment = NonNullable<TenderPageQuery['tender']>['amendments'][number];

/** What was changed since publication, why, and what it was before; the latest first. */
export function Amendments({ amendments }: { readonly amendments: readonly Amendment[] }) {
  const say = useTexts(texts);
  if (amendments.length === 0) return null;
  return (
    <section id="amendments" aria-labelledby="amendments-title">
      <h2 id="amendments-title">{say('amendments')}</h2>
      {amendments.map((amendment) => (
        <AmendmentView key={amendment.revision} amendment={amendment} />
      ))}
    </section>
  );
}

function AmendmentView({ amendment: { revision, at, reason, changes } }: { readonly amendment: Amendment }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const title = say('amendment', { revision });
  return (
    <section className="panel amendment" aria-labelledby={`amendment-${revision}`}>
      <h3 id={`amendment-${revision}`}>
        {title}{' '}
        <time className="stamp numbers" dateTime={at}>
          {showInstant(at, i18n.language)}
        </time>
      </h3>
      <p>{say('amendedBecause', { reason: reason ?? say('reasonNotGiven') })}</p>
      {changes.length === 0 ? (
        <p className="stamp">{say('nothingAmended')}</p>
      ) : (
        <Table label={title}>
          <thead>
            <tr>
              <th scope="col">{say('amendedPart')}</th>
              <th scope="col">{say('amendedBefore')}</th>
              <th scope="col">{say('amendedAfter')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ partLabel, lotId, before, after }, at) => (
              <tr key={at}>
                <th scope="row">{lotId ? say('amendedOfLot', { lot: lotId, part: partLabel }) : partLabel}</th>
                <td>{before ? <del>{before}</del> : <span className="stamp">{say('amendedNothing')}</span>}</td>
                <td>{after === null ? <span className="stamp">{say('amendedRemoved')}</span> : <ins>{after}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
