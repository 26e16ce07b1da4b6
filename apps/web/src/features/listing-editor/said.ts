import { toMajor } from '@huanpei/domain';
import { useTranslation } from 'react-i18next';
import { statement } from '@huanpei/matching';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { statementOf } from '../../graphql/statement';
import { useName } from '../../ui/use-name';
import type { Reference } from '../fields/reference';
import { labelsOf } from '../tender-editor/says';
import type { Said } from '../work/merge-notice';
import type { AttachmentRow, Draft, FactRow } from './draft';
import { texts } from './texts';

/** How the things of a listing are called that were changed in two places, and what is said of them. */
export function useSaid(reference: Reference): (path: string, value: unknown) => Said {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { language } = useLanguage();
  const labels = labelsOf(reference, language === 'en');
  const node = (code: string) => name(reference.node(code)) || labels.region(code);
  const figure = ({ metric, parameter, figure: stated, condition, basis, note }: Omit<FactRow, 'key'>): string =>
    [
      stated.unread?.typed ??
        (metric === '' ? '' : statement(statementOf(metric, parameter, stated), language, labels)),
      condition,
      t(`basis.${basis}`),
      note,
    ]
      .filter(Boolean)
      .join(' · ');
  return (path, value) => {
    const [part = ''] = path.split('/', 1);
    const of = (label: string, says: (there: never) => string): Said => ({
      label,
      // The value of a path is what `flatOf` put there.
      says: value === undefined || value === null ? undefined : says(value as never) || undefined,
    });
    switch (part) {
      case 'facts': {
        const { metric, parameter } = (value ?? {}) as Partial<FactRow>;
        const what = [parameter && labels.parameter(parameter), metric && labels.metric(metric)];
        return of(what.filter(Boolean).join(' · ') || say('unnamed'), figure);
      }
      case 'price':
        return of(
          say('price'),
          ({ price, priceUnread, pricePer }: Pick<Draft, 'price' | 'priceUnread' | 'pricePer'>) =>
            price
              ? `${toMajor({ currency: 'CNY', ...price }).amount.toLocaleString('en-US')} ${price.currency ?? 'CNY'} / ${pricePer === 'unit' ? say('perUnit') : pricePer}`
              : (priceUnread ?? ''),
        );
      case 'technologies':
      case 'scenarios':
      case 'services':
      case 'regions':
        return of(say(part), node);
      case 'certificates':
        return of(say('certificates'), ({ scheme, validUntil }: Draft['certificates'][number]) =>
          [labels.scheme(scheme), validUntil].filter(Boolean).join(' · '),
        );
      case 'attachments':
        return of(say('attachments'), ({ title, number, issuer, issuedOn, validUntil, url }: AttachmentRow) =>
          [title, number, issuer, issuedOn, validUntil, url].filter(Boolean).join(' · '),
        );
      case 'sources':
        return of(say('sources'), ({ title, url }: Draft['sources'][number]) =>
          [title, url].filter(Boolean).join(' · '),
        );
      case 'kind':
        return of(say('kind'), (kind: Draft['kind']) => say(`kinds.${kind}`));
      case 'domain':
        return of(say('domain'), (domain: Draft['domain']) => t(`domain.${domain}`));
      case 'modular':
        return of(say('modular'), (modular: boolean) => (modular ? '✓' : '✗'));
      case 'nameZh':
      case 'nameEn':
      case 'summaryZh':
      case 'summaryEn':
      case 'maxUnits':
      case 'leadDays':
        return of(say(part), String);
      default:
        return of(path, String);
    }
  };
}
