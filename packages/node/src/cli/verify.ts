import { isCinnabarError } from '@cinnabar/core/error';
import {
  policies,
  readPolicy,
  verifyDocument,
  type VerificationPolicy,
  type VerificationReport,
  type Verdict,
  type VerifyOptions,
} from '@cinnabar/core/verify';

import { readCertificates } from './certificates.ts';
import { parseCommandLine, UsageError, words, type Command } from './command.ts';
import { readInput, withFile } from '../files/input.ts';
import { localeOf } from './language.ts';
import { momentOf } from './moment.ts';
import { givenPassword, passwordFor, passwordOptions } from './password.ts';
import { reportLines } from './report-text.ts';
import { publicRevocation } from './revocation.ts';
import { print, printJson, progress } from './terminal.ts';

const verdictCodes: Readonly<Record<Verdict, number>> = {
  PASSED: 0,
  INDETERMINATE: 1,
  FAILED: 2,
  UNSIGNED: 3,
  UNREADABLE: 4,
};

export const verify: Command = {
  help: `Usage: cinnabar verify FILE [options]

Checks every signature of a PDF: what it covers, whether the bytes are the signed ones, what was changed later, who
signed, when, and whether you trust them. The verdict is that of the worst signature.

Options:
  --trust FILE     certificates (PEM or DER) of authorities you trust; may be repeated.
                   Without any, no signature is better than INDETERMINATE.
  --at TIME        judge as of this moment (ISO 8601, e.g. 2026-11-21 or 2026-11-21T09:30:00Z) instead of now
  --offline        ask nobody whether certificates were revoked; only what the file brings along counts
  --allow-host H   ask this host (name or name:port) even if it is in your own network; may be repeated. Otherwise
                   only public hosts are asked, for their addresses come with the file.
  --password WORD  password of an encrypted file; asked for at a terminal when absent
  --password-env V environment variable that holds it, out of sight of other users
  --policy NAME|FILE
                   how what is found is judged: default, strict, or a JSON file of yours (see docs/verifying.md)
  --lang LANG      zh-Hans, zh-Hant or en; that of your environment (LC_ALL, LC_MESSAGES, LANG) when absent
  --json           one JSON object on standard output (see docs/verifying.md)
  -h, --help       this text

Exit code: 0 PASSED, 1 INDETERMINATE, 2 FAILED, 3 UNSIGNED, 4 UNREADABLE, 64 wrong usage (nothing on standard output).

Examples:
  cinnabar verify contract.pdf --trust root.pem
  cinnabar verify contract.pdf --trust root.pem --at 2026-11-21T09:30:00Z --json | jq -r .verdict`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      trust: { type: 'string', multiple: true },
      at: { type: 'string' },
      offline: { type: 'boolean' },
      'allow-host': { type: 'string', multiple: true },
      ...passwordOptions,
      policy: { type: 'string' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
    });
    const { FILE: file } = words(positionals, 'FILE');
    const password = givenPassword(values);
    const at = values.at === undefined ? undefined : momentOf(values.at);
    const anchors = await Promise.all((values.trust ?? []).map((path) => readCertificates('--trust', path)));
    const trust = values.trust && anchors.flat();
    const locale = localeOf(values.lang);
    const policy = await policyOf(values.policy);
    const report = await reportOn(file, {
      policy,
      ...(trust ? { trust } : {}),
      ...(at ? { at } : {}),
      password,
      ...(values.offline ? {} : { revocation: publicRevocation(values['allow-host'] ?? []) }),
    });
    progress.end();
    if (values.json) printJson(report);
    else print(reportLines(file, report, locale).join('\n'));
    return verdictCodes[report.verdict];
  },
};

/** Whatever keeps a file from being judged makes it UNREADABLE, and the reason is told. */
async function reportOn(path: string, options: VerifyOptions): Promise<VerificationReport> {
  let size = 0;
  try {
    progress.step(`Reading ${path}`);
    return await withFile(path, async (file) => {
      size = file.length;
      const password = await passwordFor(file, options.password);
      progress.step(`Verifying ${path}`);
      return verifyDocument(file, { ...options, password });
    });
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const error = isCinnabarError(cause)
      ? { code: cause.code, message: cause.message }
      : { code: 'INTERNAL', message: 'The file met a fault of this program; please report it.' };
    const { name: policy } = readPolicy(options.policy);
    return { verdict: 'UNREADABLE', policy, error, file: { size, revisions: 0 }, signatures: [], problems: [] };
  }
}

/** A policy that comes with the package, or one in a file. @throws UsageError */
async function policyOf(value: string | undefined): Promise<VerificationPolicy> {
  try {
    if (value === undefined || Object.hasOwn(policies, value)) return readPolicy(value);
    return readPolicy(JSON.parse(new TextDecoder().decode(await readInput(value))));
  } catch (cause) {
    if (isCinnabarError(cause)) throw new UsageError(`--policy: ${cause.message}`);
    if (cause instanceof SyntaxError) throw new UsageError(`--policy: ${String(value)} holds no JSON.`);
    throw cause;
  }
}
