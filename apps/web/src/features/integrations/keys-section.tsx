import { App, Checkbox, Form, Input, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import {
  ApiKeysDocument,
  CreateApiKeyDocument,
  RevokeApiKeyDocument,
  RotateApiKeyDocument,
  type ApiKeyRowFragment,
} from '../../generated/integrations';
import type { ApiKeyState, ApiScope, OrganisationKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button, Checkbox as Choice } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark, type MarkKind } from '../../ui/mark';
import { Empty, Failed, Loading } from '../../ui/states';
import { CardTable } from '../work/card-table';
import { FormDialog } from '../work/form-dialog';
import { PagesPager, usePages } from '../work/pages';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { addressesIn, scopesOf } from './choices';
import { SecretDialog } from './secret-dialog';
import { texts } from './texts';

const PAGE = 50;
const MARKS: Readonly<Record<ApiKeyState, MarkKind>> = { ACTIVE: 'good', EXPIRED: 'bad', REVOKED: 'plain' };
/** As the API takes them when nothing is said, and what it allows at most. */
const DAYS = { usual: 365, most: 730 };
const OVERLAP = { usual: 24, most: 720 };

interface Issued {
  readonly secret: string;
  readonly name: string;
}

/** The keys with which programs of the organisation act. */
export function KeysSection({ kind, verified }: { readonly kind: OrganisationKind; readonly verified: boolean }) {
  const say = useTexts(texts);
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const pages = usePages();
  const [ended, setEnded] = useState(false);
  const [making, setMaking] = useState(false);
  const [rotating, setRotating] = useState<ApiKeyRowFragment>();
  const [issued, setIssued] = useState<Issued>();
  const [result, ask] = useQuery({
    query: ApiKeysDocument,
    variables: { first: PAGE, after: pages.after },
    requestPolicy: 'cache-and-network',
  });
  const revoke = useAct(RevokeApiKeyDocument, ({ revokeApiKey }) => revokeApiKey);
  const again = () => ask({ requestPolicy: 'network-only' });
  const time = (iso: string) => showInstant(iso, i18n.language);
  const answer = result.data?.apiKeys;
  const all = answer?.edges.map(({ node }) => node);
  const rows = all?.filter(({ state }) => ended || state === 'ACTIVE');
  const show = (next: Issued) => {
    setMaking(false);
    setRotating(undefined);
    setIssued(next);
    again();
  };
  return (
    <section className="panel" aria-label={say('keys.title')}>
      <h2>{say('keys.title')}</h2>
      <p className="lede">{say('keys.hint')}</p>
      <RefusalNotice refused={revoke.refused} title={say('refused')} />
      <div className="tools">
        <Button kind="primary" disabled={!verified} onClick={() => setMaking(true)}>
          {say('keys.add')}
        </Button>
        <Choice checked={ended} onChange={setEnded}>
          {say('keys.ended')}
        </Choice>
      </div>
      {result.error ? (
        <Failed error={result.error} retry={again} />
      ) : !rows ? (
        <Loading rows={3} />
      ) : rows.length === 0 ? (
        <Empty text={say('keys.none')} />
      ) : (
        <CardTable<ApiKeyRowFragment>
          rowKey="id"
          dataSource={rows}
          columns={[
            {
              title: say('keys.name'),
              render: (_, { name, prefix, maker }) => (
                <div className="integration-cell">
                  {name}
                  <div className="fingerprint">{prefix}</div>
                  {maker ? <div className="stamp">{say('keys.maker', { name: maker.name })}</div> : null}
                </div>
              ),
            },
            {
              title: say('state'),
              render: (_, { state, expiresAt, revokedAt, replacedBy, maker }) => (
                <div className="integration-cell">
                  <Mark kind={MARKS[state]}>{say(`keys.states.${state}`)}</Mark>
                  {replacedBy ? <Mark kind="notice">{say('keys.replaced')}</Mark> : null}
                  <div className="stamp numbers">
                    {revokedAt
                      ? say('keys.revokedAt', { time: time(revokedAt) })
                      : say('keys.until', { time: time(expiresAt) })}
                  </div>
                  {state === 'ACTIVE' && maker?.active !== true ? (
                    <div className="fault">{say('keys.makerLeft')}</div>
                  ) : null}
                </div>
              ),
            },
            {
              title: say('keys.scopes'),
              render: (_, { scopes }) => (
                <div className="integration-cell">
                  <ul>
                    {scopes.map((scope) => (
                      <li key={scope}>{say(`scopes.${scope}`)}</li>
                    ))}
                  </ul>
                </div>
              ),
            },
            {
              title: say('keys.used'),
              render: (_, { lastUsedAt, lastUsedFrom, addresses }) => (
                <div className="integration-cell numbers">
                  {lastUsedAt ? time(lastUsedAt) : say('keys.never')}
                  {lastUsedFrom ? <div className="stamp">{say('keys.usedFrom', { address: lastUsedFrom })}</div> : null}
                  <div className="stamp">
                    {addresses.length === 0
                      ? say('keys.anywhere')
                      : say('keys.only', { addresses: addresses.join(t('listSeparator')) })}
                  </div>
                </div>
              ),
            },
            {
              title: say('actions'),
              render: (_, key) =>
                key.state === 'ACTIVE' ? (
                  <div className="tools">
                    {key.replacedBy || !verified ? null : (
                      <Button small aria-label={`${say('keys.rotate')} ${key.name}`} onClick={() => setRotating(key)}>
                        {say('keys.rotate')}
                      </Button>
                    )}
                    <Popconfirm
                      title={say('keys.reallyRevoke', { name: key.name })}
                      description={say('keys.revokeHint')}
                      okText={say('keys.revoke')}
                      cancelText={say('keys.keep')}
                      onConfirm={async () => {
                        if (await revoke.act({ id: key.id })) void message.success(say('keys.revoked'));
                      }}
                    >
                      <Button small kind="danger" aria-label={`${say('keys.revoke')} ${key.name}`}>
                        {say('keys.revoke')}
                      </Button>
                    </Popconfirm>
                  </div>
                ) : null,
            },
          ]}
        />
      )}
      {answer && all ? (
        <PagesPager pages={pages} size={PAGE} shown={all.length} total={answer.totalCount} pageInfo={answer.pageInfo} />
      ) : null}
      {making ? <MakeKey kind={kind} close={() => setMaking(false)} done={show} /> : null}
      {rotating ? <RotateKey of={rotating} close={() => setRotating(undefined)} done={show} /> : null}
      {issued ? (
        <SecretDialog
          title={say('keys.made', { name: issued.name })}
          secret={issued.secret}
          close={() => setIssued(undefined)}
        />
      ) : null}
    </section>
  );
}

