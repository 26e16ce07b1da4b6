import { Link } from 'react-router';
import type { ReviewQuery } from '../../generated/review';
import { useTexts } from '../../language/texts';
import { Mark } from '../../ui/mark';
import { organisationPath } from '../../ui/paths';
import { useName } from '../../ui/use-name';
import { texts as shared } from '../operator/texts';
import { today } from '../operator/today';
import { texts } from './texts';

type Firm = NonNullable<ReviewQuery['listing']>['supplier'];

/** Who hands it in: whether it is verified, and what honours are recorded. Honours are the firm's and prove no product. */
export function FirmPanel({ firm }: { readonly firm: Firm }) {
  const say = useTexts(texts);
  const common = useTexts(shared);
  const name = useName();
  const day = today();
  return (
    <section className="panel">
      <h2>{say('firm.title')}</h2>
      <p>
        <Link to={organisationPath(firm.id)}>{name(firm.name)}</Link>{' '}
        {firm.demo ? <Mark kind="notice">{common('demo')}</Mark> : null}
        <Mark kind={firm.state === 'VERIFIED' ? 'good' : 'bad'}>{say(`firm.state.${firm.state}`)}</Mark>
      </p>
      <dl className="pairs">
        <div>
          <dt>{say('firm.creditCode')}</dt>
          <dd>
            {firm.creditCode ? <span className="mono">{firm.creditCode} </span> : null}
            {firm.creditCodeCheck ? (
              <Mark
                kind={firm.creditCodeCheck === 'OK' ? 'good' : firm.creditCodeCheck === 'ABSENT' ? 'plain' : 'notice'}
              >
                {say(`firm.check.${firm.creditCodeCheck}`)}
              </Mark>
            ) : null}
          </dd>
        </div>
        {firm.region ? (
          <div>
            <dt>{say('firm.region')}</dt>
            <dd>{firm.region.label}</dd>
          </div>
        ) : null}
        <div>
          <dt>{say('firm.honours')}</dt>
          <dd>
            {firm.honours.length === 0 ? (
              say('firm.noHonours')
            ) : (
              <ul className="plain-list">
                {firm.honours.map(({ scheme, validUntil, checked }) => (
                  <li key={scheme.code}>
                    {scheme.label}{' '}
                    <Mark kind={checked ? 'good' : 'notice'}>{say(checked ? 'firm.checked' : 'firm.unchecked')}</Mark>
                    {validUntil && validUntil < day ? <Mark kind="bad">{say('firm.lapsed')}</Mark> : null}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
