import { useTexts } from '../../language/texts';
import { useSession } from '../../session/session';
import { LinkButton } from '../../ui/button';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { placesOf } from './navigation';
import { texts } from './texts';

/** Where a member arrives: the places of the day's work. */
export function StartPage() {
  const say = useTexts(texts);
  const name = useName();
  const { session } = useSession();
  useTitle(say('start'));
  if (session.is !== 'MEMBER') return null;
  const { member, organisation } = session.viewer;
  return (
    <>
      <h1>{say('hello', { name: member.name })}</h1>
      <p className="lede">{name(organisation.name)}</p>
      <ul className="places">
        {placesOf(organisation.kind, member.role)
          .filter(({ path }) => path !== '/work')
          .map((place) => (
            <li key={place.path}>
              <LinkButton to={place.path}>{name(place)}</LinkButton>
            </li>
          ))}
      </ul>
    </>
  );
}
