import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { verifyDocument } from '../../packages/core/src/verify/index.ts';
import { run } from '../lib/run.mjs';

/**
 * Everybody's verdict on a file that worker and company signed. A judge is `passed`, `failed` or `absent`; what it said
 * in short goes with it.
 *
 * @returns {Promise<{ file: string, judgements: { judge: string, result: string, words: string }[] }>}
 */
export async function judge(path, authority, say) {
  say(`  ${basename(path)}`);
  const work = await mkdtemp(join(tmpdir(), 'cinnabar-judges-'));
  const judgements = [];
  try {
    const context = { path, authority, work, bytes: await readFile(path) };
    for (const [name, ask] of Object.entries({ Cinnabar: ours, pdfsig, qpdf, mutool, OpenSSL: openssl, pyHanko })) {
      const judgement = { judge: name, ...(await answer(() => ask(context))) };
      judgements.push(judgement);
      const sign = { passed: '✓', failed: '✗', absent: '–' }[judgement.result];
      say(`    ${sign} ${name.padEnd(9)} ${judgement.words}`);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { file: basename(path), judgements };
}

const verdict = (good, words) => ({ result: good ? 'passed' : 'failed', words });
const absent = (words) => ({ result: 'absent', words });

async function answer(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error.code === 'ENOENT') return absent(`${error.path ?? 'the tool'} is not installed`);
    return verdict(false, error.message);
  }
}

async function tool(command, args) {
  return run(command, args, { capture: true, quiet: true });
}

/** Our own verifier, trusting only the sandbox root. */
async function ours({ bytes, authority }) {
  const pem = await readFile(authority, 'utf8');
  const trust = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(
    ([, base64]) => new Uint8Array(Buffer.from(base64, 'base64')),
  );
  const report = await verifyDocument(new Uint8Array(bytes), { trust });
  const [first, last] = report.signatures;
  const good =
    report.verdict === 'PASSED' &&
    report.signatures.length === 2 &&
    report.signatures.every(
      ({ integrity, trust: { status }, level, signingTime }) =>
        integrity === 'INTACT' && status === 'TRUSTED' && level === 'B-T' && signingTime.timestampTrusted,
    ) &&
    first.coverage === 'WHOLE_REVISION' &&
    first.modifications.level === 'FORM_FILLING' &&
    first.modifications.permitted &&
    last.coverage === 'WHOLE_FILE' &&
    last.modifications.level === 'NONE';
  const words = report.signatures.map(
    ({ signer, integrity, coverage, modifications, trust: { status }, level }) =>
      `${signer?.commonName}: ${level} ${integrity} ${coverage} later=${modifications.level} ${status}`,
  );
  return { ...verdict(good, `${report.verdict}; ${words.join('; ')}`), report };
}

/** poppler, with the sandbox root in an NSS database of its own where certutil is there. */
async function pdfsig({ path, authority, work }) {
  const database = `sql:${work}`;
  const trusted = await tool('certutil', ['-N', '-d', database, '--empty-password']).then(
    async ({ code }) =>
      code === 0 &&
      (await tool('certutil', ['-A', '-d', database, '-n', 'sandbox', '-t', 'C,C,C', '-i', authority])).code === 0,
    () => false,
  );
  const { output } = await tool('pdfsig', [...(trusted ? ['-nssdir', work] : []), path]);
  // It lists signatures by field; the one that reaches furthest is the last.
  const signatures = output
    .split(/^Signature #\d+:/m)
    .slice(1)
    .map((part) => ({
      valid: /Signature Validation: Signature is Valid\./.test(part),
      anchored: /Certificate Validation: Certificate is Trusted\./.test(part),
      baseline: /Signature Type: ETSI\.CAdES\.detached/.test(part),
      whole: /^\s*- Total document signed/m.test(part),
      end: Number(/Signed Ranges:.*- (\d+)\]/.exec(part)?.[1]),
    }))
    .sort((one, other) => one.end - other.end);
  const good =
    signatures.length === 2 &&
    signatures.every(({ valid, anchored, baseline }) => valid && baseline && (anchored || !trusted)) &&
    signatures[1].whole &&
    !signatures[0].whole;
  const words = signatures.map(
    ({ valid, anchored, whole }) =>
      `${valid ? 'valid' : 'INVALID'}${trusted ? (anchored ? ' trusted' : ' UNTRUSTED') : ''} covers ${whole ? 'the whole document' : 'its revision'}`,
  );
  return verdict(good, words.join('; ') + (trusted ? '' : ' (trust not asked: certutil is not installed)'));
}

