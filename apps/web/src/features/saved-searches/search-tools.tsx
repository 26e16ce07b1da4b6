import { USUAL_DIGEST } from '@huanpei/domain';
import { App, Checkbox, Form, Input, Popconfirm, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import {
  DeleteSavedSearchDocument,
  UpdateSavedSearchDocument,
  type SavedSearchRowFragment,
} from '../../generated/saved-searches';
import type { WatchRhythm } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { FormDialog } from '../work/form-dialog';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { texts } from './texts';

const RHYTHMS: readonly WatchRhythm[] = ['NONE', 'INSTANT', 'DAILY', 'WEEKLY'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When a search tells, in words. */
export function useRhythm(): (search: Pick<SavedSearchRowFragment, 'delivery' | 'hour' | 'weekday'>) => string {
  const say = useTexts(texts);
  return ({ delivery, hour, weekday }) => {
    const day = WEEKDAYS.find((one) => one === (weekday ?? USUAL_DIGEST.weekday)) ?? 1;
    return say(`rhythms.${delivery}`, { hour: hour ?? USUAL_DIGEST.hour, weekday: say(`weekdays.d${day}`) });
  };
}

/** What its owner can do with a search: pause, change, delete. */
export function SearchTools({
  search,
  changed,
  removed,
  children,
}: {
  readonly search: SavedSearchRowFragment;
  readonly changed: () => void;
  readonly removed: () => void;
  /** What everybody can do with it. */
  readonly children?: ReactNode;
}) {
  const say = useTexts(texts);
  const { message } = App.useApp();
  const [editing, setEditing] = useState(false);
  const update = useAct(UpdateSavedSearchDocument, ({ updateSavedSearch }) => updateSavedSearch);
  const remove = useAct(DeleteSavedSearchDocument, ({ deleteSavedSearch }) => deleteSavedSearch);
  if (!search.own) return children ? <div className="tools">{children}</div> : null;
  const { id, name, paused, delivery } = search;
  return (
    <>
      <RefusalNotice refused={update.refused ?? remove.refused} title={say('refused')} />
      <div className="tools">
        {children}
        <Button small onClick={() => setEditing(true)} aria-label={`${say('edit')} ${name}`}>
          {say('edit')}
        </Button>
        {delivery === 'NONE' ? null : (
          <Button
            small
            disabled={update.waiting}
            aria-label={`${say(paused ? 'resume' : 'pause')} ${name}`}
            onClick={async () => {
              if (!(await update.act({ id, changes: { paused: !paused } }))) return;
              void message.success(say(paused ? 'nowResumed' : 'nowPaused'));
              changed();
            }}
          >
            {say(paused ? 'resume' : 'pause')}
          </Button>
        )}
        <Popconfirm
          title={say('reallyRemove', { name })}
          description={say('removeHint')}
          okText={say('remove')}
          cancelText={say('keep')}
          onConfirm={async () => {
            if (!(await remove.act({ id }))) return;
            void message.success(say('removed'));
            removed();
          }}
        >
          <Button small kind="danger" aria-label={`${say('remove')} ${name}`}>
            {say('remove')}
          </Button>
        </Popconfirm>
      </div>
      {editing ? (
        <EditDialog
          search={search}
          close={() => setEditing(false)}
          done={() => {
            setEditing(false);
            void message.success(say('saved'));
            changed();
          }}
        />
      ) : null}
    </>
  );
}

interface Typed {
  readonly name: string;
  readonly delivery: WatchRhythm;
  readonly hour: number;
  readonly weekday: number;
  readonly shared: boolean;
}

function EditDialog({
  search,
  close,
  done,
}: {
  readonly search: SavedSearchRowFragment;
  readonly close: () => void;
  readonly done: () => void;
}) {
  const say = useTexts(texts);
  const { session } = useSession();
  const [form] = Form.useForm<Typed>();
  const delivery = Form.useWatch('delivery', form) ?? search.delivery;
  const update = useAct(UpdateSavedSearchDocument, ({ updateSavedSearch }) => updateSavedSearch);
  const verified = session.is === 'MEMBER' && session.viewer.organisation.state === 'VERIFIED';
  const save = async ({ name, shared, hour, weekday, delivery: every }: Typed) => {
    const changes = {
      name: name.trim(),
      shared,
      delivery: every,
      // Fields that are not shown are not in the form.
      ...(every === 'DAILY' || every === 'WEEKLY' ? { hour } : {}),
      ...(every === 'WEEKLY' ? { weekday } : {}),
    };
    if (await update.act({ id: search.id, changes })) done();
  };
  return (
    <FormDialog<Typed>
      title={say('editTitle')}
      does={say('save')}
      waiting={update.waiting}
      refused={update.refused}
      before={verified ? null : <Notice kind="info" title={say('notVerified')} />}
      form={form}
      initialValues={{
        ...search,
        hour: search.hour ?? USUAL_DIGEST.hour,
        weekday: search.weekday ?? USUAL_DIGEST.weekday,
      }}
      send={save}
      close={close}
    >
      <Form.Item name="name" label={say('name')} rules={[{ required: true, whitespace: true, max: 100 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="delivery" label={say('delivery')}>
        <Select options={RHYTHMS.map((value) => ({ value, label: say(`rhythm.${value}`) }))} />
      </Form.Item>
      {delivery === 'WEEKLY' ? (
        <Form.Item name="weekday" label={say('weekday')}>
          <Select options={WEEKDAYS.map((value) => ({ value, label: say(`weekdays.d${value}`) }))} />
        </Form.Item>
      ) : null}
      {delivery === 'DAILY' || delivery === 'WEEKLY' ? (
        <Form.Item name="hour" label={say('hour')}>
          <Select options={HOURS.map((value) => ({ value, label: `${value}:00` }))} />
        </Form.Item>
      ) : null}
      <Form.Item name="shared" valuePropName="checked">
        <Checkbox>{say('share')}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
