export { certificatePolicies } from './policy-extensions.ts';
export { validatePath, type PathDemands, type ValidPath } from './validate-path.ts';
