import { portal } from './tools/rollup/portal.mjs';

const parts = { portal };

/** Every bundle of the workspace; `CINNABAR_BUILD` names one of them. */
export default process.env.CINNABAR_BUILD ? parts[process.env.CINNABAR_BUILD] : Object.values(parts);
