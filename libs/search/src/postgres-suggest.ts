import type { PoolClient } from 'pg';
import { SEARCH_KINDS, type SearchKind, type SuggestRequest, type Suggestion } from '@huanpei/app';
import { taxonomy } from '@huanpei/reference';
import { once } from './once';
import { isTypedSound, type Sound, soundOf } from './pinyin';
import { planned } from './planned';
import type { DocumentSets } from './postgres-sets';
import type { HeldWords, Readings } from './postgres-words';
import { idOf } from './storable-id';
import { IN_TITLE, TECHNOLOGY } from './text-query';
import { together } from './together';
import { chineseLexemes, nameKey, phraseLexemes, plain, plainQuery, runsOf, stem } from './words';

/** What is typed to begin a name is short. */
const LONGEST = 64;
const MOST = 20;
/** Names looked at for each kind; those that begin as typed come in the order of the alphabet, so the shorter first. */
const BEGINNINGS = 20;
/** Titles looked at that hold the text somewhere. */
const MIDDLES = 60;
/** Chinese texts that letters may stand for. */
const READINGS = 4;
const TECHNOLOGIES = 8;
/** Of fewer signs what begins with them is mostly enough, and what holds them is much. */
const ASKED_AHEAD = 3;

/** How a name goes on from what is typed, the likelier first. */
const FITS = ['IS', 'BEGINS', 'HOLDS'] as const;
type Fit = (typeof FITS)[number];

interface Candidate {
  readonly text: string;
  readonly fit: Fit;
  /** Whether it was found by sound; letters go first. */
  readonly bySound: boolean;
  /** Things that are looked up go before those that are many. */
  readonly order: number;
}

const ORDER: readonly (SearchKind | 'TECHNOLOGY')[] = [
  'PARAMETER',
  'STANDARD',
  'TECHNOLOGY',
  'SUPPLIER',
  'LISTING',
  'TENDER',
];
const orderOf = (kind: SearchKind | 'TECHNOLOGY') => ORDER.indexOf(kind);

/** Titles, codes and names of technologies that go on from what is typed. */
export async function suggestions(
  client: PoolClient,
  words: HeldWords,
  documents: DocumentSets,
  { text, language, kinds = [], first }: SuggestRequest,
): Promise<readonly Suggestion[]> {
  const typed = plainQuery(text).slice(0, LONGEST);
  const key = nameKey(typed);
  const most = Math.min(MOST, Math.max(0, Math.trunc(first)));
  if (key === '' || most === 0) return [];
  const asked = kinds.length === 0 ? SEARCH_KINDS : [...new Set(kinds)];

  const found: Candidate[] = [];
  const enough = () => likeliest(found).length >= MOST;
  const look = new Look(client, documents, asked, kinds, language);
  const sounds = isTypedSound(key);
  const ahead = key.length >= ASKED_AHEAD;
  const holding = () => look.holds(typed, key, false);
  // Each wait for an answer is dear while the machine is busy, so what is likely to be needed is asked for at once.
  const [begun, named, spoken, held] = await together(client, [
    () => look.begins(key, false),
    () => look.technologies((name) => nameFit(name, typed, key)),
    () => (sounds ? words.spoken(key, true) : Promise.resolve([])),
    () => (ahead ? holding() : Promise.resolve([])),
  ]);
  found.push(...begun, ...named);
  // The later are the less likely, whatever they find.
  if (!enough()) found.push(...(ahead ? held : await holding()));
  if (sounds && !enough()) found.push(...(await look.bySound(key, words.readings(key, spoken, true))));
  const chosen = likeliest(found).slice(0, most);
  const things = await thingsNamed(
    client,
    chosen.map((one) => one.text),
    asked,
  );
  return chosen.map((one, at) => ({ text: one.text, thing: things[at] ?? null }));
}

function likeliest(found: readonly Candidate[]): readonly Candidate[] {
  const sorted = [...found].sort(
    (a, b) =>
      Number(a.bySound) - Number(b.bySound) ||
      FITS.indexOf(a.fit) - FITS.indexOf(b.fit) ||
      a.order - b.order ||
      a.text.length - b.text.length ||
      (a.text < b.text ? -1 : 1),
  );
  const seen = new Set<string>();
  return sorted.filter((one) => {
    const known = plain(one.text);
    return !seen.has(known) && Boolean(seen.add(known));
  });
}

/** Where names are looked for: what begins as typed, what holds it, and the same by sound. */
class Look {
  constructor(
    private readonly client: PoolClient,
    private readonly documents: DocumentSets,
    /** All when none is given. */
    private readonly kinds: readonly SearchKind[],
    private readonly given: readonly SearchKind[],
    private readonly language: 'zh' | 'en',
  ) {}

