/** New values of some properties; undefined takes a property away. */
export type Changes<Thing> = { readonly [Key in keyof Thing]?: Thing[Key] | undefined };

/** The thing with something changed: counted as one change, whatever and however much it is. */
export function changed<Thing extends { readonly version: number }>(thing: Thing, changes: Changes<Thing>): Thing {
  const next: Record<string, unknown> = { ...thing, version: thing.version + 1 };
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) Reflect.deleteProperty(next, key);
    else next[key] = value;
  }
  return next as unknown as Thing;
}
