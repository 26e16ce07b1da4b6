import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Domain, ListingKind } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { useName } from '../../ui/use-name';
import { Field } from '../fields/field';
import { ScenarioPicker, TechnologyPicker } from '../fields/taxonomy-pickers';
import { Chosen, including, Text, without, type PartProps } from './part-fields';
import { texts } from './texts';

const DOMAINS: readonly Domain[] = ['water', 'air', 'soil', 'waste', 'monitoring', 'x'];
const KINDS: readonly ListingKind[] = ['EQUIPMENT', 'MATERIAL', 'SERVICE'];

export function Basics({ draft, set, reference }: PartProps) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const id = useId();
  return (
    <div className="edit-grid pairs">
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
