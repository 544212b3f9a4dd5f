import type { Json } from '../../bytes/index.ts';
import { fillIn, type LocalizedText } from '../../language/index.ts';
import type { ProviderIdentity } from '../../provider/index.ts';
import type { EvidenceEvent } from '../event.ts';
import { eventTypeText } from '../event-types.ts';
import type { EvidenceAxis, Finding } from '../finding.ts';
import type { DocumentReport, DocumentSignature } from '../package-verification.ts';
import { noticePrefix, readConsent, readDelivery, readIntent, readSigned } from '../records.ts';
import type { Cell, Composer } from './composer.ts';
import type { ReportFacts } from './evidence-report.ts';
import { channelText, labels, methodText, separateText, verifySteps, type Voice } from './labels.ts';
import { colours, type Passage } from './layout.ts';
import { aside, grouped, maskedAddress, moment, said, shortened } from './words.ts';

/** Writes a section under its number, or says that there is nothing to write. */
type Section = (composer: Composer, voice: Voice, facts: ReportFacts, number: number) => boolean;

const chineseNumbers = '一二三四五六七八九十';

function heading(composer: Composer, voice: Voice, text: LocalizedText, number: number, room?: number): void {
  const chinese = `${chineseNumbers[number - 1] ?? number}、`;
  const numbered = { 'zh-Hans': chinese + text['zh-Hans'], 'zh-Hant': chinese + text['zh-Hant'], en: text.en };
  const [first, ...rest] = voice.say(
    voice.languages[0] === 'en' ? { ...numbered, en: `${number}. ${text.en}` } : numbered,
    { size: 14, bold: true },
  );
  composer.heading([...(first ? [first] : []), ...rest.map((passage) => ({ ...passage, size: 9 }))], room);
}

export const findingSection: Section = (composer, voice, facts, number) => {
  heading(composer, voice, labels.conclusion, number);
  const questions: [LocalizedText, readonly EvidenceAxis[]][] = [
    [labels.askLog, ['log']],
    [labels.askTime, ['time']],
    [labels.askDocuments, ['documents']],
    [labels.askIntents, ['intents']],
  ];
  const grave = facts.findings.filter(({ code }) => code !== 'SIMULATED');
  const rows = questions.map(([question, axes]) => {
    const mine = grave.filter(({ axis }) => axes.includes(axis));
    const remarks = mine.flatMap((finding) => voice.say(finding.message, { size: 8.4 }));
    return [
      voice.say(question),
      voice.say(...verdictWords(mine)),
      remarks.length > 0 ? remarks : voice.say(labels.noRemark, { size: 8.4 }),
    ];
  });
  composer.table(
    [
      { head: voice.say(labels.question, { bold: true, size: 8.6 }), share: 0.4 },
      { head: voice.say(labels.result, { bold: true, size: 8.6 }), share: 0.18 },
      { head: voice.say(labels.remark, { bold: true, size: 8.6 }), share: 0.42 },
    ],
    rows,
  );
  const simulated = facts.findings.find(({ code }) => code === 'SIMULATED');
  if (simulated?.values) {
    composer.space(12);
    composer.note(voice.say(fillIn(labels.simulatedNote, simulated.values), { size: 8.8 }), { warn: true });
  }
  return true;
};

function verdictWords(findings: readonly Finding[]): Parameters<Voice['say']> {
  const severities = findings.map(({ severity }) => severity);
  if (severities.includes('error')) return [labels.fails, { bold: true, colour: colours.accent }];
  if (severities.includes('warning')) return [labels.uncertain, { bold: true, colour: colours.wait }];
  return [labels.holds, { bold: true, colour: colours.good }];
}

export const partySection: Section = (composer, voice, { request }, number) => {
  if (request.parties.length === 0) return false;
  heading(composer, voice, labels.parties, number);
  composer.table(
    [
      { head: voice.say(labels.party, { bold: true, size: 8.6 }), share: 0.5 },
      { head: voice.say(labels.verification, { bold: true, size: 8.6 }), share: 0.5 },
    ],
    request.parties.map(({ role, name, facts, verification }) => [
      [
        ...voice.say(role, { size: 8.2, colour: colours.soft }).slice(0, 1),
        said(name, 10.5, true),
        ...facts.map(({ label, value }) => aside(`${voice.line(label)}  ${value}`, 8)),
      ],
      verification
        ? [
            ...voice.say(methodText(verification.method)),
            ...providerPassages(voice, verification.provider),
            aside(moment(verification.at)),
          ]
        : voice.say(labels.none, { colour: colours.soft }),
    ]),
  );
  return true;
};

