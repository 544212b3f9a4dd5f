import { isCinnabarError } from '@cinnabar/core/error';
import {
  defaultZipLimits,
  verifyEvidencePackage,
  type PackageVerification,
  type EvidenceVerdict,
  type EvidenceVerifyOptions,
} from '@cinnabar/core/evidence';

import { readInput } from '../files/input.ts';
import { readCertificates } from './certificates.ts';
import { parseCommandLine, UsageError, words, type Command } from './command.ts';
import { evidenceLines } from './evidence-text.ts';
import { localeOf } from './language.ts';
import { momentOf } from './moment.ts';
import { print, printJson, progress } from './terminal.ts';

const verdictCodes: Readonly<Record<EvidenceVerdict, number>> = {
  PASSED: 0,
  INDETERMINATE: 1,
  FAILED: 2,
  UNREADABLE: 4,
};

export const evidence: Command = {
  help: `Usage: cinnabar evidence verify FILE [options]

Checks a package of evidence (ZIP) without asking anybody: that it is whole, that its manifest is signed and
time-stamped, that every entry is the one that was signed, that the event log is unbroken and fits the time-stamps, that
the signatures in the documents hold, and that each signer meant to sign. Names the first thing that does not fit.

Options:
  --trust FILE  certificates (PEM or DER) of authorities you trust; may be repeated.
                Without any, nothing is better than INDETERMINATE.
  --signer NAME common name of the platform that must have signed; the authorities you trust certify others as well
  --at TIME     judge as of this moment (ISO 8601, e.g. 2026-11-21 or 2026-11-21T09:30:00Z) instead of now
  --lang LANG   zh-Hans, zh-Hant or en; that of your environment (LC_ALL, LC_MESSAGES, LANG) when absent
  --json        one JSON object on standard output (see docs/evidence.md)
  -h, --help    this text

Exit code: 0 PASSED, 1 INDETERMINATE, 2 FAILED, 4 UNREADABLE, 64 wrong usage (nothing on standard output).

Example:
  cinnabar evidence verify evidence.zip --trust root.pem`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      trust: { type: 'string', multiple: true },
      signer: { type: 'string' },
      at: { type: 'string' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
    });
    const { ACTION: action, FILE: file } = words(positionals, 'ACTION', 'FILE');
    if (action !== 'verify') throw new UsageError(`evidence can verify, not ${action}.`);
    const at = values.at === undefined ? new Date() : momentOf(values.at);
    const anchors = await Promise.all((values.trust ?? []).map((path) => readCertificates('--trust', path)));
    const locale = localeOf(values.lang);
    const { signer } = values;
    const report = await reportOn(file, {
      at,
      ...(signer === undefined ? {} : { signer }),
      ...(values.trust ? { trust: anchors.flat() } : {}),
    });
    progress.end();
    if (values.json) printJson(report);
    else print(evidenceLines(file, report, locale).join('\n'));
    return verdictCodes[report.verdict];
  },
};

/** Whatever keeps a file from being judged makes it UNREADABLE, and the reason is told. */
async function reportOn(path: string, options: EvidenceVerifyOptions): Promise<PackageVerification> {
  try {
    progress.step(`Reading ${path}`);
    const bytes = await readInput(path, defaultZipLimits.totalSize);
    progress.step(`Verifying ${path}`);
    return await verifyEvidencePackage(bytes, options);
  } catch (cause) {
    const error = isCinnabarError(cause)
      ? { code: cause.code, message: cause.message }
      : { code: 'INTERNAL', message: 'The file met a fault of this program; please report it.' };
    return { ...(await verifyEvidencePackage(new Uint8Array(), { at: options.at })), error, first: null, findings: [] };
  }
}
