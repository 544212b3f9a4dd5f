import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  copyTemplate,
  createTemplate,
  decideTemplate,
  employerAndWorker,
  pinTemplate,
  rolesWithoutArea,
  seesTemplate,
  templateFileProblems,
  templateKinds,
  templateMachine,
  templateUseProblem,
  type Actor,
  type CandidateFile,
  type PlatformRules,
  type Template,
  type TemplateEvent,
  type TemplateFile,
} from '@cinnabar/core/contract';
import type { Control, ControlKind } from '@cinnabar/core/field';
import { context, digest, guangzhou, manager, rival, start, worker } from './support.ts';
import { assertStep, labelsOf, no, ok, run, said, tableOf } from './machine-support.ts';

const keeper: Actor = { ...manager, permissions: ['template'] };
const foreign: Actor = { ...keeper, company: 'co-2' };
const authority: Actor = { ref: 'gov-1', role: 'supervision' };
const by = (actor: Actor = keeper, version?: number) => context(actor, guangzhou, start, version);

const control = (id: string, kind: ControlKind, role: string, more: object = {}): Control =>
  ({
    id,
    kind,
    role,
    label: { 'zh-Hans': '签', 'zh-Hant': '簽', en: 'Sign' },
    required: true,
    page: 0,
    rect: { x: 10, y: 10, width: 100, height: 40 },
    ...more,
  }) as Control;

const both = [control('w', 'signature', 'worker'), control('e', 'company-seal', 'employer')];
const file = (name: string, controls: readonly Control[] = both, more: Partial<TemplateFile> = {}): TemplateFile => ({
  id: name,
  name,
  bytes: 1000,
  pages: 2,
  digest,
  controls,
  ...more,
});

const draft = (actor = keeper) =>
  ok(createTemplate({ id: 'tpl-1', name: ' 劳动合同 ', kind: 'labour' }, by(actor))).next;
const events = (template: Template, ...list: TemplateEvent[]) =>
  list.reduce((current, event) => ok(decideTemplate(current, event, by())).next, template);
const withFile = () => events(draft(), { type: 'edit', content: { files: [file('a.pdf')] } });
const closed = () => events(withFile(), { type: 'finish' });
const open = () => events(closed(), { type: 'open' });

const pdf = (changes: Partial<CandidateFile> = {}): CandidateFile => ({
  name: '合同.pdf',
  bytes: 1000,
  head: new TextEncoder().encode('%PDF-1.7\n'),
  ...changes,
});
const codes = (candidate: CandidateFile, others: readonly string[] = [], limits = guangzhou.template) =>
  templateFileProblems(
    candidate,
    others.map((name) => ({ name })),
    limits,
  ).map(({ code }) => code);

