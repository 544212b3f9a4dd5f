import { children, division, fullName, parseAddress, path, provinces } from '@cinnabar/core/identity/divisions';
import { formatAddress, maskAddress } from '@cinnabar/core/identity';
import { assert } from 'chai';

import { codesOf, valueOf } from './support.ts';

const namesBelow = (code: string): readonly string[] => children(code).map(({ name }) => name);

describe('administrative divisions', () => {
  it('[GD-05] offers 34 provinces, Hong Kong, Macau and Taiwan among them', () => {
    const names = provinces().map(({ name }) => name);
    assert.lengthOf(names, 34);
    assert.includeMembers(names, ['北京市', '广东省', '香港特别行政区', '澳门特别行政区', '台湾省']);
    assert.isTrue(provinces().every(({ level, hasChildren }) => level === 'province' && hasChildren));
  });

  it('[GD-05] goes down from province to city to county', () => {
    assert.include(namesBelow('440000'), '广州市');
    assert.include(namesBelow('440100'), '天河区');
    assert.deepEqual(children('440106'), []);
    assert.equal(fullName('440106'), '广东省广州市天河区');
    assert.deepEqual(
      path('440106').map(({ code, level }) => [code, level]),
      [
        ['440000', 'province'],
        ['440100', 'city'],
        ['440106', 'county'],
      ],
    );
  });

  it('has the districts of a municipality directly below it, counties too', () => {
    assert.lengthOf(children('110000'), 16);
    assert.equal(fullName('110101'), '北京市东城区');
    assert.includeMembers([...namesBelow('500000')], ['万州区', '城口县']);
    assert.equal(fullName('500229'), '重庆市城口县');
  });

  it('has counties governed by a province beside its cities', () => {
    assert.includeMembers([...namesBelow('420000')], ['武汉市', '仙桃市', '神农架林区']);
    assert.notInclude(namesBelow('420000'), '省直辖县');
    assert.equal(fullName('419001'), '河南省济源市');
    assert.equal(fullName('659001'), '新疆维吾尔自治区石河子市');
    assert.isFalse(division('429004')?.hasChildren);
  });

  it('offers townships where a city has no counties, and says GB/T 2260 does not list them', () => {
    assert.include(namesBelow('441900'), '长安镇');
    assert.isTrue(division('441900')?.official);
    assert.isFalse(division('441904')?.official);
    assert.isFalse(division('320571')?.official, 'a development zone');
    assert.isTrue(division('320508')?.official);
    assert.isFalse(division('810101')?.official);
  });

  it('reads codes that are older than the data as far as it can', () => {
    assert.equal(fullName('440199'), '广东省广州市');
    assert.equal(fullName('449999'), '广东省');
    assert.equal(fullName('110103'), '北京市', 'merged away in 2010');
    assert.equal(fullName('350402'), '福建省三明市梅列区', 'merged away in 2021, still readable');
    assert.notInclude(namesBelow('350400'), '梅列区');
    assert.equal(fullName('110100'), '北京市');
    assert.equal(fullName('429000'), '湖北省');
    for (const code of ['', '99', '999999', 'constructor', '44010', '4401066']) {
      assert.deepEqual(path(code), [], code);
      assert.deepEqual(children(code), [], code);
      assert.isUndefined(division(code), code);
    }
  });

  it('reaches every division once, under a name of its own, and as many as the country has', () => {
    const below = (code: string): readonly string[] =>
      children(code).flatMap((each) => [each.code, ...below(each.code)]);
    const codes = provinces().flatMap(({ code }) => [code, ...below(code)]);
    assert.strictEqual(new Set(codes).size, codes.length);
    assert.strictEqual(new Set(codes.map(fullName)).size, codes.length);
    const official = codes.map(division).filter((each) => each?.official === true);
    // 333 cities and some 2,850 counties, without Taiwan's.
    assert.lengthOf(
      official.filter((each) => each?.level === 'city'),
      333,
    );
    assert.approximately(official.filter((each) => each?.level === 'county').length, 2850, 15);
  });
});

describe('addresses', () => {
  it('[GD-05] keep code and text of the division, and the detail', () => {
    const address = valueOf(parseAddress('440106', ' 天河路 １ 号 '));
    assert.deepEqual(address, { division: '440106', divisionName: '广东省广州市天河区', detail: '天河路 1 号' });
    assert.equal(formatAddress(address), '广东省广州市天河区天河路 1 号');
    assert.equal(maskAddress(address), '广东省广州市天河区');
    assert.isTrue(parseAddress('429004', '𠮷'.repeat(100)).ok, 'a county governed by its province');
  });

  it('[GD-05] need the lowest division and a detail of at most 100 characters', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['', '1号', 'VALUE_REQUIRED'],
      ['999999', '1号', 'ADDRESS_DIVISION'],
      ['440100', '1号', 'ADDRESS_DIVISION'],
      ['110100', '1号', 'ADDRESS_DIVISION'],
      ['440106', ' ', 'ADDRESS_DETAIL'],
      ['440106', '𠮷'.repeat(101), 'ADDRESS_DETAIL'],
      ['440106', '1\u202e号', 'NAME_HIDDEN'],
    ];
    for (const [code, detail, problem] of cases)
      assert.deepEqual(codesOf(parseAddress(code, detail)), [problem], code + detail);
  });

  it('[GD-05] tell which part is wrong, both at once', () => {
    const result = parseAddress('440100', '', { path: 'habitual' });
    assert.deepEqual(result.ok ? [] : result.problems.map(({ code, path: at }) => [code, at]), [
      ['ADDRESS_DIVISION', 'habitual.division'],
      ['ADDRESS_DETAIL', 'habitual.detail'],
    ]);
    const alone = parseAddress('440106', '');
    assert.deepEqual(alone.ok ? [] : alone.problems.map(({ path: at }) => at), ['detail']);
  });

  it('[GD-05] keep Chinese punctuation', () => {
    assert.equal(valueOf(parseAddress('440106', '天河路１号（东塔），Ａ座')).detail, '天河路1号（东塔），A座');
  });
});
