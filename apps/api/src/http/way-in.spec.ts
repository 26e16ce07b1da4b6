import type { IncomingHttpHeaders } from 'node:http';
import { WayIn } from './way-in';

describe('whose page sent a request', () => {
  const HOST = { host: 'huanpei.example' };
  const alone = new WayIn(0);
  const pageOf = (headers: IncomingHttpHeaders, wayIn = alone) => wayIn.pageOf({ ...HOST, ...headers });

  it.each([
    ['same-origin', 'OURS'],
    ['none', 'OURS'],
    ['same-site', 'FOREIGN'],
    ['cross-site', 'FOREIGN'],
    ['anything else', 'FOREIGN'],
  ])('is what the browser says: Sec-Fetch-Site %s is %s', (site, page) => {
    expect(pageOf({ 'sec-fetch-site': site })).toBe(page);
    // It counts before Origin, which follows it.
    expect(pageOf({ 'sec-fetch-site': site, origin: 'https://huanpei.example' })).toBe(page);
    expect(pageOf({ 'sec-fetch-site': site, origin: 'https://evil.example' })).toBe(page);
  });

  it.each([
    ['http://huanpei.example', 'OURS'],
    ['https://HUANPEI.example:443', 'OURS'],
    ['https://huanpei.example.evil.example', 'FOREIGN'],
    ['https://evil.example/huanpei.example', 'FOREIGN'],
    ['https://huanpei.example:8443', 'FOREIGN'],
    ['https://sub.huanpei.example', 'FOREIGN'],
    ['null', 'FOREIGN'],
    ['', 'FOREIGN'],
  ])('is read from the origin otherwise: %s is %s', (origin, page) => {
    expect(pageOf({ origin })).toBe(page);
  });

  it('stays unsaid where the browser says nothing', () => {
    expect(pageOf({})).toBe('UNSAID');
  });

  it('is read from the host that a proxy names, where it is trusted, and from no other', () => {
    const forwarded = {
      host: '127.0.0.1:3000',
      'x-forwarded-host': 'huanpei.example',
      origin: 'https://huanpei.example',
    };
    expect(pageOf(forwarded, new WayIn(1))).toBe('OURS');
    expect(pageOf(forwarded, new WayIn(0))).toBe('FOREIGN');
    const forged = { ...HOST, 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' };
    expect(pageOf(forged, new WayIn(0))).toBe('FOREIGN');
    // What the sender claims stands before what the nearest proxy added.
    const both = { ...forged, 'x-forwarded-host': 'evil.example, huanpei.example' };
    expect(pageOf(both, new WayIn(1))).toBe('FOREIGN');
  });

  it('is ours also where a proxy hides the host, by the public address', () => {
    const hidden = { host: '127.0.0.1:3000', origin: 'https://huanpei.example' };
    expect(pageOf(hidden, new WayIn(0, 'https://huanpei.example/app'))).toBe('OURS');
    expect(pageOf({ ...hidden, origin: 'https://evil.example' }, new WayIn(0, 'https://huanpei.example'))).toBe(
      'FOREIGN',
    );
  });

  it('knows https from the connection, or from a proxy that is trusted', () => {
    const plain = (headers: IncomingHttpHeaders) => ({ headers, socket: {} }) as never;
    expect(new WayIn(0).isHttps(plain({}))).toBe(false);
    expect(new WayIn(0).isHttps({ headers: {}, socket: { encrypted: true } } as never)).toBe(true);
    expect(new WayIn(0).isHttps(plain({ 'x-forwarded-proto': 'https' }))).toBe(false);
    expect(new WayIn(1).isHttps(plain({ 'x-forwarded-proto': 'https' }))).toBe(true);
    expect(new WayIn(1).isHttps(plain({ 'x-forwarded-proto': 'https, http' }))).toBe(false);
  });
});