async function qpdf({ path }) {
  const { code, output } = await tool('qpdf', ['--check', path]);
  return verdict(code === 0, code === 0 ? 'no syntax or stream encoding errors' : output.trim().split('\n').at(-1));
}

/** It has no store of trusted roots, so that it names the sandbox's as self-signed; what counts is what it says of the bytes. */
async function mutool({ path }) {
  const { output } = await tool('mutool', ['sign', '-v', path]);
  const signatures = output.split(/^Verifying signature/m).slice(1);
  const unchanged = signatures.filter((part) => part.includes('The document is unchanged since signing.'));
  const followed = signatures.filter((part) => part.includes('The signature is valid but there have been edits'));
  const good = signatures.length === 2 && unchanged.length === 1 && followed.length === 1;
  return verdict(good, `${unchanged.length} unchanged since signing, ${followed.length} valid with a later revision`);
}

/** Each signature's CMS over exactly the bytes of its ByteRange. */
async function openssl({ bytes, authority, work }) {
  const text = bytes.toString('latin1');
  const words = [];
  let good = true;
  const found = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  for (const [, ...numbers] of found) {
    const [a, b, c, d] = numbers.map(Number);
    const hex = text.slice(a + b + 1, c - 1);
    const padded = Buffer.from(hex, 'hex');
    const cms = padded.subarray(0, derLength(padded));
    const content = Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]);
    const [cmsPath, contentPath] = [join(work, 'cms.der'), join(work, 'content')];
    await writeFile(cmsPath, cms);
    await writeFile(contentPath, content);
    const input = ['-inform', 'DER', '-in', cmsPath];
    const checked = await tool('openssl', [
      ...['cms', '-verify', ...input, '-binary', '-content', contentPath],
      ...['-CAfile', authority, '-purpose', 'any', '-out', join(work, 'out')],
    ]);
    const { output } = await tool('openssl', ['cms', '-cmsout', '-print', ...input]);
    const infos = (output.match(/signerInfos:[\s\S]*/)?.[0].match(/digestAlgorithm:/g) ?? []).length;
    const shape = infos === 1 && !/object: signingTime/.test(output) && /smime-aa-signingCertificateV2/.test(output);
    const accepted = checked.code === 0;
    good &&= accepted && shape;
    words.push(
      `${accepted ? 'accepted' : `refused (${checked.output.trim().split('\n')[0]})`}, ${shape ? 'one SignerInfo, ESS v2, no signing-time' : 'wrong attributes'}`,
    );
  }
  return verdict(good && found.length === 2, words.join('; '));
}

/** Length of the first DER element, header included. */
function derLength(bytes) {
  const first = bytes[1];
  if (first < 0x80) return 2 + first;
  const size = first & 0x7f;
  return 2 + size + Number(BigInt(`0x${bytes.subarray(2, 2 + size).toString('hex')}`));
}

async function pyHanko({ path, authority }) {
  const python = process.env.CINNABAR_PYHANKO_PYTHON || 'python3';
  const script = fileURLToPath(new URL('./pyhanko_verdict.py', import.meta.url));
  const { code, output } = await tool(python, [script, path, authority]);
  if (/No module named '?pyhanko/.test(output)) return absent('pyHanko cannot be imported');
  if (code !== 0) return verdict(false, output.trim().split('\n').at(-1));
  const signatures = JSON.parse(output.trim().split('\n').at(-1));
  const [first, last] = signatures;
  const good =
    signatures.length === 2 &&
    signatures.every(({ intact, valid, trusted }) => intact && valid && trusted) &&
    first.modifications === 'FORM_FILLING' &&
    last.coverage === 'ENTIRE_FILE' &&
    last.modifications === 'NONE';
  const words = signatures.map(
    ({ intact, valid, trusted, coverage, modifications }) =>
      `${intact && valid ? 'valid' : 'INVALID'} ${trusted ? 'trusted' : 'UNTRUSTED'} ${coverage} later=${modifications}`,
  );
  return verdict(good, words.join('; '));
}
