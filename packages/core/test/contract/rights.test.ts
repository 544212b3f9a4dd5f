import { assert } from 'chai';
import { may, rightsMatrix, type Actor, type ActorRole, type Right } from '@cinnabar/core/contract';

const roles: readonly ActorRole[] = ['admin', 'agent', 'legal-rep', 'worker', 'supervision', 'system'];

function actor(role: ActorRole, permissions: Actor['permissions'] = []): Actor {
  const member = ['admin', 'agent', 'legal-rep'].includes(role);
  return { ref: 'me', role, permissions, ...(member ? { company: 'co-1' } : {}) };
}

/** Who has the right over a thing of company co-1 that is their own, without any permission given. */
function holders(right: Right): string {
  return roles.filter((role) => may(actor(role), right, { company: 'co-1', owner: 'me' })).join(' ');
}

describe('rights', () => {
  it('[A1.4, ACT-01, ACT-02, ACT-03, ACT-04, ACT-05] are those of the matrix', () => {
    const found = Object.fromEntries((Object.keys(rightsMatrix) as Right[]).map((right) => [right, holders(right)]));
    assert.deepEqual(found, {
      'company.create': 'admin agent',
      'company.verify': 'admin agent legal-rep',
      'company.review-overseas': 'supervision',
      'staff.manage': 'admin agent',
      'contract.manage': 'admin agent',
      'contract.sign-company': 'admin',
      'contract.sign-legal-rep': 'legal-rep',
      'template.own': '',
      'template.public.use': 'admin agent',
      'template.public.manage': 'supervision',
      'administration.transfer': 'admin',
      personal: 'admin agent legal-rep worker',
      'log.read': 'admin agent worker',
      'log.read-aggregated': 'supervision',
      system: 'system',
    });
  });

  it('[A1.4, GEN-03] of templates and seals are given one by one', () => {
    const target = { company: 'co-1' };
    assert.isTrue(may(actor('agent', ['seal']), 'contract.sign-company', target));
    assert.isFalse(may(actor('agent', ['template']), 'contract.sign-company', target));
    for (const role of ['admin', 'agent'] as const) {
      assert.isTrue(may(actor(role, ['template']), 'template.own', target), role);
      assert.isFalse(may(actor(role, ['seal']), 'template.own'), 'nor is the menu shown');
    }
    assert.isFalse(may(actor('worker', ['seal', 'template']), 'contract.sign-company', target));
  });

  it('[A1.4] end at the company, and at one’s own', () => {
    const other = { company: 'co-2', owner: 'somebody' };
    for (const right of Object.keys(rightsMatrix) as Right[]) {
      for (const role of roles) {
        if (rightsMatrix[right][role] === 'any') continue;
        assert.isFalse(may(actor(role, ['seal', 'template']), right, other), `${role} ${right}`);
      }
    }
    assert.isFalse(may({ ref: 'me', role: 'admin' }, 'contract.manage', {}), 'no company, no right');
  });

  it('[GEN-03] without a target tell what a menu shows', () => {
    assert.isTrue(may(actor('admin'), 'administration.transfer'));
    assert.isFalse(may(actor('agent'), 'administration.transfer'));
  });
});
