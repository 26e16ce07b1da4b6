import { Progress } from 'antd';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ImportKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { sessionUpload } from '../../session/session-upload';
import { Button, Checkbox } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { importPath } from '../../ui/paths';
import { LeaveGuard } from '../work/leave-guard';
import { messageIn } from './download';
import { contentTypeOf, fileFault, MOST_MEGABYTES } from './file';
import { texts } from './texts';

/** Takes a file by hand or dropped, sends it, and leads to its report. */
export function UploadStep({ kind }: { readonly kind: ImportKind }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController>(undefined);
  const [over, setOver] = useState(false);
  const [withoutKey, setWithoutKey] = useState(false);
  const [going, setGoing] = useState<{ readonly name: string; readonly share: number }>();
  const [failed, setFailed] = useState<string>();
  const [arrived, setArrived] = useState<string>();
  useEffect(() => () => sending.current?.abort(), []);
  // Only once nothing is under way any more, so that the guard lets go.
  useEffect(() => {
    if (arrived !== undefined) void navigate(importPath(arrived));
  }, [arrived, navigate]);

  const send = async (file: File) => {
    const fault = fileFault(file);
    if (fault) {
      setFailed(say(`upload.faults.${fault}`, { size: MOST_MEGABYTES }));
      return;
    }
    const control = new AbortController();
    sending.current = control;
    setFailed(undefined);
    setGoing({ name: file.name, share: 0 });
    const { status, text } = await sessionUpload(
      `/imports?kind=${kind}${withoutKey ? '&withoutKey=true' : ''}`,
      file,
      {
        'content-type': contentTypeOf(file.name),
        'accept-language': i18n.language,
        'x-file-name': encodeURIComponent(file.name),
      },
      (share) => setGoing({ name: file.name, share }),
      control.signal,
    );
    setGoing(undefined);
    if (status === 201) setArrived((JSON.parse(text) as { readonly id: string }).id);
    else if (!control.signal.aborted) setFailed(messageIn(text) ?? say('upload.noAnswer'));
  };
  const take = (files: FileList | null) => {
    const [file, ...others] = [...(files ?? [])];
    if (others.length > 0) setFailed(say('upload.many'));
    else if (file) void send(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!going) take(event.dataTransfer.files);
  };
  return (
    <>
      <LeaveGuard unsaved={going !== undefined} />
      {failed === undefined ? null : (
        <Notice kind="error" title={say('upload.failed')}>
          {failed}
        </Notice>
      )}
      <div
        className={over ? 'import-drop over' : 'import-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {going ? (
          <>
            <span role="status">{say('upload.sending', { name: going.name })}</span>
            <Progress
              className="import-bar"
              strokeColor="var(--green)"
              percent={Math.floor(going.share * 100)}
              aria-label={say('upload.sending', { name: going.name })}
            />
            <Button small onClick={() => sending.current?.abort()}>
              {say('upload.stop')}
            </Button>
          </>
        ) : (
          <>
            <span>{say('upload.drop')}</span>
            <Button kind="primary" onClick={() => picker.current?.click()}>
              {say('upload.pick')}
            </Button>
            <input
              ref={picker}
              type="file"
              accept=".xlsx,.csv"
              aria-label={say('upload.pick')}
              hidden
              onChange={({ target }) => {
                take(target.files);
                // So that the same file, corrected, can be chosen again.
                target.value = '';
              }}
            />
          </>
        )}
      </div>
      <p className="stamp">{say('upload.limits', { size: MOST_MEGABYTES })}</p>
      <Checkbox checked={withoutKey} onChange={setWithoutKey}>
        {say('upload.withoutKey')}
      </Checkbox>
    </>
  );
}
