import '../intent-dialog/intent-dialog.define.ts';
