import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import {
  ArchiveListingDocument,
  ConfirmListingDocument,
  MyListingsDocument,
  type MyListingFragment,
} from '../../generated/my-listings';
import { useTexts } from '../../language/texts';
import { useMayWrite } from '../../session/session';
import { Button, LinkButton } from '../../ui/button';
import { Mark, type MarkKind } from '../../ui/mark';
import { listingEditorPath, listingPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { Meter } from '../listing-editor/meter';
import { CardTable } from '../work/card-table';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { texts } from './texts';

const PAGE = 50;
const MARKS: Readonly<Partial<Record<MyListingFragment['state'], MarkKind>>> = {
  PUBLISHED: 'good',
  SUBMITTED: 'info',
  CHANGES_REQUESTED: 'notice',
  REJECTED: 'bad',
  SUSPENDED: 'bad',
};

/** Everything the supplier has written: where it stands, how complete it is, and what to do with it. */
export function MyListingsPage() {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { message, modal } = App.useApp();
  const [shown, setShown] = useState(PAGE);
  const [result, ask] = useQuery({
    query: MyListingsDocument,
    variables: { first: shown, after: null },
    requestPolicy: 'cache-and-network',
  });
  const confirm = useAct(ConfirmListingDocument, ({ confirmListing }) => confirmListing);
  const archive = useAct(ArchiveListingDocument, ({ archiveListing }) => archiveListing);
  useTitle(say('title'));
  const answer = result.data?.myListings;
  const rows = answer?.edges.map(({ node }) => node) ?? [];
  const mayWrite = useMayWrite();
  const putAway = (row: MyListingFragment) =>
    modal.confirm({
      title: say('archiveTitle', { name: name(row.name) }),
      content: say('archiveText'),
      okText: say('archive'),
      cancelText: say('cancel'),
      onOk: async () => {
        if (await archive.act({ id: row.id, reason: null })) void message.success(say('archived'));
      },
    });
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      {mayWrite ? (
        <div className="tools">
          <LinkButton kind="primary" to="/work/listings/new">
            {say('create')}
          </LinkButton>
          <LinkButton to="/work/import">{say('import')}</LinkButton>
        </div>
      ) : null}
      <RefusalNotice refused={confirm.refused ?? archive.refused} title={say('refused')} />
      {result.error ? (
        <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />
      ) : !answer ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty text={say('none')}>
          {mayWrite ? (
            <>
              <p>{say('noneHint')}</p>
              <LinkButton kind="primary" to="/work/listings/new">
                {say('create')}
              </LinkButton>
            </>
          ) : null}
        </Empty>
      ) : (
        <CardTable<MyListingFragment>
          rowKey="id"
          dataSource={rows}
          columns={[
            {
              title: say('name'),
              render: (_, row) => (
                <>
                  <Link to={listingEditorPath(row.id)}>{name(row.name)}</Link>
                  <div className="stamp">{t(`domain.${row.domain}`)}</div>
                </>
              ),
            },
            {
              title: say('state'),
              render: (_, { state, staged, reason }) => (
                <>
                  <Mark kind={MARKS[state] ?? 'plain'}>{say(`states.${state}`)}</Mark>
                  {staged && state === 'PUBLISHED' ? (
                    <div className="stamp">{say('staged', { state: say(`states.${staged.state}`) })}</div>
                  ) : null}
                  {(staged?.reason ?? reason) ? (
                    <div className="stamp">{say('reason', { reason: staged?.reason ?? reason ?? '' })}</div>
                  ) : null}
                </>
              ),
            },
            {
              title: say('completeness'),
              render: (_, { completeness }) => <Meter completeness={completeness} />,
            },
            {
              title: say('confirmed'),
              render: (_, { stale, confirmedUntil, state }) =>
                state !== 'PUBLISHED' ? (
                  '—'
                ) : stale ? (
                  <Mark kind="bad">{say('stale')}</Mark>
                ) : (
                  <span className="numbers">{confirmedUntil ?? say('never')}</span>
                ),
            },
            {
              title: say('actions'),
              render: (_, row) => (
                <div className="tools">
                  {mayWrite ? (
                    <LinkButton small to={listingEditorPath(row.id)}>
                      {say('edit')}
                    </LinkButton>
                  ) : null}
                  {row.state === 'PUBLISHED' ? (
                    <>
                      <LinkButton small to={listingPath(row.id)}>
                        {say('view')}
                      </LinkButton>
                      {mayWrite ? (
                        <Button
                          small
                          disabled={confirm.waiting}
                          onClick={async () => {
                            if (await confirm.act({ id: row.id })) void message.success(say('nowConfirmed'));
                          }}
                        >
                          {say('confirm')}
                        </Button>
                      ) : null}
                    </>
                  ) : null}
                  {row.state === 'ARCHIVED' || !mayWrite ? null : (
                    <Button small kind="link" onClick={() => putAway(row)}>
                      {say('archive')}
                    </Button>
                  )}
                </div>
              ),
            },
          ]}
        />
      )}
      {answer?.pageInfo.hasNextPage ? (
        <Button className="more" onClick={() => setShown(shown + PAGE)}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}
