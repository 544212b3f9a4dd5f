import { whenChanged } from './freshness.mjs';
import { runNode, step } from './run.mjs';

const rollup = 'node_modules/rollup/dist/bin/rollup';
const sources = ['packages', 'rollup.config.mjs', 'tools/rollup', 'package-lock.json'];

/** Bundles the portals of the reference system, unless nothing changed. */
export function ensurePortal() {
  return whenChanged('portal', [...sources, 'examples/portal', 'examples/embed'], () =>
    step('Building the portals', () => bundle('portal')),
  );
}

/** Builds one named part of `rollup.config.mjs`. */
export async function bundle(part) {
  const { code, output } = await runNode([rollup, '--config', 'rollup.config.mjs', '--silent'], {
    env: { CINNABAR_BUILD: part },
    capture: true,
    quiet: true,
  });
  if (code !== 0) throw new Error(`The build of ${part} failed:\n${output}`);
}
