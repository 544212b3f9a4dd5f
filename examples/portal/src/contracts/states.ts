import type { LocalizedText } from '@cinnabar/core/language';
import type { ContractState, SignerState } from '@cinnabar/elements/backend';
import { Ban, CircleCheck, CircleDashed, CircleX, Clock, FilePen, Hourglass, Undo2, type IconNode } from 'lucide';

/** How a state is shown: a word, an icon and a tone, never the tone alone. */
export interface StateView {
  readonly text: LocalizedText;
  readonly icon: IconNode;
  readonly tone: 'good' | 'wait' | 'off' | 'bad';
}

const view = (tone: StateView['tone'], icon: IconNode, hans: string, hant: string, en: string): StateView => ({
  tone,
  icon,
  text: { 'zh-Hans': hans, 'zh-Hant': hant, en },
});

export const contractStates: Readonly<Record<ContractState, StateView>> = {
  DRAFT: view('off', FilePen, '草稿', '草稿', 'Draft'),
  INIT_FAILED: view('bad', CircleX, '发起失败', '發起失敗', 'Not sent'),
  SIGNING: view('wait', Clock, '签署中', '簽署中', 'Signing'),
  COMPLETED: view('good', CircleCheck, '已完成', '已完成', 'Completed'),
  RECALLED: view('off', Undo2, '已撤回', '已撤回', 'Recalled'),
  REJECTED: view('bad', CircleX, '已拒签', '已拒簽', 'Refused'),
  EXPIRED: view('off', Hourglass, '已过期', '已過期', 'Expired'),
};

export const signerStates: Readonly<Record<SignerState, StateView>> = {
  WAITING_TURN: view('off', CircleDashed, '未轮到', '未輪到', 'Not yet their turn'),
  PENDING: view('wait', Clock, '待签署', '待簽署', 'To sign'),
  INTENT: view('wait', Clock, '意愿认证中', '意願認證中', 'Being verified'),
  SIGNED: view('good', CircleCheck, '已签署', '已簽署', 'Signed'),
  REFUSED: view('bad', CircleX, '已拒签', '已拒簽', 'Refused'),
  VOID: view('off', Ban, '已作废', '已作廢', 'Void'),
};
