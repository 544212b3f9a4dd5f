import { parentPort } from 'node:worker_threads';
import { readGlyphs } from './glyphs.ts';

/** Reads one document after another. See `GlyphReader`. */
parentPort?.on('message', (bytes: Uint8Array) => {
  readGlyphs(bytes).then(
    (glyphs) => parentPort?.postMessage({ glyphs }),
    () => parentPort?.postMessage({}),
  );
});
