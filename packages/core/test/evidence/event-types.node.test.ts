import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { assetMachine, onboardingMachine, organisationMachine, personMachine } from '@cinnabar/core/contract';
import { eventTypes, voidingTypes } from '@cinnabar/core/evidence';
import { assert } from 'chai';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../../src/contract/', import.meta.url));

const words = (states: object): string[] =>
  Object.keys(states).map((state) => state.toLowerCase().replaceAll('_', '-'));

/** What the rules put behind these beginnings. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'verification.': words(personMachine.states),
  'organisation.': words(organisationMachine.states),
  'onboarding.': words(onboardingMachine.states),
  'asset.': words(assetMachine.events),
  'department.': ['add', 'rename', 'relocate', 'remove'],
  'employee.': ['assigned', 'moved'],
};

/** Types of the events in a source: what is given to `domainEvent`, straight or through functions of the same file. */
function typesIn(text: string): string[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const all: ts.Node[] = [];
  const walk = (node: ts.Node): void => {
    all.push(node);
    ts.forEachChild(node, walk);
  };
  walk(source);
  const types: string[] = [];
  /** Functions that emit, with the place of the type among their parameters. */
  const emitters = new Map([['domainEvent', 1]]);
  const seen = new Set<ts.Node>();
  const literals = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      types.push(node.text);
    } else if (ts.isTemplateExpression(node)) {
      const ends = endings[node.head.text] ?? ['?'];
      types.push(...ends.map((end) => node.head.text + end));
    } else if (ts.isConditionalExpression(node)) {
      literals(node.whenTrue);
      literals(node.whenFalse);
    } else if (ts.isElementAccessExpression(node)) {
      literals(node.expression);
    } else if (ts.isIdentifier(node)) {
      for (const other of all) declared(node.text, other);
    } else if (ts.isObjectLiteralExpression(node)) {
      for (const member of node.properties) if (ts.isPropertyAssignment(member)) literals(member.initializer);
    } else if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) {
      literals(node.expression);
    } else {
      assert.fail(`no type can be read from ${node.getText()}`);
    }
  };
  const declared = (name: string, node: ts.Node): void => {
    if (seen.has(node) || !(ts.isVariableDeclaration(node) || ts.isParameter(node)) || node.name.getText() !== name)
      return;
    seen.add(node);
    if (ts.isVariableDeclaration(node)) {
      if (node.initializer) literals(node.initializer);
      return;
    }
    const owner = node.parent;
    const named = ts.isVariableDeclaration(owner.parent) ? owner.parent.name : owner.name;
    if (named) emitters.set(named.getText(), owner.parameters.indexOf(node));
  };
  for (let known = 0; known < emitters.size;) {
    known = emitters.size;
    for (const node of all) {
      if (!ts.isCallExpression(node) || seen.has(node)) continue;
      const place = emitters.get(node.expression.getText());
      const type = place === undefined ? undefined : node.arguments[place];
      if (!type) continue;
      seen.add(node);
      literals(type);
    }
  }
  return types;
}

const emitted = new Set(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('context.ts'))
    .flatMap((path) => typesIn(readFileSync(folder + path, 'utf8'))),
);

describe('types of events', () => {
  it('[GOV-10] have names for everything the rules of contracts cause', () => {
    // A few of each way to emit, so that the search is seen to find them.
    const samples = [
      'contract.completed',
      'worker.addresses-submitted',
      'intent.voided',
      'handoff.drawn',
      'asset.disable',
    ];
    assert.includeMembers([...emitted], [...samples, 'verification.locked', 'signer.opened', 'signature.voided']);
    assert.deepEqual([...emitted].filter((type) => !Object.hasOwn(eventTypes, type)).sort(), []);
  });

  it('know what makes signatures void as the rules do', () => {
    for (const type of voidingTypes) assert.isTrue(emitted.has(type), type);
  });
});
