import {
  der,
  derBoolean,
  derContext,
  derInteger,
  derOid,
  derSequence,
  derUtf8String,
  latin1ToBytes,
} from '@cinnabar/core/bytes';
import { anchorOfKey, checkChain, oid, readCertificate, type Certificate, type ChainOptions } from '@cinnabar/core/cms';
import { encodeName } from '@cinnabar/sandbox';
import { assert } from 'chai';

import { identity, type TestIdentity } from '../support/craft-cms.ts';

const ca = (pathLength = 5): { authority: { pathLength: number } } => ({ authority: { pathLength } });
const read = ({ der: bytes }: TestIdentity): Certificate => readCertificate(bytes);

/** Why the path of `end` is refused, or undefined. */
async function refusal(
  end: TestIdentity,
  pool: readonly TestIdentity[],
  anchors: readonly (TestIdentity | Certificate)[],
  options: ChainOptions = {},
): Promise<string | undefined> {
  const trusted = anchors.map((anchor) => ('tbs' in anchor ? anchor : read(anchor)));
  const { problems } = await checkChain(read(end), pool.map(read), trusted, new Date(), options);
  return problems[0]?.code;
}

type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array };

const text = (tag: number, value: string): Uint8Array => der(tag, latin1ToBytes(value));
const directory = (name: Uint8Array): Uint8Array => der(0xa4, name);
const other = (type: string, value: string): Uint8Array => der(0xa0, derOid(type), derContext(0, derUtf8String(value)));
const constraints = (lists: { permitted?: Uint8Array[]; excluded?: Uint8Array[] }): Extension => ({
  oid: oid.nameConstraints,
  critical: true,
  value: derSequence(
    ...(lists.permitted ? [der(0xa0, ...lists.permitted.map((base) => derSequence(base)))] : []),
    ...(lists.excluded ? [der(0xa1, ...lists.excluded.map((base) => derSequence(base)))] : []),
  ),
});
const alternative = (...names: Uint8Array[]): Extension => ({
  oid: oid.subjectAltName,
  critical: false,
  value: derSequence(...names),
});

