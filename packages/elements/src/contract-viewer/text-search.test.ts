import { assert } from 'chai';
import { PageText } from './text-search.ts';

const runs = [
  { text: '甲方（用人单', endsLine: true },
  { text: '位）：', endsLine: false },
  { text: 'Labour', endsLine: true },
  { text: 'contract  No. ', endsLine: false },
  { text: '𬭎𬭎', endsLine: false },
];
const text = new PageText(3, runs);
const found = (query: string): string[] =>
  text
    .find(query)
    .map((match) => match.pieces.map(({ run, start, end }) => runs[run]!.text.slice(start, end)).join('|'));

describe('text search', () => {
  it('finds a Chinese phrase broken over two lines', () => {
    assert.deepEqual(found('用人单位'), ['用人单|位']);
  });

  it('ignores case and takes a line end between words for a space', () => {
    assert.deepEqual(found('labour CONTRACT'), ['Labour|contract']);
    assert.deepEqual(found('labourcontract'), []);
  });

  it('treats full-width and half-width forms alike', () => {
    assert.deepEqual(found('(用人'), ['（用人']);
  });

  it('keeps characters beyond the basic plane whole', () => {
    assert.deepEqual(found('𬭎'), ['𬭎', '𬭎']);
  });

  it('finds nothing for an empty phrase', () => {
    assert.deepEqual(found('  '), []);
  });
});
