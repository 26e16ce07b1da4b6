import { Form, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { MemberInput, OrganisationKind, Role } from '../../generated/schema';
import {
  AddMemberDocument,
  ChangeMemberRoleDocument,
  DeactivateMemberDocument,
  TeamDocument,
  type MemberRowFragment,
} from '../../generated/team';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { CardTable } from '../work/card-table';
import { FormDialog } from '../work/form-dialog';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { texts } from './texts';

const ROLES: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  SUPPLIER: ['OWNER', 'EDITOR', 'VIEWER'],
  BUYER: ['OWNER', 'EDITOR', 'VIEWER'],
  OPERATOR: ['ADMINISTRATOR', 'MODERATOR'],
};
/** Who may change the team; the server decides, this only shows no buttons in vain. */
const MAY: readonly Role[] = ['OWNER', 'ADMINISTRATOR'];

/** The members of the own organisation: who may do what, who joins, who leaves. */
export function TeamPage() {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const { session } = useSession();
  const [result, ask] = useQuery({ query: TeamDocument, requestPolicy: 'cache-and-network' });
  const [adding, setAdding] = useState(false);
  const change = useAct(ChangeMemberRoleDocument, ({ changeMemberRole }) => changeMemberRole);
  const leave = useAct(DeactivateMemberDocument, ({ deactivateMember }) => deactivateMember);
  useTitle(say('title'));
  if (session.is !== 'MEMBER') return null;
  const { organisation, member } = session.viewer;
  const may = MAY.includes(member.role);
  const roles = ROLES[organisation.kind].map((role) => ({
    value: role,
    label: say(`roles.${role}`),
    title: say(`does.${role}`),
  }));
  if (result.error) return <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />;
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say(may ? 'lede' : 'readOnly')}</p>
      <RefusalNotice refused={change.refused ?? leave.refused} title={say('refused')} />
      {may ? (
        <div className="tools">
          <Button kind="primary" onClick={() => setAdding(true)}>
            {say('add')}
          </Button>
        </div>
      ) : null}
      {result.data ? (
        <div className="wide" tabIndex={0} role="region" aria-label={say('title')}>
          <CardTable<MemberRowFragment>
            rowKey="id"
            scroll={{}}
            dataSource={result.data.members}
            columns={[
              {
                title: say('name'),
                render: (_, { id, name, active }) => (
                  <>
                    {name} {id === member.id ? <Mark>{say('you')}</Mark> : null}
                    {active ? null : <Mark kind="bad">{say('left')}</Mark>}
                  </>
                ),
              },
              { title: say('email'), dataIndex: 'email' },
              {
                title: say('role'),
                render: (_, { id, name, role, active }) =>
                  may && active && id !== member.id ? (
                    <Select
                      aria-label={`${say('role')} ${name}`}
                      value={role}
                      options={roles}
                      disabled={change.waiting}
                      popupMatchSelectWidth={false}
                      onChange={(next) => void change.act({ id, role: next })}
                    />
                  ) : (
                    say(`roles.${role}`)
                  ),
              },
              { title: say('since'), render: (_, { createdAt }) => showInstant(createdAt, i18n.language) },
              ...(may
                ? [
                    {
                      title: '',
                      key: 'act',
                      render: (_: unknown, { id, name, active }: MemberRowFragment) =>
                        active && id !== member.id ? (
                          <Popconfirm
                            title={say('reallyDeactivate', { name })}
                            description={say('deactivateHint')}
                            onConfirm={() => void leave.act({ id })}
                          >
                            <Button small kind="danger">
                              {say('deactivate')}
                            </Button>
                          </Popconfirm>
                        ) : null,
                    },
                  ]
                : []),
            ]}
          />
        </div>
      ) : (
        <Loading />
      )}
      {adding ? (
        <AddMember
          roles={roles}
          done={() => {
            setAdding(false);
            ask({ requestPolicy: 'network-only' });
          }}
          close={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

function AddMember({
  roles,
  done,
  close,
}: {
  readonly roles: readonly { readonly value: Role; readonly label: string; readonly title: string }[];
  readonly done: () => void;
  readonly close: () => void;
}) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const add = useAct(AddMemberDocument, ({ addMember }) => addMember);
  return (
    <FormDialog<MemberInput>
      title={say('add')}
      does={say('adding')}
      waiting={add.waiting}
      refused={add.refused}
      initialValues={{ role: roles[1]?.value, language: i18n.language === 'en' ? 'en' : 'zh' }}
      send={async (member) => {
        if (await add.act({ member })) done();
      }}
      close={close}
    >
      <Form.Item name="name" label={say('name')} rules={[{ required: true, whitespace: true }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={say('email')} rules={[{ required: true, type: 'email' }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={say('role')} rules={[{ required: true }]}>
        <Select options={roles.map(({ value, label, title }) => ({ value, label: `${label} · ${title}` }))} />
      </Form.Item>
      <Form.Item name="language" label={say('language')}>
        <Select
          options={[
            { value: 'zh', label: say('languages.zh') },
            { value: 'en', label: say('languages.en') },
          ]}
        />
      </Form.Item>
      <Form.Item name="password" label={say('password')} rules={[{ required: true, min: 12 }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormDialog>
  );
}
