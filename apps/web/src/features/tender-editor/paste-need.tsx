import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { RecogniseNeedDocument } from '../../generated/tender-editor';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { serverWords } from '../../ui/server-words';
import { describedBy, Field } from '../fields/field';
import type { Reference } from '../fields/reference';
import { newTexts } from './new-texts';
import type { Parts } from './draft-state';
import { partsOf, piecesOf, withChosen, type Recognised } from './readings';
import { StillOpen } from './still-open';
import { texts } from './texts';

export interface Taken {
  readonly lot: Recognised['draft']['lot'];
  readonly parts: Parts;
}

const LONGEST = 6_000;

/** A paragraph of a tender, with what was recognised in it marked; the buyer accepts or drops each reading. */
export function PasteNeed({
  take,
  takeLabel,
}: {
  readonly reference: Reference;
  readonly take: (taken: Taken) => void;
  readonly takeLabel: string;
}) {
  const say = useTexts(texts);
  const sayNew = useTexts(newTexts);
  const { t } = useTranslation();
  const client = useClient();
  const id = useId();
  const [text, setText] = useState('');
  const [read, setRead] = useState<{ readonly of: string; readonly recognised: Recognised }>();
  const [dropped, setDropped] = useState<ReadonlySet<number>>(new Set());
  const [scenario, setScenario] = useState<string>();
  const [technologies, setTechnologies] = useState<ReadonlySet<string>>(new Set());
  const [waiting, setWaiting] = useState(false);
  const [failed, setFailed] = useState<string>();
  const recognise = async () => {
    setWaiting(true);
    const { data, error } = await client.query(RecogniseNeedDocument, { text }).toPromise();
    setWaiting(false);
    setFailed(data ? undefined : serverWords(error, t('unreachable')));
    if (!data) return;
    setDropped(new Set());
    setScenario(undefined);
    setTechnologies(new Set());
    setRead({ of: text, recognised: data.recogniseNeed });
  };
  const long = text.length > LONGEST ? say('paste.tooLong', { most: LONGEST }) : undefined;
  const fault = long ?? failed;
  const accepted = new Set((read?.recognised.readings ?? []).map((_, at) => at).filter((at) => !dropped.has(at)));
  const toggle = (at: number) => {
    const next = new Set(dropped);
    if (!next.delete(at)) next.add(at);
    setDropped(next);
  };
  return (
    <>
      <Field id={id} label={sayNew('paragraph')} hint={sayNew('paragraphHint')} fault={fault}>
        <textarea
          id={id}
          rows={6}
          value={text}
          placeholder={sayNew('paragraphExample')}
          aria-invalid={fault ? true : undefined}
          aria-describedby={describedBy(id, fault, true)}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div>
        <Button
          kind={read ? 'plain' : 'primary'}
          disabled={waiting || text.trim() === '' || long !== undefined}
          onClick={() => void recognise()}
        >
          {say(waiting ? 'paste.reading' : 'paste.read')}
        </Button>
      </div>
      {read ? (
        <section aria-label={say('paste.result')}>
          <h3>{say('paste.result')}</h3>
          <p className="paste-text" lang="zh">
            {piecesOf(read.of, read.recognised).map((piece, at) =>
              piece.reading !== undefined ? (
                <mark key={at} className={dropped.has(piece.reading) ? 'dropped' : 'read'}>
                  {piece.text}
                  <sup>{piece.reading + 1}</sup>
                </mark>
              ) : piece.unread !== undefined ? (
                <mark key={at} className="unread">
                  {piece.text}
                </mark>
              ) : (
                <span key={at}>{piece.text}</span>
              ),
            )}
          </p>
          {read.recognised.readings.length === 0 ? <Notice kind="info" title={say('paste.nothing')} /> : null}
          <ol className="readings">
            {read.recognised.readings.map((reading, at) => (
              <li key={at}>
                <Checkbox checked={!dropped.has(at)} onChange={() => toggle(at)}>
                  <Mark>{say(`paste.as.${reading.as}`)}</Mark>
                  {reading.says}
                  {reading.inferred ? <span className="stamp"> {say('paste.inferred')}</span> : null}
                </Checkbox>
              </li>
            ))}
          </ol>
          {read.recognised.unread.length > 0 ? (
            <>
              <h4>{say('paste.unread')}</h4>
              <ul>
                {read.recognised.unread.map((one, at) => (
                  <li key={at}>
                    “{one.text}” {one.says}
                    {one.candidates.length > 0 ? (
                      <span className="stamp"> {one.candidates.map(({ label }) => label).join(' · ')}</span>
                    ) : null}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          <StillOpen
            open={read.recognised.open}
            scenario={scenario}
            setScenario={setScenario}
            technologies={technologies}
            setTechnologies={setTechnologies}
          />
          <Button
            kind="primary"
            disabled={accepted.size === 0}
            onClick={() =>
              take({
                lot: read.recognised.draft.lot,
                parts: withChosen(partsOf(read.recognised, accepted), scenario, technologies),
              })
            }
          >
            {takeLabel} · {say('paste.accepted', { count: accepted.size })}
          </Button>
        </section>
      ) : null}
    </>
  );
}
