import '../contract-viewer/contract-viewer.define.ts';
