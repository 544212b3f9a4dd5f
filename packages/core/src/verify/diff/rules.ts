import type { Change } from './change.ts';
import type { ModificationLevel } from './level.ts';
import { losesMaterial } from './validation-material.ts';
import {
  addsSignatureField,
  appearanceMayChange,
  becomesReadOnly,
  bringsOwnAppearance,
  flagsStayVisible,
  isRedrawn,
  leavesDrawn,
  isNewTimestamp,
  isNewSignature,
  isFillable,
  isMissedByNoField,
  namesNoDrawnField,
  isNoAction,
  isPlainAnnotation,
  keepsFirstIdentifier,
  raisesVersion,
  setsMoreBits,
  switchesState,
  wasEmpty,
  widgetIsSeen,
  widgetOfNewField,
} from './matchers.ts';
import type { Role } from './roles.ts';

/** A kind of change that is understood, and what it amounts to. */
export interface Rule {
  readonly id: string;
  readonly level: ModificationLevel;
  /** Role of the container, or of the whole value. */
  readonly role: Role;
  /** Entries it speaks of; absent: the value as a whole, whatever changes in it. */
  readonly keys?: readonly string[] | 'any';
  /** Absent: any of them. */
  readonly kinds?: readonly Change['kind'][];
  readonly when?: (change: Change) => boolean;
}

