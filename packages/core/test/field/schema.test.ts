import { assert } from 'chai';

import type { fillControlSchema, markControlSchema } from '@cinnabar/core/field';
import { controlSchema, type Control, type FillControl, type MarkControl } from '@cinnabar/core/field';

/** The type of what a schema admits, for the words of JSON Schema that the schema of controls uses. */
type Admitted<S> = S extends { readonly anyOf: infer Of extends readonly unknown[] }
  ? { [K in keyof Of]: Admitted<Of[K]> }[number]
  : S extends { readonly enum: infer Values extends readonly unknown[] }
    ? Values[number]
    : S extends { readonly type: 'array'; readonly items: infer Item }
      ? readonly Admitted<Item>[]
      : S extends {
            readonly type: 'object';
            readonly properties: infer P;
            readonly required: infer R extends readonly string[];
          }
        ? { readonly [K in keyof P as K extends R[number] ? K : never]: Admitted<P[K]> } & {
            readonly [K in keyof P as K extends R[number] ? never : K]?: Admitted<P[K]>;
          }
        : S extends { readonly type: 'string' }
          ? string
          : S extends { readonly type: 'integer' | 'number' }
            ? number
            : S extends { readonly type: 'boolean' }
              ? boolean
              : never;

/** Intersections written out, so that types which say the same are the same. */
type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends object
    ? { [K in keyof T]: Plain<T[K]> }
    : T;

type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

// The compiler is the judge: a property that schema and type spell differently makes these lines an error.
const sameFill: Same<Admitted<typeof fillControlSchema>, FillControl> = true;
const sameMark: Same<Admitted<typeof markControlSchema>, MarkControl> = true;
const sameControl: Same<Admitted<typeof controlSchema>, Control> = true;

describe('schema of controls', () => {
  it('[TPL-07] says what the types say', () => {
    assert.isTrue(sameFill && sameMark && sameControl);
    // The proof can fail: another type is told apart.
    const other: Same<Admitted<typeof fillControlSchema>, FillControl & { readonly more?: string }> = false;
    assert.isFalse(other);
  });

  it('survives being written as JSON', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(controlSchema)), controlSchema as unknown);
  });
});
