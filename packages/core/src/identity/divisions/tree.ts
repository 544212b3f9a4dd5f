import { areaList } from '@vant/area-data';

export type DivisionLevel = 'province' | 'city' | 'county';

export interface Division {
  /** Six digits. */
  readonly code: string;
  readonly name: string;
  /** Its rank, whatever its depth: a district of Beijing is a county. Townships of cities without counties are too. */
  readonly level: DivisionLevel;
  /**
   * Whether GB/T 2260 lists the code. False for development zones, the townships of cities without counties and what is
   * below Hong Kong, Macau and Taiwan: people live there, but no identity number begins so.
   */
  readonly official: boolean;
  /** Whether {@link children} gives any. */
  readonly hasChildren: boolean;
}

const { province_list: provinceNames, city_list: cityNames, county_list: countyNames } = areaList;

/** Merged away since 2020, but in the data: kept for reading codes, not offered. */
const abolished = new Set(['320611', '350402', '370634']);

/** Zones and an administrative committee numbered like counties. */
const zonesLikeCounties = new Set(['320112', '321150', '632857']);

/** 东莞, 中山, 儋州 and 嘉峪关 have no counties: the data numbers their townships instead. */
const citiesWithoutCounties = /^(?:4419|4420|4604|6202)/;

/** Cities that exist for the numbering only: those of the municipalities, and groups of counties governed by a province. */
function isNumberingOnly(cityCode: string): boolean {
  return /^(?:11|12|31|50)/.test(cityCode) || /^\d\d90/.test(cityCode);
}

function isOfficial(code: string): boolean {
  if (/^(?:71|81|82)/.test(code)) return code.endsWith('0000');
  if (countyNames[code] === undefined) return true;
  return !citiesWithoutCounties.test(code) && !/[79]\d$/.test(code) && !zonesLikeCounties.has(code);
}

function parentOf(code: string): string | undefined {
  if (provinceNames[code] !== undefined) return undefined;
  const province = `${code.slice(0, 2)}0000`;
  const city = `${code.slice(0, 4)}00`;
  return cityNames[code] !== undefined || isNumberingOnly(city) ? province : city;
}

let childCodes: ReadonlyMap<string | undefined, readonly string[]> | undefined;

/** Every division under its parent, in the order of codes; made when first asked for. */
function tree(): ReadonlyMap<string | undefined, readonly string[]> {
  if (childCodes) return childCodes;
  const codes = new Map<string | undefined, string[]>();
  const offered = [
    ...Object.keys(provinceNames),
    ...Object.keys(cityNames).filter((code) => !isNumberingOnly(code)),
    ...Object.keys(countyNames).filter((code) => !abolished.has(code)),
  ].sort();
  for (const code of offered) {
    const siblings = codes.get(parentOf(code));
    if (siblings) siblings.push(code);
    else codes.set(parentOf(code), [code]);
  }
  childCodes = codes;
  return codes;
}

/** The division of a code; undefined for codes that are unknown, malformed or long abolished. */
export function division(code: string): Division | undefined {
  const level = levelOf(code);
  if (!level) return undefined;
  return {
    code,
    name: nameOf(code) ?? '',
    level,
    official: isOfficial(code),
    hasChildren: tree().has(code),
  };
}

function levelOf(code: string): DivisionLevel | undefined {
  if (Object.hasOwn(provinceNames, code)) return 'province';
  if (Object.hasOwn(cityNames, code)) return 'city';
  return Object.hasOwn(countyNames, code) ? 'county' : undefined;
}

function nameOf(code: string): string | undefined {
  return provinceNames[code] ?? cityNames[code] ?? countyNames[code];
}

/** Provinces, autonomous regions, municipalities and special administrative regions: 34. */
export function provinces(): readonly Division[] {
  return below(undefined);
}

/** What is directly below a division; empty for counties, and for codes that are unknown. */
export function children(code: string): readonly Division[] {
  return below(code);
}

function below(code: string | undefined): readonly Division[] {
  return (tree().get(code) ?? []).map(division).filter((found) => found !== undefined);
}

/**
 * From the province down to the division of a code: 广东省, 广州市, 天河区; 北京市, 东城区; 河南省, 济源市. Codes of identity
 * numbers may be older than the data: where the county is unknown the path ends at the city, where that is, at the
 * province; it is empty when not even the province is known.
 */
export function path(code: string): readonly Division[] {
  if (!/^\d{6}$/.test(code)) return [];
  const known = [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`].find(
    (candidate) => levelOf(candidate) && !isHiddenCity(candidate),
  );
  const ends = known === undefined ? [] : [known];
  for (let parent = known && parentOf(known); parent !== undefined; parent = parentOf(parent)) ends.unshift(parent);
  return ends.map(division).filter((found) => found !== undefined);
}

function isHiddenCity(code: string): boolean {
  return Object.hasOwn(cityNames, code) && isNumberingOnly(code);
}

/** The names of {@link path} in one string: `广东省广州市天河区`; empty when unknown. */
export function fullName(code: string): string {
  return path(code)
    .map(({ name }) => name)
    .join('');
}