export const documentSection: Section = (composer, voice, facts, number) => {
  const documents = facts.documents.filter(({ role }) => role === 'document');
  if (documents.length === 0) return false;
  heading(composer, voice, labels.documents, number, 220);
  for (const [index, document] of documents.entries()) {
    if (index > 0) composer.space(16);
    fileFacts(composer, voice, facts, document);
    composer.space(8);
    if (document.signatures.length === 0) composer.text(voice.say(labels.unsigned));
    else signatureTable(composer, voice, document.signatures);
  }
  return true;
};

function fileFacts(composer: Composer, voice: Voice, { manifest }: ReportFacts, { path, name }: DocumentReport): void {
  const file = manifest.files.find(({ revisions }) => revisions.includes(path));
  const revisions = (file?.revisions ?? []).flatMap((revision, i): Passage[] => {
    const entry = manifest.entries.find((candidate) => candidate.path === revision);
    if (!entry) return [];
    const size = voice.first(fillIn(labels.bytes, { count: entry.size.toLocaleString('en') }));
    const before = i > 0 ? { before: 4 } : {};
    const sm3 = entry.sm3 === undefined ? [] : [aside(`SM3  ${grouped(entry.sm3)}`, 7.2)];
    return [
      { ...said(`${revision}  (${size})`, 8.4), ...before },
      aside(`SHA-256  ${grouped(entry.sha256)}`, 7.2),
      ...sm3,
    ];
  });
  composer.facts(
    [
      [voice.say(labels.file), [said(name, 10.5, true)]],
      [voice.say(labels.revisions), revisions],
    ],
    0.2,
  );
}

const indications = {
  TOTAL_PASSED: [labels.passed, colours.good],
  INDETERMINATE: [labels.indeterminate, colours.wait],
  TOTAL_FAILED: [labels.failed, colours.accent],
} as const;

function signatureTable(composer: Composer, voice: Voice, signatures: readonly DocumentSignature[]): void {
  composer.table(
    [
      { head: voice.say(labels.signer, { bold: true, size: 8.6 }), share: 0.25 },
      { head: voice.say(labels.signedAt, { bold: true, size: 8.6 }), share: 0.25 },
      { head: voice.say(labels.certificate, { bold: true, size: 8.6 }), share: 0.32 },
      { head: voice.say(labels.result, { bold: true, size: 8.6 }), share: 0.18 },
    ],
    signatures.map((signature) => {
      const { signer, at, timestampAuthority, field, kind, indication } = signature;
      const [word, colour] = indications[indication];
      const authority = /CN=((?:\\.|[^,])+)/.exec(timestampAuthority ?? '')?.[1] ?? timestampAuthority;
      return [
        [
          said(signer?.commonName ?? signer?.subject ?? '–', 9.6, true),
          ...(kind === 'timestamp' ? voice.say(labels.timestampKind, { size: 8 }) : [aside(field)]),
        ],
        [
          said(moment(at)),
          ...(authority === null
            ? voice.say(labels.notProven, { size: 7.8, colour: colours.wait })
            : voice.say(fillIn(labels.stampedBy, { authority }), { size: 7.6, colour: colours.soft }).slice(0, 1)),
        ],
        signer ? [aside(signer.issuer), aside(signer.serial, 7)] : [aside('–')],
        [
          ...voice.say(word, { bold: true, colour }),
          ...(signature.intent === null ? [] : [aside(`${voice.first(labels.intents)} #${signature.intent}`)]),
        ],
      ];
    }),
  );
}

export const intentSection: Section = (composer, voice, facts, number) => {
  const intents = facts.events.flatMap((event) => {
    const read = event.type === 'record.intent' ? readIntent(event) : undefined;
    return read?.ok ? [{ event, intent: read.value }] : [];
  });
  if (intents.length === 0) return false;
  heading(composer, voice, labels.intents, number);
  composer.table(
    [
      { head: voice.say(labels.time, { bold: true, size: 8.6 }), share: 0.2 },
      { head: voice.say(labels.signer, { bold: true, size: 8.6 }), share: 0.22 },
      { head: voice.say(labels.method, { bold: true, size: 8.6 }), share: 0.26 },
      { head: voice.say(labels.boundTo, { bold: true, size: 8.6 }), share: 0.32 },
    ],
    intents.map(({ event, intent }) => [
      [said(moment(event.at), 8.6), aside(`#${event.index}`)],
      actorCell(voice, facts, intent.signer),
      [...voice.say(methodText(intent.method)), ...providerPassages(voice, intent.provider)],
      intent.digests.flatMap(({ of, algorithm, value }) => [aside(`${of}  ${algorithm}`), aside(grouped(value), 7)]),
    ]),
  );
  return true;
};