describe('name constraints (RFC 5280 §4.2.1.10)', () => {
  let root: TestIdentity;
  before(async () => {
    root = await identity('Root', ca());
  });

  async function withNames(
    limits: Parameters<typeof constraints>[0],
    names: Uint8Array[],
  ): Promise<string | undefined> {
    const authority = await identity('Authority', { by: root, ...ca(), extensions: [constraints(limits)] });
    const extensions = names.length > 0 ? [alternative(...names)] : [];
    return refusal(await identity('End', { by: authority, extensions }), [authority], [root]);
  }

  const refused = 'CHAIN_NAME_CONSTRAINTS';
  const ip = (...octets: number[]): Uint8Array => der(0x87, Uint8Array.from(octets));
  const cases: readonly (readonly [string, Parameters<typeof constraints>[0], Uint8Array[], string | undefined])[] = [
    [
      'a host of a permitted domain',
      { permitted: [text(0x82, 'example.com')] },
      [text(0x82, 'a.Example.com')],
      undefined,
    ],
    [
      'a host that only ends alike',
      { permitted: [text(0x82, 'example.com')] },
      [text(0x82, 'badexample.com')],
      refused,
    ],
    ['no host at all where hosts are limited', { permitted: [text(0x82, 'example.com')] }, [], undefined],
    ['a host that is excluded', { excluded: [text(0x82, 'example.com')] }, [text(0x82, 'a.example.com')], refused],
    ['an address of a permitted network', { permitted: [ip(10, 0, 0, 0, 255, 0, 0, 0)] }, [ip(10, 1, 2, 3)], undefined],
    ['an address of another network', { permitted: [ip(10, 0, 0, 0, 255, 0, 0, 0)] }, [ip(11, 1, 2, 3)], refused],
    [
      'an address of the other family',
      { permitted: [ip(10, 0, 0, 0, 255, 0, 0, 0)] },
      [ip(...new Array<number>(16).fill(0))],
      refused,
    ],
    [
      'a mailbox of a permitted host',
      { permitted: [text(0x81, 'example.com')] },
      [text(0x81, 'a@EXAMPLE.com')],
      undefined,
    ],
    [
      'a mailbox of a host below it',
      { permitted: [text(0x81, 'example.com')] },
      [text(0x81, 'a@b.example.com')],
      refused,
    ],
    [
      'a mailbox of a permitted domain',
      { permitted: [text(0x81, '.example.com')] },
      [text(0x81, 'a@b.example.com')],
      undefined,
    ],
    [
      'a mailbox permitted by its full address, whose host has no letter case',
      { permitted: [text(0x81, 'me@example.com')] },
      [text(0x81, 'me@Example.com')],
      undefined,
    ],
    [
      'another mailbox of the same host',
      { permitted: [text(0x81, 'me@example.com')] },
      [text(0x81, 'you@example.com')],
      refused,
    ],
    [
      'a mailbox in other letters, which are its host’s own affair',
      { permitted: [text(0x81, 'me@example.com')] },
      [text(0x81, 'ME@example.com')],
      refused,
    ],
    [
      'the same mailbox at another host',
      { permitted: [text(0x81, 'me@example.com')] },
      [text(0x81, 'me@other.com')],
      refused,
    ],
    [
      'an international mailbox, as another',
      { permitted: [text(0x81, 'example.com')] },
      [other(oid.smtpUtf8Mailbox, '王@other.com')],
      refused,
    ],
    [
      'a URI of a permitted host',
      { permitted: [text(0x86, 'example.com')] },
      [text(0x86, 'http://u@example.com:80/a')],
      undefined,
    ],
    ['a URI that names no host', { permitted: [text(0x86, 'example.com')] }, [text(0x86, 'urn:example.com')], refused],
    [
      'a URI of an address, which is in no domain',
      { excluded: [text(0x86, 'a.com')] },
      [text(0x86, 'http://10.0.0.1/')],
      refused,
    ],
    [
      'a principal of a permitted domain',
      { permitted: [other(oid.userPrincipalName, 'example.com')] },
      [other(oid.userPrincipalName, 'a@example.com')],
      undefined,
    ],
    [
      'a principal of another',
      { permitted: [other(oid.userPrincipalName, 'example.com')] },
      [other(oid.userPrincipalName, 'a@example.org')],
      refused,
    ],
    [
      'a constrained form that nobody understands',
      { excluded: [other('1.2.3.4', 'x')] },
      [other('1.2.3.4', 'y')],
      refused,
    ],
    [
      'such a form where another is constrained',
      { excluded: [other('1.2.3.4', 'x')] },
      [other('1.2.3.5', 'y')],
      undefined,
    ],
    [
      'a subject outside the permitted tree',
      { permitted: [directory(encodeName([[oid.country, 'CN']]))] },
      [],
      refused,
    ],
    ['a mail name without a host', { permitted: [text(0x81, 'example.com')] }, [text(0x81, 'example.com')], refused],
    ['a subject in the excluded tree', { excluded: [directory(encodeName([[oid.commonName, 'end']]))] }, [], refused],
    [
      'an international host where a host is excluded, for the forms of hosts are not compared',
      { excluded: [text(0x81, 'xn--fiqs8s')] },
      [other(oid.smtpUtf8Mailbox, 'a@中国')],
      refused,
    ],
    ['a host written to its root', { excluded: [text(0x82, 'example.com')] }, [text(0x82, 'example.com.')], refused],
    ['a mailbox of such a host', { excluded: [text(0x81, 'example.com')] }, [text(0x81, 'a@example.com.')], refused],
    ['a subject under the empty name', { permitted: [directory(derSequence())] }, [], undefined],
  ];
  for (const [what, limits, names, expected] of cases) {
    it(`${expected ? 'refuse' : 'allow'} ${what}`, async () => {
      assert.equal(await withNames(limits, names), expected);
    });
  }

  it('see through other ways to write a name (RFC 4518)', async () => {
    const excluding = (name: string): Promise<TestIdentity> => {
      const limits = constraints({ excluded: [directory(encodeName([[oid.commonName, name]]))] });
      return identity('Authority', { by: root, ...ca(), extensions: [limits] });
    };
    for (const [excluded, written] of [
      ['Evil Corp', 'evil\u200b corp'],
      ['Evil Corp', 'Evil \u0001 Corp'],
      ['Evil Corp', 'Evil\u0085Corp'],
      ['Evil Corp', '\uff25vil\u00a0\u2003Corp\ufe0f'],
      ['Straße', 'STRASSE'],
      ['ΟΔΟΣ', 'οδος'],
    ] as const) {
      const authority = await excluding(excluded);
      const end = await identity(written, { by: authority });
      assert.equal(await refusal(end, [authority], [root]), refused, JSON.stringify(written));
    }
    const authority = await excluding('Evil Corp');
    assert.isUndefined(await refusal(await identity('EvilCorp', { by: authority }), [authority], [root]));
  });

  it('hold mail addresses in the subject, too, whatever stands beside it', async () => {
    const limits = constraints({ excluded: [text(0x81, 'evil.example')] });
    const authority = await identity('Authority', { by: root, ...ca(), extensions: [limits] });
    const end = await identity('End', {
      by: authority,
      subject: [
        [oid.commonName, 'End'],
        [oid.emailAddress, 'a@evil.example'],
      ],
      extensions: [alternative(text(0x81, 'a@good.example'))],
    });
    assert.equal(await refusal(end, [authority], [root]), refused);
  });

  it('count where an anchor states them (RFC 5937), and where whoever asks does', async () => {
    const limits = constraints({ excluded: [text(0x82, 'example.com')] });
    const anchor = await identity('Anchor', { ...ca(), extensions: [limits] });
    const end = await identity('End', { by: anchor, extensions: [alternative(text(0x82, 'example.com'))] });
    assert.equal(await refusal(end, [], [anchor]), refused);
    const free = await identity('Free', ca());
    const below = await identity('End', { by: free, extensions: [alternative(text(0x82, 'example.com'))] });
    assert.isUndefined(await refusal(below, [], [free]));
    assert.equal(await refusal(below, [], [free], { nameConstraints: limits.value }), refused);
  });

  it('do not take long, however many there are', async () => {
    const many = (tag: number): Uint8Array[] =>
      Array.from({ length: 3000 }, (_, index) => text(tag, `h${index}.example`));
    const started = performance.now();
    assert.equal(
      await withNames(
        { excluded: many(0x82) },
        many(0x82).map((_, i) => text(0x82, `x${i}`)),
      ),
      'CHAIN_MALFORMED',
    );
    assert.isBelow(performance.now() - started, 2000);
  });
});

