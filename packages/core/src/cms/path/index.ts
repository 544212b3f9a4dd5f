export { validatePath, type PathDemands, type ValidPath } from './validate-path.ts';
