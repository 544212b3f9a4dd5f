/** Where marks may stand and how they get there: rules, model with undo, and our own pointer dragging. */
export { markKindOf, type DropSurface, type DropTarget, type MarkKind, type PagePoint } from './drop-surface.ts';
export { clampCenter, refusalOf, type PlacementRefusal } from './placement-rules.ts';
export { PlacementModel, type Placed, type PlacementContext, type PlacementOutcome } from './placement-model.ts';
export { placementMessages } from './placement.messages.ts';
export { DragController, type DragDelegate } from './drag-controller.ts';
export { PickController, type PickDelegate } from './pick-controller.ts';
export { artworkPaths } from './artwork-svg.ts';
