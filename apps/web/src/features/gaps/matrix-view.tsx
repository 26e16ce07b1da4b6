import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { withFilters } from '../operator/address';
import type { GroupRow } from './gaps-page';
import { matrixOf, shadeOf, showWorth, type Axis } from './matrix';
import { texts } from './texts';

/** Scenarios by regions. Each cell has its number, and the darker its ground the more needs; each leads to its needs. */
export function MatrixView({ groups }: { readonly groups: readonly GroupRow[] }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const matrix = useMemo(() => matrixOf(groups), [groups]);
  const search = (scenario: string | null, region: string | null): string =>
    withFilters(params, { scenario, region }).toString();
  const scenarioOf = ({ label }: Axis): string => label ?? say('noScenario');
  const regionOf = ({ label }: Axis): string => label ?? say('noRegion');
  return (
    <>
      <div className="wide matrix-frame" tabIndex={0} role="region" aria-label={say('title')}>
        <table className="matrix">
          <caption className="unseen">{say('title')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('scenario')}</th>
              {matrix.regions.map((region) => (
                <th key={region.code} scope="col">
                  {regionOf(region)}
                </th>
              ))}
              <th scope="col">{say('sum')}</th>
            </tr>
          </thead>
          <tbody>
            {matrix.scenarios.map((scenario) => (
              <tr key={scenario.code}>
                <th scope="row">{scenarioOf(scenario)}</th>
                {matrix.regions.map((region) => {
                  const group = matrix.at(scenario.code, region.code);
                  if (!group) return <td key={region.code} aria-label="0" />;
                  const worth = group.worth[0];
                  return (
                    <td key={region.code} className={`shade-${shadeOf(group.gaps, matrix.most)}`}>
                      <Link
                        to={{ search: search(scenario.code, region.code) }}
                        aria-label={say('cell', {
                          scenario: scenarioOf(scenario),
                          region: regionOf(region),
                          gaps: group.gaps,
                        })}
                      >
                        <b>{group.gaps}</b>
                        {worth ? <small>{showWorth(worth, language)}</small> : null}
                      </Link>
                    </td>
                  );
                })}
                <td className="matrix-sum">
                  <Link to={{ search: search(scenario.code, null) }}>{scenario.gaps}</Link>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('sum')}</th>
              {matrix.regions.map((region) => (
                <td key={region.code} className="matrix-sum">
                  <Link to={{ search: search(null, region.code) }}>{region.gaps}</Link>
                </td>
              ))}
              <td className="matrix-sum">
                <b>{matrix.gaps}</b>
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="stamp">{say('legend')}</p>
    </>
  );
}
