import { randomUUID } from 'node:crypto';
import { PasswordHasher, Sessions, Work } from '@huanpei/app';
import { eventually } from '@huanpei/testing';
import { SignJWT } from 'jose';
import { Client } from 'pg';
import { PASSWORD, RunningApi, type Person } from './running-api';

const MINUTE_MS = 60_000;

let api: RunningApi;
beforeAll(async () => {
  // So that specs can say from where they ask.
  api = await RunningApi.start({ roles: [], settings: { trustedProxies: 1 } });
});
afterAll(() => api.stop());

const SESSION = `__typename ... on SignedIn { accessToken refreshToken accessExpiresAt refreshExpiresAt member { id email } organisation { id } }
  ... on Refusal { code field message reasons { code facts { name value } } }`;
const signIn = (email: string, password: string, from?: string) =>
  api.do(
    `mutation m($email: String!, $password: String!) { signIn(email: $email, password: $password) { ${SESSION} } }`,
    { email, password },
    { headers: from === undefined ? {} : { 'x-forwarded-for': from } },
  );
const refresh = (refreshToken: string) =>
  api.do(`mutation m($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${SESSION} } }`, {
    refreshToken,
  });
const signOut = (refreshToken: string) =>
  api.ask('mutation m($refreshToken: String!) { signOut(refreshToken: $refreshToken) }', { refreshToken });
const whoIs = async (as: string): Promise<string | null> =>
  (await api.ask('{ viewer { member { id } } }', {}, { as }))['viewer']?.member.id ?? null;
const actionsOn = async (subjectId: string): Promise<string[]> => {
  const { token } = await api.person('OPERATOR', 'MODERATOR');
  const trail = await api.ask(
    'query q($subjectId: ID) { auditTrail(subjectId: $subjectId) { edges { node { action } } } }',
    { subjectId },
    { as: token },
  );
  return trail['auditTrail'].edges.map(({ node }: { node: { action: string } }) => node.action);
};

const CHANGE = `mutation m($current: String!, $next: String!) { changePassword(current: $current, next: $next) {
  __typename ... on Refusal { code field } } }`;

