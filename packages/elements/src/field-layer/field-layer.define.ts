import { define } from '../internal/define.ts';
import { CinnabarFieldLayer } from './field-layer.ts';
import { CinnabarFieldSheet } from './field-sheet.ts';

define('cinnabar-field-sheet', CinnabarFieldSheet);
define('cinnabar-field-layer', CinnabarFieldLayer);
