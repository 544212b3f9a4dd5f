import { ageOn, workingAge } from '../identity/index.ts';

import type { LabourRule } from './labour-terms.ts';

/** Whether this person may be employed so, and whether the data about them agree (standards B3.7). Catalogue: INI-11. */

/** Sixteen on the first day (Labour Law, article 15). */
const age: LabourRule = ({ start, worker }) => {
  const born = worker?.document && 'birthDate' in worker.document ? worker.document.birthDate : worker?.birthDate;
  return born !== undefined && ageOn(born, start) < workingAge
    ? { code: 'LABOUR_AGE', path: 'worker-birth-date', values: { age: workingAge } }
    : undefined;
};

const pensioner: LabourRule = ({ worker }) =>
  worker?.drawsPension ? { code: 'LABOUR_PENSIONER', path: 'worker-id-number' } : undefined;

const permit: LabourRule = ({ worker }) => {
  const document = worker?.document;
  if (document?.type === 'hk-macau-permit' && !document.chineseCitizen) {
    return { code: 'LABOUR_PERMIT_KIND', path: 'worker-id-number' };
  }
  return document?.type === 'passport' && document.nationality !== 'CHN' && !worker?.hasWorkPermit
    ? { code: 'LABOUR_WORK_PERMIT', path: 'worker-id-number' }
    : undefined;
};

const sex: LabourRule = ({ worker }) => {
  const document = worker?.document;
  return document && 'sex' in document && worker.sex !== undefined && document.sex !== worker.sex
    ? { code: 'LABOUR_ID_SEX', path: 'worker-sex' }
    : undefined;
};

const birth: LabourRule = ({ worker }) => {
  const document = worker?.document;
  return document &&
    'birthDate' in document &&
    worker.birthDate !== undefined &&
    document.birthDate !== worker.birthDate
    ? { code: 'LABOUR_ID_BIRTH', path: 'worker-birth-date' }
    : undefined;
};

export const workerRules: readonly LabourRule[] = [age, pensioner, permit, sex, birth];