describe('a session', () => {
  it('begins with an e-mail and a password, however the e-mail is written', async () => {
    const { email, memberId, organisationId } = await api.person('BUYER', 'OWNER');
    const session = await signIn(`  ${email.toUpperCase()} `, PASSWORD);
    expect(session).toMatchObject({
      __typename: 'SignedIn',
      member: { id: memberId, email },
      organisation: { id: organisationId },
    });
    expect(Date.parse(session['accessExpiresAt']) - Date.now()).toBeLessThanOrEqual(15 * MINUTE_MS);
    expect(await whoIs(session['accessToken'])).toBe(memberId);
  });

  it('goes on by trading the refresh token, each once', async () => {
    const { email, memberId } = await api.person('BUYER', 'OWNER');
    const first = await signIn(email, PASSWORD);
    const second = await refresh(first['refreshToken']);
    expect(second).toMatchObject({ __typename: 'SignedIn', member: { id: memberId } });
    expect(second['refreshToken']).not.toBe(first['refreshToken']);
    const third = await refresh(second['refreshToken']);
    expect(await whoIs(third['accessToken'])).toBe(memberId);
  });

  it('ends with all that descends from it when a traded token comes back', async () => {
    const { email, memberId } = await api.person('BUYER', 'OWNER');
    const elsewhere = await signIn(email, PASSWORD);
    const first = await signIn(email, PASSWORD);
    const second = await refresh(first['refreshToken']);
    expect(await refresh(first['refreshToken'])).toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await refresh(second['refreshToken'])).toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await actionsOn(memberId)).toEqual(['SESSION_FAMILY_REVOKED']);
    // Another sign-in of the same person is another family.
    expect(await refresh(elsewhere['refreshToken'])).toMatchObject({ __typename: 'SignedIn' });
  });

  it('gives one winner when one token is traded many times at once', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const { refreshToken } = await signIn(email, PASSWORD);
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    expect(answers.filter(({ __typename }) => __typename === 'SignedIn')).toHaveLength(1);
  });

  it('ends at sign-out, and signing out again is no fault', async () => {
    const { email, memberId } = await api.person('BUYER', 'OWNER');
    const { refreshToken, accessToken } = await signIn(email, PASSWORD);
    expect(await whoIs(accessToken)).toBe(memberId);
    expect(await signOut(refreshToken)).toEqual({ signOut: true });
    // The access token ends with its session, though it would hold for a while by itself.
    expect(await whoIs(accessToken)).toBeNull();
    expect(await refresh(refreshToken)).toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await signOut(refreshToken)).toEqual({ signOut: true });
    expect(await signOut('never a token')).toEqual({ signOut: true });
  });

  it('ends everywhere when the password changes', async () => {
    const { email, token } = await api.person('BUYER', 'OWNER');
    const { refreshToken } = await signIn(email, PASSWORD);
    const change = `mutation m($current: String!, $next: String!) { changePassword(current: $current, next: $next) {
      __typename ... on Refusal { code field } } }`;
    const next = 'quite another password 2';
    expect(await api.do(change, { current: 'not this one', next }, { as: token })).toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(await api.do(change, { current: PASSWORD, next: 'short' }, { as: token })).toMatchObject({
      code: 'WEAK_PASSWORD',
      field: 'next',
    });
    expect(await api.do(change, { current: PASSWORD, next }, { as: token })).toEqual({ __typename: 'Done' });
    expect(await whoIs(token)).toBeNull();
    expect(await refresh(refreshToken)).toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await signIn(email, PASSWORD)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await signIn(email, next)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('is not brought back by a sign-in that was under way when the password changed', async () => {
    const { email, token } = await api.person('BUYER', 'OWNER');
    const next = 'quite another password 3';
    const change =
      'mutation m($current: String!, $next: String!) { changePassword(current: $current, next: $next) { __typename } }';
    const [changed] = await Promise.all([
      api.do(change, { current: PASSWORD, next }, { as: token }),
      ...Array.from({ length: 4 }, () => signIn(email, PASSWORD)),
    ]);
    if (changed['__typename'] === 'Done') {
      expect(await signIn(email, next)).toMatchObject({ __typename: 'SignedIn' });
      expect(await signIn(email, PASSWORD)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    } else {
      expect(await signIn(email, PASSWORD)).toMatchObject({ __typename: 'SignedIn' });
    }
  });

  it('begun by the old password while it changes ends with the change', async () => {
    const { email, memberId, token } = await api.person('BUYER', 'OWNER');
    const sessions = api.app.get(Sessions);
    const issue = sessions.issue.bind(sessions);
    let changing: Promise<unknown> | undefined;
    const issuing = jest.spyOn(sessions, 'issue').mockImplementationOnce(async (...args) => {
      changing = api.do(CHANGE, { current: PASSWORD, next: 'quite another password 4' }, { as: token });
      // As long as the change would take if nothing held it.
      await Promise.race([changing, new Promise((resolve) => setTimeout(resolve, 2_000))]);
      return issue(...args);
    });
    const begun = await signIn(email, PASSWORD);
    issuing.mockRestore();
    expect(begun).toMatchObject({ __typename: 'SignedIn', member: { id: memberId } });
    expect(await changing).toEqual({ __typename: 'Done' });
    expect(await whoIs(begun['accessToken'])).toBeNull();
    expect(await refresh(begun['refreshToken'])).toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  it('cannot change a password that was changed while the change was under way', async () => {
    const { email, token } = await api.person('BUYER', 'OWNER');
    const stolen = await signIn(email, PASSWORD);
    const [owners, thiefs] = ['quite another password 5', 'the password of a thief 6'];
    const hasher = api.app.get(PasswordHasher);
    const hash = hasher.hash.bind(hasher);
    const hashing = jest.spyOn(hasher, 'hash').mockImplementationOnce(async (password) => {
      expect(await api.do(CHANGE, { current: PASSWORD, next: owners }, { as: token })).toEqual({ __typename: 'Done' });
      return hash(password);
    });
    const taken = await api.do(CHANGE, { current: PASSWORD, next: thiefs }, { as: stolen['accessToken'] });
    hashing.mockRestore();
    expect(taken).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await signIn(email, thiefs)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await signIn(email, owners)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('keeps no token and no password where it could be read', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const { refreshToken, accessToken } = await signIn(email, PASSWORD);
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    try {
      const { rows } = await client.query(
        `select (select string_agg(s::text, ' ') from session s) || (select string_agg(c::text, ' ') from credential c) as all`,
      );
      for (const secret of [refreshToken, accessToken, PASSWORD]) expect(rows[0].all).not.toContain(secret);
      expect(rows[0].all).toContain('$argon2id$');
    } finally {
      await client.end();
    }
  });
});

describe('an access token', () => {
  const KEY = new TextEncoder().encode('a secret of the tests, long enough to sign with');
  const signed = (subject: string, { expires = '5m', issuer = 'huanpei', key = KEY, family = '' } = {}) =>
    new SignJWT({ sid: family })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setSubject(subject)
      .setExpirationTime(expires)
      .sign(key);

  it('is believed only when it was signed here, for here, and has not ended', async () => {
    const { memberId, token } = await api.person('BUYER', 'OWNER');
    const [head, payload = ''] = token.split('.');
    const { sid: family } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sid: string };
    expect(await whoIs(await signed(memberId, { family }))).toBe(memberId);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = [
      await signed(memberId, { family, expires: '-1s' }),
      await signed(memberId, { family, issuer: 'elsewhere' }),
      await signed(memberId, { family, key: new TextEncoder().encode('another secret, as long as the first one') }),
      await signed(randomUUID(), { family }),
      await signed(memberId, { family: randomUUID() }),
      await signed(memberId),
      `${none}.${payload}.`,
      `${head}.${payload}.${'A'.repeat(43)}`,
      'x',
      `${token}x`,
    ];
    for (const one of forged) expect([one.slice(0, 20), await whoIs(one)]).toEqual([one.slice(0, 20), null]);
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer  ', 'bearer a b', `Bearer ${'x'.repeat(5_000)}`])(
    'of another form is a visitor’s: %s',
    async (authorization) => {
      const { data, errors } = await api.send('{ viewer { unread } }', {}, { headers: { authorization } });
      expect([data, errors]).toEqual([{ viewer: null }, []]);
    },
  );
});

describe('guessing', () => {
  it('gets one answer for a wrong password and for nobody', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const wrong = await signIn(email, 'a wrong password');
    for (const nobody of ['nobody@example.com', 'not an address', '', `${'x'.repeat(300)}@example.com`]) {
      expect(await signIn(nobody, 'a wrong password')).toEqual(wrong);
    }
    expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED', field: null });
  });

  it('locks the account at the fifth time, even for the right password, and opens it again by the clock', async () => {
    const { email, memberId } = await api.person('BUYER', 'OWNER');
    for (let time = 1; time <= 5; time += 1)
      expect(await signIn(email, `wrong ${time}`)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    const locked = await signIn(email, PASSWORD);
    expect(locked).toMatchObject({ code: 'LOCKED_OUT' });
    const [{ name, value }] = locked['reasons'][0].facts;
    expect(name).toBe('until');
    expect(Math.round((Date.parse(value) - api.clock.now().getTime()) / MINUTE_MS)).toBe(15);
    expect(await actionsOn(memberId)).toEqual(['ACCOUNT_LOCKED']);

    api.clock.advance(14 * MINUTE_MS);
    expect(await signIn(email, PASSWORD)).toMatchObject({ code: 'LOCKED_OUT' });
    api.clock.advance(2 * MINUTE_MS);
    expect(await signIn(email, PASSWORD)).toMatchObject({ __typename: 'SignedIn' });
    // Signing in wipes the slate.
    expect(await signIn(email, 'wrong again')).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await signIn(email, PASSWORD)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('side by side does not outrun the lock', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => signIn(email, `wrong ${at}`)));
    expect(answers.filter(({ code }) => code === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(answers.filter(({ code }) => code === 'LOCKED_OUT')).toHaveLength(7);
  });

  it('at an address that nobody has is answered as at one that somebody has, time after time', async () => {
    const [{ email }, left] = [await api.person('BUYER', 'OWNER'), await api.person('SUPPLIER', 'EDITOR')];
    await api.app.get(Work).run(async (tx) => {
      const member = await tx.members.take(left.memberId);
      if (member) await tx.members.save({ ...member, active: false, version: member.version + 1 });
    });
    const answersTo = async (address: string) => {
      const codes: unknown[] = [];
      for (const minutes of [0, 0, 0, 0, 0, 0, 16, 0, 31, 0]) {
        api.clock.advance(minutes * MINUTE_MS);
        const { code, message, reasons } = await signIn(address, 'a wrong password');
        const until = reasons[0].facts[0]?.value as string | undefined;
        const waits =
          until === undefined ? null : Math.round((Date.parse(until) - api.clock.now().getTime()) / MINUTE_MS);
        codes.push([code, waits, until === undefined ? message : null]);
      }
      return codes;
    };
    const answers = await answersTo(email);
    expect(answers.map((one) => (one as unknown[])[0]).filter((code) => code === 'LOCKED_OUT')).toHaveLength(3);
    for (const address of ['nobody.there@example.com', left.email, 'not an address', `${'x'.repeat(300)}@example.com`])
      expect([address, await answersTo(address)]).toEqual([address, answers]);
  });

  it('elsewhere does not lock out the owner, and locks out who guesses', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    for (let time = 1; time <= 5; time += 1) await signIn(email, `wrong ${time}`, '198.51.100.7');
    expect(await signIn(email, PASSWORD, '198.51.100.7')).toMatchObject({ code: 'LOCKED_OUT' });
    expect(await signIn(email, PASSWORD, '203.0.113.9')).toMatchObject({ __typename: 'SignedIn' });
    // The owner's sign-in does not let the stranger go on.
    expect(await signIn(email, 'wrong again', '198.51.100.7')).toMatchObject({ code: 'LOCKED_OUT' });
  });

  it('from one network of IPv6 is from one place, whatever its last 64 bits', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    for (let time = 1; time <= 5; time += 1) await signIn(email, `wrong ${time}`, `2001:db8:1:2::${time}`);
    expect(await signIn(email, PASSWORD, '2001:db8:1:2:ffff::1')).toMatchObject({ code: 'LOCKED_OUT' });
    expect(await signIn(email, PASSWORD, '2001:db8:1:3::1')).toMatchObject({ __typename: 'SignedIn' });
  });

  it('from everywhere is bounded, and the owner still signs in from where they have before', async () => {
    const { email, memberId } = await api.person('BUYER', 'OWNER');
    const home = '203.0.113.10';
    expect(await signIn(email, PASSWORD, home)).toMatchObject({ __typename: 'SignedIn' });
    const guessed: unknown[] = [];
    // Eleven networks with five guesses each: the last has none left.
    for (let network = 1; network <= 11; network += 1)
      for (let time = 1; time <= 5; time += 1)
        guessed.push((await signIn(email, `wrong ${time}`, `198.51.100.${network}`))['code']);
    expect(guessed.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(50);
    expect(guessed.slice(50)).toEqual(Array.from({ length: 5 }, () => 'LOCKED_OUT'));
    expect(await signIn(email, PASSWORD, '203.0.113.11')).toMatchObject({ code: 'LOCKED_OUT' });
    expect(await signIn(email, PASSWORD, home)).toMatchObject({ __typename: 'SignedIn' });
    expect(new Set(await actionsOn(memberId))).toEqual(new Set(['ACCOUNT_LOCKED']));
    // It is over soon.
    api.clock.advance(16 * MINUTE_MS);
    expect(await signIn(email, PASSWORD, '203.0.113.11')).toMatchObject({ __typename: 'SignedIn' });
  });

  it('at an address that names a network does not count against another one', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const forged = [`${email}","203.0.113.20`, `${email} 203.0.113.20`, `${email} from 203.0.113.20`];
    for (const address of forged)
      for (let time = 1; time <= 5; time += 1) await signIn(address, 'wrong', '198.51.100.8');
    // One slip of the owner would be one too many, had those counted here.
    await signIn(email, 'a slip', '203.0.113.20');
    expect(await signIn(email, PASSWORD, '203.0.113.20')).toMatchObject({ __typename: 'SignedIn' });
  });

  it('keeps no address that was typed, and nothing for longer than it counts', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    for (const address of [email, 'typed.once@example.com']) await signIn(address, 'wrong', '198.51.100.9');
    const client = new Client({ connectionString: api.database.url });
    await client.connect();
    try {
      const { rows } = await client.query(
        'select string_agg(a::text, chr(10)) as all, count(*)::int as many from attempt a',
      );
      for (const typed of [email, 'typed.once', '198.51.100.9']) expect(rows[0].all).not.toContain(typed);
      api.clock.advance(40 * 24 * 60 * MINUTE_MS);
      for (let attempts = 0; attempts * 20 < rows[0].many + 20; attempts += 1) await signIn(email, 'wrong');
      const left = await client.query('select count(*)::int as many from attempt');
      expect(left.rows[0].many).toBe(2);
    } finally {
      await client.end();
    }
  });

  it('a refresh token ends by the clock', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const { refreshToken } = await signIn(email, PASSWORD);
    api.clock.advance(14 * 24 * 60 * MINUTE_MS + 1);
    expect(await refresh(refreshToken)).toMatchObject({ code: 'SESSION_EXPIRED' });
  });
});

describe('losing access', () => {
  const DEACTIVATE =
    'mutation m($id: ID!) { deactivateMember(id: $id) { __typename ... on Member { active } ... on Refusal { code } } }';
  const ROLE =
    'mutation m($id: ID!, $role: Role!) { changeMemberRole(id: $id, role: $role) { __typename ... on Member { role } ... on Refusal { code } } }';

  it('a member who is deactivated is a visitor at once, and hears nothing more', async () => {
    const owner = await api.person('SUPPLIER', 'OWNER');
    const editor = await api.person('SUPPLIER', 'EDITOR', { organisationId: owner.organisationId });
    const { refreshToken } = await signIn(editor.email, PASSWORD);
    const received = 'subscription { notificationReceived { kind } }';
    const [editors, owners] = [
      await api.subscribe(received, { as: editor.token }),
      await api.subscribe(received, { as: owner.token }),
    ];
    expect(await api.do(DEACTIVATE, { id: editor.memberId }, { as: owner.token })).toEqual({
      __typename: 'Member',
      active: false,
    });

    expect(await whoIs(editor.token)).toBeNull();
    const denied = await api.send('{ myListings { totalCount } }', {}, { as: editor.token });
    expect(denied.errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    expect(await refresh(refreshToken)).toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await signIn(editor.email, PASSWORD)).toMatchObject({ code: 'SIGN_IN_FAILED' });

    await suspend(owner);
    await eventually(() => owners.heard.length === 1);
    expect(editors.heard).toEqual([]);
    expect(await api.do(DEACTIVATE, { id: editor.memberId }, { as: owner.token })).toMatchObject({ code: 'NOT_FOUND' });
  });

  async function suspend({ organisationId }: Person): Promise<void> {
    const { token } = await api.person('OPERATOR', 'MODERATOR');
    const decided = await api.do(
      `mutation m($id: ID!) { decideOrganisation(id: $id, decision: SUSPEND, reason: "抽检不符") { __typename ... on Organisation { state } } }`,
      { id: organisationId },
      { as: token },
    );
    expect(decided).toMatchObject({ state: 'SUSPENDED' });
  }

  it('an organisation that is suspended may publish nothing from then on, with the token it had', async () => {
    const buyer = await api.person('BUYER', 'OWNER');
    const publish = 'mutation m($id: ID!) { publishTender(id: $id) { ... on Refusal { code } } }';
    expect(await api.do(publish, { id: 'none' }, { as: buyer.token })).toEqual({ code: 'NOT_FOUND' });
    await suspend(buyer);
    const after = await api.send(publish, { id: 'none' }, { as: buyer.token });
    expect(after.errors[0]?.extensions?.['code']).toBe('NOT_VERIFIED');
    // It still reads why.
    const { viewer } = await api.ask('{ viewer { organisation { state reason } } }', {}, { as: buyer.token });
    expect(viewer.organisation).toEqual({ state: 'SUSPENDED', reason: '抽检不符' });
    expect(
      (await api.ask('query q($id: ID!) { organisation(id: $id) { id } }', { id: buyer.organisationId }))[
        'organisation'
      ],
    ).toBeNull();
  });

  it('a role that is taken away is gone at once', async () => {
    const owner = await api.person('SUPPLIER', 'OWNER');
    const editor = await api.person('SUPPLIER', 'EDITOR', { organisationId: owner.organisationId });
    expect(await api.do(ROLE, { id: editor.memberId, role: 'VIEWER' }, { as: owner.token })).toEqual({
      __typename: 'Member',
      role: 'VIEWER',
    });
    const submit = await api.send('mutation { submitListing(id: "x") { __typename } }', {}, { as: editor.token });
    expect(submit.errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await api.do(ROLE, { id: editor.memberId, role: 'MODERATOR' }, { as: owner.token })).toMatchObject({
      code: 'INVALID',
    });
  });

  it('never leaves an organisation without a head', async () => {
    const owner = await api.person('SUPPLIER', 'OWNER');
    expect(await api.do(DEACTIVATE, { id: owner.memberId }, { as: owner.token })).toMatchObject({ code: 'LAST_OWNER' });
    expect(await api.do(ROLE, { id: owner.memberId, role: 'EDITOR' }, { as: owner.token })).toMatchObject({
      code: 'LAST_OWNER',
    });
    // Two heads who step down at once: one of them stays.
    const second = await api.person('SUPPLIER', 'OWNER', { organisationId: owner.organisationId });
    const both = await Promise.all(
      [owner, second].map(({ memberId, token }) => api.do(ROLE, { id: memberId, role: 'VIEWER' }, { as: token })),
    );
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['Member', 'Refusal']);
  });

  it('adds colleagues of the own kind only, each address once', async () => {
    const owner = await api.person('SUPPLIER', 'OWNER');
    const add = `mutation m($member: MemberInput!) { addMember(member: $member) { __typename ... on Member { email role active } ... on Refusal { reasons { code field } } } }`;
    const member = { email: `New.${randomUUID()}@Example.com`, name: '新同事', role: 'EDITOR', password: PASSWORD };
    expect(await api.do(add, { member }, { as: owner.token })).toEqual({
      __typename: 'Member',
      email: member.email.toLowerCase(),
      role: 'EDITOR',
      active: true,
    });
    expect((await api.do(add, { member }, { as: owner.token }))['reasons']).toEqual([
      { code: 'EMAIL_TAKEN', field: 'email' },
    ]);
    const faulty = { email: 'x', name: ' ', role: 'ADMINISTRATOR', password: 'aaaaaaaaaaaaaaa' };
    expect((await api.do(add, { member: faulty }, { as: owner.token }))['reasons']).toEqual([
      { code: 'INVALID', field: 'email' },
      { code: 'REQUIRED', field: 'name' },
      { code: 'INVALID', field: 'role' },
      { code: 'WEAK_PASSWORD', field: 'password' },
    ]);
    const members = await api.ask('{ members { email } }', {}, { as: owner.token });
    expect(members['members']).toHaveLength(2);
  });
});

