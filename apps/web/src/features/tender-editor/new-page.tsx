import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import {
  CreateTenderDocument,
  CreateTenderFromDemandDocument,
  DemandsToStartFromDocument,
} from '../../generated/tender-editor';
import type { Domain } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import { demandPath, tenderEditorPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import { useTitle } from '../../ui/use-title';
import { describedBy, Field } from '../fields/field';
import { ScenarioPicker } from '../fields/taxonomy-pickers';
import { named, type Reference } from '../fields/reference';
import { useReference } from '../fields/use-reference';
import { RefusalNotice } from '../work/refusal-notice';
import { useAct } from '../work/use-act';
import { contentOf, emptyDraft, lotOf, type Draft } from './draft';
import { DOMAINS } from './domains';
import { begin, reduce, type Parts } from './draft-state';
import './editor.css';
import { keep } from './kept-draft';
import { newTexts } from './new-texts';
import { PasteNeed, type Taken } from './paste-need';
import { technologiesOf } from './template';
import { useTemplate } from './use-template';
import { workingCopyOf } from './working-copy';

const WAYS = ['scenario', 'demand', 'text'] as const;
type Way = (typeof WAYS)[number];
const isWay = (text: string | null): text is Way => WAYS.includes(text as Way);

/** Where a tender begins: from a scenario, a past demand, or a paragraph. The way is in the address. */
export function NewTenderPage() {
  const say = useTexts(newTexts);
  const [search] = useSearchParams();
  const asked = search.get('from');
  const way = isWay(asked) ? asked : 'scenario';
  const state = useReference();
  const tabs = useTabInView<HTMLElement>(way);
  useTitle(say('title'));
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <nav ref={tabs} className="editor-steps" aria-label={say('ways')}>
        <ol>
          {WAYS.map((one) => (
            <li key={one}>
              <Link to={`?from=${one}`} aria-current={one === way ? 'page' : undefined}>
                {say(one)}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      {state.is === 'LOADING' ? <Loading /> : null}
      {state.is === 'FAILED' ? <Failed error={state.error} retry={state.retry} /> : null}
      {state.is === 'THERE' ? (
        <div className="panel">
          {way === 'scenario' ? <FromScenario reference={state.reference} /> : null}
          {way === 'demand' ? <FromDemand reference={state.reference} /> : null}
          {way === 'text' ? <FromText reference={state.reference} /> : null}
        </div>
      ) : null}
    </>
  );
}

/** Makes a draft and goes on to its editor. Lines without a figure lie beside its content. */
function useCreate() {
  const navigate = useNavigate();
  const { act, waiting, refused } = useAct(CreateTenderDocument, ({ createTender }) => createTender);
  const create = async (draft: Draft) => {
    const made = await act({ content: contentOf(draft), workingCopy: workingCopyOf(draft) });
    if (!made) return;
    keep(window.localStorage, made.id, 1, draft, true);
    await navigate(tenderEditorPath(made.id));
  };
  return { create, waiting, refused };
}

function FromScenario({ reference }: { readonly reference: Reference }) {
  const say = useTexts(newTexts);
  const name = useName();
  const templateOf = useTemplate(reference);
  const { t } = useTranslation();
  const id = useId();
  const [title, setTitle] = useState('');
  const [domain, setDomain] = useState<Domain>('water');
  const [scenario, setScenario] = useState<string>();
  const [narrow, setNarrow] = useState(false);
  const [tried, setTried] = useState(false);
  const isEmpty = title.trim() === '' && scenario === undefined;
  const fault = tried && isEmpty ? say('nothingYet') : undefined;
  const { create, waiting, refused } = useCreate();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    // Nothing was said yet: a draft of nothing would only lie about.
    if (isEmpty) return;
    const parts: Parts = scenario
      ? {
          scenario,
          ...(await templateOf(scenario, [])),
          ...(narrow ? { technologies: technologiesOf(reference, scenario) } : {}),
        }
      : {};
    const written = title.trim() || name(reference.node(scenario ?? '')) || say('untitled');
    const state = begin(emptyDraft({ zh: written }, domain));
    await create(reduce(state, { type: 'MERGE', lot: '1', parts }).present);
  };
  return (
    <form className="edit-form" onSubmit={(event) => void submit(event)}>
      <RefusalNotice refused={refused} title={say('refused')} />
      <Field id={id} label={say('name')} fault={fault}>
        <input
          id={id}
          className="edit-input"
          maxLength={200}
          value={title}
          aria-invalid={fault ? true : undefined}
          aria-describedby={describedBy(id, fault, undefined)}
          placeholder={say('nameHint')}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
      <div className="edit-row">
        <Field id={`${id}-domain`} label={say('domain')}>
          <select
            id={`${id}-domain`}
            value={domain}
            onChange={(event) => {
              setDomain(event.target.value as Domain);
              setScenario(undefined);
            }}
          >
            {DOMAINS.map((one) => (
              <option key={one} value={one}>
                {t(`domain.${one}`)}
              </option>
            ))}
          </select>
        </Field>
        <ScenarioPicker
          reference={reference}
          domain={domain}
          value={scenario}
          change={setScenario}
          hint={say('scenarioNote')}
        />
      </div>
      {scenario ? (
        <Checkbox checked={narrow} onChange={() => setNarrow(!narrow)}>
          {say('narrow', { count: technologiesOf(reference, scenario).length })}
        </Checkbox>
      ) : null}
      <div>
        <Button kind="primary" type="submit" disabled={waiting}>
          {say('begin')}
        </Button>
      </div>
    </form>
  );
}

function FromDemand({ reference }: { readonly reference: Reference }) {
  const say = useTexts(newTexts);
  const name = useName();
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState('');
  const [{ data, error }, again] = useQuery({ query: DemandsToStartFromDocument, variables: { first: 100 } });
  const { act, waiting, refused } = useAct(CreateTenderFromDemandDocument, (answer) => answer.createTenderFromDemand);
  if (error) return <Failed error={error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading />;
  const demands = named(
    data.archivedDemands.edges.map(({ node }) => node),
    text,
    ({ title, buyer, regionText }) => [title.zh ?? '', title.en ?? '', buyer, regionText ?? ''],
  );
  const use = async (demandId: string) => {
    const made = await act({ demandId });
    if (made) await navigate(tenderEditorPath(made.id));
  };
  return (
    <div className="edit-form">
      <p>{say('demandNote')}</p>
      <RefusalNotice refused={refused} title={say('refused')} />
      <Field id={id} label={say('filter')}>
        <input id={id} className="edit-input" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {demands.length === 0 ? <Empty text={say('none')} /> : null}
      <ul className="pick-list">
        {demands.map((demand) => (
          <li key={demand.id}>
            <div>
              <Link to={demandPath(demand.id)}>{name(demand.title)}</Link>
              <p className="stamp">
                {[
                  name(reference.node(demand.domain)),
                  demand.buyer,
                  demand.regionText,
                  demand.publishedOn,
                  demand.need.technologies.map(({ label }) => label).join(' · '),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            <Button
              small
              disabled={waiting}
              aria-label={`${say('use')} · ${name(demand.title)}`}
              onClick={() => void use(demand.id)}
            >
              {say('use')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FromText({ reference }: { readonly reference: Reference }) {
  const say = useTexts(newTexts);
  const { create, refused } = useCreate();
  const take = async ({ lot, parts }: Taken) => {
    const state = begin({ ...emptyDraft({ zh: say('untitled') }, lot.domain), region: lot.region?.code });
    const start = lotOf(lot);
    await create(reduce(state, { type: 'MERGE', lot: '1', parts: { ...parts, domain: start.domain } }).present);
  };
  return (
    <div className="edit-form">
      <RefusalNotice refused={refused} title={say('refused')} />
      <PasteNeed reference={reference} take={(taken) => void take(taken)} takeLabel={say('begin')} />
    </div>
  );
}
