import { needsEvidence } from '@huanpei/domain';
import { BASES } from '@huanpei/matching';
import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
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
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Failed, Loading } from '../../ui/states';
import { serverWords } from '../../ui/server-words';
import { FigureInput } from '../fields/figure-input';
import { unitsFor, type Figure } from '../fields/figure';
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
  const stated = { metric: row.metric?.code ?? '', parameter: row.parameter?.code };
  const answer: ListingAnswerInput = {
    facts: [
      {
        metric: stated.metric,
        parameter: stated.parameter ?? null,
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
    <Modal
      open
      title={say('dialog.title', { subject: row.subject })}
      onCancel={close}
      footer={[
        <Button key="close" onClick={close}>
          {say('dialog.close')}
        </Button>,
        <Button key="preview" disabled={!complete} onClick={() => void preview()}>
          {say('dialog.preview')}
        </Button>,
        <Button key="keep" disabled={!complete || send.waiting} onClick={() => void hand(false)}>
          {say('dialog.keep')}
        </Button>,
        <Button key="send" kind="primary" disabled={!complete || send.waiting} onClick={() => void hand(true)}>
          {say('dialog.send')}
        </Button>,
      ]}
    >
      <RefusalNotice refused={send.refused ?? unseen} title={say('dialog.refused')} />
      {row.needed ? <p className="lede">{say('dialog.asked', { needed: showUnit(row.needed) })}</p> : null}
      {state.is === 'FAILED' ? (
        <Failed error={state.error} retry={state.retry} />
      ) : state.is === 'LOADING' ? (
        <Loading rows={3} />
      ) : (
        <Form layout="vertical">
          <FigureInput
            label={row.subject}
            figure={figure}
            change={(next) => {
              setFigure(next);
              setEffect(undefined);
            }}
            choice={unitsFor(state.reference, stated)}
            stated={stated}
            units={state.reference.units}
            ops={OPS}
          />
          <Form.Item label={say('dialog.basis')} htmlFor="answer-basis">
            <Select
              id="answer-basis"
              value={basis}
              onChange={setBasis}
              options={BASES.map((value) => ({ value, label: t(`basis.${value}`) }))}
            />
          </Form.Item>
          {needsEvidence(basis) ? (
            <fieldset className="answer-proof">
              <legend>{say('dialog.evidence')}</legend>
              <p className="stamp">{say('dialog.needsEvidence')}</p>
              <Form.Item label={say('dialog.evidenceTitle')} htmlFor="answer-title" required>
                <Input
                  id="answer-title"
                  value={proof.title}
                  onChange={({ target }) => setProof({ ...proof, title: target.value })}
                />
              </Form.Item>
              <Form.Item label={say('dialog.evidenceNumber')} htmlFor="answer-number">
                <Input
                  id="answer-number"
                  value={proof.number}
                  onChange={({ target }) => setProof({ ...proof, number: target.value })}
                />
              </Form.Item>
              <Form.Item label={say('dialog.validUntil')} htmlFor="answer-until">
                <Input
                  id="answer-until"
                  type="date"
                  value={proof.validUntil}
                  onChange={({ target }) => setProof({ ...proof, validUntil: target.value })}
                />
              </Form.Item>
            </fieldset>
          ) : null}
          <Form.Item label={say('dialog.condition')} htmlFor="answer-condition">
            <Input id="answer-condition" value={condition} onChange={({ target }) => setCondition(target.value)} />
          </Form.Item>
        </Form>
      )}
      {effect ? (
        <Notice kind={effect.becomeRuledOut > 0 ? 'warning' : 'info'} title={say('dialog.effect')}>
          <p>
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
    </Modal>
  );
}

/** What is asked at most is stated as at most, and so on. */
function opOf({ needed }: WorkRowFragment): Op {
  if (needed?.startsWith('≥') || needed?.startsWith('>')) return 'GE';
  return needed?.startsWith('≤') || needed?.startsWith('<') ? 'LE' : 'EQ';
}