interface Typed {
  readonly name: string;
  readonly scopes: ApiScope[];
  readonly validDays: number;
  readonly addresses?: string;
}

function MakeKey({
  kind,
  close,
  done,
}: {
  readonly kind: OrganisationKind;
  readonly close: () => void;
  readonly done: (issued: Issued) => void;
}) {
  const say = useTexts(texts);
  const create = useAct(CreateApiKeyDocument, ({ createApiKey }) => createApiKey);
  const make = async ({ name, scopes, validDays, addresses = '' }: Typed) => {
    const made = await create.act({
      key: { name: name.trim(), scopes, validDays, addresses: [...addressesIn(addresses)] },
    });
    if (made) done({ secret: made.secret, name: made.key.name });
  };
  return (
    <FormDialog<Typed>
      title={say('keys.add')}
      does={say('keys.make')}
      waiting={create.waiting}
      refused={create.refused}
      initialValues={{ scopes: [], validDays: DAYS.usual }}
      send={make}
      close={close}
    >
      <Form.Item name="name" label={say('keys.name')} rules={[{ required: true, whitespace: true, max: 100 }]}>
        <Input autoComplete="off" placeholder={say('keys.nameHint')} />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={say('keys.scopes')} // Not marked as required: the group would carry aria-required, which groups do not have.
        rules={[
          {
            validator: (_, scopes: readonly ApiScope[]) =>
              scopes.length > 0 ? Promise.resolve() : Promise.reject(new Error(say('keys.noScope'))),
          },
        ]}
      >
        <Checkbox.Group
          className="scope-list"
          options={scopesOf(kind).map((value) => ({ value, label: say(`scopes.${value}`) }))}
        />
      </Form.Item>
      <ValidDays />
      <Form.Item
        name="addresses"
        label={say('keys.addresses')}
        extra={<span className="stamp">{say('keys.addressesHint')}</span>}
      >
        <Input.TextArea rows={3} />
      </Form.Item>
    </FormDialog>
  );
}

interface Rotation {
  readonly validDays: number;
  readonly overlapHours: number;
}

function RotateKey({
  of: { id, name },
  close,
  done,
}: {
  readonly of: ApiKeyRowFragment;
  readonly close: () => void;
  readonly done: (issued: Issued) => void;
}) {
  const say = useTexts(texts);
  const rotate = useAct(RotateApiKeyDocument, ({ rotateApiKey }) => rotateApiKey);
  return (
    <FormDialog<Rotation>
      title={say('keys.rotateTitle', { name })}
      does={say('keys.rotating')}
      waiting={rotate.waiting}
      refused={rotate.refused}
      before={<p>{say('keys.rotateHint')}</p>}
      initialValues={{ validDays: DAYS.usual, overlapHours: OVERLAP.usual }}
      send={async (typed) => {
        const made = await rotate.act({ id, ...typed });
        if (made) done({ secret: made.secret, name: made.key.name });
      }}
      close={close}
    >
      <ValidDays />
      <Form.Item
        name="overlapHours"
        label={say('keys.overlap')}
        extra={<span className="stamp">{say('keys.overlapHint')}</span>}
        rules={[{ required: true }]}
      >
        <InputNumber min={0} max={OVERLAP.most} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}

function ValidDays() {
  const say = useTexts(texts);
  return (
    <Form.Item
      name="validDays"
      label={say('keys.days')}
      extra={<span className="stamp">{say('keys.daysHint')}</span>}
      rules={[{ required: true }]}
    >
      <InputNumber min={1} max={DAYS.most} precision={0} />
    </Form.Item>
  );
}
