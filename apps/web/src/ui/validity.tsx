import { shanghaiDay } from '@huanpei/domain';
import { useTranslation } from 'react-i18next';
import { useTexts } from '../language/texts';
import { showDay } from './format';
import { texts } from './texts';
import './sheet.css';

/** Until when something holds, and whether it does today. */
export function Validity({ until }: { readonly until: string | null | undefined }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  if (!until) return <>{say('noEnd')}</>;
  const expired = until < shanghaiDay(new Date());
  return (
    <span className={expired ? 'expired' : undefined}>
      {say(expired ? 'expired' : 'inDate', { day: showDay(until, i18n.language) })}
    </span>
  );
}
