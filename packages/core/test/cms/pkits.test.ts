import { checkChain, checkRevocation, errorProblem, type Certificate, type Problem } from '@cinnabar/core/cms';
import { assert } from 'chai';

import { readPkits, type Pkits } from '../support/pkits.ts';
import { pkitsCases } from '../support/pkits-cases.ts';

/** Within the validity of all that is meant to be valid. */
const at = new Date('2022-05-01T00:00:00Z');

/** Valid by DSA, which nobody signs documents with and this package does not know: `unsupported`, never `invalid`. */
const unsupported = ['ValidDSASignaturesTest4EE', 'ValidDSAParameterInheritanceTest5EE'];

describe('NIST PKITS', () => {
  let pkits: Pkits;
  before(async () => {
    pkits = await readPkits();
  });

  /** Looks for a path among all certificates of the suite, every one of them known not to be revoked. */
  async function validate(name: string, settings: string): Promise<string> {
    const evidence = { certificates: [...pkits.certificates.values()], ocsps: [], crls: [...pkits.crls.values()] };
    const anchors = [certificate('TrustAnchorRootCertificate')];
    const given = settings.split(' ');
    const policies = given
      .filter((word) => /^p\d$/.test(word))
      .map((word) => `2.16.840.1.101.3.2.1.48.${word.slice(1)}`);
    const notGood = async (path: readonly Certificate[]): Promise<Problem | undefined> => {
      for (const [index, subject] of path.slice(0, -1).entries()) {
        const question = { certificate: subject, issuer: path[index + 1] as Certificate, at, now: at, anchors };
        const answer = await checkRevocation(question, evidence);
        if (answer?.status !== 'GOOD') return answer?.problem ?? errorProblem(answer?.status ?? 'NO_STATUS', '');
      }
      return undefined;
    };
    const { status, problems } = await checkChain(certificate(name), evidence.certificates, anchors, at, {
      object: notGood,
      ...(policies.length > 0 ? { policies } : {}),
      explicitPolicy: given.includes('explicit'),
      inhibitPolicyMapping: given.includes('unmapped'),
      inhibitAnyPolicy: given.includes('not-any'),
    });
    return status === 'TRUSTED' ? 'valid' : (problems[0]?.code ?? status);
  }

  function certificate(name: string): Certificate {
    const found = pkits.certificates.get(name);
    if (!found) throw new Error(`PKITS has no certificate ${name}`);
    return found;
  }

  for (const [section, cases] of Object.entries(pkitsCases)) {
    describe(section, () => {
      for (const [number, name, outcome, settings = ''] of cases) {
        const [chapter] = section.split(' ');
        it(`${chapter}.${number} ${name}${settings && ` (${settings})`}: ${outcome}`, async () => {
          const verdict = await validate(name, settings);
          if (unsupported.includes(name)) assert.equal(verdict, 'CHAIN_ALGORITHM_UNSUPPORTED');
          else assert.equal(verdict, outcome);
        });
      }
    });
  }
});