  async begins(begun: string, bySound: boolean): Promise<readonly Candidate[]> {
    const columns = /\p{Script=Han}/u.test(begun) ? (['code', 'zh'] as const) : (['code', 'zh', 'en'] as const);
    const rows = await beginning(this.client, columns, begun, this.kinds);
    return rows.map(({ kind, text }) => ({ text, fit: fitOf(text, begun), bySound, order: orderOf(kind) }));
  }

  async holds(text: string, held: string, bySound: boolean): Promise<readonly Candidate[]> {
    const rows = await holding(this.client, this.documents, text, this.given);
    return rows.flatMap(({ kind, zh, en }) =>
      (this.language === 'zh' ? [zh, en] : [en, zh])
        .filter((name) => nameKey(name).includes(held))
        .slice(0, 1)
        .map((name) => ({ text: name, fit: fitOf(name, held), bySound, order: orderOf(kind) })),
    );
  }

  technologies(fitting: (name: Name, sound: Sound) => Fit | undefined): Promise<readonly Candidate[]> {
    return technologies(this.documents, this.given, this.language, fitting, false);
  }

  /** What is said as the letters are. While it is made sure which texts are, the likely ones are looked for already. */
  async bySound(key: string, { likely, sure }: Readings): Promise<readonly Candidate[]> {
    const presumed = likely.slice(0, READINGS);
    const [all, found] = await together(this.client, [
      sure,
      () => (presumed.length === 0 ? Promise.resolve([]) : this.said(key, presumed)),
    ]);
    const texts = all.slice(0, READINGS);
    const asPresumed = presumed.length > 0 && presumed.join(' ') === texts.join(' ');
    return asPresumed ? found : this.said(key, texts);
  }

  private async said(key: string, texts: readonly string[]): Promise<readonly Candidate[]> {
    const fit = (name: Name, sound: Sound) =>
      soundFit(sound, key) ?? texts.map((text) => nameFit(name, text, nameKey(text))).find((one) => one !== undefined);
    const found = await together(this.client, [
      () => technologies(this.documents, this.given, 'zh', fit, true),
      ...texts.flatMap((text) => [() => this.begins(nameKey(text), true), () => this.holds(text, nameKey(text), true)]),
    ]);
    return found.flat();
  }
}

function fitOf(name: string, key: string): Fit {
  return keyFit(nameKey(name), key);
}

function keyFit(held: string, key: string): Fit {
  if (held === key) return 'IS';
  return held.startsWith(key) ? 'BEGINS' : 'HOLDS';
}

function nameFit({ key: held, plainText }: Name, typed: string, key: string): Fit | undefined {
  if (held.startsWith(key)) return keyFit(held, key);
  if (/\p{Script=Han}/u.test(key)) return held.includes(key) ? 'HOLDS' : undefined;
  return plainText.includes(` ${typed}`) ? 'HOLDS' : undefined;
}

function soundFit({ full, initials }: Sound, letters: string): Fit | undefined {
  if (full.startsWith(letters) || initials.startsWith(letters)) return 'BEGINS';
  return undefined;
}

const NAMES = {
  code: { table: 'search_code', key: 'code_key', shown: 'code' },
  zh: { table: 'search_document', key: 'zh_key', shown: 'zh' },
  en: { table: 'search_document', key: 'en_key', shown: 'en' },
} as const;

/** Distinct names that begin with a key: from one to the next through the index, however many have the same. */
async function beginning(
  client: PoolClient,
  columns: readonly (keyof typeof NAMES)[],
  begun: string,
  kinds: readonly SearchKind[],
): Promise<readonly { readonly kind: SearchKind; readonly text: string }[]> {
  const next = ({ table, key }: (typeof NAMES)[keyof typeof NAMES], kind: string, beyond: string) =>
    `(select ${key} from ${table} named where named.kind = ${kind} and ${key} ${beyond}
        and ${key} < $2 || chr(1114111) and ${key} <> '' order by ${key} limit 1)`;
  const one = (column: keyof typeof NAMES) => {
    const { table, key, shown } = NAMES[column];
    return `(with recursive step (kind, name, place) as (
       select kind, ${next(NAMES[column], 'asked.kind', '>= $2')}, 1 from unnest($1::text[]) asked (kind)
       union all
       select kind, ${next(NAMES[column], 'step.kind', '> step.name')}, place + 1 from step where name is not null and place < $3
     )
     select step.kind, (select ${shown} from ${table} named
         where named.kind = step.kind and ${key} = step.name and ${key} <> '' order by ordinal limit 1) as text
     from step where name is not null)`;
  };
  const { rows } = await client.query<{ kind: SearchKind; text: string }>(
    planned(columns.map(one).join(' union all '), [kinds, begun, BEGINNINGS]),
  );
  return rows;
}