describe('certificate policies (RFC 9618)', () => {
  const policy = (index: number): string => `1.2.3.${index}`;
  const policies = (ids: readonly string[]): Extension => ({
    oid: oid.certificatePolicies,
    critical: false,
    value: derSequence(...ids.map((id) => derSequence(derOid(id)))),
  });
  const mappings = (pairs: readonly (readonly [string, string])[]): Extension => ({
    oid: oid.policyMappings,
    critical: true,
    value: derSequence(...pairs.map(([from, to]) => derSequence(derOid(from), derOid(to)))),
  });
  const explicit = { explicitPolicy: true };

  it('are told in the words of the first authority', async () => {
    const root = await identity('Root', ca());
    const first = await identity('First', {
      by: root,
      ...ca(),
      extensions: [policies([policy(1), policy(2)]), mappings([[policy(1), policy(11)]])],
    });
    const end = await identity('End', { by: first, extensions: [policies([policy(11)])] });
    const chain = await checkChain(read(end), [read(first)], [read(root)], new Date(), explicit);
    assert.deepEqual([chain.status, chain.policies], ['TRUSTED', [policy(1)]]);
  });

  it('that several policies were mapped to hold for each of them', async () => {
    const root = await identity('Root', ca());
    const mapped = mappings([
      [policy(1), policy(11)],
      [policy(2), policy(11)],
    ]);
    const first = await identity('First', {
      by: root,
      ...ca(),
      extensions: [policies([policy(1), policy(2)]), mapped],
    });
    const end = await identity('End', { by: first, extensions: [policies([policy(11)])] });
    const chain = await checkChain(read(end), [read(first)], [read(root)], new Date(), explicit);
    assert.deepEqual([chain.status, chain.policies], ['TRUSTED', [policy(1), policy(2)]]);
  });

  it('are none where any of them no longer counts, though the authority itself stood for any', async () => {
    const root = await identity('Root', ca());
    const none = { oid: oid.inhibitAnyPolicy, critical: true, value: derInteger(0) };
    for (const [inhibited, expected] of [
      [[], undefined],
      [[none], 'CHAIN_POLICY'],
    ] as const) {
      const extensions = [policies([oid.anyPolicy]), ...inhibited];
      const first = await identity('First', { by: root, ...ca(), extensions });
      const end = await identity('End', { by: first, extensions: [policies([oid.anyPolicy])] });
      assert.equal(await refusal(end, [first], [root], explicit), expected);
    }
  });

  it('are demanded by a certificate itself, at once', async () => {
    const root = await identity('Root', ca());
    const after = (certificates: number): Extension => ({
      oid: oid.policyConstraints,
      critical: true,
      value: derSequence(der(0x80, Uint8Array.of(certificates))),
    });
    const first = await identity('First', { by: root, ...ca() });
    for (const [certificates, expected] of [
      [1, undefined],
      [0, 'CHAIN_POLICY'],
    ] as const) {
      const end = await identity('End', { by: first, extensions: [after(certificates)] });
      assert.equal(await refusal(end, [first], [root]), expected);
    }
  });

  it('are mapped where an authority stands for any', async () => {
    const root = await identity('Root', ca());
    const first = await identity('First', {
      by: root,
      ...ca(),
      extensions: [policies([oid.anyPolicy]), mappings([[policy(1), policy(11)]])],
    });
    const end = await identity('End', { by: first, extensions: [policies([policy(11)])] });
    assert.isUndefined(await refusal(end, [first], [root], { ...explicit, policies: [policy(1)] }));
    assert.equal(await refusal(end, [first], [root], { ...explicit, policies: [policy(11)] }), 'CHAIN_POLICY');
  });

  it('cost no more than they are long, where a tree would double with every authority', async () => {
    const root = await identity('Root', ca(12));
    const pool: TestIdentity[] = [];
    let by = root;
    const pairs = Array.from({ length: 40 }, (_, i) =>
      Array.from({ length: 5 }, (__, j) => [policy(i), policy((i + j) % 40)] as const),
    );
    for (let depth = 0; depth < 9; depth++) {
      const all = Array.from({ length: 40 }, (_, index) => policy(index));
      by = await identity(`Authority ${depth}`, { by, ...ca(12), extensions: [policies(all), mappings(pairs.flat())] });
      pool.push(by);
    }
    const end = await identity('End', { by, extensions: [policies([policy(0)])] });
    const started = performance.now();
    assert.isUndefined(await refusal(end, pool, [root], explicit));
    assert.equal(await refusal(end, pool, [root], { ...explicit, policies: [policy(99)] }), 'CHAIN_POLICY');
    assert.isBelow(performance.now() - started, 1000);
  });

  it('are not mapped from or to any policy, and not without end', async () => {
    const root = await identity('Root', ca());
    for (const [pair, expected] of [
      [[oid.anyPolicy, policy(1)], 'CHAIN_POLICY_MAPPING'],
      [[policy(1), policy(2)], undefined],
    ] as const) {
      const authority = await identity('Mapper', { by: root, ...ca(), extensions: [mappings([pair])] });
      assert.equal(await refusal(await identity('End', { by: authority }), [authority], [root]), expected);
    }
    const many = Array.from({ length: 300 }, (_, index) => [policy(index), policy(1)] as const);
    const flooded = await identity('Mapper', { by: root, ...ca(), extensions: [mappings(many)] });
    assert.equal(await refusal(await identity('End', { by: flooded }), [flooded], [root]), 'CHAIN_MALFORMED');
  });
});

