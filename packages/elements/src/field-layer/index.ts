export { CinnabarFieldLayer } from './field-layer.ts';
export { FieldChangeEvent, FieldFocusEvent, MarkRemoveEvent, MarkRequestEvent } from './field-layer.events.ts';
export {
  type ControlAddress,
  type ControlProblem,
  type FieldFile,
  FieldModel,
  type FieldProgress,
  type PlacedMark,
} from './field-model.ts';