/** Some of the things whose title holds the text, the oldest; its last word may be unfinished. */
async function holding(
  client: PoolClient,
  documents: DocumentSets,
  typed: string,
  kinds: readonly SearchKind[],
): Promise<readonly { readonly kind: SearchKind; readonly zh: string; readonly en: string }[]> {
  const { whole, begun } = titleQuery(typed);
  if (whole.length === 0 && begun.length === 0) return [];
  const sets = await together(client, [
    ...(whole.length === 0 ? [] : [async () => (await documents.of([[[whole]]]))[0]]),
    ...(begun.length === 0 ? [] : [() => documents.beginning(begun)]),
    ...(kinds.length === 0 ? [] : [() => documents.ofKinds(kinds)]),
  ]);
  const hits = sets.reduce((all, one) => (all !== undefined && one !== undefined ? all.and(one) : undefined));
  const ordinals = hits?.oldest(MIDDLES) ?? [];
  if (ordinals.length === 0) return [];
  const { rows } = await client.query<{ kind: SearchKind; zh: string; en: string }>(
    planned('select kind, zh, en from search_document where ordinal = any($1::int[])', [ordinals]),
  );
  return rows;
}

/** Lexemes that a title must hold, and what one more must begin with, in one of these ways; none where all is finished. */
function titleQuery(typed: string): { readonly whole: readonly string[]; readonly begun: readonly string[] } {
  const runs = runsOf(typed);
  const last = runs.at(-1);
  const unfinished = last?.script === 'OTHER' ? (last.parts.at(-1) ?? '') : '';
  // One letter begins too many words to look through.
  if (last?.script === 'OTHER' && unfinished.length < 2) return { whole: [], begun: [] };
  const whole = runs.flatMap((run) => {
    if (run.script === 'HAN') return chineseLexemes(run.characters);
    const words = run.parts.slice(0, run === last ? -1 : undefined);
    return words.length > 0 ? phraseLexemes(words) : [];
  });
  const begun = unfinished === '' ? [] : [...new Set([unfinished, stem(unfinished)])];
  return { whole: whole.map((word) => `${IN_TITLE}${word}`), begun: begun.map((word) => `${IN_TITLE}${word}`) };
}

/** A name of the reference data with what it is compared by. */
interface Name {
  readonly text: string;
  readonly key: string;
  readonly plainText: string;
}

/** To make all names plain anew takes longer than to compare them. */
const technologyNames = once(() => {
  const named = (text: string): Name => ({ text, key: nameKey(text), plainText: plain(text) });
  return taxonomy().list.map(({ code, zh, en }) => ({ code, zh: named(zh), en: named(en), sound: soundOf(zh) }));
});

/** Names of technologies that some document of these kinds has; of any kind when none is given. */
async function technologies(
  documents: DocumentSets,
  kinds: readonly SearchKind[],
  language: 'zh' | 'en',
  fitting: (name: Name, sound: Sound) => Fit | undefined,
  bySound: boolean,
): Promise<readonly Candidate[]> {
  const candidates = technologyNames()
    .flatMap(({ code, sound, [language]: name }) => {
      const fit = fitting(name, sound);
      return fit === undefined ? [] : [{ held: `${TECHNOLOGY}${plain(code)}`, text: name.text, fit }];
    })
    .sort((a, b) => FITS.indexOf(a.fit) - FITS.indexOf(b.fit) || a.text.length - b.text.length)
    .slice(0, TECHNOLOGIES);
  if (candidates.length === 0) return [];
  const held = await documents.heldByAny(
    candidates.map((one) => one.held),
    kinds,
  );
  return candidates
    .filter((one) => held.has(one.held))
    .map(({ text, fit }) => ({ text, fit, bySound, order: orderOf('TECHNOLOGY') }));
}

/** For each name the one thing that has it as its title or code; undefined where none has, or several do. */
async function thingsNamed(
  client: PoolClient,
  names: readonly string[],
  kinds: readonly SearchKind[],
): Promise<readonly (Suggestion['thing'] | undefined)[]> {
  if (names.length === 0) return [];
  const { rows } = await client.query<{ place: number; kind: SearchKind; id: string }>(
    planned(
      `select place::int, kind, id from unnest($1::text[]) with ordinality asked (name, place)
       cross join unnest($2::text[]) of_kind (kind)
       cross join lateral (
         (select id from search_document named where named.kind = of_kind.kind and zh_key = name and zh_key <> '' limit 2)
         union
         (select id from search_document named where named.kind = of_kind.kind and en_key = name and en_key <> '' limit 2)
         union
         (select id from search_code named join search_document using (ordinal, kind)
          where named.kind = of_kind.kind and code_key = name limit 2)
       ) thing`,
      [names.map(nameKey), kinds],
    ),
  );
  return names.map((_, at) => {
    const [only, ...others] = rows.filter(({ place }) => place === at + 1);
    return only === undefined || others.length > 0 ? undefined : { kind: only.kind, id: idOf(only.id) };
  });
}