/** Who gave a result; a simulated one is said to be so, plainly. */
function providerPassages(voice: Voice, { id, assurance }: ProviderIdentity): Passage[] {
  const simulated = assurance === 'simulated';
  const word = voice.line(simulated ? labels.simulated : labels.official);
  return [aside(id, 7.8), { text: word, size: 7.8, colour: simulated ? colours.accent : colours.soft }];
}

function actorCell(voice: Voice, { request }: ReportFacts, reference: string): Cell {
  const party = request.parties.find((candidate) => candidate.reference === reference);
  if (party) return [said(party.name, 8.8), aside(voice.first(party.role))];
  return reference === 'system' ? [said(voice.first(labels.system), 8.8)] : [said(reference, 8)];
}

export const consentSection: Section = (composer, voice, facts, number) => {
  const consents = facts.events.flatMap((event) => {
    const read = event.type === 'record.consent' ? readConsent(event) : undefined;
    return read?.ok ? [{ event, consent: read.value }] : [];
  });
  if (consents.length === 0) return false;
  heading(composer, voice, labels.consents, number);
  composer.table(
    [
      { head: voice.say(labels.agreement, { bold: true, size: 8.6 }), share: 0.34 },
      { head: voice.say(labels.person, { bold: true, size: 8.6 }), share: 0.2 },
      { head: voice.say(labels.time, { bold: true, size: 8.6 }), share: 0.2 },
      { head: voice.say(labels.reading, { bold: true, size: 8.6 }), share: 0.12 },
      { head: voice.say(labels.how, { bold: true, size: 8.6 }), share: 0.14 },
    ],
    consents.map(({ event, consent }) => [
      [
        said(`《${consent.agreement}》 ${consent.version}`, 9),
        aside(`${consent.digest.algorithm}  ${shortened(consent.digest.value)}`),
        ...(consent.separateFor === undefined
          ? []
          : voice.say(separateText(consent.separateFor), { size: 7.8, colour: colours.soft })),
      ],
      actorCell(voice, facts, event.actor),
      [said(moment(event.at), 8.6), aside(`#${event.index}`)],
      voice.say(fillIn(labels.seconds, { count: (consent.readingMs / 1000).toFixed(1) }), { size: 8.6 }).slice(0, 1),
      voice.say(labels[consent.how], { size: 8.6 }),
    ]),
  );
  return true;
};

export const deliverySection: Section = (composer, voice, facts, number) => {
  const deliveries = facts.events.flatMap((event) => {
    const read = event.type.startsWith(noticePrefix) ? readDelivery(event) : undefined;
    return read?.ok ? [{ event, delivery: read.value }] : [];
  });
  if (deliveries.length === 0) return false;
  heading(composer, voice, labels.deliveries, number);
  composer.table(
    [
      { head: voice.say(labels.time, { bold: true, size: 8.6 }), share: 0.22 },
      { head: voice.say(labels.notice, { bold: true, size: 8.6 }), share: 0.12 },
      { head: voice.say(labels.channel, { bold: true, size: 8.6 }), share: 0.26 },
      { head: voice.say(labels.state, { bold: true, size: 8.6 }), share: 0.2 },
      { head: voice.say(labels.provider, { bold: true, size: 8.6 }), share: 0.2 },
    ],
    deliveries.map(({ event, delivery }) => [
      [said(moment(event.at), 8.6), aside(`#${event.index}`)],
      [said(delivery.notice, 8.6)],
      [...voice.say(channelText(delivery.channel), { size: 8.8 }).slice(0, 1), said(delivery.target, 8.6)],
      voice.say(labels[delivery.state === 'failed' ? 'undelivered' : delivery.state], { size: 8.6 }),
      [
        ...providerPassages(voice, delivery.provider),
        ...(delivery.receipt === undefined ? [] : [aside(delivery.receipt)]),
      ],
    ]),
  );
  return true;
};

