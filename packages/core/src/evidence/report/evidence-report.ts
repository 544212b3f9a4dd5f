import { bytesToHex } from '../../bytes/index.ts';
import { commonName, nameText, serialText } from '../../cms/index.ts';
import { digest } from '../../crypto/index.ts';
import type { LocalizedText } from '../../language/index.ts';
import type { ProviderIdentity } from '../../provider/index.ts';
import { checkDocuments } from '../check-documents.ts';
import { checkIntents } from '../check-intents.ts';
import { checkLog } from '../check-log.ts';
import { layOutPackage, type EvidencePackageContent } from '../create-package.ts';
import { revocationIn } from '../revocation.ts';
import { certificatesOf, trustAnchors } from '../trust.ts';
import type { Finding } from '../finding.ts';
import type { EvidenceManifest } from '../manifest.ts';
import type { EvidenceEvent } from '../event.ts';
import type { DocumentReport } from '../package-verification.ts';
import { Composer } from './composer.ts';
import { addFolios } from './folios.ts';
import { labels, Voice, type ReportLanguages } from './labels.ts';
import type { ReportFonts } from './layout.ts';
import {
  certificateSection,
  consentSection,
  deliverySection,
  documentSection,
  findingSection,
  howToSection,
  intentSection,
  partySection,
  timelineSection,
} from './sections.ts';
import { writePdf } from './write-pdf.ts';
import { coverPage, type SignatureArea } from './cover.ts';

/** A party of the contract as the report shows it. */
export interface ReportParty {
  /** As events call it. */
  readonly reference: string;
  /** 用人单位, 劳动者, … */
  readonly role: LocalizedText;
  /** Masked where it is a person's. */
  readonly name: string;
  /** Document and phone numbers and the like: masked. */
  readonly facts: readonly { readonly label: LocalizedText; readonly value: string }[];
  /** How the identity was verified. */
  readonly verification?: { readonly method: string; readonly at: string; readonly provider: ProviderIdentity };
}

export interface EvidenceReportRequest {
  readonly number: string;
  /** Name of the platform that answers for the report. */
  readonly issuer: string;
  readonly issuedAt: Date;
  /** What the package will hold, without the report. */
  readonly content: Omit<EvidencePackageContent, 'report'>;
  readonly parties: readonly ReportParty[];
  /** DER certificates to judge the documents' signatures by. */
  readonly trust?: readonly Uint8Array[];
  /** Simplified Chinese with English below when absent. */
  readonly languages?: ReportLanguages;
}

/** Everything the sections tell. */
export interface ReportFacts {
  readonly request: EvidenceReportRequest;
  readonly manifest: EvidenceManifest;
  readonly events: readonly EvidenceEvent[];
  readonly documents: readonly DocumentReport[];
  readonly findings: readonly Finding[];
  readonly certificates: readonly CertificateFacts[];
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string;
}

/** The report, unsigned, and where the issuer's seal belongs. */
export interface ComposedReport {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly signatureArea: SignatureArea;
}

/**
 * The evidence of a contract told to people, as a PDF: parties, findings, documents with their signatures, intents,
 * consents, notices, the whole timeline, certificates, and how to check all of it. What it says of signatures and log is
 * verified here, by the same rules as a package. The same content gives the same bytes.
 *
 * Catalogue: GOV-01, GOV-10.
 * @throws CinnabarError `EVIDENCE_LOG`, `EVIDENCE_PATH`, `VERIFY_TRUST_ANCHOR`, `FONT_MISSING_GLYPH`
 */
export async function composeEvidenceReport(
  request: EvidenceReportRequest,
  fonts: ReportFonts,
): Promise<ComposedReport> {
  const facts = await gather(request);
  const voice = new Voice(request.languages ?? ['zh-Hans', 'en']);
  const composer = new Composer(fonts);
  const signatureArea = coverPage(composer, voice, facts);
  composer.newPage();
  const sections = [
    findingSection,
    partySection,
    documentSection,
    intentSection,
    consentSection,
    deliverySection,
    timelineSection,
    certificateSection,
    howToSection,
  ];
  let number = 0;
  for (const section of sections) if (section(composer, voice, facts, number + 1)) number++;
  addFolios(composer, voice, request.number);
  const bytes = writePdf(composer.pages, fonts, {
    title: `${voice.first(labels.title)} ${request.number}`,
    author: request.issuer,
    language: voice.languages[0],
    createdAt: request.issuedAt,
  });
  return { bytes, pages: composer.pages.length, signatureArea };
}

async function gather(request: EvidenceReportRequest): Promise<ReportFacts> {
  const { content, trust, issuedAt } = request;
  const { manifest, contents } = await layOutPackage(content);
  const pool = certificatesOf(manifest, contents);
  const { evidence } = revocationIn(contents);
  const question = { anchors: trust && trustAnchors(trust), now: issuedAt, pool, evidence };
  const log = await checkLog(manifest, contents, undefined, question);
  const documents = await checkDocuments(manifest, contents, { at: issuedAt, ...(trust ? { trust } : {}) });
  const events = log.reading?.events ?? [];
  const intents = await checkIntents(manifest, contents, events, documents.documents);
  const certificates: CertificateFacts[] = [];
  for (const certificate of pool) {
    certificates.push({
      subject: commonName(certificate.subject) ?? nameText(certificate.subject),
      issuer: commonName(certificate.issuer) ?? nameText(certificate.issuer),
      serial: serialText(certificate),
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      fingerprint: bytesToHex(await digest('SHA-256', [certificate.der])),
    });
  }
  const findings = [...log.findings, ...documents.findings, ...intents.findings];
  return { request, manifest, events, documents: intents.documents, findings, certificates };
}
