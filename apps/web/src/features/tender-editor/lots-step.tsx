import { Link } from 'react-router';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Field } from '../fields/field';
import { MoneyInput } from '../fields/money-input';
import { RegionPicker } from '../fields/region-picker';
import { BasisSelect } from './line-parts';
import { OverBudgetNotice } from './over-budget';
import type { StepProps } from './step-props';
import { texts } from './texts';
import { Weights } from './weights';

/** Title, place and money of the tender, and the parts it is awarded in. */
export function LotsStep({ draft, edit }: StepProps) {
  const say = useTexts(texts);
  const set = (changes: Partial<typeof draft>) => edit({ type: 'SET_TENDER', changes });
  const text = (value: string): string | null => (value === '' ? null : value);
  return (
    <>
      <section>
        <h2>{say('lotsStep.title')}</h2>
        <div className="edit-form">
          <div className="edit-row">
            <Field id="title-zh" label={say('lotsStep.name')}>
              <input
                id="title-zh"
                className="edit-input"
                maxLength={200}
                value={draft.title.zh ?? ''}
                onChange={(event) => set({ title: { ...draft.title, zh: text(event.target.value) } })}
              />
            </Field>
            <Field id="title-en" label={say('lotsStep.nameEn')}>
              <input
                id="title-en"
                className="edit-input"
                lang="en"
                maxLength={200}
                value={draft.title.en ?? ''}
                onChange={(event) => set({ title: { ...draft.title, en: text(event.target.value) } })}
              />
            </Field>
          </div>
          {(['zh', 'en'] as const).map((language) => (
            <Field key={language} id={`summary-${language}`} label={say(`lotsStep.summary.${language}`)}>
              <textarea
                id={`summary-${language}`}
                lang={language}
                rows={3}
                value={draft.summary[language] ?? ''}
                onChange={(event) => set({ summary: { ...draft.summary, [language]: text(event.target.value) } })}
              />
            </Field>
          ))}
          <RegionPicker label={say('lotsStep.region')} value={draft.region} change={(region) => set({ region })} />
          <div className="edit-row">
            <MoneyInput
              label={say('lotsStep.budget')}
              value={draft.budget}
              unread={draft.budgetUnread}
              change={(budget, budgetUnread) => set({ budget, budgetUnread })}
            />
          </div>
          <OverBudgetNotice draft={draft} />
        </div>
      </section>
      <section>
        <h2>{say('lotsStep.lots')}</h2>
        <ul className="edit-lines">
          {draft.lots.map((lot) => (
            <li key={lot.id} className="edit-line" aria-label={say('lot', { id: lot.id })}>
              <div>
                <Field id={`lot-${lot.id}`} label={say('lotsStep.lotName', { id: lot.id })}>
                  <input
                    id={`lot-${lot.id}`}
                    className="edit-input"
                    maxLength={200}
                    value={lot.title.zh ?? ''}
                    onChange={(event) =>
                      edit({
                        type: 'SET_LOT',
                        lot: lot.id,
                        changes: { title: { ...lot.title, zh: text(event.target.value) } },
                      })
                    }
                  />
                </Field>
                <p className="stamp numbers">
                  {say('lotsStep.counts', {
                    duty: lot.duty.length,
                    standards: lot.standards.length,
                    requirements: lot.requirements.length,
                  })}
                </p>
              </div>
              <div className="edit-adds">
                <Button small onClick={() => edit({ type: 'ADD_LOT', copyOf: lot.id })}>
                  {say('lotsStep.copy')}
                </Button>
                <Button
                  small
                  disabled={draft.lots.length === 1}
                  onClick={() => edit({ type: 'REMOVE_LOT', lot: lot.id })}
                >
                  {say('lotsStep.remove')}
                </Button>
              </div>
              <div className="edit-line-more">
                <BasisSelect
                  label={say('lotsStep.minimumBasis')}
                  value={lot.minimumBasis}
                  change={(minimumBasis) => edit({ type: 'SET_LOT', lot: lot.id, changes: { minimumBasis } })}
                />
                <RegionPicker
                  label={say('lotsStep.lotRegion')}
                  value={lot.region}
                  change={(region) => edit({ type: 'SET_LOT', lot: lot.id, changes: { region } })}
                />
                <Weights lot={lot} change={(weights) => edit({ type: 'SET_LOT', lot: lot.id, changes: { weights } })} />
                <Link to={`?step=requirements&lot=${encodeURIComponent(lot.id)}`}>{say('lotsStep.edit')}</Link>
              </div>
            </li>
          ))}
        </ul>
        <Button small onClick={() => edit({ type: 'ADD_LOT' })}>
          {say('lotsStep.add')}
        </Button>
      </section>
    </>
  );
}
