/** Registers every tag of the library. */
import './contract-viewer/contract-viewer.define.ts';
import './field-layer/field-layer.define.ts';
import './field-layer/field-layer.define.ts';
import './intent-dialog/intent-dialog.define.ts';
import './seal-tray/seal-tray.define.ts';
import './signature-pad/signature-pad.define.ts';
import './signing-room/signing-room.define.ts';
