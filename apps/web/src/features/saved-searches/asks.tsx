import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedSearchQuery, SavedSearchRowFragment } from '../../generated/saved-searches';
import { useTexts } from '../../language/texts';
import { Mark } from '../../ui/mark';
import { texts } from './texts';

/** What a saved search looks for, in the words of the server. `whole` has the demands of a need too, which lists leave out. */
export function Asks({
  search: { search: words, need, tendersForMe, closeness },
  whole,
}: {
  readonly search: SavedSearchRowFragment;
  readonly whole?: NonNullable<SavedSearchQuery['savedSearch']>['need'];
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const join = (parts: readonly string[]): string => parts.join(t('listSeparator'));
  const or = (parts: readonly string[]): string => (parts.length === 0 ? say('anywhere') : join(parts));
  const rows: (readonly [string, ReactNode])[] = [];
  if (need)
    rows.push([say('need'), join([t(`domain.${need.domain}`), ...need.technologies.map(({ label }) => label)])]);
  for (const part of ['duty', 'requirements', 'standards'] as const) {
    const list = whole?.[part] ?? [];
    if (list.length === 0) continue;
    const lines = list.map(({ says }, at) => <li key={at}>{says}</li>);
    rows.push([say(part), <ul key={part}>{lines}</ul>]);
  }
  if (tendersForMe)
    rows.push(
      [say('domains'), or(tendersForMe.domains.map((domain) => t(`domain.${domain}`)))],
      [say('scenarios'), or(tendersForMe.scenarios.map(({ label }) => label))],
      [say('regions'), or(tendersForMe.regions.map(({ label }) => label))],
    );
  return (
    <div className={whole === undefined ? 'search-asks' : 'search-asks whole'}>
      {tendersForMe ? <Mark kind="info">{say('tendersForMe')}</Mark> : null}
      {words ? (
        words.says.length === 0 ? (
          <Mark>{say('everything')}</Mark>
        ) : (
          words.says.map((one, at) => <Mark key={at}>{one}</Mark>)
        )
      ) : null}
      {words && words.kinds.length > 0 ? (
        <span className="stamp">{join(words.kinds.map((kind) => kindName(kind, say)))}</span>
      ) : null}
      {rows.length > 0 ? (
        <dl>
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {closeness.length > 0 ? (
        <span className="stamp">
          {say('onlyCloseness', { closeness: join(closeness.map((one) => say(`closeness.${one}`))) })}
        </span>
      ) : null}
    </div>
  );
}

const KIND_CODES = ['LISTING', 'TENDER', 'SUPPLIER', 'STANDARD', 'PARAMETER'] as const;

/** The kinds come as words from the server; one that this page does not know is shown as it is. */
function kindName(kind: string, say: ReturnType<typeof useTexts<typeof texts.zh>>): string {
  const known = KIND_CODES.find((one) => one === kind);
  return known ? say(`kinds.${known}`) : kind;
}