export const timelineSection: Section = (composer, voice, facts, number) => {
  heading(composer, voice, labels.timeline, number);
  composer.table(
    [
      { head: [said('#', 8.6, true)], share: 0.06 },
      { head: voice.say(labels.time, { bold: true, size: 8.6 }), share: 0.2 },
      { head: voice.say(labels.event, { bold: true, size: 8.6 }), share: 0.22 },
      { head: voice.say(labels.actor, { bold: true, size: 8.6 }), share: 0.18 },
      { head: voice.say(labels.details, { bold: true, size: 8.6 }), share: 0.34 },
    ],
    facts.events.map((event) => [
      [said(String(event.index), 8.6)],
      [said(moment(event.at), 8.6)],
      [...voice.say(eventTypeText(event.type), { size: 8.8 }), aside(event.type, 6.8)],
      actorCell(voice, facts, event.actor),
      detailsOf(voice, event),
    ]),
  );
  return true;
};

/** What an event says, in words where it is a record that has a section of its own, else as it is stored. */
function detailsOf(voice: Voice, event: EvidenceEvent): Cell {
  const { data, source, device, digests, provider, previous } = event;
  const { ip, ...where } = source ?? {};
  const summary = summaryOf(voice, event);
  const stored = Object.entries(data ?? {}).map(([name, value]) => `${name}: ${valueText(value)}`);
  const place = [
    ...(ip === undefined ? [] : [maskedAddress(ip)]),
    ...Object.values(where),
    ...Object.values(device ?? {}),
  ];
  const lines = [
    ...(summary === undefined ? [stored.join('; ')] : []),
    ...(digests ?? []).map(({ of, algorithm, value }) => `${of} ${algorithm} ${shortened(value)}`),
    place.join(' · '),
    provider ? `${provider.id} · ${voice.first(labels[provider.assurance])}` : '',
    `← ${shortened(previous)}`,
  ];
  const rest = clipped(lines.filter((line) => line !== '')).map((line) => aside(line, 7.4));
  return summary === undefined ? rest : [said(summary, 8.4), ...rest];
}

/** A row must fit on a page; the log in the package has the whole. */
function clipped(lines: readonly string[]): string[] {
  const shown = lines
    .slice(0, 24)
    .map((line) => ([...line].length > 600 ? `${[...line].slice(0, 600).join('')} …` : line));
  return shown.length < lines.length ? [...shown, '…'] : shown;
}

function summaryOf(voice: Voice, event: EvidenceEvent): string | undefined {
  if (event.type === 'record.intent') {
    const intent = readIntent(event);
    return intent.ok ? `${voice.first(methodText(intent.value.method))} · ${intent.value.intentId}` : undefined;
  }
  if (event.type === 'record.signature') {
    const signed = readSigned(event);
    return signed.ok ? `${voice.first(labels.intents)} ${signed.value.intentId}` : undefined;
  }
  if (event.type === 'record.consent') {
    const consent = readConsent(event);
    return consent.ok ? `《${consent.value.agreement}》 ${consent.value.version}` : undefined;
  }
  const delivery = event.type.startsWith(noticePrefix) ? readDelivery(event) : undefined;
  if (!delivery?.ok) return undefined;
  const { notice, channel, target } = delivery.value;
  return `${notice} · ${voice.first(channelText(channel))} ${target}`;
}

function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const certificateSection: Section = (composer, voice, { certificates }, number) => {
  if (certificates.length === 0) return false;
  heading(composer, voice, labels.certificates, number);
  composer.table(
    [
      { head: voice.say(labels.subject, { bold: true, size: 8.6 }), share: 0.22 },
      { head: voice.say(labels.authority, { bold: true, size: 8.6 }), share: 0.22 },
      { head: voice.say(labels.validity, { bold: true, size: 8.6 }), share: 0.18 },
      { head: voice.say(labels.serial, { bold: true, size: 8.6 }), share: 0.38 },
    ],
    certificates.map(({ subject, issuer, serial, notBefore, notAfter, fingerprint }) => [
      [said(subject, 8.4)],
      [said(issuer, 8.4)],
      [aside(moment(notBefore.toISOString()).slice(0, 10)), aside(moment(notAfter.toISOString()).slice(0, 10))],
      [aside(serial, 7), aside(`SHA-256 ${grouped(fingerprint)}`, 7)],
    ]),
  );
  return true;
};

export const howToSection: Section = (composer, voice, _facts, number) => {
  heading(composer, voice, labels.howTo, number);
  for (const [index, { text, command }] of verifySteps.entries()) {
    if (index > 0) composer.space(7);
    const [first, ...rest] = voice.say(text);
    composer.need(60);
    composer.text([...(first ? [{ ...first, text: `${index + 1}. ${first.text}` }] : []), ...rest]);
    if (command === undefined) continue;
    composer.space(4);
    composer.note([said(command, 8)]);
  }
  return true;
};
