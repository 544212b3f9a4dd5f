import { define } from '../internal/define.ts';
import { CinnabarIntentDialog } from './intent-dialog.ts';

define('cinnabar-intent-dialog', CinnabarIntentDialog);
