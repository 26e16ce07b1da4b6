import { App, Checkbox, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import {
  CreateWebhookDocument,
  DeleteWebhookDocument,
  RotateWebhookSecretDocument,
  SendTestWebhookDocument,
  UpdateWebhookDocument,
  WebhooksDocument,
  type WebhookRowFragment,
} from '../../generated/integrations';
import type { NotificationKind, OrganisationKind, WebhookState } from '../../generated/schema';
import { AboutDocument } from '../../generated/ui';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark, type MarkKind } from '../../ui/mark';
import { Empty, Failed, Loading } from '../../ui/states';
import { FormDialog } from '../work/form-dialog';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { HOOK_KINDS } from './choices';
import { DeliveryLog } from './delivery-log';
import { SecretDialog } from './secret-dialog';
import { texts } from './texts';

const MARKS: Readonly<Record<WebhookState, MarkKind>> = { ACTIVE: 'good', OFF: 'plain', DISABLED: 'bad' };

/** The addresses to which the organisation's notifications are posted; the address bar says whose log is open. */
export function WebhooksSection({ kind, verified }: { readonly kind: OrganisationKind; readonly verified: boolean }) {
  const say = useTexts(texts);
  const [address, setAddress] = useSearchParams();
  const open = address.get('log');
  const [making, setMaking] = useState(false);
  const [editing, setEditing] = useState<WebhookRowFragment>();
  const [secret, setSecret] = useState<string>();
  const [result, ask] = useQuery({ query: WebhooksDocument, requestPolicy: 'cache-and-network' });
  const again = () => ask({ requestPolicy: 'network-only' });
  const rows = result.data?.webhooks;
  const showLog = (id: string | undefined) => setAddress(id ? { log: id } : {}, { preventScrollReset: true });
  return (
    <section className="panel" aria-label={say('hooks.title')}>
      <h2>{say('hooks.title')}</h2>
      <p className="lede">{say('hooks.hint')}</p>
      <div className="tools">
        <Button kind="primary" disabled={!verified} onClick={() => setMaking(true)}>
          {say('hooks.add')}
        </Button>
      </div>
      {result.error ? (
        <Failed error={result.error} retry={again} />
      ) : !rows ? (
        <Loading rows={3} />
      ) : rows.length === 0 ? (
        <Empty text={say('hooks.none')} />
      ) : (
        <ul className="cards">
          {rows.map((hook) => (
            <WebhookCard
              key={hook.id}
              hook={hook}
              verified={verified}
              logged={open === hook.id}
              showLog={showLog}
              edit={() => setEditing(hook)}
              changed={again}
              show={setSecret}
            />
          ))}
        </ul>
      )}
      {making || editing ? (
        <WebhookDialog
          hook={editing}
          kind={kind}
          close={() => {
            setMaking(false);
            setEditing(undefined);
          }}
          done={(made) => {
            setMaking(false);
            setEditing(undefined);
            if (made) setSecret(made);
            again();
          }}
        />
      ) : null}
      {secret === undefined ? null : (
        <SecretDialog title={say('hooks.made')} secret={secret} close={() => setSecret(undefined)} />
      )}
    </section>
  );
}

