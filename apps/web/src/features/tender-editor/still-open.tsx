import { useId } from 'react';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import type { Recognised } from './readings';
import { texts } from './texts';

/** A lot names no more. */
const MOST_TECHNOLOGIES = 20;

/** What a paragraph leaves open: the buyer chooses a scenario and technologies, and sees what nothing was read from. */
export function StillOpen({
  open,
  scenario,
  setScenario,
  technologies,
  setTechnologies,
}: {
  readonly open: Recognised['open'];
  readonly scenario: string | undefined;
  readonly setScenario: (code: string | undefined) => void;
  readonly technologies: ReadonlySet<string>;
  readonly setTechnologies: (codes: ReadonlySet<string>) => void;
}) {
  const say = useTexts(texts);
  const id = useId();
  if (!open.scenario && !open.technology && open.passedOver.length === 0) return null;
  const toggle = (code: string) => {
    const next = new Set(technologies);
    if (!next.delete(code)) next.add(code);
    setTechnologies(next);
  };
  return (
    <section aria-labelledby={id} className="still-open">
      <h4 id={id}>{say('paste.open')}</h4>
      {open.scenario ? (
        <fieldset>
          <legend>
            {say('paste.noScenario')} {open.scenarios.length > 0 ? say('paste.scenarioLikely') : null}
          </legend>
          {open.scenarios.length > 0
            ? [undefined, ...open.scenarios].map((one) => (
                <label key={one?.code ?? ''}>
                  <input
                    type="radio"
                    name={`${id}scenario`}
                    checked={scenario === one?.code}
                    onChange={() => setScenario(one?.code)}
                  />
                  {one?.label ?? say('paste.noneOfThese')}
                </label>
              ))
            : null}
        </fieldset>
      ) : null}
      {open.technology ? (
        <fieldset>
          <legend>{say(open.technologies.length > 0 ? 'paste.noTechnology' : 'paste.noTechnologyOpen')}</legend>
          {open.technologies.length > 0 ? (
            <>
              <div className="edit-adds">
                <Button
                  small
                  disabled={open.technologies.length > MOST_TECHNOLOGIES}
                  onClick={() => setTechnologies(new Set(open.technologies.map(({ code }) => code)))}
                >
                  {say('paste.chooseAll', { count: open.technologies.length })}
                </Button>
                <Button small disabled={technologies.size === 0} onClick={() => setTechnologies(new Set())}>
                  {say('paste.chooseNone')}
                </Button>
              </div>
              <div className="still-open-choice">
                {open.technologies.map(({ code, label }) => (
                  <Checkbox key={code} checked={technologies.has(code)} onChange={() => toggle(code)}>
                    {label}
                  </Checkbox>
                ))}
              </div>
            </>
          ) : null}
        </fieldset>
      ) : null}
      {open.passedOver.length > 0 ? (
        <>
          <p>{say('paste.passedOver')}</p>
          <ul>
            {open.passedOver.map(({ from, text }) => (
              <li key={from} lang="zh">
                “{text}”
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
