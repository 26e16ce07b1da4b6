import { App, Modal } from 'antd';
import { useRef } from 'react';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { LeaveGuard } from '../work/leave-guard';
import { texts } from './texts';

/** A secret, shown this once: it goes only when somebody says that it is kept. */
export function SecretDialog({
  title,
  secret,
  close,
}: {
  readonly title: string;
  readonly secret: string;
  readonly close: () => void;
}) {
  const say = useTexts(texts);
  const { message } = App.useApp();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      void message.success(say('copied'));
    } catch {
      // Without https, or when the browser forbids it; the text is selected and can be copied by hand.
      void message.warning(say('copyFailed'));
    }
  };
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button kind="primary" onClick={close}>
          {say('close')}
        </Button>
      }
    >
      <LeaveGuard unsaved />
      <Notice kind="warning" title={say('shownOnce')} />
      <div className="secret">
        <input ref={field} readOnly value={secret} aria-label={title} onFocus={({ target }) => target.select()} />
        <Button onClick={() => void copy()}>{say('copy')}</Button>
      </div>
    </Modal>
  );
}
