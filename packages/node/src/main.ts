import { run } from './cli/run.ts';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? process.exitCode : 70);
});
process.exitCode = await run(process.argv.slice(2));
