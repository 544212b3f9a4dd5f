/** Milliseconds that one sample takes at least: a quick candidate runs several times in it. */
const sampleLength = 30;
const mostRuns = 100;

/**
 * Times candidates side by side: every round takes one sample of each in random order, and ratios are taken within the
 * round, so that whatever else the machine does weighs on all alike. Candidates in `slow` sit out all but the first
 * rounds. Before a sample of one long run garbage is collected; not before quick ones, for a collection asked for throws
 * away compiled code as well, which costs up to four times what is measured, and a server collects once in thousands of
 * runs.
 * @returns by name, the median time of one run and the median ratio to the candidate `reference`
 */
export async function compare(candidates, { rounds, reference, slow = [], slowRounds = rounds, warm = 1500 }) {
  const names = Object.keys(candidates);
  const runs = {};
  for (const name of names) runs[name] = await runsFor(candidates[name], slow.includes(name) ? warm / 3 : warm);
  const ratios = Object.fromEntries(names.map((name) => [name, []]));
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const taking = names.filter((name) => round < slowRounds || !slow.includes(name));
    const took = {};
    for (const name of shuffled(taking)) took[name] = await sample(candidates[name], runs[name]);
    for (const name of taking) {
      times[name].push(took[name]);
      ratios[name].push(took[name] / took[reference]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, { ms: median(times[name]), ratio: median(ratios[name]) }]));
}

/** Warms the candidate up for `warm` milliseconds, and tells how many runs make a sample. */
async function runsFor(candidate, warm) {
  const times = [];
  for (const until = performance.now() + warm; times.length === 0 || performance.now() < until;) {
    const began = performance.now();
    await candidate();
    times.push(performance.now() - began);
  }
  return Math.min(mostRuns, Math.ceil(sampleLength / median(times)));
}

/** The median of the runs: what else the machine does hits some of them only. */
async function sample(candidate, runs) {
  if (runs === 1) globalThis.gc?.();
  const times = [];
  for (let i = 0; i < runs; i++) {
    const began = performance.now();
    await candidate();
    times.push(performance.now() - began);
  }
  return median(times);
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

export function shuffled(names) {
  return names
    .map((name) => [Math.random(), name])
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
}
