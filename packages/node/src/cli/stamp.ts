import { bytesToUtf8, type ByteSource, type Part, type Parts } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';
import type { FontSet } from '@cinnabar/core/font';
import { isFillControl, validateValue, type Control, type FillControl } from '@cinnabar/core/field';
import { IncrementalWriter, openPdf, unlockPdf } from '@cinnabar/core/pdf';
import { compileControls, fillFields, prepareDocument, readForm } from '@cinnabar/core/stamp';

import { readInput, withFile } from '../files/input.ts';
import { requireFree, writeNew } from '../files/output.ts';
import { exitCodes, parseCommandLine, required, UsageError, words, type Command } from './command.ts';
import { parseControls } from './controls.ts';
import { loadFonts } from './fonts.ts';
import { givenPassword, passwordFor, passwordOptions } from './password.ts';
import { counted, print, printable, progress } from './terminal.ts';

const maxJsonSize = 16 << 20;

export const stamp: Command = {
  help: `Usage: cinnabar stamp FILE [--controls FILE] [--values FILE] -o FILE

Adds form and signature fields to a PDF, and values to form fields, in one new revision. Page contents are not touched.
Files that are signed already are refused.

  --controls FILE    JSON array of controls. Each has id, kind (text, multiline, date, number, select, sign-date,
                     signature, company-seal), role, label (zh-Hans, zh-Hant, en), required, page (0 is the first, -1
                     the last) and rect (x, y, width, height in points, origin at the page's lower left corner).
                     The signing areas of a role become one signature field, sig-<role>.
  --values FILE      JSON object of field name to value. Values of controls are checked by the rules of their kind.
  --font FILE        TrueType font instead of those that come along; may be repeated, in order of preference
  --password WORD    password of an encrypted file, which stays encrypted; asked for at a terminal when absent
  --password-env V   environment variable that holds it, out of sight of other users
  -o, --output FILE  the new file; an existing one is never overwritten
  -h, --help         this text

Examples:
  cinnabar stamp form.pdf --controls controls.json --values values.json -o contract.pdf
  echo '{"name":"王小明"}' > values.json && cinnabar stamp form.pdf --values values.json -o filled.pdf`,

  async run(args) {
    const { values, positionals } = parseCommandLine(args, {
      controls: { type: 'string' },
      values: { type: 'string' },
      font: { type: 'string', multiple: true },
      ...passwordOptions,
      output: { type: 'string', short: 'o' },
    });
    const { FILE: file } = words(positionals, 'FILE');
    const output = required(values.output, '--output');
    if (values.controls === undefined && values.values === undefined) {
      throw new UsageError('There is nothing to stamp: name --controls, --values or both.');
    }
    const fills = values.values === undefined ? {} : textsOf(await readJson(values.values));
    const controls = values.controls === undefined ? undefined : parseControls(await readJson(values.controls));
    const given = givenPassword(values);
    await requireFree(output);
    progress.step(`Reading ${file}`);
    await withFile(file, async (original) => {
      const password = await passwordFor(original, given);
      const fonts = await loadFonts(values.font);
      progress.step('Stamping');
      const parts = controls
        ? await prepareDocument(original, compileControls(withValues(controls, fills)), fonts, {
            password: password ?? '',
          })
        : await fill(original, password, fills, fonts);
      progress.step(`Writing ${output}`);
      await writeNew(output, parts, { finish: original.requireUnchanged });
    });
    progress.end();
    const made = controls ? counted(controls.length, 'control') : counted(Object.keys(fills).length, 'value');
    print(`${printable(output)} is ${printable(file)} with ${made} more.`);
    return exitCodes.done;
  },
};

/** The document with values in its fields. @throws CinnabarError `STAMP_SIGNED`, `FIELD_*`, `FONT_*`, `PDF_*` */
async function fill(
  file: ByteSource,
  password: string | undefined,
  fills: Readonly<Record<string, string>>,
  fonts: FontSet,
): Promise<Parts<Part>> {
  const document = await unlockPdf(openPdf(file), { password });
  if (readForm(document).some(({ type, hasValue }) => type === 'Sig' && hasValue)) {
    throw new CinnabarError('STAMP_SIGNED', 'The document is signed already; what is filled in now is not signed.');
  }
  const writer = new IncrementalWriter(document);
  await fillFields(
    writer,
    document,
    Object.entries(fills).map(([name, value]) => ({ name, value })),
    fonts,
  );
  return writer.write().parts;
}

/** The controls with their values. @throws CinnabarError `STAMP_VALUE` (details: field, reason), `STAMP_VALUE_UNKNOWN` */
function withValues(controls: readonly Control[], fills: Readonly<Record<string, string>>): Control[] {
  const fillable = new Set(controls.filter(isFillControl).map(({ id }) => id));
  const unknown = Object.keys(fills).find((name) => !fillable.has(name));
  if (unknown !== undefined) {
    throw new CinnabarError('STAMP_VALUE_UNKNOWN', 'There is a value for which there is no control.', {
      details: { field: unknown },
    });
  }
  return controls.map((control) => {
    const value = fills[control.id];
    return isFillControl(control) && value !== undefined ? withValue(control, value) : control;
  });
}

function withValue(control: FillControl, value: string): FillControl {
  const problem = validateValue(control, value);
  if (problem) {
    throw new CinnabarError('STAMP_VALUE', 'A value does not suit its control.', {
      details: { field: control.id, reason: problem.code },
    });
  }
  return { ...control, value };
}

/** @throws CinnabarError `JSON_MALFORMED` (details: file), `FILE_*` */
async function readJson(path: string): Promise<unknown> {
  const text = bytesToUtf8(await readInput(path, maxJsonSize));
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CinnabarError('JSON_MALFORMED', `${path} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

/** @throws CinnabarError `STAMP_VALUES_MALFORMED` */
function textsOf(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  if (entries.length === 0 || !entries.every(([, text]) => typeof text === 'string')) {
    throw new CinnabarError('STAMP_VALUES_MALFORMED', 'The values are not a JSON object of names and texts.');
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
