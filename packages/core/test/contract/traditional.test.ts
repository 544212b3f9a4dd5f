import { assert } from 'chai';
import {
  contractMachine,
  groupLabels,
  guangdongMachine,
  homeLabels,
  markLabels,
  noticeTable,
  rangeLabels,
  signatureModeLabels,
  signerMachine,
} from '@cinnabar/core/contract';
import { identityTexts } from '@cinnabar/core/identity';
import type { LocalizedText } from '@cinnabar/core/language';

/** Mainland words that Taiwan and Hong Kong say otherwise (合約, 簡訊, 資訊, 字元, 支援, 登入, 預設, 檔案, 範本, 新增, 點選, …). */
const mainland =
  /合同|短信|信息|字符|支持|登錄|默認|文件夾|模板|添加|點擊|數據|打印|彈窗|視頻|郵箱|用戶|當前|創建|發送至/;
/** Characters that only simplified text has, of those that are frequent here. */
const simplified = /[证号应为数开头请写国银误签确认议终发办业员务时间设实达编协约]/u;

const labels = (machine: typeof contractMachine | typeof signerMachine | typeof guangdongMachine): LocalizedText[] => [
  machine.title,
  ...[...Object.values(machine.states), ...Object.values(machine.events)].map(
    ({ label }: { label: LocalizedText }) => label,
  ),
];

const texts: readonly LocalizedText[] = [
  ...Object.values(identityTexts),
  ...Object.values(noticeTable).map(({ text }) => text),
  ...[contractMachine, signerMachine, guangdongMachine].flatMap(labels),
  ...[groupLabels, homeLabels, markLabels, rangeLabels, signatureModeLabels].flatMap((table) =>
    Object.values<LocalizedText>(table),
  ),
];

describe('traditional Chinese', () => {
  it('is written in words of Taiwan and Hong Kong, not converted', () => {
    for (const { 'zh-Hant': text } of texts) {
      assert.notMatch(text, mainland);
      assert.notMatch(text, simplified);
    }
  });

  it('has the same marks as the other languages', () => {
    const marks = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    for (const { en, ...chinese } of texts) {
      for (const text of Object.values(chinese)) assert.equal(marks(text), marks(en), text);
    }
  });
});
