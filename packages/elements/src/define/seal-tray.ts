import '../seal-tray/seal-tray.define.ts';
