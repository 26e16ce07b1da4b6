import { Form, Modal, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../language/texts';
import { RefusalNotice } from './refusal-notice';
import { texts } from './texts';
import type { Refused } from './use-act';

/** A form in a dialog, filled in and sent; whoever opened it closes it when it was not refused. */
export function FormDialog<T extends object>({
  title,
  does,
  waiting,
  refused,
  before,
  form: given,
  initialValues,
  send,
  close,
  children,
}: {
  readonly title: string;
  /** What the sending button says: a verb, not "OK". */
  readonly does: string;
  readonly waiting: boolean;
  readonly refused: Refused | undefined;
  /** What is said before the fields. */
  readonly before?: ReactNode;
  /** Where fields depend on what was filled in. */
  readonly form?: FormInstance<T>;
  readonly initialValues: Partial<T>;
  readonly send: (filled: T) => Promise<void>;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const say = useTexts(texts);
  const [form] = Form.useForm<T>(given);
  return (
    <Modal
      open
      title={title}
      okText={does}
      cancelText={say('cancel')}
      confirmLoading={waiting}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <RefusalNotice refused={refused} title={say('notDone')} />
      {before}
      <Form<T> form={form} layout="vertical" initialValues={initialValues} onFinish={(filled) => void send(filled)}>
        {children}
      </Form>
    </Modal>
  );
}
