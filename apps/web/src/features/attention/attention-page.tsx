import { Link, useSearchParams } from 'react-router';
import { useTexts } from '../../language/texts';
import { useTitle } from '../../ui/use-title';
import { stepRow, useShortcuts } from '../operator/shortcuts';
import { Stale } from './stale';
import { Suspended } from './suspended';
import { Tailoring } from './tailoring';
import { texts } from './texts';
import './attention.css';
import '../operator/operator.css';

const ROW_KEYS = { j: () => stepRow(1), k: () => stepRow(-1) };

const LISTS = ['stale', 'suspended', 'tailoring'] as const;
const SHOWN = { stale: Stale, suspended: Suspended, tailoring: Tailoring };

/** What should be looked at: listings that nobody has confirmed or that were taken down, tenders that look tailored. */
export function AttentionPage() {
  const say = useTexts(texts);
  const [params] = useSearchParams();
  const list = LISTS.find((one) => one === params.get('list')) ?? 'stale';
  const Shown = SHOWN[list];
  useTitle(say(list));
  useShortcuts(ROW_KEYS);
  return (
    <>
      <h1>{say('title')}</h1>
      <nav aria-label={say('tabs')}>
        <ul className="tabs">
          {LISTS.map((one) => (
            <li key={one}>
              <Link
                to={{ search: one === 'stale' ? '' : `list=${one}` }}
                aria-current={one === list ? 'page' : undefined}
              >
                {say(one)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <p className="lede">{say(`${list}Lede`)}</p>
      <Shown />
    </>
  );
}
