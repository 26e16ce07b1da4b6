import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewedContentFragment } from '../../generated/review';
import { useTexts } from '../../language/texts';
import { Mark, type MarkKind } from '../../ui/mark';
import { ListTable, type Column } from '../operator/list-table';
import { texts } from './texts';

type Fact = ReviewedContentFragment['facts'][number];
type Document = ReviewedContentFragment['attachments'][number];
type CodedList = readonly { readonly code: string; readonly label: string }[] | null | undefined;

const BASIS_MARK: Readonly<Record<Fact['basis'], MarkKind>> = {
  VERIFIED: 'good',
  TESTED: 'good',
  GUARANTEED: 'info',
  TYPICAL: 'plain',
  PLANNING: 'plain',
};

/** All that a listing says, as it was handed in or is published. */
export function ContentView({ content }: { readonly content: ReviewedContentFragment }) {
  const say = useTexts(texts);
  const { facts, attachments, sources } = content;
  return (
    <>
      <h3>{say('content.general')}</h3>
      <General content={content} />
      <h3>{say('content.facts', { count: facts.length })}</h3>
      {facts.length === 0 ? <p>{say('content.noFacts')}</p> : <Facts facts={facts} attachments={attachments} />}
      <h3>{say('content.documents', { count: attachments.length })}</h3>
      {attachments.length === 0 ? <p>{say('content.noDocuments')}</p> : <Documents attachments={attachments} />}
      <h3>{say('content.sources')}</h3>
      {sources.length === 0 ? (
        <p>{say('content.noSources')}</p>
      ) : (
        <ul>
          {sources.map(({ title, url }, at) => (
            <li key={at}>{url ? <Outside href={url}>{title}</Outside> : title}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Outside({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer nofollow">
      {children}
    </a>
  );
}

function General({ content }: { readonly content: ReviewedContentFragment }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { name, summary, kind, modular, maxUnits, price, leadDays, certificates } = content;
  const list = (codes: CodedList): string =>
    !codes
      ? say('content.notStated')
      : codes.length === 0
        ? say('content.statedNone')
        : codes.map(({ label }) => label).join(t('listSeparator'));
  const pairs: readonly (readonly [string, ReactNode])[] = [
    [say('content.nameZh'), name.zh ?? say('content.notStated')],
    [say('content.nameEn'), name.en ?? say('content.notStated')],
    [say('content.summaryZh'), summary?.zh ?? say('content.notStated')],
    [say('content.summaryEn'), summary?.en ?? say('content.notStated')],
    [say('content.kind'), `${say(`content.listingKind.${kind}`)} · ${t(`domain.${content.domain}`)}`],
    [say('content.technologies'), list(content.technologies)],
    [say('content.scenarios'), list(content.scenarios)],
    [say('content.services'), list(content.services)],
    [say('content.regions'), list(content.regions)],
    [
      say('content.certificates'),
      list(
        certificates?.map(({ scheme, validUntil }) => ({
          code: scheme.code,
          label: validUntil ? `${scheme.label} (${say('content.validUntil', { day: validUntil })})` : scheme.label,
        })),
      ),
    ],
    [
      say('content.modular'),
      modular == null
        ? say('content.notStated')
        : [
            say(modular ? 'content.yes' : 'content.no'),
            ...(maxUnits ? [say('content.units', { count: maxUnits })] : []),
          ].join(t('listSeparator')),
    ],
    [
      say('content.price'),
      price
        ? `${price.money.display} ${price.per === 'unit' ? say('content.perUnit') : `/ ${price.per}`}`
        : say('content.notStated'),
    ],
    [say('content.leadDays'), leadDays == null ? say('content.notStated') : say('content.days', { count: leadDays })],
  ];
  return (
    <dl className="pairs">
      {pairs.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The figure of a fact without its name, which stands in a column of its own. */
export function figureOf({ says, metric, parameter }: Pick<Fact, 'says' | 'metric' | 'parameter'>): string {
  const named = `${parameter ? `${parameter.label} · ` : ''}${metric.label} `;
  return says.startsWith(named) ? says.slice(named.length) : says;
}

function Facts({ facts, attachments }: { readonly facts: readonly Fact[]; readonly attachments: readonly Document[] }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const columns: readonly Column<Fact>[] = [
    {
      key: 'fact',
      head: say('content.fact'),
      cell: ({ metric, parameter }) => (parameter ? `${parameter.label} · ${metric.label}` : metric.label),
    },
    { key: 'figure', head: say('content.figure'), cell: (fact) => <span className="numbers">{figureOf(fact)}</span> },
    {
      key: 'basis',
      head: say('content.basis'),
      cell: ({ basis, basisToday }) => (
        <>
          <Mark kind={BASIS_MARK[basis]}>{t(`basis.${basis}`)}</Mark>
          {basisToday === basis ? null : (
            <Mark kind="bad">{say('content.countsAs', { basis: t(`basis.${basisToday}`) })}</Mark>
          )}
        </>
      ),
    },
    {
      key: 'proof',
      head: say('content.proof'),
      cell: ({ attachmentId, note }) => (
        <>
          {attachments.find(({ id }) => id === attachmentId)?.title ?? '—'}
          {note ? <div className="stamp">{note}</div> : null}
        </>
      ),
    },
  ];
  const keys = new Map(facts.map((fact, at) => [fact, String(at)]));
  return (
    <ListTable
      caption={say('content.facts', { count: facts.length })}
      columns={columns}
      rows={facts}
      keyOf={(fact) => keys.get(fact) ?? fact.says}
    />
  );
}

function Documents({ attachments }: { readonly attachments: readonly Document[] }) {
  const say = useTexts(texts);
  const missing = <Mark kind="notice">{say('content.notStated')}</Mark>;
  const columns: readonly Column<Document>[] = [
    {
      key: 'title',
      head: say('content.document'),
      cell: ({ kind, title, url }) => (
        <>
          {url ? <Outside href={url}>{title}</Outside> : title}
          <div className="stamp">{say(`content.attachmentKind.${kind}`)}</div>
        </>
      ),
    },
    { key: 'issuer', head: say('content.issuer'), cell: ({ issuer }) => issuer ?? missing },
    { key: 'number', head: say('content.number'), cell: ({ number }) => number ?? missing },
    { key: 'issuedOn', head: say('content.issuedOn'), cell: ({ issuedOn }) => issuedOn ?? missing },
    { key: 'until', head: say('content.until'), cell: ({ validUntil }) => validUntil ?? '—' },
  ];
  return (
    <ListTable
      caption={say('content.documents', { count: attachments.length })}
      columns={columns}
      rows={attachments}
      keyOf={({ id }) => id}
    />
  );
}
