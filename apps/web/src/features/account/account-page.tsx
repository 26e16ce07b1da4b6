import { App, Checkbox, Form, Input, Select, Switch } from 'antd';
import { useQuery } from 'urql';
import {
  AccountDocument,
  ChangePasswordDocument,
  UpdateDeliveryDocument,
  type DeliveryFragment,
} from '../../generated/account';
import type { DeliveryPreferencesInput } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { CardTable } from '../work/card-table';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { texts } from './texts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const FREQUENCIES = ['INSTANT', 'DAILY', 'WEEKLY'] as const;

/** How one is told by mail, and the password. */
export function AccountPage() {
  const say = useTexts(texts);
  const [result, ask] = useQuery({ query: AccountDocument });
  useTitle(say('title'));
  return (
    <>
      <h1>{say('title')}</h1>
      {result.error ? (
        <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />
      ) : result.data ? (
        <Alerts preferences={result.data.deliveryPreferences} />
      ) : (
        <Loading />
      )}
      <Password />
    </>
  );
}

type Groups = Readonly<Record<string, Pick<DeliveryFragment['groups'][number], 'email' | 'frequency'>>>;
interface Typed extends Pick<DeliveryFragment, 'digestHour' | 'digestWeekday' | 'urgentInQuietHours'> {
  readonly groups: Groups;
  readonly quiet: boolean;
  readonly from: string;
  readonly to: string;
  readonly language: 'own' | 'zh' | 'en';
}

function Alerts({ preferences }: { readonly preferences: DeliveryFragment }) {
  const say = useTexts(texts);
  const { message } = App.useApp();
  const { session } = useSession();
  const [form] = Form.useForm<Typed>();
  const quiet = Form.useWatch('quiet', form) ?? preferences.quietHours !== null;
  const save = useAct(UpdateDeliveryDocument, ({ updateDeliveryPreferences }) => updateDeliveryPreferences);
  const operates = session.is === 'MEMBER' && session.viewer.organisation.kind === 'OPERATOR';
  // What operators alone are told is no choice of others.
  const groups = preferences.groups.filter(({ group }) => group !== 'OPERATION' || operates);
  const first: Typed = {
    ...preferences,
    groups: Object.fromEntries(groups.map(({ group, ...rest }) => [group, rest])),
    quiet: Boolean(preferences.quietHours),
    from: preferences.quietHours?.from ?? '22:00',
    to: preferences.quietHours?.to ?? '07:00',
    language:
      session.is === 'MEMBER' && session.viewer.member.language === preferences.language ? 'own' : preferences.language,
  };
  const submit = async (typed: Typed) => {
    const { digestHour, digestWeekday, urgentInQuietHours } = typed;
    const input: DeliveryPreferencesInput = {
      digestHour,
      digestWeekday,
      urgentInQuietHours,
      language: typed.language === 'own' ? null : typed.language,
      quietHours: typed.quiet ? { from: typed.from, to: typed.to } : null,
      groups: groups.map(({ group }) => ({ group, ...typed.groups[group] })),
    };
    if (await save.act({ preferences: input })) void message.success(say('saved'));
  };
  return (
    <section className="panel">
      <h2>{say('mail')}</h2>
      <p className="lede">{say('mailTo', { address: preferences.address })}</p>
      {preferences.mailIsSent ? null : <Notice kind="info" title={say('notSent')} />}
      <RefusalNotice refused={save.refused} title={say('refused')} />
      <Form form={form} initialValues={first} onFinish={(typed) => void submit(typed)} layout="vertical">
        <CardTable
          rowKey="group"
          dataSource={groups}
          columns={[
            { title: say('what'), render: (_, { group }) => say(`groups.${group}`) },
            {
              title: say('byMail'),
              render: (_, { group }) => (
                <Form.Item name={['groups', group, 'email']} valuePropName="checked" noStyle>
                  <Checkbox aria-label={`${say('byMail')} ${say(`groups.${group}`)}`} />
                </Form.Item>
              ),
            },
            {
              title: say('frequency'),
              render: (_, { group }) => (
                <Form.Item name={['groups', group, 'frequency']} noStyle>
                  <Select
                    aria-label={`${say('frequency')} ${say(`groups.${group}`)}`}
                    popupMatchSelectWidth={false}
                    options={FREQUENCIES.map((value) => ({ value, label: say(`frequencies.${value}`) }))}
                  />
                </Form.Item>
              ),
            },
          ]}
        />
        <div className="account-row">
          <Form.Item name="digestHour" label={say('digest')}>
            <Select options={HOURS.map((value) => ({ value, label: say('hour', { hour: value }) }))} />
          </Form.Item>
          <Form.Item name="digestWeekday" label={say('weekday')}>
            <Select options={WEEKDAYS.map((value) => ({ value, label: say(`weekdays.d${value}`) }))} />
          </Form.Item>
          <Form.Item name="language" label={say('language')}>
            <Select
              options={(['own', 'zh', 'en'] as const).map((value) => ({ value, label: say(`languages.${value}`) }))}
            />
          </Form.Item>
        </div>
        <h3>{say('quiet')}</h3>
        <div className="account-row">
          <Form.Item name="quiet" valuePropName="checked" label={say('quietOn')}>
            <Switch />
          </Form.Item>
          <Form.Item name="from" label={say('from')}>
            <Input type="time" disabled={!quiet} />
          </Form.Item>
          <Form.Item name="to" label={say('to')}>
            <Input type="time" disabled={!quiet} />
          </Form.Item>
        </div>
        <Form.Item name="urgentInQuietHours" valuePropName="checked">
          <Checkbox>{say('urgent')}</Checkbox>
        </Form.Item>
        <Button kind="primary" type="submit" disabled={save.waiting}>
          {say('save')}
        </Button>
      </Form>
    </section>
  );
}

function Password() {
  const say = useTexts(texts);
  const { message } = App.useApp();
  const { again } = useSession();
  const [form] = Form.useForm<{ current: string; next: string; again: string }>();
  const change = useAct(ChangePasswordDocument, ({ changePassword }) => changePassword);
  return (
    <section className="panel">
      <h2>{say('password')}</h2>
      <RefusalNotice refused={change.refused} title={say('refused')} />
      <Form
        form={form}
        layout="vertical"
        onFinish={async ({ current, next }) => {
          if (!(await change.act({ current, next }))) return;
          void message.success(say('changed'));
          form.resetFields();
          again();
        }}
      >
        <Form.Item name="current" label={say('current')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={say('next')} rules={[{ required: true, min: 12 }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say('again')}
          dependencies={['next']}
          rules={[
            { required: true },
            {
              validator: (_, value: string) =>
                value === form.getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(say('differ'))),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button kind="primary" type="submit" disabled={change.waiting}>
          {say('change')}
        </Button>
      </Form>
    </section>
  );
}
