import { checkCreditCode, normaliseCreditCode } from '@huanpei/domain';
import { useId, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { useMutation, useQuery } from 'urql';
import { RegisterDocument, RegisterRegionsDocument } from '../../generated/register';
import type { OrganisationKind, RegistrationInput } from '../../generated/schema';
import { useLanguage } from '../../language/choose';
import { useTranslation } from 'react-i18next';
import { useTexts } from '../../language/texts';
import { Button, LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { serverWords } from '../../ui/server-words';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { texts } from './texts';

const KINDS = ['SUPPLIER', 'BUYER'] as const satisfies readonly OrganisationKind[];
const NEEDED = ['nameZh', 'creditCode', 'name', 'email', 'password'] as const;

/** The firm or body and its first owner; the platform verifies them afterwards. */
export function RegisterPage() {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const id = useId();
  const name = useName();
  const { language } = useLanguage();
  const [regions] = useQuery({ query: RegisterRegionsDocument });
  const [{ fetching }, register] = useMutation(RegisterDocument);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [code, setCode] = useState('');
  const [done, setDone] = useState(false);
  useTitle(say('title'));
  const check = code.trim() === '' ? 'OK' : checkCreditCode(normaliseCreditCode(code));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (field: string) => String(form.get(field) ?? '').trim();
    const missing = NEEDED.filter((field) => typed(field) === '');
    if (missing.length > 0)
      return setFaults([
        say('missing', { fields: missing.map((field) => say(field)).join(language === 'zh' ? '、' : ', ') }),
      ]);
    const registration: RegistrationInput = {
      kind: KINDS.find((kind) => kind === typed('kind')) ?? 'SUPPLIER',
      name: { zh: typed('nameZh'), en: typed('nameEn') || null },
      creditCode: normaliseCreditCode(typed('creditCode')),
      region: typed('region') || null,
      // As typed: blanks may be part of a password.
      owner: { name: typed('name'), email: typed('email'), password: String(form.get('password')), language },
    };
    const { data, error } = await register({ registration });
    if (data?.registerOrganisation.__typename === 'Organisation') return setDone(true);
    if (data?.registerOrganisation.__typename === 'Refusal')
      return setFaults(data.registerOrganisation.reasons.map(({ message }) => message));
    setFaults([serverWords(error, t('unreachable'))]);
  };

  if (done)
    return (
      <section className="narrow">
        <h1>{say('title')}</h1>
        <Notice kind="good" title={say('done')}>
          {say('doneHint')}
        </Notice>
        <LinkButton kind="primary" to="/sign-in">
          {say('signIn')}
        </LinkButton>
      </section>
    );
  const text = (field: (typeof NEEDED)[number] | 'nameEn', type = 'text', autoComplete = 'off') => (
    <>
      <label htmlFor={id + field}>{say(field)}</label>
      <input id={id + field} name={field} type={type} autoComplete={autoComplete} />
    </>
  );
  return (
    <section className="narrow">
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <form className="panel form" onSubmit={(event) => void submit(event)} noValidate>
        {faults.length > 0 ? (
          <Notice kind="error" title={say('refused')}>
            <ul>
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        <fieldset className="choices">
          <legend>{say('kind')}</legend>
          {KINDS.map((kind, at) => (
            <label key={kind} className="check">
              <input type="radio" name="kind" value={kind} defaultChecked={at === 0} />
              {say(`kinds.${kind}`)}
            </label>
          ))}
        </fieldset>
        {text('nameZh', 'text', 'organization')}
        {text('nameEn')}
        <label htmlFor={`${id}creditCode`}>{say('creditCode')}</label>
        <input
          id={`${id}creditCode`}
          name="creditCode"
          autoComplete="off"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          aria-describedby={`${id}creditHint`}
          aria-invalid={check === 'MALFORMED' || undefined}
        />
        <p id={`${id}creditHint`} className={check === 'OK' ? 'stamp' : 'fault'}>
          {check === 'OK' ? say('creditHint') : say(`creditFault.${check}`)}
        </p>
        <label htmlFor={`${id}region`}>{say('region')}</label>
        <select id={`${id}region`} name="region">
          <option value="" />
          {(regions.data?.regions ?? []).map((region) => (
            <option key={region.code} value={region.code}>
              {name(region)}
            </option>
          ))}
        </select>
        <h2>{say('owner')}</h2>
        {text('name', 'text', 'name')}
        {text('email', 'email', 'username')}
        {text('password', 'password', 'new-password')}
        <Button kind="primary" type="submit" disabled={fetching}>
          {say(fetching ? 'waiting' : 'submit')}
        </Button>
      </form>
      <p>
        {say('have')} <Link to="/sign-in">{say('signIn')}</Link>
      </p>
    </section>
  );
}
