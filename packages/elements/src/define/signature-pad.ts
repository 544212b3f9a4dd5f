import '../signature-pad/signature-pad.define.ts';
