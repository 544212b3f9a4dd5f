import '../signing-room/signing-room.define.ts';
