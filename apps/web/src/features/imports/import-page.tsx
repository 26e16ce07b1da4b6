import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { ImportsDocument, type ImportRowFragment } from '../../generated/imports';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { showInstant } from '../../ui/format';
import { Notice } from '../../ui/notice';
import { importPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { CardTable } from '../work/card-table';
import { PagesPager, usePages } from '../work/pages';
import { usePoll } from '../work/use-poll';
import { GetStep } from './get-step';
import { isMoving } from './report';
import { StateMark } from './state-mark';
import { texts } from './texts';
import { UploadStep } from './upload-step';
import './imports.css';

const PAGE = 20;

/** Spreadsheets out and in: a template or an export, an upload, and what became of earlier ones. */
export function ImportPage() {
  const say = useTexts(texts);
  const { session } = useSession();
  useTitle(say('title'));
  if (session.is !== 'MEMBER') return null;
  const { organisation, member } = session.viewer;
  if (organisation.kind === 'OPERATOR')
    return (
      <>
        <h1>{say('title')}</h1>
        <Empty text={say('notOperators')} />
      </>
    );
  const kind = organisation.kind === 'BUYER' ? 'TENDERS' : 'LISTINGS';
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say(`lede.${kind}`)}</p>
      <ol className="import-steps" aria-label={say('steps.label')}>
        <li className="panel">
          <h2>
            <span className="import-step">1</span>
            {say('steps.get')}
          </h2>
          <GetStep kind={kind} />
        </li>
        <li className="panel">
          <h2>
            <span className="import-step">2</span>
            {say('steps.upload')}
          </h2>
          {member.role === 'VIEWER' ? (
            <Notice kind="info" title={say('upload.readOnly')} />
          ) : (
            <UploadStep kind={kind} />
          )}
        </li>
      </ol>
      <Earlier />
    </>
  );
}

function Earlier() {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const pages = usePages();
  const [result, ask] = useQuery({
    query: ImportsDocument,
    variables: { first: PAGE, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const answer = result.data?.imports;
  const rows = answer?.edges.map(({ node }) => node) ?? [];
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  usePoll(rows.some(isMoving), 2_000, again);
  return (
    <>
      <h2>{say('earlier')}</h2>
      {result.error ? (
        <Failed error={result.error} retry={again} />
      ) : !answer ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty text={say('none')}>
          <p>{say('noneHint')}</p>
        </Empty>
      ) : (
        <CardTable<ImportRowFragment>
          rowKey="id"
          dataSource={rows}
          columns={[
            {
              title: say('file'),
              render: (_, { id, fileName }) => <Link to={importPath(id)}>{fileName || id}</Link>,
            },
            {
              title: say('uploaded'),
              render: (_, { createdAt }) => <span className="numbers">{showInstant(createdAt, i18n.language)}</span>,
            },
            { title: say('state'), render: (_, { state }) => <StateMark state={state} /> },
            {
              title: say('result'),
              render: (_, { state, counts }) => (
                <span className="numbers">
                  {state === 'UPLOADED' || state === 'UNREADABLE'
                    ? '—'
                    : state === 'CHECKED'
                      ? say('planned', { ...counts })
                      : say('done', { ...counts })}
                </span>
              ),
            },
          ]}
        />
      )}
      {answer ? (
        <PagesPager
          pages={pages}
          size={PAGE}
          shown={rows.length}
          total={answer.totalCount}
          pageInfo={answer.pageInfo}
        />
      ) : null}
    </>
  );
}
