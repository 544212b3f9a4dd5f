/** What the elements need from the world outside the page. Types only: an element never calls `fetch`. */
export type {
  ContractState,
  RoomContract,
  RoomFile,
  RoomParty,
  RoomSigner,
  SealAsset,
  SignerState,
  SigningRoomState,
} from './room.ts';
export type {
  FileSubmission,
  InkMark,
  Mark,
  PreparedFile,
  PreparedRevision,
  SealMark,
  Submission,
} from './submission.ts';
export type { IntentChallenge, IntentMethod, IntentOutcome, IntentRequest, SigningStatus } from './intent.ts';
export type { SigningBackend } from './signing-backend.ts';
