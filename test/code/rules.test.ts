import { describe, expect, test } from 'vitest';
import { codeRules } from '../../src/rules/code/index.ts';
import { loadPages } from '../../src/rules/pages.ts';
import { scanText } from './held.ts';
import { findings, judged } from './judge.ts';

const DONE = "analytics.track('Order Completed', { total: 19.9, currency: 'EUR' });";

describe('code/unplanned-event', () => {
  const rule = 'code/unplanned-event';
  test('names the nearest planned event', async () => {
    expect(await findings(rule, "analytics.track('Order Complete');")).toEqual([
      '1 error: The code sends "Order Complete", which is not in the plan; did you mean "Order Completed"?',
    ]);
  });
  test('judges every name that a call can have', async () => {
    expect(
      await findings(
        rule,
        "declare const paid: boolean;\nanalytics.track(paid ? 'Order Completed' : 'Order Failed');",
      ),
    ).toEqual([
      '2 error: The code sends "Order Failed", which is not in the plan; did you mean "Order Placed"?',
    ]);
  });
  test('a pattern must fit one planned event', async () => {
    const code = (prefix: string) =>
      `export const f = (n: string) => { let k = JSON.parse(n); analytics.track(\`${prefix}\${k}\`); };`;
    expect(await findings(rule, code('Order '))).toEqual([]);
    expect(await findings(rule, code('Basket '))).toEqual([
      '1 warn: The code sends "Basket *" (* is not known), and no planned event fits that.',
    ]);
  });
});

describe('code/wrong-call', () => {
  test('an event planned as a page is no track call', async () => {
    expect(await findings('code/wrong-call', "analytics.track('Home');")).toEqual([
      '1 error: "Home" is sent as a track call; the plan has it as page.',
    ]);
  });
});

describe('code/unplanned-property', () => {
  const rule = 'code/unplanned-property';
  test('points at the key', async () => {
    const [found] = await judged(
      rule,
      "analytics.track('Order Completed', {\n  total: 1,\n  currncy: 'EUR',\n});",
    );
    expect(found?.message).toBe(
      '"Order Completed" is sent with "currncy", which the plan does not have; did you mean "currency"?',
    );
    expect(found?.location).toMatchObject({ start: { line: 5, column: 3 }, end: { line: 5, column: 10 } });
    expect(found?.subject).toBe('event:Order Completed/property:currncy');
  });
  test('what every call may carry is planned', async () => {
    expect(
      await findings(
        rule,
        "analytics.track('Order Completed', { total: 1, currency: 'EUR', country: 'DE', user_id: 'u1' });",
      ),
    ).toEqual([]);
  });
  test('what a wrapper adds is one finding, where it is added', async () => {
    const code = `const send = (event: string, props: object) => analytics.track(event, { ...props, build: 7 });
send('Order Completed', { total: 1, currency: 'EUR' });
send('Cart Viewed', { items: 1 });`;
    expect(await findings(rule, code)).toEqual([
      '1 warn: send adds "build" to every call; 2 of the planned events it sends do not have it.',
    ]);
  });
  test('names of objects are ordinary names', async () => {
    expect(
      await findings(
        rule,
        "analytics.track('Order Completed', { total: 1, currency: 'EUR', constructor: 1 });",
      ),
    ).toHaveLength(1);
  });
});

describe('code/missing-property', () => {
  const rule = 'code/missing-property';
  test('absent, and there only under a condition', async () => {
    const code =
      "declare const paid: boolean;\nanalytics.track('Order Completed', { ...(paid && { total: 1 }) });";
    expect(await findings(rule, code)).toEqual([
      '2 warn: "Order Completed" is sent with "total" only under a condition; the plan requires it always.',
      '2 error: "Order Completed" is sent without "currency", which the plan requires.',
    ]);
  });
  test('a payload that does not show whole is not judged', async () => {
    expect(
      await findings(rule, "declare const rest: object;\nanalytics.track('Order Completed', { ...rest });"),
    ).toEqual([]);
  });
  test('a call is right when it fits any variant', async () => {
    expect(
      await findings(rule, "analytics.track('Cart Viewed', { items: 2 });\nanalytics.track('Cart Viewed');"),
    ).toEqual([]);
  });
});

describe('code/invalid-value', () => {
  test('literals of another type, and outside the enum', async () => {
    expect(
      await findings(
        'code/invalid-value',
        "analytics.track('Order Completed', { total: '1', currency: 'GBP' });",
      ),
    ).toEqual([
      '1 error: "total" of "Order Completed" is string here; the plan wants number.',
      '1 error: "currency" of "Order Completed" is "GBP" here; the plan allows "EUR", "USD".',
    ]);
  });
});

