export type { Finding } from './findings/finding.ts';
