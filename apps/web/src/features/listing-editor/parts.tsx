import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentKind, Domain, ListingKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { useName } from '../../ui/use-name';
import { Field } from '../fields/field';
import { MoneyInput } from '../fields/money-input';
import { CodedPicker, RegionPicker, ScenarioPicker, TechnologyPicker } from '../fields/pickers';
import type { Reference } from '../fields/reference';
import { freeId, type AttachmentRow, type Draft } from './draft';
import { texts } from './texts';

export interface PartProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
  readonly reference: Reference;
}

const DOMAINS: readonly Domain[] = ['water', 'air', 'soil', 'waste', 'monitoring', 'x'];
const KINDS: readonly ListingKind[] = ['EQUIPMENT', 'MATERIAL', 'SERVICE'];
const ATTACHMENT_KINDS: readonly AttachmentKind[] = [
  'TEST_REPORT',
  'CERTIFICATE',
  'REFERENCE_PROJECT',
  'DRAWING',
  'BROCHURE',
  'OTHER',
];
/** What a price is for, as the exchange format has it: a unit, or a capacity. */
const PER: readonly string[] = ['unit', 'm3/d', 'm3/h', 'Nm3/h', 't/d'];

/** A text on one line, or on several. */
function Text({
  label,
  value,
  change,
  long = false,
  type = 'text',
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly long?: boolean;
  readonly type?: 'text' | 'date' | 'url';
}) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      {long ? (
        <textarea id={id} rows={3} value={value} onChange={({ target }) => change(target.value)} />
      ) : (
        <input
          id={id}
          className="edit-input"
          type={type}
          value={value}
          onChange={({ target }) => change(target.value)}
        />
      )}
    </Field>
  );
}

/** A whole number or nothing. */
function Whole({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: number | undefined;
  readonly change: (value: number | undefined) => void;
}) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        className="edit-input numbers"
        type="number"
        min={0}
        step={1}
        value={value ?? ''}
        onChange={({ target }) => change(target.value === '' ? undefined : Number(target.value))}
      />
    </Field>
  );
}

/** Chosen codes, each to be removed, and a picker for the next. */
function Chosen({
  label,
  codes,
  nameOf,
  remove,
  children,
}: {
  readonly label: string;
  readonly codes: readonly string[];
  readonly nameOf: (code: string) => string;
  readonly remove: (code: string) => void;
  readonly children: ReactNode;
}) {
  const say = useTexts(texts);
  return (
    <div>
      {codes.length > 0 ? (
        <ul className="chosen" aria-label={label}>
          {codes.map((code) => (
            <li key={code}>
              <Button small onClick={() => remove(code)} aria-label={`${say('remove')} ${nameOf(code)}`}>
                {nameOf(code)} ✕
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {children}
    </div>
  );
}
const without = (codes: readonly string[], code: string): readonly string[] => codes.filter((one) => one !== code);
const including = (codes: readonly string[], code: string | undefined): readonly string[] =>
  code === undefined || codes.includes(code) ? codes : [...codes, code];

export function Basics({ draft, set, reference }: PartProps) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const id = useId();
  return (
    <div className="edit-grid">
      <Field id={`${id}kind`} label={say('kind')}>
        <select
          id={`${id}kind`}
          value={draft.kind}
          onChange={({ target }) => set({ kind: target.value as ListingKind })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(`kinds.${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field id={`${id}domain`} label={say('domain')}>
        <select
          id={`${id}domain`}
          value={draft.domain}
          onChange={({ target }) => set({ domain: target.value as Domain, technologies: [], scenarios: [] })}
        >
          {DOMAINS.map((domain) => (
            <option key={domain} value={domain}>
              {t(`domain.${domain}`)}
            </option>
          ))}
        </select>
      </Field>
      <div className="edit-whole">
        <TechnologyPicker
          reference={reference}
          domain={draft.domain}
          value={draft.technologies}
          change={(technologies) => set({ technologies })}
          label={say('technologies')}
          hint={say('technologiesHint')}
        />
      </div>
      <Text label={say('nameZh')} value={draft.nameZh} change={(nameZh) => set({ nameZh })} />
      <Text label={say('nameEn')} value={draft.nameEn} change={(nameEn) => set({ nameEn })} />
      <Text long label={say('summaryZh')} value={draft.summaryZh} change={(summaryZh) => set({ summaryZh })} />
      <Text long label={say('summaryEn')} value={draft.summaryEn} change={(summaryEn) => set({ summaryEn })} />
      <div className="edit-whole">
        <Chosen
          label={say('scenarios')}
          codes={draft.scenarios}
          nameOf={(code) => name(reference.node(code)) || code}
          remove={(code) => set({ scenarios: without(draft.scenarios, code) })}
        >
          <ScenarioPicker
            reference={reference}
            domain={draft.domain}
            label={say('scenarios')}
            value={undefined}
            change={(code) => set({ scenarios: including(draft.scenarios, code) })}
          />
        </Chosen>
      </div>
    </div>
  );
}

export function Supply({ draft, set, reference }: PartProps) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  return (
    <div className="edit-grid">
      <MoneyInput label={say('price')} value={draft.price} change={(price) => set({ price })} />
      <Field id={`${id}per`} label={say('per')}>
        <select id={`${id}per`} value={draft.pricePer} onChange={({ target }) => set({ pricePer: target.value })}>
          {[...new Set([...PER, draft.pricePer])].map((per) => (
            <option key={per} value={per}>
              {per === 'unit' ? say('perUnit') : showUnit(per)}
            </option>
          ))}
        </select>
      </Field>
      <Whole label={say('leadDays')} value={draft.leadDays} change={(leadDays) => set({ leadDays })} />
      <div className="edit-field">
        <Checkbox checked={draft.modular} onChange={(modular) => set({ modular })}>
          {say('modular')}
        </Checkbox>
        {draft.modular ? (
          <Whole label={say('maxUnits')} value={draft.maxUnits} change={(maxUnits) => set({ maxUnits })} />
        ) : null}
      </div>
      <div className="edit-whole">
        <Chosen
          label={say('regions')}
          codes={draft.regions}
          nameOf={(code) => (code === '*' ? say('everywhere') : code)}
          remove={(code) => set({ regions: without(draft.regions, code) })}
        >
          <p className="stamp">{say('regionsHint')}</p>
          <div className="region-row">
            <RegionPicker
              key={draft.regions.length}
              label={say('regions')}
              value={undefined}
              change={(code) => set({ regions: including(without(draft.regions, '*'), code) })}
            />
            <Button small onClick={() => set({ regions: ['*'] })}>
              {say('everywhere')}
            </Button>
          </div>
        </Chosen>
      </div>
      <div className="edit-whole">
        <Chosen
          label={say('services')}
          codes={draft.services}
          nameOf={(code) => name(reference.node(code)) || code}
          remove={(code) => set({ services: without(draft.services, code) })}
        >
          <CodedPicker
            label={say('services')}
            list={reference.services.map((node) => ({ code: node.code, label: name(node) }))}
            value={undefined}
            change={(code) => set({ services: including(draft.services, code) })}
          />
        </Chosen>
      </div>
    </div>
  );
}

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
