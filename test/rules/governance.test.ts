import { approvalOwed } from '../../src/rules/governance/approval-owed.ts';
import { futureApproval } from '../../src/rules/governance/future-approval.ts';
import { idleApproval } from '../../src/rules/governance/idle-approval.ts';
import { selfApproval } from '../../src/rules/governance/self-approval.ts';
import { sunsetTooSoon } from '../../src/rules/governance/sunset-too-soon.ts';
import { unguarded } from '../../src/rules/governance/unguarded.ts';
import { testRule } from '../rule-tester.ts';

testRule(approvalOwed, {
  passes: {
    'given on the event, or on the property': `
teams: { privacy: { function: legal } }
governance: { approvals: [{ category: user.contact, by: privacy }] }
properties: { email: { type: string, privacy: user.contact.email, approved: { by: privacy, date: 2026-05-02 } }, phone: { type: string, privacy: user.contact.phone_number } }
events:
  Account Created: { properties: [email] }
  Phone Added: { approved: { by: privacy, date: 2026-05-02 }, properties: [phone] }`,
    'not yet owed': `
teams: { privacy: { function: legal } }
governance: { approvals: [{ category: user.contact, by: privacy }] }
events: { Account Created: { status: proposed, properties: { email: { type: string, privacy: user.contact.email } } } }`,
  },
  fails: {
    'by category, sensitivity and system': {
      plan: `
teams: { privacy: { function: legal }, checkout: { function: engineering } }
systems: { web: { role: source }, meta-ads: { role: advertising } }
flows: [{ from: web, to: meta-ads, events: ["Order *"] }]
governance: { approvals: [{ category: user.contact, by: privacy }, { sensitivity: restricted, by: privacy }, { to: meta-ads, by: privacy }] }
traits: { person: { «email»: { type: string, privacy: user.contact.email } } }
events:
  «Order Completed»: { owner: checkout, approved: { by: checkout, date: 2026-05-02 } }
  «Blood Type Entered»: { properties: { blood_type: { type: string, privacy: user.health_and_medical } } }`,
      finds: [
        'Trait "email" needs the approval of "privacy", since "email" is user.contact.email.',
        'Event "Order Completed" needs the approval of "privacy", since it goes to meta-ads; only "checkout" gave one.',
        'Event "Blood Type Entered" needs the approval of "privacy", since "blood_type" is restricted.',
      ],
      subjects: ['trait:person.email', 'event:Order Completed', 'event:Blood Type Entered'],
    },
  },
});

testRule(futureApproval, {
  passes: {
    today: `
teams: { privacy: { function: legal } }
events: { Order Completed: { approved: { by: privacy, date: 2026-06-01 } } }`,
  },
  fails: {
    tomorrow: {
      plan: `
teams: { privacy: { function: legal } }
events: { Order Completed: { approved: «{ by: privacy, date: 2026-06-02 }» } }`,
      finds: 'The approval of "Order Completed" by "privacy" is dated 2026-06-02, which is still to come.',
    },
  },
});

testRule(sunsetTooSoon, {
  passes: {
    'after the window': `
governance: { deprecation_window: P90D }
events: { Order Placed: { sunset: 2026-08-30 } }`,
    'announced on a day that the plan does not know': `
governance: { deprecation_window: P90D }
events: { Order Placed: { status: deprecated, sunset: 2026-06-02 } }`,
  },
  fails: {
    'before the window ends': {
      plan: `
governance: { deprecation_window: P90D }
events: { Order Placed: { sunset: «2026-08-29» } }`,
      finds:
        'Event "Order Placed" ends on 2026-08-29, in 89 days, without notice: it is not even deprecated, and the window of P90D allows 2026-08-30 at the earliest.',
    },
  },
});

testRule(selfApproval, {
  passes: {
    'somebody else too': `
teams: { privacy: { function: legal }, checkout: { function: engineering } }
events: { Order Completed: { owner: checkout, approved: [{ by: checkout, date: 2026-05-02 }, { by: privacy, date: 2026-05-02 }] } }`,
  },
  fails: {
    'the owner alone': {
      plan: `
teams: { checkout: { function: engineering } }
events: { Order Completed: { owner: checkout, approved: «{ by: checkout, date: 2026-05-02 }» } }`,
      finds: '"Order Completed" was approved only by "checkout", which owns it.',
    },
  },
});

testRule(idleApproval, {
  passes: {
    'one that fits': `
teams: { privacy: { function: legal } }
governance: { approvals: [{ category: user.contact, by: privacy }] }
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
  },
  fails: {
    'one that does not': {
      plan: `
teams: { privacy: { function: legal } }
governance: { approvals: [«{ category: user.location, by: privacy }»] }
events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
      finds: 'Nothing live needs the approval of "privacy" for user.location.',
      subjects: ['approval:privacy user.location'],
    },
  },
});

testRule(unguarded, {
  passes: {
    'nothing restricted': `events: { Account Created: { properties: { email: { type: string, privacy: user.contact.email } } } }`,
  },
  fails: {
    'health data and no line': {
      plan: `events: { Profile Completed: { properties: { «blood_type»: { type: string, privacy: user.health_and_medical } } } }`,
      finds: '1 restricted property, such as "blood_type", and no line of `governance.approvals`.',
    },
  },
});