/** The first that fits explains a change. What none of them explains is not permitted. */
export const rules: readonly Rule[] = [
  { id: 'file-identifier', level: 'NONE', role: 'trailer', keys: ['ID'], when: keepsFirstIdentifier },
  { id: 'document-information', level: 'LTA_UPDATES', role: 'information' },
  { id: 'metadata', level: 'LTA_UPDATES', role: 'metadata' },
  { id: 'validation-data-lost', level: 'LTA_UPDATES', role: 'validationData', when: losesMaterial },
  { id: 'validation-data', level: 'LTA_UPDATES', role: 'validationData' },
  { id: 'extensions', level: 'LTA_UPDATES', role: 'extensions' },
  { id: 'version', level: 'LTA_UPDATES', role: 'catalog', keys: ['Version'], when: raisesVersion },
  { id: 'structure', level: 'FORM_FILLING', role: 'structure' },
  { id: 'structure', level: 'FORM_FILLING', role: 'page', keys: ['StructParents'], kinds: ['added'] },
  { id: 'structure', level: 'FORM_FILLING', role: 'field', keys: ['StructParent'], kinds: ['added'] },

  { id: 'form-flags', level: 'LTA_UPDATES', role: 'form', keys: ['SigFlags'], when: setsMoreBits },
  {
    id: 'form-appearances',
    level: 'FORM_FILLING',
    role: 'form',
    keys: ['NeedAppearances'],
    when: leavesDrawn,
  },
  {
    id: 'form-resource-added',
    level: 'FORM_FILLING',
    role: 'form',
    keys: ['DA'],
    kinds: ['added'],
    when: namesNoDrawnField,
  },
  { id: 'form-resource-added', level: 'FORM_FILLING', role: 'resources', keys: ['ProcSet'], kinds: ['added'] },
  {
    id: 'form-resource-added',
    level: 'FORM_FILLING',
    role: 'resourceCategory',
    keys: 'any',
    kinds: ['added'],
    when: isMissedByNoField,
  },

  ...(['fields', 'kids'] as const).flatMap((role): Rule[] => [
    {
      id: 'timestamp-field-added',
      level: 'LTA_UPDATES',
      role,
      keys: 'any',
      kinds: ['added'],
      when: addsSignatureField('timestamp'),
    },
    {
      id: 'signature-field-added',
      level: 'FORM_FILLING',
      role,
      keys: 'any',
      kinds: ['added'],
      when: addsSignatureField('signature'),
    },
    {
      id: 'empty-signature-field-added',
      level: 'FORM_FILLING',
      role,
      keys: 'any',
      kinds: ['added'],
      when: addsSignatureField('empty'),
    },
  ]),
  { id: 'field-timestamped', level: 'LTA_UPDATES', role: 'field', keys: ['V'], when: isNewTimestamp },
  { id: 'field-signed', level: 'FORM_FILLING', role: 'field', keys: ['V'], when: isNewSignature },
  {
    id: 'field-filled',
    level: 'FORM_FILLING',
    role: 'field',
    keys: ['V'],
    when: (change) => isFillable(change) && wasEmpty(change),
  },
  { id: 'field-changed', level: 'FORM_FILLING', role: 'field', keys: ['V'], when: isFillable },
  { id: 'field-changed', level: 'FORM_FILLING', role: 'value', when: isFillable },
  { id: 'field-filled', level: 'FORM_FILLING', role: 'field', keys: ['RV'], when: isFillable },
  {
    id: 'field-redrawn',
    level: 'FORM_FILLING',
    role: 'field',
    keys: ['AS'],
    when: (change) => switchesState(change) && isRedrawn(change),
  },
  {
    id: 'field-state',
    level: 'FORM_FILLING',
    role: 'field',
    keys: ['AS'],
    when: switchesState,
  },
  {
    id: 'field-state',
    level: 'FORM_FILLING',
    role: 'field',
    keys: ['I', 'TI'],
    when: (change) => change.spot.field?.type === 'Ch' && isFillable(change),
  },
  { id: 'field-date', level: 'FORM_FILLING', role: 'field', keys: ['M'], when: appearanceMayChange },
  { id: 'field-locked', level: 'FORM_FILLING', role: 'field', keys: ['Ff'], when: becomesReadOnly },
  { id: 'field-locked', level: 'FORM_FILLING', role: 'field', keys: ['F'], when: flagsStayVisible },
  ...(['field-redrawn', 'field-appearance'] as const).flatMap((id): Rule[] => {
    const redrawn = id === 'field-redrawn';
    const shared = {
      id,
      level: 'FORM_FILLING',
      when: (change: Change) =>
        appearanceMayChange(change) && bringsOwnAppearance(change) && (!redrawn || isRedrawn(change)),
    } as const;
    return [
      { ...shared, role: 'appearances', keys: 'any' },
      { ...shared, role: 'appearance' },
    ];
  }),

  {
    id: 'timestamp-field-added',
    level: 'LTA_UPDATES',
    role: 'annotations',
    keys: 'any',
    kinds: ['added'],
    when: (change) => widgetOfNewField('timestamp')(change) && !widgetIsSeen(change),
  },
  {
    id: 'signature-field-shown',
    level: 'FORM_FILLING',
    role: 'annotations',
    keys: 'any',
    kinds: ['added'],
    when: (change) => widgetOfNewField('signature')(change) && widgetIsSeen(change),
  },
  {
    id: 'signature-field-added',
    level: 'FORM_FILLING',
    role: 'annotations',
    keys: 'any',
    kinds: ['added'],
    when: widgetOfNewField('signature'),
  },
  { id: 'annotation', level: 'ANNOTATIONS', role: 'annotations', keys: 'any', when: isPlainAnnotation },
  { id: 'annotation', level: 'ANNOTATIONS', role: 'annotation', when: isPlainAnnotation },
  { id: 'annotation', level: 'ANNOTATIONS', role: 'annotationPart', when: isNoAction },
];

/** The rule that explains `change`, if there is one. */
export function ruleFor(change: Change, scope: 'entry' | 'whole'): Rule | undefined {
  return rules.find(
    ({ role, keys, kinds, when }) =>
      role === change.spot.role &&
      (scope === 'whole' ? keys === undefined : keys === 'any' || keys?.includes(change.key)) &&
      (kinds?.includes(change.kind) ?? true) &&
      (when?.(change) ?? true),
  );
}
