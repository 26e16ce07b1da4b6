import { useId } from 'react';
import type { AttachmentKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { CodedPicker } from '../fields/code-pickers';
import { Field } from '../fields/field';
import { freeId, type AttachmentRow } from './draft';
import { Text, type PartProps } from './part-fields';
import { texts } from './texts';

const ATTACHMENT_KINDS: readonly AttachmentKind[] = [
  'TEST_REPORT',
  'CERTIFICATE',
  'REFERENCE_PROJECT',
  'DRAWING',
  'BROCHURE',
  'OTHER',
];

const replaced = <T,>(list: readonly T[], place: number, one: T): readonly T[] =>
  list.map((old, at) => (at === place ? one : old));
const removed = <T,>(list: readonly T[], place: number): readonly T[] => list.filter((_, at) => at !== place);

export function Proof({ draft, set, reference }: PartProps) {
  const say = useTexts(texts);
  const { attachments, certificates, sources } = draft;
  return (
    <>
      <h3>{say('attachments')}</h3>
      {attachments.map((one, place) => (
        <AttachmentFields
          key={one.id}
          one={one}
          change={(next) => set({ attachments: replaced(attachments, place, next) })}
          remove={() =>
            set({
              attachments: removed(attachments, place),
              // Figures that rested on it rest on nothing then.
              facts: draft.facts.map((row) =>
                row.attachmentId === one.id ? { ...row, attachmentId: undefined } : row,
              ),
            })
          }
        />
      ))}
      <Button
        onClick={() =>
          set({
            attachments: [
              ...attachments,
              {
                id: freeId(attachments),
                kind: 'TEST_REPORT',
                title: '',
                number: '',
                issuer: '',
                issuedOn: '',
                validUntil: '',
                url: '',
                sha256: null,
              },
            ],
          })
        }
      >
        {say('addAttachment')}
      </Button>
      <h3>{say('certificates')}</h3>
      {certificates.map((one, place) => (
        <div className="edit-grid panel" key={place}>
          <CodedPicker
            label={say('certificate')}
            list={reference.certificates.map(({ code, label, proves }) => ({ code, label, note: proves }))}
            value={one.scheme || undefined}
            change={(scheme) => set({ certificates: replaced(certificates, place, { ...one, scheme: scheme ?? '' }) })}
          />
          <Text
            type="date"
            label={say('validUntil')}
            value={one.validUntil}
            change={(validUntil) => set({ certificates: replaced(certificates, place, { ...one, validUntil }) })}
          />
          <Button small onClick={() => set({ certificates: removed(certificates, place) })}>
            {say('remove')}
          </Button>
        </div>
      ))}
      <Button onClick={() => set({ certificates: [...certificates, { scheme: '', validUntil: '' }] })}>
        {say('addCertificate')}
      </Button>
      <h3>{say('sources')}</h3>
      {sources.map((one, place) => (
        <div className="edit-grid panel" key={place}>
          <Text
            label={say('title')}
            value={one.title}
            change={(title) => set({ sources: replaced(sources, place, { ...one, title }) })}
          />
          <Text
            type="url"
            label={say('url')}
            value={one.url}
            change={(url) => set({ sources: replaced(sources, place, { ...one, url }) })}
          />
          <Button small onClick={() => set({ sources: removed(sources, place) })}>
            {say('remove')}
          </Button>
        </div>
      ))}
      <Button onClick={() => set({ sources: [...sources, { title: '', url: '' }] })}>{say('addSource')}</Button>
    </>
  );
}

function AttachmentFields({
  one,
  change,
  remove,
}: {
  readonly one: AttachmentRow;
  readonly change: (one: AttachmentRow) => void;
  readonly remove: () => void;
}) {
  const say = useTexts(texts);
  const id = useId();
  return (
    <fieldset className="edit-grid panel">
      <legend className="edit-legend">{say('attachment', { id: one.id })}</legend>
      <Field id={id} label={say('attachmentKind')}>
        <select
          id={id}
          value={one.kind}
          onChange={({ target }) => change({ ...one, kind: target.value as AttachmentKind })}
        >
          {ATTACHMENT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(`attachmentKinds.${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <Text label={say('title')} value={one.title} change={(title) => change({ ...one, title })} />
      <Text label={say('number')} value={one.number} change={(number) => change({ ...one, number })} />
      <Text label={say('issuer')} value={one.issuer} change={(issuer) => change({ ...one, issuer })} />
      <Text
        type="date"
        label={say('issuedOn')}
        value={one.issuedOn}
        change={(issuedOn) => change({ ...one, issuedOn })}
      />
      <Text
        type="date"
        label={say('validUntil')}
        value={one.validUntil}
        change={(validUntil) => change({ ...one, validUntil })}
      />
      <Text type="url" label={say('url')} value={one.url} change={(url) => change({ ...one, url })} />
      <Button small onClick={remove}>
        {say('remove')}
      </Button>
    </fieldset>
  );
}
