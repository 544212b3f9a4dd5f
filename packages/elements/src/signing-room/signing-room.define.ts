import '../contract-viewer/contract-viewer.define.ts';
import '../field-layer/field-layer.define.ts';
import '../intent-dialog/intent-dialog.define.ts';
import '../seal-tray/seal-tray.define.ts';
import '../signature-pad/signature-pad.define.ts';
import { define } from '../internal/define.ts';
import { CinnabarSigningRoom } from './signing-room.ts';

define('cinnabar-signing-room', CinnabarSigningRoom);