describe('files of templates', () => {
  it('[TPL-04, LIM-06, LIM-07] are ten PDFs of ten megabytes', () => {
    assert.deepEqual(codes(pdf({ bytes: 10 * 1024 * 1024 })), []);
    assert.deepEqual(codes(pdf({ bytes: 10 * 1024 * 1024 + 1 })), ['TPL_FILE_SIZE']);
    const nine = Array.from({ length: 9 }, (_, index) => `${String(index)}.pdf`);
    assert.deepEqual(codes(pdf(), nine), []);
    assert.deepEqual(codes(pdf(), [...nine, 'x.pdf']), ['TPL_FILE_COUNT'], 'the eleventh');
  });

  it('[TPL-04] are PDFs by their name and their first bytes', () => {
    const text = (head: string) => new TextEncoder().encode(head);
    assert.deepEqual(codes(pdf({ name: 'a.PDF' })), []);
    assert.deepEqual(codes(pdf({ name: 'a.docx' })), ['TPL_FILE_TYPE']);
    assert.deepEqual(codes(pdf({ head: text('PK\u0003\u0004') })), ['TPL_FILE_TYPE']);
    assert.deepEqual(codes(pdf({ head: text(`${' '.repeat(1019)}%PDF-`) })), []);
    assert.deepEqual(codes(pdf({ head: text(`${' '.repeat(1020)}%PDF-`) })), ['TPL_FILE_TYPE']);
    assert.deepEqual(codes(pdf({ bytes: 0, head: text('') })), ['TPL_FILE_EMPTY']);
    for (const bytes of [NaN, -1, Infinity, 0.5])
      assert.deepEqual(codes(pdf({ bytes })), ['TPL_FILE_SIZE'], 'no length');
  });

  it('[TPL-04] have names of their own, and can be opened', () => {
    assert.deepEqual(codes(pdf({ name: 'A.pdf' }), ['a.PDF']), ['TPL_FILE_DUPLICATE']);
    assert.deepEqual(codes(pdf({ name: 'e\u0301.pdf' }), ['\u00e9.pdf']), ['TPL_FILE_DUPLICATE']);
    assert.deepEqual(codes(pdf({ opened: 'damaged' })), ['TPL_FILE_DAMAGED']);
    assert.deepEqual(codes(pdf({ opened: { pages: 1, encrypted: true } })), ['TPL_FILE_ENCRYPTED']);
    assert.deepEqual(codes(pdf({ opened: { pages: 200, encrypted: false } })), []);
    assert.deepEqual(codes(pdf({ opened: { pages: 201, encrypted: false } })), ['TPL_FILE_PAGES']);
  });

  it('[MSG-08] are refused in the catalogue’s words', () => {
    const words = (candidate: CandidateFile, others: readonly string[] = []) =>
      templateFileProblems(
        candidate,
        others.map((name) => ({ name })),
        guangzhou.template,
      )[0]?.message['zh-Hans'];
    assert.equal(words(pdf({ name: 'a.txt' })), '仅支持PDF格式');
    assert.equal(words(pdf({ bytes: 2 ** 24 })), '单个文件不超过10M');
    assert.equal(
      words(
        pdf(),
        Array.from({ length: 10 }, (_, index) => String(index)),
      ),
      '最多上传10份文件',
    );
  });

  it('[LIM-20] uploaded as they are have limits of their own', () => {
    const limits: Pick<PlatformRules['template'], 'maxFiles' | 'maxFileBytes'> = { maxFiles: 50, maxFileBytes: 50 };
    assert.deepEqual(
      templateFileProblems(pdf({ bytes: 51 }), [], limits).map(({ code }) => code),
      ['TPL_FILE_SIZE'],
    );
  });
});