function WebhookCard({
  hook,
  verified,
  logged,
  showLog,
  edit,
  changed,
  show,
}: {
  readonly hook: WebhookRowFragment;
  readonly verified: boolean;
  readonly logged: boolean;
  readonly showLog: (id: string | undefined) => void;
  readonly edit: () => void;
  readonly changed: () => void;
  readonly show: (secret: string) => void;
}) {
  const say = useTexts(texts);
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const update = useAct(UpdateWebhookDocument, ({ updateWebhook }) => updateWebhook);
  const rotate = useAct(RotateWebhookSecretDocument, ({ rotateWebhookSecret }) => rotateWebhookSecret);
  const remove = useAct(DeleteWebhookDocument, ({ deleteWebhook }) => deleteWebhook);
  const test = useAct(SendTestWebhookDocument, ({ sendTestWebhook }) => sendTestWebhook);
  // Tells an open log that there is something new in it.
  const [tests, setTests] = useState(0);
  const { id, url, state, description, kinds, failures, failingSince, pausedUntil, previousSecretUntil } = hook;
  const time = (iso: string) => showInstant(iso, i18n.language);
  const waiting = update.waiting || rotate.waiting || remove.waiting || test.waiting;
  return (
    <li className="card webhook">
      <h3>
        <Mark kind={MARKS[state]}>{say(`hooks.states.${state}`)}</Mark>
        {url}
      </h3>
      {description ? <p>{description}</p> : null}
      <p className="stamp">
        {say('hooks.kinds')}
        {t('colon')}
        {kinds.length === 0
          ? say('hooks.allKinds')
          : kinds.map((kind) => say(`kinds.${kind}`)).join(t('listSeparator'))}
      </p>
      {state === 'DISABLED' ? <p className="fault">{say('hooks.disabledHint')}</p> : null}
      {failures > 0 && failingSince ? (
        <p className="fault">{say('hooks.failing', { count: failures, time: time(failingSince) })}</p>
      ) : null}
      {pausedUntil && new Date(pausedUntil) > new Date() ? (
        <p className="stamp">{say('hooks.pausedUntil', { time: time(pausedUntil) })}</p>
      ) : null}
      {previousSecretUntil && new Date(previousSecretUntil) > new Date() ? (
        <p className="stamp">{say('hooks.previous', { time: time(previousSecretUntil) })}</p>
      ) : null}
      <RefusalNotice
        refused={update.refused ?? rotate.refused ?? remove.refused ?? test.refused}
        title={say('refused')}
      />
      <div className="tools">
        <Button small aria-expanded={logged} onClick={() => showLog(logged ? undefined : id)}>
          {say(logged ? 'hooks.hideLog' : 'hooks.log')}
        </Button>
        {verified ? (
          <>
            {state === 'ACTIVE' ? (
              <Button
                small
                disabled={waiting}
                onClick={async () => {
                  if (!(await test.act({ id }))) return;
                  void message.success(say('hooks.tested'));
                  setTests(tests + 1);
                  showLog(id);
                }}
              >
                {say('hooks.test')}
              </Button>
            ) : null}
            <Button small disabled={waiting} onClick={edit}>
              {say('hooks.edit')}
            </Button>
            <Button
              small
              disabled={waiting}
              onClick={async () => {
                const active = state !== 'ACTIVE';
                if (!(await update.act({ id, changes: { active } }))) return;
                void message.success(say(active ? 'hooks.nowOn' : 'hooks.nowOff'));
                changed();
              }}
            >
              {say(state === 'ACTIVE' ? 'hooks.off' : 'hooks.on')}
            </Button>
          </>
        ) : null}
        <Popconfirm
          title={say('hooks.reallyRotate')}
          description={say('hooks.rotateHint')}
          okText={say('hooks.rotate')}
          cancelText={say('hooks.keep')}
          onConfirm={async () => {
            const made = await rotate.act({ id });
            if (!made) return;
            show(made.secret);
            changed();
          }}
        >
          <Button small disabled={waiting}>
            {say('hooks.rotate')}
          </Button>
        </Popconfirm>
        <Popconfirm
          title={say('hooks.reallyRemove')}
          description={say('hooks.removeHint')}
          okText={say('hooks.remove')}
          cancelText={say('keep')}
          onConfirm={async () => {
            if (!(await remove.act({ id }))) return;
            void message.success(say('hooks.removed'));
            changed();
          }}
        >
          <Button small kind="danger" disabled={waiting}>
            {say('hooks.remove')}
          </Button>
        </Popconfirm>
      </div>
      {logged ? <DeliveryLog key={tests} webhookId={id} verified={verified} url={url} /> : null}
    </li>
  );
}

interface Typed {
  readonly url: string;
  readonly description?: string;
  readonly kinds: NotificationKind[];
}

function WebhookDialog({
  hook,
  kind,
  close,
  done,
}: {
  readonly hook: WebhookRowFragment | undefined;
  readonly kind: OrganisationKind;
  readonly close: () => void;
  /** With the secret of one that was made. */
  readonly done: (secret?: string) => void;
}) {
  const say = useTexts(texts);
  const { message } = App.useApp();
  const create = useAct(CreateWebhookDocument, ({ createWebhook }) => createWebhook);
  const update = useAct(UpdateWebhookDocument, ({ updateWebhook }) => updateWebhook);
  const [about] = useQuery({ query: AboutDocument });
  const save = async ({ url, description = '', kinds }: Typed) => {
    const changes = { url: url.trim(), description: description.trim(), kinds };
    if (hook === undefined) {
      const made = await create.act({ webhook: { ...changes, description: changes.description || null } });
      if (made) done(made.secret);
      return;
    }
    if (!(await update.act({ id: hook.id, changes }))) return;
    void message.success(say('hooks.saved'));
    done();
  };
  return (
    <FormDialog<Typed>
      title={say(hook ? 'hooks.editTitle' : 'hooks.add')}
      does={say(hook ? 'hooks.save' : 'hooks.make')}
      waiting={create.waiting || update.waiting}
      refused={create.refused ?? update.refused}
      initialValues={{ url: hook?.url ?? '', description: hook?.description ?? '', kinds: hook?.kinds ?? [] }}
      send={save}
      close={close}
    >
      <Form.Item
        name="url"
        label={say('hooks.url')}
        extra={
          <div className="stamp">
            {say('hooks.urlHint')}
            {about.data?.about.demo ? <div>{say('hooks.urlHintDemo')}</div> : null}
          </div>
        }
        rules={[{ required: true, whitespace: true }]}
      >
        <Input type="url" autoComplete="off" placeholder="https://" />
      </Form.Item>
      <Form.Item name="description" label={say('hooks.description')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="kinds"
        label={say('hooks.kinds')}
        extra={<span className="stamp">{say('hooks.kindsHint')}</span>}
      >
        <Checkbox.Group className="hook-kinds">
          <div>
            {HOOK_KINDS.filter(({ group }) => group !== 'OPERATION' || kind === 'OPERATOR').map(({ group, kinds }) => (
              <div key={group} role="group" aria-label={say(`groups.${group}`)}>
                <h4>{say(`groups.${group}`)}</h4>
                {kinds.map((one) => (
                  <Checkbox key={one} value={one}>
                    {say(`kinds.${one}`)}
                  </Checkbox>
                ))}
              </div>
            ))}
          </div>
        </Checkbox.Group>
      </Form.Item>
    </FormDialog>
  );
}
