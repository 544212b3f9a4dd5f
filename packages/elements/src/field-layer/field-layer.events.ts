import type { MarkControl } from '@cinnabar/core/field';
import { CinnabarEvent } from '../internal/cinnabar-event.ts';

/** The signer changed a value. */
export class FieldChangeEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-field-change';
  readonly fileId: string;
  readonly controlId: string;
  readonly value: string;

  constructor(fileId: string, controlId: string, value: string) {
    super(FieldChangeEvent.type);
    this.fileId = fileId;
    this.controlId = controlId;
    this.value = value;
  }
}

/** The signer is at a control now. */
export class FieldFocusEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-field-focus';
  readonly fileId: string;
  readonly controlId: string;

  constructor(fileId: string, controlId: string) {
    super(FieldFocusEvent.type);
    this.fileId = fileId;
    this.controlId = controlId;
  }
}

/** The signer tapped a signing area: a pad or a choice of seals is wanted. */
export class MarkRequestEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-mark-request';
  readonly fileId: string;
  readonly controlId: string;
  readonly kind: MarkControl['kind'];

  constructor(fileId: string, controlId: string, kind: MarkControl['kind']) {
    super(MarkRequestEvent.type);
    this.fileId = fileId;
    this.controlId = controlId;
    this.kind = kind;
  }
}

/** The signer wants a placed mark away. */
export class MarkRemoveEvent extends CinnabarEvent {
  static readonly type = 'cinnabar-mark-remove';
  readonly fileId: string;
  readonly controlId: string;

  constructor(fileId: string, controlId: string) {
    super(MarkRemoveEvent.type);
    this.fileId = fileId;
    this.controlId = controlId;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cinnabar-field-change': FieldChangeEvent;
    'cinnabar-field-focus': FieldFocusEvent;
    'cinnabar-mark-request': MarkRequestEvent;
    'cinnabar-mark-remove': MarkRemoveEvent;
  }
}
