import { assert } from 'chai';
import { fillIn, fillInTexts, localized } from '@cinnabar/core/language';

const text = { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'English' };

describe('text in three languages', () => {
  it('is chosen by script, then by region, then simplified', () => {
    for (const tag of ['zh', 'zh-CN', 'zh-SG', 'zh-Hans', 'zh-Hans-HK', 'zh-Hans-TW', 'zh_CN', 'ZH_hans']) {
      assert.equal(localized(text, tag), '简', tag);
    }
    for (const tag of ['zh-Hant', 'zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant-CN', 'zh_TW', 'zh_HK', 'ZH-HANT']) {
      assert.equal(localized(text, tag), '繁', tag);
    }
    for (const tag of ['en', 'en-HK', 'ja', 'zha', '']) assert.equal(localized(text, tag), 'English', tag);
  });

  it('has its marks filled once, and only those with a value', () => {
    const { en } = fillIn({ ...text, en: '{a} {b} {c} {toString}' }, { a: '{b}', b: 2 });
    assert.equal(en, '{b} 2 {c} {toString}', 'what is filled in is not read again');
    const hostile = JSON.parse('{"__proto__": "x"}') as Record<string, string>;
    assert.equal(fillIn({ ...text, en: '{__proto__} $&' }, hostile).en, 'x $&');
    const named = fillInTexts({ 'zh-Hans': '{x}', 'zh-Hant': '{x}', en: '{x}' }, { x: text });
    assert.deepEqual(named, text);
  });
});
