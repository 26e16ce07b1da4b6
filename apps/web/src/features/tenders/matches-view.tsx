import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LotDemandsFragment, MatchRowFragment, RelaxationRowFragment } from '../../generated/tenders';
import { toggled, type Chosen } from '../compare/chosen';
import { Tray } from '../compare/tray';
import { MatchCard } from './match-card';
import { Button } from '../../ui/button';

/** What a kept run and a preview have in common. */
export interface Matches {
  readonly engine: string;
  readonly referenceEdition: string;
  readonly asOf: string;
  readonly stale?: boolean;
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly top: readonly MatchRowFragment[];
  readonly nearMisses: readonly MatchRowFragment[];
  readonly relaxations: readonly RelaxationRowFragment[];
}

/** What a lot brings with it and what it demands. */
export function DemandsView({ lot }: { readonly lot: LotDemandsFragment }) {
  const { t } = useTranslation();
  const requirements = lot.requirements.map(
    (requirement) => `${requirement.mandatory ? '★' : '▲'} ${requirement.says}`,
  );
  return (
    <div className="panel columns">
      <Sentences title={t('tender.technologies')} items={lot.technologies.map(({ label }) => label)} />
      <Sentences title={t('tender.duty')} items={lot.duty.map((fact) => fact.says)} />
      <Sentences title={t('tender.standards')} items={lot.standards.map((citation) => citation.says)} />
      <Sentences
        title={t('tender.requirements')}
        items={requirements}
        note={`${t('tender.mandatory')} · ${t('tender.scored')}`}
      />
    </div>
  );
}

function Sentences({
  title,
  items,
  note,
}: {
  readonly title: string;
  readonly items: readonly string[];
  readonly note?: string;
}) {
  if (items.length === 0) return null;
  return (
    <div>
      <strong>{title}</strong>
      <ul>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
      {note ? <div className="stamp">{note}</div> : null}
    </div>
  );
}

/** What the market answers, finding by finding. */
export function MatchesView({
  matches,
  more,
  lot = null,
}: {
  readonly matches: Matches;
  readonly more: (() => void) | null;
  /** What the matches are of; a comparison of them is held against it too. */
  readonly lot?: Chosen['lot'];
}) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const cards = { picked, pick: (id: string) => setPicked(toggled(picked, id)) };
  const { compared, fits, needsData, ruledOut } = matches;
  const shown = matches.top.length;
  return (
    <>
      <h2>{t('tender.matches')}</h2>
      <p className="lede">{t('tender.compared', { compared, fits, needsData, ruledOut })}</p>
      {matches.stale ? <p className="lede">{t('tender.stale')}</p> : null}
      {shown === 0 ? <p className="lede">{t('tender.noMatches')}</p> : null}
      <Cards matches={matches.top} {...cards} />
      {more && fits + needsData > shown ? (
        <Button className="more" onClick={more}>
          {t('more')}
        </Button>
      ) : null}
      {matches.nearMisses.length > 0 ? <h2>{t('tender.nearMisses')}</h2> : null}
      <Cards matches={matches.nearMisses} {...cards} />
      {matches.relaxations.length > 0 ? (
        <>
          <h2>{t('tender.relaxations')}</h2>
          <ul>
            {matches.relaxations.map((relaxation) => (
              <li key={relaxation.requirement}>{relaxation.says}</li>
            ))}
          </ul>
        </>
      ) : null}
      <Tray picked={picked} lot={lot} clear={() => setPicked([])} />
      <p className="stamp">
        {t('tender.stamp', { engine: matches.engine, edition: matches.referenceEdition, asOf: matches.asOf })}
      </p>
    </>
  );
}

function Cards({
  matches,
  picked,
  pick,
}: {
  readonly matches: readonly MatchRowFragment[];
  readonly picked: readonly string[];
  readonly pick: (id: string) => void;
}) {
  return (
    <ul className="cards">
      {matches.map((match) => (
        <MatchCard
          key={match.listingId}
          match={match}
          picked={picked.includes(match.listingId)}
          pick={() => pick(match.listingId)}
        />
      ))}
    </ul>
  );
}
