/** Signatures and seals that people and companies keep. */
export { assetMachine, type AssetState, type AssetTransition } from './asset-machine.ts';
export { assetUseProblem, chooseDefault, decideAsset } from './decide-asset.ts';
export type { AssetRefusal } from './texts.ts';
export { sealTypes, type AssetEvent, type SealType, type SignatureAsset } from './types.ts';
