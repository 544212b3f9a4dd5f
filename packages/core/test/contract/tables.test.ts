import { assert } from 'chai';
import { contractMachine, guangdongMachine, signerMachine } from '@cinnabar/core/contract';
import type { Machine } from '@cinnabar/core/machine';

/** A machine's table with its cells as the catalogue prints them: columns in order, `—` for refused. */
function rowsOf<S extends string, E extends string>(machine: Machine<S, E>, columns: readonly E[]): string[] {
  return (Object.keys(machine.states) as S[]).map((state) => {
    const cells = columns.map((event) => (machine.transitions[state][event] ?? ['—']).join('/'));
    return [state, ...cells].join(' ');
  });
}

describe('state tables', () => {
  it('[A20.1] is the catalogue’s for contracts', () => {
    const columns = [
      'initiate',
      'initiate-failed',
      'confirm',
      'negotiate',
      'reply',
      'terminate',
      'signer-signed',
      'last-signer-signed',
      'recall',
      'reinitiate',
      'refuse',
      'deadline',
      'rescind',
    ] as const;
    assert.sameMembers(Object.keys(contractMachine.events), [...columns]);
    assert.deepEqual(rowsOf(contractMachine, columns), [
      'DRAFT SIGNING/PENDING_CONFIRM INIT_FAILED — — — — — — DELETED — — — —',
      'INIT_FAILED — — — — — — — — DELETED INIT_FAILED — — —',
      'PENDING_CONFIRM — — SIGNING NEGOTIATING — TERMINATED — — RECALLED — — EXPIRED —',
      'NEGOTIATING — — SIGNING NEGOTIATING PENDING_CONFIRM TERMINATED — — RECALLED — — EXPIRED —',
      'SIGNING — — — NEGOTIATING — TERMINATED SIGNING COMPLETED RECALLED — REJECTED EXPIRED —',
      'COMPLETED — — — — — — — — — — — — RESCINDED',
      'RECALLED — — — — — — — — — RECALLED — — —',
      'TERMINATED — — — — — — — — — TERMINATED — — —',
      'REJECTED — — — — — — — — — REJECTED — — —',
      'EXPIRED — — — — — — — — — EXPIRED — — —',
      'RESCINDED — — — — — — — — — — — — —',
      'DELETED — — — — — — — — — — — — —',
    ]);
  });

  it('[A20.2] is the catalogue’s for signers', () => {
    const columns = [
      'turn',
      'open',
      'place',
      'submit',
      'intent-passed',
      'intent-failed',
      'reopen',
      'refuse',
      'void',
    ] as const;
    assert.sameMembers(Object.keys(signerMachine.events), [...columns]);
    assert.deepEqual(rowsOf(signerMachine, columns), [
      'WAITING_TURN PENDING WAITING_TURN — — — — — — VOID',
      'PENDING — FILLING — — — — — REFUSED VOID',
      'FILLING — FILLING PLACED — — — — REFUSED VOID',
      'PLACED — PLACED PLACED INTENT — — FILLING REFUSED VOID',
      'INTENT — — — INTENT SIGNED PLACED — — VOID',
      'SIGNED — SIGNED — — — — — — VOID',
      'REFUSED — — — — — — — — —',
      'VOID — — — — — — — — —',
    ]);
  });

  it('[A20.2b] is the catalogue’s for the steps of Guangdong', () => {
    const columns = [
      'confirm',
      'negotiate',
      'terminate',
      'submit-addresses',
      'enter',
      'gate1-passed',
      'gate1-failed',
      'confirm-signing',
      'cancel',
      'commit',
      'gate2-passed',
      'gate2-failed',
    ] as const;
    assert.sameMembers(Object.keys(guangdongMachine.events), [...columns, 'reply']);
    assert.deepEqual(rowsOf(guangdongMachine, columns).slice(0, 8), [
      'TO_CONFIRM ADDR NEGOTIATING TERMINATED — — — — — — — — —',
      'ADDR — NEGOTIATING TERMINATED READY — — — — — — — —',
      'READY — — TERMINATED READY GATE1 — — — — — — —',
      'GATE1 — — TERMINATED — — SIGN_PAGE READY — — — — —',
      'SIGN_PAGE — — TERMINATED — — — — POPUP — — — —',
      'POPUP — — — — — — — — SIGN_PAGE GATE2 — —',
      'GATE2 — — — — — — — — — — COMMIT_READY POPUP',
      'COMMIT_READY — — — — — — — — SIGN_PAGE SIGNED — —',
    ]);
  });

  it('[LST-09, LBL-64, LBL-74] shows the catalogue’s labels', () => {
    const labels = Object.values(contractMachine.states).map(({ label }) => label['zh-Hans']);
    assert.deepEqual(labels, [
      '草稿',
      '发起失败',
      '待确认',
      '协商中',
      '签署中',
      '已完成',
      '已撤回',
      '已终止',
      '已拒签',
      '已过期',
      '已解约',
      '已删除',
    ]);
    const events = guangdongMachine.events;
    assert.deepEqual(
      [events.confirm, events.negotiate, events.enter, events.terminate].map(({ label }) => label['zh-Hans']),
      ['确认', '协商', '签订', '合同终止'],
    );
    assert.deepEqual(
      Object.values(signerMachine.states).map(({ label }) => label['zh-Hans']),
      ['等待签署', '待签署', '填写中', '已落章未提交', '意愿认证中', '已签署', '已拒签', '已失效'],
    );
  });
});
