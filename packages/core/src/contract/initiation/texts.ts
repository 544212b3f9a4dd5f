import type { ProblemTexts } from '../../language/index.ts';
import { commonTexts, sentences, sharedTexts, type CommonRefusal } from '../refusal/index.ts';
import type { NameProblem } from '../signing/index.ts';

type OwnProblem =
  | 'INIT_SOURCE'
  | 'INIT_WORKERS'
  | 'INIT_AGENT'
  | 'INIT_SEAL'
  | 'INIT_TOO_MANY'
  | 'INIT_OFF_ROSTER'
  | 'INIT_FACE_ONLY'
  | 'DEADLINE_INVALID';

/** What is wrong with the wizard's answers. */
export type InitiationProblem = NameProblem | CommonRefusal | OwnProblem;

const texts: ProblemTexts<CommonRefusal | OwnProblem> = {
  ...commonTexts,
  INIT_SOURCE: {
    'zh-Hans': '请选择签署模板或上传合同文件',
    'zh-Hant': '請選擇簽署範本或上傳合約檔案',
    en: 'Choose a template or upload a file.',
  },
  INIT_WORKERS: {
    'zh-Hans': '请添加劳动者签约方',
    'zh-Hant': '請新增勞動者簽約方',
    en: 'Add at least one worker.',
  },
  INIT_AGENT: {
    'zh-Hans': '经办人须为本企业已实名且有用印权限的成员',
    'zh-Hant': '經辦人須為本企業已實名且有用印權限的成員',
    en: 'The agent must be a verified member of the company with the right to seal.',
  },
  INIT_SEAL: {
    'zh-Hans': '没有该类型的印章',
    'zh-Hant': '沒有該類型的印章',
    en: 'The company has no seal of this kind.',
  },
  INIT_TOO_MANY: {
    'zh-Hans': '一次最多可向{max}人发起',
    'zh-Hant': '一次最多可向{max}人發起',
    en: 'At most {max} workers at a time.',
  },
  INIT_OFF_ROSTER: {
    'zh-Hans': '仅可选择员工花名册中的人员',
    'zh-Hant': '僅可選擇員工花名冊中的人員',
    en: 'Only people on the roster can be chosen.',
  },
  INIT_FACE_ONLY: {
    'zh-Hans': '人脸识别不得作为唯一方式',
    'zh-Hant': '人臉辨識不得作為唯一方式',
    en: 'Face must not be the only way.',
  },
  DEADLINE_INVALID: sharedTexts.DEADLINE_INVALID,
};

/** Problems with their sentences. */
export const { because } = sentences(texts);