describe('registering', () => {
  const register = (email: string, from: string) =>
    api.do(
      `mutation m($registration: RegistrationInput!) { registerOrganisation(registration: $registration) {
        __typename ... on Refusal { code reasons { code field facts { name } } } } }`,
      {
        registration: {
          kind: 'BUYER',
          name: { zh: '新单位' },
          region: 'DE',
          owner: { email, name: '王工', password: 'a long enough password 1' },
        },
      },
      { headers: { 'x-forwarded-for': from } },
    );

  it('says whether an address is taken, so often and no more from one network', async () => {
    const { email } = await api.person('BUYER', 'OWNER');
    const [prober, other] = ['198.51.100.30', '203.0.113.30'];
    // What is refused for its form costs nothing and tells nothing.
    for (let time = 1; time <= 25; time += 1)
      expect((await register('no address', prober))['reasons'][0].code).toBe('INVALID');
    expect(await register(`${randomUUID()}@example.com`, prober)).toEqual({ __typename: 'Organisation' });
    for (let time = 2; time <= 20; time += 1)
      expect((await register(email, prober))['reasons']).toEqual([
        { code: 'EMAIL_TAKEN', field: 'owner.email', facts: [] },
      ]);
    for (const address of [email, `${randomUUID()}@example.com`])
      expect(await register(address, prober)).toMatchObject({
        code: 'LOCKED_OUT',
        reasons: [{ code: 'LOCKED_OUT', field: null, facts: [{ name: 'until' }] }],
      });
    expect(await register(`${randomUUID()}@example.com`, other)).toEqual({ __typename: 'Organisation' });
    api.clock.advance(16 * MINUTE_MS);
    expect(await register(`${randomUUID()}@example.com`, prober)).toEqual({ __typename: 'Organisation' });
  });
});
