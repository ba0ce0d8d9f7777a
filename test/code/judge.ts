import type { CallSite } from '../../src/evidence/call-site.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { judgeCalls } from '../../src/rules/judge-calls.ts';
import { registry } from '../../src/rules/registry.ts';
import { Settings } from '../../src/rules/settings.ts';
import { scanText } from './held.ts';
import { SHOP } from './shop.ts';

const PRELUDE = `import { AnalyticsBrowser } from '@segment/analytics-next';
const analytics = AnalyticsBrowser.load({ writeKey: 'k' });
`;

/** What one rule finds in a shop's code; the code starts on line 3. */
export async function judged(
  rule: string,
  code: string,
  options: { system?: string | null; plan?: string; partial?: boolean } = {},
): Promise<Finding[]> {
  const { system = 'web', plan = SHOP, partial = false } = options;
  const result = await scanText({ 'src/shop.ts': code.includes('@segment') ? code : PRELUDE + code });
  const sites: CallSite[] = result.sites.map((site) => ({ ...site, system }));
  return judgeCalls(sites, await parsePlan(plan), {
    rules: registry,
    settings: new Settings({ only: [rule] }),
    today: '2026-06-01',
    partial,
  });
}

/** As `line: message`, which reads like a report. */
export async function findings(
  rule: string,
  code: string,
  options: Parameters<typeof judged>[2] = {},
): Promise<string[]> {
  return (await judged(rule, code, options)).map(
    ({ location, severity, message }) =>
      `${location.file.endsWith('.ts') ? location.start.line - 2 : 'plan'} ${severity}: ${message}`,
  );
}
