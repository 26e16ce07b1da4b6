import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LotDemandsFragment } from '../../generated/tenders';
import { useTexts } from '../../language/texts';
import { Mark } from '../../ui/mark';
import { parameterPath, standardPath } from '../../ui/paths';
import { Table } from '../../ui/table';
import { alternatives } from './alternatives';
import { texts } from './texts';

/** What a lot brings with it and what it demands. `level` is that of its headings. */
export function DemandsView({ lot }: { readonly lot: LotDemandsFragment }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  return (
    <>
      {lot.technologies.length > 0 ? (
        <p>
          {say('technologies')}
          {t('colon')}
          {lot.technologies.map(({ code, label }) => (
            <Link key={code} className="chip" to={`/search?kind=LISTING&technology=${encodeURIComponent(code)}`}>
              {label}
            </Link>
          ))}
        </p>
      ) : null}
      <div className="lot-columns">
        <DutyTable duty={lot.duty} />
        <Citations standards={lot.standards} />
      </div>
      <Requirements lot={lot} />
    </>
  );
}

function DutyTable({ duty }: { readonly duty: LotDemandsFragment['duty'] }) {
  const say = useTexts(texts);
  return (
    <div>
      <h3>{say('duty')}</h3>
      {duty.length === 0 ? (
        <p className="lede">{say('dutyNone')}</p>
      ) : (
        <Table label={say('duty')}>
          <thead>
            <tr>
              <th scope="col">{say('parameter')}</th>
              <th scope="col" className="number">
                {say('value')}
              </th>
            </tr>
          </thead>
          <tbody>
            {duty.map(({ metric, parameter, figure }, index) => (
              <tr key={index}>
                <th scope="row">
                  {parameter ? <Link to={parameterPath(parameter.code)}>{parameter.label}</Link> : metric.label}
                  {parameter ? <span className="stamp"> {metric.label}</span> : null}
                </th>
                <td className="number">{figure}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}

/** Each cited class leads to its limits. */
function Citations({ standards }: { readonly standards: LotDemandsFragment['standards'] }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  if (standards.length === 0) return null;
  const list = (items: readonly string[]) => items.join(t('listSeparator'));
  return (
    <div>
      <h3>{say('standards')}</h3>
      <ul className="citations">
        {standards.map(({ code, level, says, whereLabels, whereNotLabels }) => (
          <li key={`${code} ${level} ${says}`}>
            <Link to={standardPath(code, level)}>{says}</Link>
            {whereLabels.length > 0 ? (
              <div className="stamp">
                {say('applies')}
                {t('colon')}
                {list(whereLabels)}
              </div>
            ) : null}
            {whereNotLabels.length > 0 ? (
              <div className="stamp">
                {say('appliesNot')}
                {t('colon')}
                {list(whereNotLabels)}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Requirements({ lot }: { readonly lot: LotDemandsFragment }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const { requirements, minimumBasis } = lot;
  const withEvidence = requirements.some((one) => one.minimumBasis);
  return (
    <>
      <h3>{say('requirements')}</h3>
      {minimumBasis ? <p>{say('minimumBasis', { basis: t(`basis.${minimumBasis}`) })}</p> : null}
      {requirements.length === 0 ? (
        <p className="lede">{say('nothingDemanded')}</p>
      ) : (
        <>
          <Table label={say('requirements')}>
            <thead>
              <tr>
                <th scope="col">{say('requirement')}</th>
                <th scope="col">{say('limit')}</th>
                {withEvidence ? <th scope="col">{say('evidence')}</th> : null}
              </tr>
            </thead>
            {alternatives(requirements).map(({ group, requirements: rows }) => (
              <tbody key={rows[0]?.id}>
                {group === null ? null : (
                  <tr className="group">
                    <th scope="rowgroup" colSpan={withEvidence ? 3 : 2}>
                      {say('anyOf')}
                    </th>
                  </tr>
                )}
                {rows.map((row, index) => (
                  <tr key={row.id} className={group === null ? undefined : 'within'}>
                    <th scope="row">
                      <span
                        className={row.mandatory ? 'must' : 'scores'}
                        title={say(row.mandatory ? 'must' : 'scores')}
                      >
                        {row.mandatory ? '★' : '▲'}
                      </span>{' '}
                      {index > 0 && group !== null ? <em>{say('or')} </em> : null}
                      {row.subject}
                      {row.conditionLabel ? <span className="stamp"> {row.conditionLabel}</span> : null}
                    </th>
                    <td>{row.limit ?? <span className="stamp">{say('held')}</span>}</td>
                    {withEvidence ? (
                      <td>{row.minimumBasis ? <Mark>{t(`basis.${row.minimumBasis}`)}</Mark> : null}</td>
                    ) : null}
                  </tr>
                ))}
              </tbody>
            ))}
          </Table>
          <p className="stamp">
            {say('must')} · {say('scores')}
          </p>
        </>
      )}
    </>
  );
}
