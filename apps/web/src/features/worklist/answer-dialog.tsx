import { needsEvidence } from '@huanpei/domain';
import { BASES } from '@huanpei/matching';
import { App } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import type { Basis, ListingAnswerInput, Op } from '../../generated/schema';
import {
  AnswerUnknownDocument,
  PreviewAnswerDocument,
  type EffectFragment,
  type WorkRowFragment,
} from '../../generated/worklist';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Failed, Loading } from '../../ui/states';
import { serverWords } from '../../ui/server-words';
import { Field } from '../fields/field';
import { FigureInput } from '../fields/figure-input';
import { unitsFor, type Figure } from '../fields/figure';
import type { Reference } from '../fields/reference';
import { useExpectedUnits } from '../fields/use-expected-units';
import { useReference } from '../fields/use-reference';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct, type Refused } from '../work/use-act';
import { texts } from './texts';

/** The signs with which equipment is described; the last stands for figures that have no direction. */
const OPS: readonly Op[] = ['LE', 'GE', 'EQ', 'RANGE'];

interface Proof {
  readonly title?: string;
  readonly number?: string;
  readonly validUntil?: string;
}

/** One figure that a listing lacks: typed, looked at for what it changes, and handed in. */
export function AnswerDialog({
  row,
  close,
  done,
}: {
  readonly row: WorkRowFragment;
  readonly close: () => void;
  readonly done: () => void;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const id = useId();
  const { message } = App.useApp();
  const client = useClient();
  const state = useReference();
  const [figure, setFigure] = useState<Figure>({ op: opOf(row), unit: row.unit ?? '' });
  const [basis, setBasis] = useState<Basis>(row.basis ?? 'GUARANTEED');
  const [condition, setCondition] = useState('');
  const [proof, setProof] = useState<Proof>({});
  const [effect, setEffect] = useState<EffectFragment>();
  const [unseen, setUnseen] = useState<Refused>();
  const send = useAct(AnswerUnknownDocument, ({ answerUnknown }) => answerUnknown);
  const answer: ListingAnswerInput = {
    facts: [
      {
        metric: row.metric?.code ?? '',
        parameter: row.parameter?.code ?? null,
        op: figure.op,
        value: figure.value ?? null,
        valueMax: figure.valueMax ?? null,
        unit: figure.unit,
        condition: condition.trim() || null,
        basis,
        attachmentId: needsEvidence(basis) ? 'answer' : null,
      },
    ],
    attachments: needsEvidence(basis)
      ? [
          {
            id: 'answer',
            kind: basis === 'TESTED' ? 'TEST_REPORT' : 'CERTIFICATE',
            title: proof.title ?? '',
            number: proof.number || null,
            validUntil: proof.validUntil || null,
          },
        ]
      : null,
  };
  const preview = async () => {
    const { data, error } = await client.query(PreviewAnswerDocument, { id: row.listingId, answer }).toPromise();
    const found = data?.previewAnswer;
    setUnseen(
      found?.__typename === 'Refusal'
        ? found
        : error
          ? { reasons: [{ message: serverWords(error, t('unreachable')) }] }
          : undefined,
    );
    setEffect(found?.__typename === 'RevisionEffect' ? found : undefined);
  };
  const hand = async (submit: boolean) => {
    const version = row.listing?.version;
    if (version === undefined) return;
    if (!(await send.act({ id: row.listingId, expectedVersion: version, answer, submit }))) return;
    void message.success(say(submit ? 'dialog.sent' : 'dialog.kept'));
    done();
    close();
  };
  const complete = figure.value !== undefined && figure.unit !== '' && (!needsEvidence(basis) || Boolean(proof.title));
  return (
    <Dialog
      title={say('dialog.title', { subject: row.subject })}
      close={close}
      foot={
        <>
          <Button disabled={!complete} onClick={() => void preview()}>
            {say('dialog.preview')}
          </Button>
          <Button disabled={!complete || send.waiting} onClick={() => void hand(false)}>
            {say('dialog.keep')}
          </Button>
          <Button kind="primary" disabled={!complete || send.waiting} onClick={() => void hand(true)}>
            {say('dialog.send')}
          </Button>
        </>
      }
    >
      <RefusalNotice refused={send.refused ?? unseen} title={say('dialog.refused')} />
      {row.needed ? <p className="lede">{say('dialog.asked', { needed: showUnit(row.needed) })}</p> : null}
      {state.is === 'FAILED' ? (
        <Failed error={state.error} retry={state.retry} />
      ) : state.is === 'LOADING' ? (
        <Loading rows={3} />
      ) : (
        <div className="answer-fields">
          <AnsweredFigure
            row={row}
            reference={state.reference}
            figure={figure}
            change={(next) => {
              setFigure(next);
              setEffect(undefined);
            }}
          />
          <Field id={`${id}basis`} label={say('dialog.basis')}>
            <select id={`${id}basis`} value={basis} onChange={({ target }) => setBasis(target.value as Basis)}>
              {BASES.map((value) => (
                <option key={value} value={value}>
                  {t(`basis.${value}`)}
                </option>
              ))}
            </select>
          </Field>
          {needsEvidence(basis) ? (
            <fieldset className="answer-proof">
              <legend>{say('dialog.evidence')}</legend>
              <p className="stamp">{say('dialog.needsEvidence')}</p>
              <Field id={`${id}title`} label={say('dialog.evidenceTitle')}>
                <input
                  id={`${id}title`}
                  required
                  value={proof.title ?? ''}
                  onChange={({ target }) => setProof({ ...proof, title: target.value })}
                />
              </Field>
              <Field id={`${id}number`} label={say('dialog.evidenceNumber')}>
                <input
                  id={`${id}number`}
                  value={proof.number ?? ''}
                  onChange={({ target }) => setProof({ ...proof, number: target.value })}
                />
              </Field>
              <Field id={`${id}until`} label={say('dialog.validUntil')}>
                <input
                  id={`${id}until`}
                  type="date"
                  value={proof.validUntil ?? ''}
                  onChange={({ target }) => setProof({ ...proof, validUntil: target.value })}
                />
              </Field>
            </fieldset>
          ) : null}
          <Field id={`${id}condition`} label={say('dialog.condition')}>
            <input id={`${id}condition`} value={condition} onChange={({ target }) => setCondition(target.value)} />
          </Field>
        </div>
      )}
      {effect ? (
        <Notice kind={effect.becomeRuledOut > 0 ? 'warning' : 'info'} title={say('dialog.effect')}>
          <p className="answer-effect">
            {effect.becomeFits > 0 ? (
              <Mark kind="good">{say('dialog.better', { count: effect.becomeFits })}</Mark>
            ) : null}
            {effect.becomeRuledOut > 0 ? (
              <Mark kind="bad">{say('dialog.worse', { count: effect.becomeRuledOut })}</Mark>
            ) : null}
          </p>
          {effect.says}
        </Notice>
      ) : null}
    </Dialog>
  );
}

/** The figure in the units of the listing's technologies. */
function AnsweredFigure({
  row,
  reference,
  figure,
  change,
}: {
  readonly row: WorkRowFragment;
  readonly reference: Reference;
  readonly figure: Figure;
  readonly change: (figure: Figure) => void;
}) {
  const { listing } = row;
  const ofEquipment = useExpectedUnits(
    reference,
    listing
      ? { domain: listing.domain, technologies: (listing.content?.technologies ?? []).map(({ code }) => code) }
      : undefined,
  );
  const stated = { metric: row.metric?.code ?? '', parameter: row.parameter?.code, domain: listing?.domain };
  return (
    <FigureInput
      label={row.subject}
      figure={figure}
      change={change}
      choice={unitsFor(ofEquipment, stated)}
      stated={stated}
      units={reference.units}
      ops={OPS}
    />
  );
}

/** What is asked at most is stated as at most, and so on. */
function opOf({ needed }: WorkRowFragment): Op {
  if (needed?.startsWith('≥') || needed?.startsWith('>')) return 'GE';
  return needed?.startsWith('≤') || needed?.startsWith('<') ? 'LE' : 'EQ';
}
