import '../field-layer/field-layer.define.ts';
