/** Who may do what. */
export {
  may,
  rightsMatrix,
  type Actor,
  type ActorRole,
  type Permission,
  type Reach,
  type Right,
  type RightTarget,
} from './rights.ts';
