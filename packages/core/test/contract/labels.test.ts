import { assert } from 'chai';
import {
  employeeMachine,
  leavingReasons,
  legalRepLabels,
  markLabels,
  onboardingMachine,
  organisationMachine,
  organisationMethods,
  organisationSteps,
  overseasHint,
  personMachine,
  personMethodLabels,
  rangeLabels,
  relations,
  sealTypes,
  signatureModeLabels,
  templateKinds,
  templateMachine,
} from '@cinnabar/core/contract';
import type { LocalizedText } from '@cinnabar/core/language';
import { guangzhou } from './support.ts';

const words = (texts: Readonly<Record<string, LocalizedText>> | readonly LocalizedText[]): string =>
  Object.values<LocalizedText>(texts)
    .map((text) => text['zh-Hans'])
    .join(' ');

const labels = (table: Readonly<Record<string, { readonly label: LocalizedText }>>): string =>
  words(Object.values(table).map(({ label }) => label));

describe('labels', () => {
  it('[LBL-21, LBL-68, LBL-73, LBL-76] of ranges and marks are the catalogue’s', () => {
    assert.equal(words(rangeLabels), '近一周 近一月 近半年');
    assert.equal(words(markLabels), '手绘印章 一键制作 个人印章 企业印章 法定代表人章');
    assert.equal(words(signatureModeLabels), '手绘印章 手写印章 自由选择签名');
  });

  it('[LBL-35, LBL-36, LBL-39] of the ways to verify a person are the catalogue’s', () => {
    const ways = Object.values(personMethodLabels);
    assert.equal(words(ways.map(({ name }) => name)), '手机认证 银行卡认证 人脸识别');
    assert.equal(words(ways.map(({ factors }) => factors)), '运营商三要素 银行卡四要素 活体检测');
    assert.equal(words(ways.map(({ who }) => who)), '仅支持大陆人士 支持大陆、港澳台及外籍人士 仅支持大陆人士');
    assert.equal(personMachine.title['zh-Hans'], '个人实名认证');
  });

  it('[LBL-40] of the buttons on the way are the catalogue’s', () => {
    const { submit, 'enter-code': enter, 'show-qr': qr, consent, choose } = personMachine.events;
    assert.equal(labels({ submit, enter, qr, consent, choose }), '确认提交 立即确认 获取二维码 同意 更换');
  });

  it('[LBL-24, LBL-25, LBL-28, LBL-29, LBL-30, LBL-32, LBL-34] of an organisation’s verification are the catalogue’s', () => {
    const shown = organisationMethods(guangzhou, 'enterprise').map(
      ({ label, takes }) => label['zh-Hans'] + (takes === undefined ? '' : ` (${takes['zh-Hans']})`),
    );
    assert.sameMembers(shown, [
      '法定代表人认证 (即刻完成)',
      '对公打款认证 (预计30分钟内完成)',
      '授权书认证',
      '企业支付宝认证',
    ]);
    assert.equal(words(organisationSteps('UNVERIFIED').map(({ label }) => label)), '办理人认证 组织信息核验 完成');
    assert.equal(words(legalRepLabels('enterprise')), '法定代表人名称 法定代表人证件类型 法定代表人证件号');
    assert.equal(words(legalRepLabels('sole-proprietor')), '经营者名称 经营者证件类型 经营者证件号');
    assert.equal(overseasHint['zh-Hans'], '境外组织请联系在线客服申请实名认证');
    assert.equal(organisationMachine.events['confirm-info'].label['zh-Hans'], '确认无误，开始认证');
  });

  it('[LBL-48, LBL-49, LBL-52] of onboarding are the catalogue’s', () => {
    const { invite, fill, approve, reject } = onboardingMachine.events;
    assert.equal(labels({ invite, fill, approve, reject }), '发送邀请 填写入职资料 通过 拒绝');
    assert.equal(labels(onboardingMachine.states), '已邀请 已打开 待实名 填写中 待审核 通过 拒绝 已撤销 已过期');
  });

  it('[LBL-56, LBL-57, LBL-70] of employees and templates are the catalogue’s', () => {
    assert.equal(labels(employeeMachine.states), '在职（待分配部门） 在职 待离职 已离职');
    const { assign, move, resign, 'confirm-resignation': confirm } = employeeMachine.events;
    assert.equal(labels({ assign, move, resign, confirm }), '分配部门 调整部门 办理离职 确认离职');
    assert.equal(labels(templateMachine.states), '草稿 关闭 开启 已删除');
    assert.equal(templateMachine.events.open.label['zh-Hans'], '立即开启');
  });

  it('[A23.1] of code lists are the catalogue’s', () => {
    assert.equal(
      labels(leavingReasons),
      '个人原因(辞职) 协商一致解除 试用期内解除(不符合录用条件) 用人单位过失性解除(第39条) 非过失性解除(第40条) ' +
        '经济性裁员(第41条) 劳动者因单位过错解除(第38条) 合同期满终止 退休/开始享受养老待遇 死亡或宣告失踪 ' +
        '用人单位破产/吊销/关闭 调动 其他',
    );
    assert.equal(words(relations), '配偶 父亲 母亲 儿子 女儿 兄弟 姐妹 祖父母 其他亲属 朋友 同事 其他');
    assert.equal(words(templateKinds), '劳动合同 劳务合同 实习协议 续订 变更 解除/终止证明 保密/竞业协议 其他');
    assert.equal(words(sealTypes), '公章 合同专用章 人事专用章 财务专用章 法定代表人章 其他');
  });
});