describe('code/unplanned-trait', () => {
  test('traits that nobody planned', async () => {
    expect(
      await findings('code/unplanned-trait', "analytics.identify('u1', { plan_teir: 'plus' });"),
    ).toEqual([
      '1 error: The trait "plan_teir" is set on a person, and the plan does not have it; did you mean "plan_tier"?',
    ]);
  });
});

describe('code/personal-data', () => {
  const rule = 'code/personal-data';
  test('an e-mail address in what the plan calls not personal, and in what it does not classify', async () => {
    const code =
      "declare const user: { email: string };\nanalytics.track('Order Completed', { total: 1, currency: user.email, note: user.email });";
    expect(await findings(rule, code)).toEqual([
      '2 error: user.email flows into "currency": it looks like user.contact.email, and the plan says that the property is not personal.',
      '2 warn: user.email flows into "note": it looks like user.contact.email, and the plan does not say what privacy category that has.',
    ]);
  });
  test('everything that a form holds', async () => {
    expect(
      await findings(
        rule,
        "declare const form: { values: object };\nanalytics.track('Order Completed', { note: form.values });",
      ),
    ).toEqual(['2 warn: All of form.values flows into "note", whatever people put in there.']);
  });
});

describe('code/ended-event', () => {
  test('deprecated is a warning, retired an error', async () => {
    expect(
      await findings('code/ended-event', "analytics.track('Order Placed');\nanalytics.track('Order Sent');"),
    ).toEqual([
      '1 warn: "Order Placed" is deprecated and ends on 2027-03-31, and still sent; "Order Completed" replaces it.',
      '2 error: "Order Sent" is retired, and still sent; "Order Completed" replaces it.',
    ]);
  });
});

describe('code/never-sent', () => {
  const rule = 'code/never-sent';
  test('a live event that the system should send', async () => {
    expect(await findings(rule, `${DONE}\nanalytics.page('Home');`)).toEqual([
      'plan warn: No code of web sends "Cart Viewed", which is live.',
    ]);
  });
  test('is milder where names do not show, and silent where only a part was looked at', async () => {
    const code = `${DONE}\nanalytics.page('Home');\nanalytics.track(JSON.parse('"x"'));`;
    expect(await findings(rule, code)).toEqual([
      'plan info: No code of web sends "Cart Viewed", which is live (1 call has a name that reading does not show).',
    ]);
    expect(await findings(rule, code, { partial: true })).toEqual([]);
  });
});

describe('code/wrong-system', () => {
  test('an event of the web is not sent from ios', async () => {
    expect(await findings('code/wrong-system', DONE, { system: 'ios' })).toEqual([
      '1 warn: "Order Completed" is sent from ios; the plan has it from web.',
    ]);
    expect(await findings('code/wrong-system', DONE)).toEqual([]);
  });
});

describe('code/identify-missing', () => {
  test('an event that must carry a known identifier, and nobody says who', async () => {
    expect(await findings('code/identify-missing', DONE)).toEqual([
      'plan warn: web sends 1 event that must carry a known identifier, such as "Order Completed", and has no identify call.',
    ]);
    expect(await findings('code/identify-missing', `${DONE}\nanalytics.identify('u1');`)).toEqual([]);
  });
});

describe('code/direct-sdk', () => {
  test('one call goes around the wrapper that the others take', async () => {
    const code =
      "function trackShop(event: string) {\n  analytics.track(event);\n}\ntrackShop('A');\ntrackShop('B');\ntrackShop('C');\nanalytics.track('D');";
    expect(await findings('code/direct-sdk', code)).toEqual([
      '7 info: This call goes to segment directly; 3 others go through trackShop, and what that adds or guards is missing here.',
    ]);
  });
});

describe('code/dynamic-name', () => {
  test('says why, and a comment settles it', async () => {
    expect(await findings('code/dynamic-name', "analytics.track(JSON.parse('x'));")).toEqual([
      '1 info: What this call sends does not show: the global JSON.parse(). Write "// dataplan-event: Name, Other Name" above it.',
    ]);
    expect(
      await findings(
        'code/dynamic-name',
        "// dataplan-event: Cart Viewed\nanalytics.track(JSON.parse('x'));",
      ),
    ).toEqual([]);
  });
});

// Each example on a page is scanned and held against the shop's plan.
describe('pages', async () => {
  const pages = await loadPages();
  for (const rule of codeRules)
    for (const [index, example] of (pages.get(rule.id)?.examples ?? []).entries())
      test(`${rule.id}, example ${index + 1}`, async () => {
        if (rule.id === 'code/unreadable-file') {
          const { unreadable } = await scanText({ 'shop.ts': example.text });
          expect(unreadable.length > 0).toBe(example.verdict === 'incorrect');
          return;
        }
        const system = example.text.includes('code of ios') ? 'ios' : 'web';
        const found = await judged(rule.id, example.text, { system });
        expect(found.length > 0).toBe(example.verdict === 'incorrect');
      });
});
