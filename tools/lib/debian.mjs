import { existsSync } from 'node:fs';

import { run, step } from './run.mjs';

let updated = false;

/** True where Debian's packages can be installed without asking anybody for a password. */
export function mayInstallDebianPackages() {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

/** Installs Debian packages; false when one of them cannot be had. */
export async function installDebianPackages(packages) {
  return step(`Installing Debian packages: ${packages.join(' ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    if (!updated) await run('apt-get', ['update', '-qq'], { capture: true, quiet: true, env });
    updated = true;
    const { code } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      capture: true,
      quiet: true,
      env,
    });
    return code === 0;
  });
}