describe('paths are built', () => {
  it('through key rollover', async () => {
    const old = await identity('Root', ca());
    const fresh = await identity('Root', ca());
    // The new key, certified by the old one under the same name (RFC 4210 §4.4).
    const bridge = await identity('Root', { by: old, key: fresh.key, ...ca() });
    const end = await identity('End', { by: { ...fresh, der: bridge.der } });
    assert.isUndefined(await refusal(end, [bridge], [old]));
    assert.equal(await refusal(end, [], [old]), 'CHAIN_NOT_FOUND');
  });

  it('through cross-certificates, past those that expired', async () => {
    const [a, b] = [await identity('A', ca()), await identity('B', ca())];
    const issuer = await identity('Issuer', { by: a, ...ca() });
    const expired = { notBefore: new Date(0), notAfter: new Date(1000) };
    const crossed = [
      await identity('Issuer', { by: b, key: issuer.key, ...ca(), ...expired }),
      await identity('Issuer', { by: b, key: issuer.key, ...ca() }),
    ];
    const end = await identity('End', { by: issuer });
    assert.isUndefined(await refusal(end, [issuer, ...crossed], [b]));
    assert.equal(await refusal(end, [issuer, crossed[0] as TestIdentity], [b]), 'CERTIFICATE_EXPIRED');
  });

  it('to an anchor that is only a name and a key', async () => {
    const root = await identity('Root', ca());
    const end = await identity('End', { by: root });
    assert.isUndefined(await refusal(end, [], [anchorOfKey(root.name, root.key.spki)]));
    const stranger = await identity('Root', ca());
    assert.equal(await refusal(end, [], [anchorOfKey(root.name, stranger.key.spki)]), 'CHAIN_NOT_FOUND');
  });

  it('with issuers that are fetched, at every step', async () => {
    const root = await identity('Root', ca());
    const upper = await identity('Upper', { by: root, ...ca() });
    const lower = await identity('Lower', { by: upper, ...ca() });
    const end = await identity('End', { by: lower });
    const served = new Map([upper, lower].map((item) => [String(item.name), read(item)]));
    let asked = 0;
    const findIssuers = async ({ issuer }: Certificate): Promise<Certificate[]> => {
      asked++;
      const found = served.get(String(issuer));
      return found ? [found] : [];
    };
    assert.isUndefined(await refusal(end, [], [root], { findIssuers }));
    assert.equal(asked, 2);
  });

  it('where certificates of the same names lead in rings, each looked at once', async () => {
    const root = await identity('Root', ca());
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const rings = await Promise.all(names.map((name) => identity(name, ca())));
    const bag: TestIdentity[] = [];
    for (const by of rings) {
      for (const { key } of rings) {
        if (key !== by.key)
          bag.push(await identity(names[rings.findIndex((ring) => ring.key === key)] as string, { by, key, ...ca() }));
      }
    }
    const middle = await identity('Middle', { by: root, ...ca() });
    const real = await identity('A', { by: middle, key: (rings[0] as TestIdentity).key, ...ca() });
    const end = await identity('End', { by: rings[0] as TestIdentity });
    assert.isUndefined(await refusal(end, [...bag, middle, real], [root]));
  });

  it('within bounds when a bag is full of namesakes that certify each other', async () => {
    const root = await identity('Root', ca());
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const bag: TestIdentity[] = [];
    const keys = await Promise.all(names.map((name) => identity(name, ca())));
    for (const by of keys) {
      for (const [index, name] of names.entries()) {
        bag.push(await identity(name, { by, key: (keys[index] as TestIdentity).key, ...ca() }));
        bag.push(await identity(name, { by, ...ca() }));
      }
    }
    const end = await identity('End', { by: keys[0] as TestIdentity });
    const started = performance.now();
    assert.equal(await refusal(end, bag, [root]), 'CHAIN_NOT_FOUND');
    assert.isBelow(performance.now() - started, 2000);
    const real = await identity('A', { by: root, key: (keys[0] as TestIdentity).key, ...ca() });
    assert.isUndefined(await refusal(end, [...bag, real], [root]), 'the real one is found among them');
  });

  it('within bounds when thousands of namesakes stand between a ring of them', async () => {
    const root = await identity('Root', ca());
    const ring = await Promise.all(Array.from({ length: 12 }, () => identity('A', ca())));
    const crossed = await Promise.all(
      ring.flatMap((by) => ring.filter((each) => each !== by).map(({ key }) => identity('A', { by, key, ...ca() }))),
    );
    const stranger = await identity('A', ca());
    const many = Array.from({ length: 3000 }, () => identity('A', { by: stranger, key: stranger.key, ...ca() }));
    const bag = [...crossed, ...(await Promise.all(many))];
    const end = await identity('End', { by: ring[0] as TestIdentity });
    const started = performance.now();
    assert.equal(await refusal(end, bag, [root]), 'CHAIN_NOT_FOUND');
    assert.isBelow(performance.now() - started, 1000);
  });

  it('for a purpose only below authorities that may serve it', async () => {
    const root = await identity('Root', ca());
    const limited = (oids: string[]): Promise<TestIdentity> =>
      identity('Limited', { by: root, ...ca(), purposes: { oids, critical: false } });
    for (const [oids, expected] of [
      [[oid.serverAuthentication], 'CHAIN_PURPOSE'],
      [[oid.serverAuthentication, oid.timeStamping], undefined],
      [[oid.anyExtendedKeyUsage], undefined],
    ] as const) {
      const authority = await limited([...oids]);
      const end = await identity('End', { by: authority });
      assert.equal(await refusal(end, [authority], [root], { purposes: [oid.timeStamping] }), expected);
    }
  });

  it('not through what cannot be read', async () => {
    const root = await identity('Root', ca());
    const garbled = { oid: oid.nameConstraints, critical: false, value: derBoolean(true) };
    const authority = await identity('Garbled', { by: root, ...ca(), extensions: [garbled] });
    assert.equal(await refusal(await identity('End', { by: authority }), [authority], [root]), 'CHAIN_MALFORMED');
    const bounded = { ...garbled, value: derSequence(der(0xa0, derSequence(text(0x82, 'a'), derInteger(1)))) };
    const strange = await identity('Strange', { by: root, ...ca(), extensions: [bounded] });
    assert.equal(await refusal(await identity('End', { by: strange }), [strange], [root]), 'CHAIN_MALFORMED');
  });
});
