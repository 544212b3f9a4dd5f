import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { installDebianPackages, mayInstallDebianPackages } from './debian.mjs';
import { root, run, step } from './run.mjs';

/** Other people's verifiers and tokens, each with the Debian package that brings it. */
const debianJudges = {
  pdfsig: 'poppler-utils',
  mutool: 'mupdf-tools',
  qpdf: 'qpdf',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  'softhsm2-util': 'softhsm2',
  'pkcs11-tool': 'opensc',
  unzip: 'unzip',
};

/** Version of pyHanko that judges; kept in a virtual environment of its own below node_modules. */
const pyHanko = 'pyHanko==0.36.2';
const pythonHome = join(root, 'node_modules', '.cinnabar-python');

/** Python that can import pyHanko, or undefined. Tests find it by the variable `CINNABAR_PYHANKO_PYTHON`. */
export function pyHankoPython() {
  const python = process.env.CINNABAR_PYHANKO_PYTHON ?? join(pythonHome, 'bin', 'python');
  return existsSync(python) ? python : undefined;
}

/** Installs the judges that are missing where that may be done; returns the names of those still absent. */
export async function ensureJudges() {
  let missing = absent();
  if (missing.length > 0 && mayInstallDebianPackages()) {
    await installDebianPackages(missing.map((name) => debianJudges[name]));
    missing = absent();
  }
  if (!pyHankoPython() && !(await installPyHanko())) missing.push('pyHanko');
  return missing;
}

function absent() {
  return Object.keys(debianJudges).filter((name) => spawnSync('which', [name]).status !== 0);
}

const bouncyCastleJars = ['bcpkix', 'bcprov', 'bcutil'].map((name) => `/usr/share/java/${name}.jar`);

/** Installs Bouncy Castle and a Java that compiles, where that may be done; false when they stay absent. */
export async function ensureBouncyCastle() {
  const present = () => spawnSync('which', ['javac']).status === 0 && bouncyCastleJars.every((jar) => existsSync(jar));
  if (!present() && mayInstallDebianPackages()) {
    await installDebianPackages(['default-jdk-headless', 'libbcpkix-java']);
  }
  return present();
}

async function installPyHanko() {
  if (mayInstallDebianPackages() && spawnSync('python3', ['-c', 'import venv, ensurepip']).status !== 0) {
    await installDebianPackages(['python3', 'python3-venv']);
  }
  if (spawnSync('python3', ['--version']).status !== 0) return false;
  return step('Installing pyHanko into a virtual environment', async () => {
    const quiet = { capture: true, quiet: true };
    const made = await run('python3', ['-m', 'venv', pythonHome], quiet);
    if (made.code !== 0) return false;
    const { code } = await run(join(pythonHome, 'bin', 'python'), ['-m', 'pip', 'install', '-q', pyHanko], quiet);
    return code === 0;
  });
}