describe('templates', () => {
  it('[A20.5] have the catalogue’s states', () => {
    assert.deepEqual(tableOf(templateMachine), [
      'DRAFT finish→CLOSED edit→DRAFT delete→DELETED',
      'CLOSED open→OPEN edit→CLOSED delete→DELETED',
      'OPEN close→CLOSED edit→OPEN',
      'DELETED',
    ]);
    assert.deepEqual(labelsOf(templateMachine), ['草稿', '关闭', '开启', '已删除']);
  });

  it('[TPL-01] belong to who has the right, in their company', () => {
    for (const actor of [manager, rival, worker]) {
      assert.equal(no(createTemplate({ id: 't', name: 'n', kind: 'other' }, by(actor))), 'NOT_PERMITTED');
    }
    assert.equal(no(decideTemplate(open(), { type: 'close' }, by(foreign))), 'NOT_PERMITTED');
    assert.equal(no(decideTemplate(open(), { type: 'close' }, by(authority))), 'NOT_PERMITTED');
  });

  it('[TPL-03] have a name of at most fifty characters and a kind', () => {
    const named = (name: string) => no(createTemplate({ id: 't', name, kind: 'labour' }, by()));
    assert.equal(draft().name, '劳动合同');
    assert.equal(named(' '), 'TPL_NAME_REQUIRED');
    assert.equal(named('同'.repeat(51)), 'TPL_NAME_TOO_LONG');
    assert.equal(ok(createTemplate({ id: 't', name: '𠮷'.repeat(50), kind: 'labour' }, by())).next.state, 'DRAFT');
    assert.equal(named('a\u202eb'), 'TPL_NAME_CHARACTER');
    assert.equal(named('a\nb'), 'TPL_NAME_CHARACTER');
    assert.equal(no(createTemplate({ id: 't', name: 'n', kind: 'toString' as never }, by())), 'TPL_KIND');
    assert.deepEqual(
      Object.values(templateKinds).map((label) => label['zh-Hans']),
      ['劳动合同', '劳务合同', '实习协议', '续订', '变更', '解除/终止证明', '保密/竞业协议', '其他'],
    );
  });

  it('[TPL-04, TPL-05, TPL-08] hold files and controls that are sound', () => {
    const edit = (files: readonly TemplateFile[]) =>
      no(decideTemplate(draft(), { type: 'edit', content: { files } }, by()));
    assert.equal(no(decideTemplate(draft(), { type: 'finish' }, by())), 'TPL_FILES_MISSING');
    assert.equal(edit(Array.from({ length: 11 }, (_, index) => file(`${String(index)}.pdf`))), 'TPL_FILE_COUNT');
    assert.equal(edit([file('a.pdf'), file('A.pdf')]), 'TPL_FILE_DUPLICATE');
    assert.equal(edit([file('a.pdf', both, { bytes: 2 ** 24 })]), 'TPL_FILE_SIZE');
    assert.equal(edit([file('a.pdf', both, { pages: 201 })]), 'TPL_FILE_PAGES');
    assert.equal(edit([file('a.pdf', both, { bytes: 0 })]), 'TPL_FILE_EMPTY');
    for (const bytes of [NaN, -1]) assert.equal(edit([file('a.pdf', both, { bytes })]), 'TPL_FILE_SIZE');
    for (const pages of [NaN, 0]) assert.equal(edit([file('a.pdf', both, { pages })]), 'TPL_FILE_PAGES');
    const fullest = file('a.pdf', both, { pages: 200, bytes: 10 * 1024 * 1024 });
    assert.equal(events(draft(), { type: 'edit', content: { files: [fullest] } }).files[0]?.pages, 200);
    assert.equal(
      edit([file('a.pdf', [control('x', 'text', 'worker'), control('x', 'text', 'worker')])]),
      'TPL_CONTROLS',
    );
    assert.equal(edit([file('a.pdf', [control('x', 'text', 'guest')])]), 'TPL_ROLE');
    assert.equal(
      edit([file('a.pdf', [control('x', 'text', 'worker', { page: 2 })])]),
      'TPL_CONTROLS',
      'on page 3 of 2',
    );
  });

  it('[TPL-06] are for two parties', () => {
    assert.deepEqual(draft().parties.roles, ['employer', 'worker']);
    assert.equal(employerAndWorker.label['zh-Hans'], '企业-员工双方签署');
    for (const roles of [[], ['worker', 'worker']]) {
      const parties = { ...employerAndWorker, roles };
      assert.equal(no(decideTemplate(draft(), { type: 'edit', content: { parties } }, by())), 'TPL_PARTIES');
    }
  });

  it('[TPL-09, LIM-08] are closed when made, and opened with an area for every party only', () => {
    assert.equal(closed().state, 'CLOSED');
    const without = (controls: readonly Control[]) => {
      const template = events(
        draft(),
        { type: 'edit', content: { files: [file('a.pdf', controls)] } },
        { type: 'finish' },
      );
      return [no(decideTemplate(template, { type: 'open' }, by())), rolesWithoutArea(template).join()];
    };
    const [signature, seal] = both;
    assert.deepEqual(without([signature ?? assert.fail()]), ['TPL_AREA_MISSING', 'employer']);
    assert.deepEqual(without([seal ?? assert.fail()]), ['TPL_AREA_MISSING', 'worker']);
    assert.deepEqual(without([]), ['TPL_AREA_MISSING', 'employer,worker']);
    for (const weak of ['initials', 'text'] as const) {
      assert.deepEqual(
        without([seal ?? assert.fail(), control('w', weak, 'worker')]),
        ['TPL_AREA_MISSING', 'worker'],
        weak,
      );
    }
    const hidden = [
      seal ?? assert.fail(),
      control('t', 'check', 'worker', { required: false }),
      control('w', 'signature', 'worker', { showWhen: { control: 't', equals: 'yes' } }),
    ];
    assert.deepEqual(without(hidden), ['TPL_AREA_MISSING', 'worker'], 'an area that may be hidden');
    assert.equal(open().state, 'OPEN');
  });

  it('[TPL-12] are edited as another revision, and keep their areas while open', () => {
    assert.equal(withFile().revision, 0);
    assert.equal(open().revision, 1);
    const edited = events(open(), { type: 'edit', content: { name: '新' } });
    assert.deepInclude(edited, { state: 'OPEN', revision: 2, name: '新' });
    const bare = { type: 'edit', content: { files: [file('a.pdf', [])] } } as const;
    assert.equal(no(decideTemplate(open(), bare, by())), 'TPL_AREA_MISSING');
    assert.equal(ok(decideTemplate(closed(), bare, by())).next.revision, 2);
    assert.equal(no(decideTemplate(closed(), { type: 'edit', content: { files: [] } }, by())), 'TPL_FILES_MISSING');
  });

  it('[TPL-01, TPL-12] leave contracts what they pinned', () => {
    const pinned = pinTemplate(open());
    const kept = JSON.stringify(pinned);
    const later = events(open(), { type: 'edit', content: { name: '新' } }, { type: 'close' }, { type: 'delete' });
    assert.equal(later.state, 'DELETED');
    assert.equal(JSON.stringify(pinned), kept);
    assert.deepInclude(pinned, { id: 'tpl-1', version: 1, name: '劳动合同' });
    assert.notStrictEqual(pinTemplate(later).files[0], later.files[0], 'a copy, not a reference');
  });

  it('[TPL-01, A20.5] are deleted when closed only', () => {
    assert.equal(no(decideTemplate(open(), { type: 'delete' }, by())), 'TPL_OPEN');
    assert.equal(ok(decideTemplate(draft(), { type: 'delete' }, by())).next.state, 'DELETED');
  });

  it('[TPL-10, MSG-09] begin contracts while they are open', () => {
    assert.isUndefined(templateUseProblem(open(), manager));
    assert.equal(templateUseProblem(closed(), manager)?.message['zh-Hans'], '模板已关闭，无法发起');
    assert.equal(templateUseProblem(open(), rival)?.code, 'NOT_PERMITTED');
    assert.equal(templateUseProblem(open(), worker)?.code, 'NOT_PERMITTED');
  });

  it('[TPL-11] of the supervision are seen, used and copied by every employer, and changed by none', () => {
    const made = ok(createTemplate({ id: 'pub-1', name: '公共', kind: 'labour' }, by(authority))).next;
    assert.deepInclude(made, { scope: 'public' });
    const steps: TemplateEvent[] = [{ type: 'edit', content: { files: [file('a.pdf')] } }, { type: 'finish' }];
    const shut = steps.reduce((current, event) => ok(decideTemplate(current, event, by(authority))).next, made);
    const shared = ok(decideTemplate(shut, { type: 'open' }, by(authority))).next;
    assert.isFalse(seesTemplate(shut, manager));
    assert.isTrue(seesTemplate(shared, manager));
    assert.isFalse(seesTemplate(shared, worker));
    assert.isTrue(seesTemplate(shut, authority));
    assert.isUndefined(templateUseProblem(shared, rival));
    assert.equal(templateUseProblem(shut, rival)?.code, 'TPL_CLOSED');
    assert.equal(no(decideTemplate(shared, { type: 'close' }, by())), 'NOT_PERMITTED');
    const copy = ok(copyTemplate(shared, 'tpl-9', by())).next;
    assert.deepInclude(copy, { id: 'tpl-9', scope: 'own', company: 'co-1', state: 'CLOSED', revision: 1 });
    assert.deepEqual(copy.copiedFrom, { id: 'pub-1', revision: 1 });
    assert.equal(no(copyTemplate(shut, 'x', by())), 'NOT_PERMITTED');
    assert.equal(ok(copyTemplate(closed(), 'x', by())).next.copiedFrom?.id, 'tpl-1', 'an own one, also closed');
    assert.equal(no(copyTemplate(draft(), 'x', by())), 'NOT_PERMITTED');
    assert.equal(no(copyTemplate(shared, 'x', by(manager))), 'NOT_PERMITTED');
    assert.equal(no(copyTemplate(open(), 'x', by(foreign))), 'NOT_PERMITTED');
  });

  it('[A20.5] move by the table in any order; an open one always has its areas', () => {
    const any = fc.constantFrom<TemplateEvent>(
      { type: 'finish' },
      { type: 'open' },
      { type: 'close' },
      { type: 'delete' },
      { type: 'edit', content: { files: [file('a.pdf')] } },
      { type: 'edit', content: { files: [file('b.pdf', [])] } },
      { type: 'edit', content: { name: '' } },
    );
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (steps) => {
        let current = draft();
        for (const event of steps) {
          const before = current;
          const decision = decideTemplate(before, event, by());
          current = assertStep(templateMachine, before, event.type, decision, (version) =>
            decideTemplate(before, event, by(keeper, version)),
          );
          reached.add(current.state);
          assert.isAtLeast(current.revision, before.revision);
          if (current.state === 'OPEN') assert.deepEqual(rolesWithoutArea(current), []);
          if (before.state === 'DELETED') assert.strictEqual(current, before);
        }
      }),
      run,
    );
    assert.sameMembers([...reached], Object.keys(templateMachine.states));
    assert.include(said(decideTemplate(draft(), { type: 'open' }, by())), '草稿');
  });
});
