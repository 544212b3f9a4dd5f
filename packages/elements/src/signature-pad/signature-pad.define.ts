import { define } from '../internal/define.ts';
import { CinnabarSignaturePad } from './signature-pad.ts';

define('cinnabar-signature-pad', CinnabarSignaturePad);
