import { Link, useSearchParams } from 'react-router';
import { useTexts } from '../../language/texts';
import { useTitle } from '../../ui/use-title';
import { stepRow, useShortcuts } from '../operator/shortcuts';
import { Stale } from './stale';
import { Tailoring } from './tailoring';
import { texts } from './texts';
import './attention.css';
import '../operator/operator.css';

const ROW_KEYS = { j: () => stepRow(1), k: () => stepRow(-1) };

/** What is public and should be looked at: listings that nobody has confirmed, tenders that look tailored. */
export function AttentionPage() {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  const tailoring = params.get('list') === 'tailoring';
  useTitle(say(tailoring ? 'tailoring' : 'stale'));
  useShortcuts(ROW_KEYS);
  return (
    <>
      <h1>{say('title')}</h1>
      <nav aria-label={say('tabs')}>
        <ul className="tabs">
          <li>
            <Link to={{ search: '' }} aria-current={tailoring ? undefined : 'page'}>
              {say('stale')}
            </Link>
          </li>
          <li>
            <Link to={{ search: 'list=tailoring' }} aria-current={tailoring ? 'page' : undefined}>
              {say('tailoring')}
            </Link>
          </li>
        </ul>
      </nav>
      <p className="lede">{say(tailoring ? 'tailoringLede' : 'staleLede')}</p>
      {tailoring ? <Tailoring /> : <Stale />}
    </>
  );
}
