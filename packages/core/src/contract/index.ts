/**
 * The state machines and rules of labour contracts, from template to resignation, as pure functions: plain JSON in, plain
 * JSON out; the caller gives the time, the ids, the actor and the rules.
 *
 * Every sub-folder is one subject and lays out its machine alike:
 * - `*-machine.ts`: the table as data (`Machine`), states and events with their labels, exactly the catalogue's;
 * - `types.ts` (or a file by the thing's name): the thing that moves, its events, its refusals;
 * - `decide-*.ts`: `decide…(thing, event, context) → Decision`, the rules behind the table; one file per reason to change;
 * - `texts.ts`: the sentences of its refusals in three languages;
 * - `index.ts`: the sub-folder's door, exported again from here.
 *
 * A decision checks in this order: may the actor do this at all (nobody else learns the state) → did the thing change since
 * (`expectedVersion`) → does the table list the event → do the rules allow it.
 *
 * Shared by all of them: `rules` (limits and presets), `notices` (messages), `rights` (who may do what), `context` (what a
 * decision is told), `refusal` (what every machine refuses), `code` (one-time codes and keyed hashes), `calendar` (days in
 * Shanghai).
 */
export * from './account/index.ts';
export * from './administration/index.ts';
export * from './asset/index.ts';
export * from './batch/index.ts';
export * from './calendar/index.ts';
export * from './certificate/index.ts';
export * from './code/index.ts';
export * from './consent/index.ts';
export * from './context/index.ts';
export * from './employment/index.ts';
export * from './hand-off/index.ts';
export * from './initiation/index.ts';
export * from './intent/index.ts';
export * from './list/index.ts';
export * from './notices/index.ts';
export * from './onboarding/index.ts';
export * from './organisation/index.ts';
export * from './person/index.ts';
export * from './refusal/index.ts';
export * from './rights/index.ts';
export * from './rules/index.ts';
export * from './signing/index.ts';
export * from './template/index.ts';
