export { defineRule } from './rules/rule.ts';
