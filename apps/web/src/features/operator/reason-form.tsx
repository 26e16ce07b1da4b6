import { useId, useState, type RefObject } from 'react';
import { useLanguage } from '../../language/choose';
import type { Language } from '../../language/first-language';
import { useTexts } from '../../language/texts';
import { texts } from './texts';

/** The longest reason that the server takes. */
export const LONGEST_REASON = 2000;
/** A sentence to begin a reason with, in both languages: the reader may be a foreign firm. */
export type Template = Readonly<Record<Language, string>>;

/** A reason in the writer's own words; templates are added to what is written and can be edited before it is sent. */
export function ReasonForm({
  label,
  hint,
  value,
  onChange,
  required,
  fault,
  field,
  templates,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required: boolean;
  /** That it is missing, once sending it was tried; whoever tried puts the focus on the field. */
  readonly fault?: string | undefined;
  readonly field?: RefObject<HTMLTextAreaElement | null>;
  readonly templates: readonly Template[];
}) {
  const say = useTexts(texts);
  const id = useId();
  const { language } = useLanguage();
  const [written, setWritten] = useState<Language>(language);
  return (
    <div className="reason">
      <label htmlFor={id}>
        {label} {required ? <span className="reason-required">{say('required')}</span> : null}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={5}
        maxLength={LONGEST_REASON}
        required={required}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? `${id}hint` : `${id}fault ${id}hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {fault === undefined ? null : (
        <p className="fault" id={`${id}fault`}>
          {fault}
        </p>
      )}
      <p className="stamp" id={`${id}hint`}>
        {hint ? `${hint} ` : ''}
        <span className="numbers">{say('signs', { used: value.length, most: LONGEST_REASON })}</span>
      </p>
      {templates.length === 0 ? null : (
        <fieldset className="templates">
          <legend>{say('templates')}</legend>
          <div className="templates-language" role="group" aria-label={say('templateLanguage')}>
            {(['zh', 'en'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={written === one} onClick={() => setWritten(one)}>
                {one === 'zh' ? '中文' : 'English'}
              </button>
            ))}
          </div>
          <ul lang={written === 'zh' ? 'zh-CN' : 'en'}>
            {templates.map((template) => (
              <li key={template.zh}>
                <button type="button" onClick={() => onChange(withTemplate(value, template[written]))}>
                  {template[written]}
                </button>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </div>
  );
}

/** What is written with a template beneath it; one that stands there already is not added again. */
export function withTemplate(value: string, template: string): string {
  if (value.includes(template)) return value;
  const before = value.trimEnd();
  return `${before}${before === '' ? '' : '\n'}${template}`.slice(0, LONGEST_REASON);
}
