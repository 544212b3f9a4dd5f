import type { Messages } from '../internal/localize.ts';

/** Texts of the room's own frame; its children bring theirs. */
export const roomMessages = {
  room: { 'zh-Hans': '合同签署', 'zh-Hant': '合約簽署', en: 'Contract signing' },
  panel: { 'zh-Hans': '签署步骤', 'zh-Hant': '簽署步驟', en: 'Signing steps' },
  close: { 'zh-Hans': '关闭', 'zh-Hant': '關閉', en: 'Close' },
  undo: { 'zh-Hans': '撤销', 'zh-Hant': '復原', en: 'Undo' },
  undone: { 'zh-Hans': '已撤销：{label}', 'zh-Hant': '已復原：{label}', en: 'Undone: {label}' },
  more: { 'zh-Hans': '合同信息', 'zh-Hant': '合約資料', en: 'About this contract' },

  initiator: { 'zh-Hans': '发起人', 'zh-Hant': '發起人', en: 'Initiated by' },
  deadline: { 'zh-Hans': '截止 {time}', 'zh-Hant': '截止 {time}', en: 'Due {time}' },
  deadlineDays: { 'zh-Hans': '剩余 {count} 天', 'zh-Hant': '剩餘 {count} 天', en: '{count} days left' },
  deadlineHours: { 'zh-Hans': '剩余 {count} 小时', 'zh-Hant': '剩餘 {count} 小時', en: '{count} hours left' },
  deadlinePast: { 'zh-Hans': '已截止', 'zh-Hant': '已截止', en: 'Past due' },
  parties: { 'zh-Hans': '参与人', 'zh-Hant': '參與人', en: 'Participants' },
  you: { 'zh-Hans': '我', 'zh-Hant': '我', en: 'You' },

  partyWaiting: { 'zh-Hans': '未轮到', 'zh-Hant': '未輪到', en: 'Not yet' },
  partyPending: { 'zh-Hans': '待签署', 'zh-Hant': '待簽署', en: 'To sign' },
  partyIntent: { 'zh-Hans': '意愿认证中', 'zh-Hant': '意願認證中', en: 'Verifying' },
  partySigned: { 'zh-Hans': '已签署', 'zh-Hant': '已簽署', en: 'Signed' },
  partyRefused: { 'zh-Hans': '已拒签', 'zh-Hant': '已拒簽', en: 'Declined' },
  partyVoid: { 'zh-Hans': '已失效', 'zh-Hant': '已失效', en: 'Void' },

  stateSign: { 'zh-Hans': '待我签', 'zh-Hant': '待我簽', en: 'Your turn' },
  stateWaiting: { 'zh-Hans': '待他人签署', 'zh-Hant': '待他人簽署', en: "Others' turn" },
  stateSigned: { 'zh-Hans': '已签署', 'zh-Hant': '已簽署', en: 'Signed' },
  stateCompleted: { 'zh-Hans': '已完成', 'zh-Hant': '已完成', en: 'Completed' },
  stateRecalled: { 'zh-Hans': '已撤回', 'zh-Hant': '已撤回', en: 'Recalled' },
  stateRejected: { 'zh-Hans': '已拒签', 'zh-Hant': '已拒簽', en: 'Declined' },
  stateExpired: { 'zh-Hans': '已截止', 'zh-Hant': '已截止', en: 'Expired' },
  stateVoid: { 'zh-Hans': '已失效', 'zh-Hant': '已失效', en: 'Void' },

  stepFill: { 'zh-Hans': '阅读与填写', 'zh-Hant': '閱讀與填寫', en: 'Fill in' },
  stepReview: { 'zh-Hans': '核对文件', 'zh-Hant': '核對文件', en: 'Check' },
  stepIntent: { 'zh-Hans': '意愿认证', 'zh-Hant': '意願認證', en: 'Verify' },
  stepDone: { 'zh-Hans': '完成签署', 'zh-Hant': '完成簽署', en: 'Signed' },
  stepNow: {
    'zh-Hans': '第 {now} 步，共 {total} 步：{name}',
    'zh-Hant': '第 {now} 步，共 {total} 步：{name}',
    en: 'Step {now} of {total}: {name}',
  },

  tasks: { 'zh-Hans': '需要您完成', 'zh-Hant': '需要您完成', en: 'For you to do' },
  tasksNone: {
    'zh-Hans': '本合同没有需要您填写的内容。',
    'zh-Hant': '本合約沒有需要您填寫的內容。',
    en: 'There is nothing for you to fill in.',
  },
  taskDone: { 'zh-Hans': '已完成', 'zh-Hant': '已完成', en: 'Done' },
  taskRequired: { 'zh-Hans': '必填', 'zh-Hant': '必填', en: 'Required' },
  taskOptional: { 'zh-Hans': '选填', 'zh-Hant': '選填', en: 'Optional' },
  taskWrong: { 'zh-Hans': '请修改', 'zh-Hant': '請修改', en: 'Please correct' },
  taskSign: { 'zh-Hans': '待签名', 'zh-Hant': '待簽名', en: 'To sign' },
  taskSeal: { 'zh-Hans': '待盖章', 'zh-Hant': '待蓋章', en: 'To seal' },
  progressOpen: {
    'zh-Hans': '{open}/{total} 项待填写',
    'zh-Hant': '{open}/{total} 項待填寫',
    en: '{open} of {total} to do',
  },
  progressDone: {
    'zh-Hans': '{total}/{total} 项已完成',
    'zh-Hant': '{total}/{total} 項已完成',
    en: 'All {total} done',
  },

  mySignature: { 'zh-Hans': '个人签名', 'zh-Hant': '個人簽名', en: 'Personal signature' },
  draw: { 'zh-Hans': '手绘印章', 'zh-Hant': '手繪印章', en: 'Draw signature' },
  redraw: { 'zh-Hans': '重写', 'zh-Hant': '重寫', en: 'Draw again' },
  drawnPreview: { 'zh-Hans': '您的手写签名', 'zh-Hant': '您的手寫簽名', en: 'Your handwriting' },
  drawHint: {
    'zh-Hans': '手写一次，用于本合同所有签名处。',
    'zh-Hant': '手寫一次，用於本合約所有簽名處。',
    en: 'Draw once; it is used in every place you sign here.',
  },

  lookNext: {
    'zh-Hans': '查看第 {index}/{total} 份',
    'zh-Hant': '查看第 {index}/{total} 份',
    en: 'View file {index}/{total}',
  },
  looked: { 'zh-Hans': '已查看', 'zh-Hant': '已查看', en: 'Looked at' },
  notLooked: { 'zh-Hans': '未查看', 'zh-Hant': '未查看', en: 'Not yet' },
  waiting: { 'zh-Hans': '请稍候', 'zh-Hant': '請稍候', en: 'Please wait' },
  next: { 'zh-Hans': '下一项', 'zh-Hant': '下一項', en: 'Next' },
  nextNamed: { 'zh-Hans': '下一项：{label}', 'zh-Hant': '下一項：{label}', en: 'Next: {label}' },
  placeSeal: { 'zh-Hans': '加盖印章', 'zh-Hant': '加蓋印章', en: 'Place the seal' },
  chooseSeal: { 'zh-Hans': '选择印章', 'zh-Hant': '選擇印章', en: 'Choose a seal' },
  submit: { 'zh-Hans': '提交签署', 'zh-Hant': '提交簽署', en: 'Submit to sign' },
  confirmSign: { 'zh-Hans': '确认签署', 'zh-Hant': '確認簽署', en: 'Confirm signing' },
  back: { 'zh-Hans': '返回修改', 'zh-Hant': '返回修改', en: 'Go back' },
  reload: { 'zh-Hans': '重新加载', 'zh-Hant': '重新載入', en: 'Load again' },
  finish: { 'zh-Hans': '完成', 'zh-Hant': '完成', en: 'Done' },
  dismiss: { 'zh-Hans': '知道了', 'zh-Hant': '知道了', en: 'Got it' },
  resume: { 'zh-Hans': '继续签署', 'zh-Hant': '繼續簽署', en: 'Go on signing' },

  padTitle: { 'zh-Hans': '手绘印章', 'zh-Hant': '手繪印章', en: 'Draw your signature' },

  reviewTitle: { 'zh-Hans': '请核对待签文件', 'zh-Hant': '請核對待簽文件', en: 'Check what you will sign' },
  reviewText: {
    'zh-Hans': '画面显示的就是即将签署的文件，您填写的内容和签章已写入。确认无误后请确认签署。',
    'zh-Hant': '畫面顯示的就是即將簽署的文件，您填寫的內容和簽章已寫入。確認無誤後請確認簽署。',
    en: 'These are the very files that will be signed, with what you filled and placed. Confirm when they are right.',
  },
  fingerprint: { 'zh-Hans': '文件指纹', 'zh-Hant': '文件指紋', en: 'Fingerprint' },
  fingerprintHint: {
    'zh-Hans': '由您的浏览器计算，应与短信中的一致。',
    'zh-Hant': '由您的瀏覽器計算，應與簡訊中的一致。',
    en: 'Computed by your browser; the text message shows the same.',
  },
  signedTitle: { 'zh-Hans': '签署完成', 'zh-Hant': '簽署完成', en: 'Signed' },
  signedText: {
    'zh-Hans': '您的签名已写入合同。其他参与人签署后，合同即告完成。',
    'zh-Hant': '您的簽名已寫入合約。其他參與人簽署後，合約即告完成。',
    en: 'Your signature is in the contract. It is complete when the others have signed.',
  },
  completedText: {
    'zh-Hans': '各方均已签署，合同已完成。',
    'zh-Hant': '各方均已簽署，合約已完成。',
    en: 'Everyone has signed. The contract is complete.',
  },
  viewWaiting: {
    'zh-Hans': '还未轮到您签署，您可以先阅读。',
    'zh-Hant': '還未輪到您簽署，您可以先閱讀。',
    en: 'It is not your turn yet; you can read meanwhile.',
  },
  viewSigned: {
    'zh-Hans': '您已签署，等待其他参与人签署。',
    'zh-Hant': '您已簽署，等待其他參與人簽署。',
    en: 'You have signed; the others are still to sign.',
  },
  viewRecalled: {
    'zh-Hans': '发起人已撤回本合同，无需签署。',
    'zh-Hant': '發起人已撤回本合約，無需簽署。',
    en: 'The initiator recalled this contract; there is nothing to sign.',
  },
  viewRejected: { 'zh-Hans': '本合同已被拒签。', 'zh-Hant': '本合約已被拒簽。', en: 'This contract was declined.' },
  viewExpired: {
    'zh-Hans': '签署期限已过，请联系发起人重新发起。',
    'zh-Hant': '簽署期限已過，請聯絡發起人重新發起。',
    en: 'The time to sign has passed; ask the initiator to send it again.',
  },
  viewVoid: {
    'zh-Hans': '本合同现在不能签署，请联系发起人。',
    'zh-Hant': '本合約現在不能簽署，請聯絡發起人。',
    en: 'This contract cannot be signed now; ask the initiator.',
  },

  waitRoom: { 'zh-Hans': '正在打开合同', 'zh-Hant': '正在開啟合約', en: 'Opening the contract' },
  waitFiles: { 'zh-Hans': '正在载入并核验文件', 'zh-Hant': '正在載入並核驗文件', en: 'Loading and checking files' },
  waitPrepare: { 'zh-Hans': '正在生成待签文件', 'zh-Hant': '正在產生待簽文件', en: 'Preparing what you will sign' },
  waitCheck: { 'zh-Hans': '正在核验待签文件', 'zh-Hant': '正在核驗待簽文件', en: 'Checking what was prepared' },
  waitSign: { 'zh-Hans': '正在签署并加盖时间戳', 'zh-Hant': '正在簽署並加蓋時間戳', en: 'Signing and time-stamping' },
  waitOf: { 'zh-Hans': '（{done}/{total}）', 'zh-Hant': '（{done}/{total}）', en: ' ({done}/{total})' },
  waitLeave: {
    'zh-Hans': '可以离开本页，签署会继续进行。',
    'zh-Hant': '可以離開本頁，簽署會繼續進行。',
    en: 'You can leave this page; signing goes on.',
  },

  draftPending: { 'zh-Hans': '未保存', 'zh-Hant': '未儲存', en: 'Not saved yet' },
  draftSaving: { 'zh-Hans': '正在保存', 'zh-Hant': '正在儲存', en: 'Saving' },
  draftSaved: { 'zh-Hans': '已自动保存', 'zh-Hant': '已自動儲存', en: 'Saved' },
  draftFailed: { 'zh-Hans': '暂未保存，将自动重试', 'zh-Hant': '暫未儲存，將自動重試', en: 'Not saved; trying again' },

  sessionTitle: { 'zh-Hans': '登录已过期', 'zh-Hant': '登入已過期', en: 'Your session has expired' },
  sessionText: {
    'zh-Hans': '您填写和签署的内容都还在，继续后从此处接着进行。',
    'zh-Hant': '您填寫和簽署的內容都還在，繼續後從此處接著進行。',
    en: 'What you typed and placed is still here; you go on from this point.',
  },
} satisfies Messages;
