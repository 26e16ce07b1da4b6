import { useId, useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { Button, LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useTitle } from '../../ui/use-title';
import { nextPath } from './next-path';
import { texts } from './texts';

export function SignInPage() {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const id = useId();
  const { session, signIn } = useSession();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const [fault, setFault] = useState<string>();
  const [waiting, setWaiting] = useState(false);
  useTitle(say('title'));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get('email')).trim(), String(form.get('password'))];
    if (email === '' || password === '') return setFault(say('missing'));
    setWaiting(true);
    try {
      const refusal = await signIn(email, password);
      if (refusal) return setFault(refusal.message);
      await navigate(nextPath(address.get('next')), { replace: true });
    } catch {
      // What fetch throws says nothing to a person.
      setFault(t('unreachable'));
    } finally {
      setWaiting(false);
    }
  };

  if (session.is === 'MEMBER' && !waiting)
    return (
      <section className="narrow">
        <h1>{say('title')}</h1>
        <p className="lede">{say('already')}</p>
        <LinkButton kind="primary" to={nextPath(address.get('next'))}>
          {say('go')}
        </LinkButton>
      </section>
    );
  return (
    <section className="narrow">
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      <form className="panel form" onSubmit={(event) => void submit(event)} noValidate>
        {fault === undefined ? null : <Notice kind="error" title={fault} />}
        <label htmlFor={`${id}email`}>{say('email')}</label>
        <input id={`${id}email`} name="email" type="email" autoComplete="username" required />
        <label htmlFor={`${id}password`}>{say('password')}</label>
        <input id={`${id}password`} name="password" type="password" autoComplete="current-password" required />
        <Button kind="primary" type="submit" disabled={waiting}>
          {say(waiting ? 'waiting' : 'submit')}
        </Button>
      </form>
      <p>
        {say('none')} <Link to="/register">{say('register')}</Link>
      </p>
    </section>
  );
}
