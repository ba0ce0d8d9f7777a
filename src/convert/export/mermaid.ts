import { deliveries } from '../../plan/deliveries.ts';
import type { Exporter } from './exporter.ts';

/** The systems map as a Mermaid flowchart: systems by side, and how many events go where. */
export const mermaid: Exporter = {
  id: 'mermaid',
  title: 'Mermaid systems map',
  source: 'https://mermaid.js.org/syntax/flowchart.html',
  write(plan, writing) {
    writing.sections('systems', 'flows', 'events');
    const ids = new Map([...plan.systems.keys()].map((key, index) => [key, `s${index}`]));
    const edges = new Map<string, Set<string>>();
    for (const arriving of deliveries(plan).values()) {
      for (const { path, event, traits } of arriving) {
        path.slice(1).forEach((to, index) => {
          const key = `${path[index] ?? ''}\u0000${to}`;
          const carried = edges.get(key) ?? new Set();
          carried.add(event?.key ?? `traits of ${traits ?? ''}`);
          edges.set(key, carried);
        });
      }
    }
    const lines = ['flowchart LR'];
    for (const side of ['product', 'product-and-marketing', 'marketing', 'storage', null]) {
      const own = [...plan.systems.values()].filter((system) => system.side === side);
      if (own.length === 0) continue;
      lines.push(
        `  subgraph ${side === null ? 'other' : side.replaceAll('-', '_')}["${side === null ? 'Other systems' : side.replaceAll('-', ' ')}"]`,
      );
      for (const { key, role } of own)
        lines.push(`    ${ids.get(key)}["${label(key)}${role === null ? '' : `<br/>${label(role)}`}"]`);
      lines.push('  end');
    }
    for (const [key, carried] of [...edges].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [from = '', to = ''] = key.split('\u0000');
      const events = [...carried];
      const text = events.length === 1 ? label(events[0] ?? '') : `${events.length} events`;
      lines.push(`  ${ids.get(from)} -->|"${text}"| ${ids.get(to)}`);
    }
    return [{ path: 'systems.mmd', text: `${lines.join('\n')}\n` }];
  },
};

/** Mermaid's own characters as entities, so that names are only ever text. */
function label(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[#"<>&;[\]{}()|`\\]/g, (character) => `#${character.charCodeAt(0)};`);
}
