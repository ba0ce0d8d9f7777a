// Tokens, type and layout of the report. test/output/tokens.test.ts holds contrast and colour-blind distances.

/** Colours by name, light then dark. */
export const TOKENS = {
  bg: ['#faf9f6', '#13161c'],
  card: ['#ffffff', '#1b1f28'],
  ink: ['#1c2230', '#e9eaed'],
  soft: ['#555c6b', '#a9afba'],
  rule: ['#dcd8ce', '#353b48'],
  edge: ['#878c96', '#7b8290'],
  tint: ['#f1f0ea', '#222732'],
  link: ['#1d4f9c', '#9cc1fa'],
  good: ['#00818f', '#35c4d1'],
  warn: ['#b86a00', '#ffb84d'],
  bad: ['#8f1239', '#ff7a90'],
  unknown: ['#6b7180', '#9097a5'],
  'good-text': ['#006a76', '#35c4d1'],
  'warn-text': ['#8a4f00', '#ffb84d'],
  'bad-text': ['#8f1239', '#ff7a90'],
} as const;

const vars = (side: 0 | 1) =>
  Object.entries(TOKENS)
    .map(([name, colours]) => `--${name}:${colours[side]}`)
    .join(';');

export const STYLE = `
:root{color-scheme:light;${vars(0)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${vars(1)}}}
:root[data-theme=dark]{color-scheme:dark;${vars(1)}}
*{box-sizing:border-box}
html{scroll-padding-top:56px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code,.n{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em;overflow-wrap:anywhere;unicode-bidi:isolate}
h1{font-size:30px;line-height:1.2;margin:0;letter-spacing:-.012em;text-wrap:balance}
h2{font-size:21px;line-height:1.25;margin:0 0 4px;text-wrap:balance;overflow-wrap:anywhere}
h3{font-size:15px;margin:20px 0 8px}
p{margin:0 0 8px}
ul{padding-left:20px;margin:0 0 12px}
.soft,caption,.sub{color:var(--soft)}
.sub{max-width:60em}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px;z-index:9}
.bar{position:sticky;top:0;z-index:2;background:var(--card);border-bottom:1px solid var(--rule)}
.bar>div,main,footer{max-width:1240px;margin:auto;padding:0 24px}
.bar>div{display:flex;gap:14px;align-items:center;min-height:48px}
.bar strong{white-space:nowrap;max-width:14em;overflow:hidden;text-overflow:ellipsis}
nav{flex:1;min-width:0;overflow-x:auto;scrollbar-width:none}
nav ul{display:flex;gap:2px;list-style:none;margin:0;padding:0}
.defs{position:absolute}
.bar li a{display:block;padding:12px 8px;text-decoration:none;white-space:nowrap}
.bar li a:hover{text-decoration:underline}
.bar li a[aria-current]{color:var(--ink);font-weight:600;box-shadow:inset 0 -3px var(--link)}
input,button,select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:4px;padding:5px 10px;min-height:34px;max-width:100%}
input[type=search]{width:150px}button{cursor:pointer}
[hidden]{display:none!important}
main>section{padding:28px 0;border-top:1px solid var(--rule)}
main>section:first-of-type{border:0;padding-top:22px}
.facts{display:flex;flex-wrap:wrap;gap:2px 18px;margin:8px 0 20px;color:var(--soft)}
.first{display:grid;grid-template-columns:minmax(0,1fr) 368px;gap:40px}
table{border-collapse:collapse;width:100%}
caption{text-align:left;padding-bottom:6px}
th,td{text-align:left;padding:7px 12px 7px 0;border-bottom:1px solid var(--rule);vertical-align:top}
tbody th{font-weight:600}
thead th{font-weight:600;font-size:13px;color:var(--soft);border-bottom:1px solid var(--edge);vertical-align:bottom}
.num{text-align:right;white-space:nowrap}
.parts th[scope=row]{font-weight:600;padding-right:20px;line-height:1.35}
.parts th small,.wide th small{display:block;font-weight:400;font-size:13.5px;color:var(--soft);overflow-wrap:anywhere}
.parts tbody td{vertical-align:middle}
.parts .delta{white-space:nowrap}.parts .state{display:inline-block;min-width:6.9em}.parts .delta .soft{display:inline-block;min-width:2.2em;text-align:right}
.parts .score{font-size:19px;font-weight:650;text-align:right;width:44px;padding-right:18px}
.parts .spark .soft{font-size:13px}
.parts svg{display:block}
.dense{font-size:13.5px;min-width:1500px}
.state{font-weight:600}.state.good{color:var(--good-text)}.state.warn{color:var(--warn-text)}.state.bad{color:var(--bad-text)}.state.unknown{color:var(--soft)}
svg text{fill:var(--ink);font:13px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}svg .t2{fill:var(--soft);font-size:12px}
svg .halo{paint-order:stroke;stroke:var(--bg);stroke-width:5px;stroke-linejoin:round}svg .w{font-weight:600}svg .w.warn{fill:var(--warn-text)}svg .w.bad{fill:var(--bad-text)}svg .w.unknown{fill:var(--soft)}
.f-good{fill:var(--good)}.f-bad{fill:var(--bad)}.f-warn{fill:var(--warn)}.f-track{fill:var(--tint)}.f-card{fill:var(--card)}.f-soft{fill:var(--soft)}
.s-edge{stroke:var(--edge)}.s-good{stroke:var(--good)}.s-warn{stroke:var(--warn)}.s-bad{stroke:var(--bad)}.s-unknown{stroke:var(--unknown)}.s-ink{stroke:var(--ink)}.s-rule{stroke:var(--rule)}
.todo{list-style:none;counter-reset:n;margin:8px 0 0;padding:0;border-top:1px solid var(--edge)}
.todo li{counter-increment:n;position:relative;padding:9px 0 10px 32px;border-bottom:1px solid var(--rule);line-height:1.4;overflow-wrap:anywhere}
.todo li::before{content:counter(n);position:absolute;left:2px;top:6px;font-size:20px;font-weight:650;color:var(--soft)}
.todo p{margin:0;font-size:13.5px;color:var(--soft)}
.chip{display:inline-block;font-size:12.5px;line-height:1.3;padding:1px 7px;border:1px solid var(--edge);border-radius:9px;color:var(--ink);background:var(--tint)}
.view{display:block;max-width:100%;margin:6px 0 12px}
.three{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:36px;margin-top:26px}
.three h3{margin-top:0}
.three ul{margin:0;padding:0;list-style:none}.three li{padding:3px 0;border-bottom:1px solid var(--rule)}
.three li b{display:inline-block;min-width:2.1em}
.key{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:13px;color:var(--soft);margin:8px 0 0;padding:0;list-style:none}.key svg{vertical-align:-1px;margin-right:5px}
.scroll{overflow-x:auto;margin:10px 0}
.map{min-width:900px;width:100%;height:auto;display:block}
.map a:hover rect{stroke:var(--link);stroke-width:2}
.journey td{border-left:1px solid var(--rule);padding-left:12px;min-width:9em}
.journey thead td{border-left:0}
.journey thead th{color:var(--ink);font-size:15px;padding-left:12px}
.ev{background:var(--card);border:1px solid var(--rule);border-radius:6px;margin-top:6px;content-visibility:auto;contain-intrinsic-size:auto 42px}
.ev>:not(summary){margin:0 16px 12px}
.ev>summary{display:grid;grid-template-columns:minmax(9em,15em) minmax(0,1fr) auto;gap:2px 16px;align-items:baseline;padding:8px 16px;list-style:none;color:var(--ink)}
.ev>summary::-webkit-details-marker{display:none}
.ev>summary::before{content:"";position:absolute}
.ev[open]>summary{border-bottom:1px solid var(--rule);margin-bottom:12px}
.ev>summary:hover .en{text-decoration:underline}
.en{font-weight:600;overflow-wrap:anywhere;color:var(--link)}.ed{color:var(--soft);overflow-wrap:anywhere}.em{font-size:13px;color:var(--soft);text-align:right}
.props{width:calc(100% - 32px)}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 18px;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:28px}
pre{margin:0;align-self:start;padding:10px 12px;background:var(--tint);border-radius:4px;overflow:auto;font-size:13px;max-height:24em}
details>summary{cursor:pointer;padding:6px 0;color:var(--link)}
.sort{border:0;background:none;padding:0;min-height:0;text-align:inherit;font:inherit;color:inherit}.sort::after{content:" ↕" / "";color:var(--edge)}[aria-sort=ascending]>.sort::after{content:" ↑" / "";color:inherit}[aria-sort=descending]>.sort::after{content:" ↓" / "";color:inherit}
.filters{display:flex;flex-wrap:wrap;gap:8px 16px;margin:10px 0}
tr:target,details:target,h3:target{outline:2px solid var(--link);outline-offset:3px}
footer{padding:20px 24px 40px;color:var(--soft);border-top:1px solid var(--rule)}
@media screen and (min-width:641px){.dense code,.dense .n{overflow-wrap:normal}}
@media (min-width:981px){#list{table-layout:fixed}#list thead th:nth-child(2){width:7.2em}#list thead th:nth-child(3){width:8.5em}#list thead th:nth-child(4){width:17em}#list thead th:nth-child(5){width:18em}}
@media (max-width:980px){.first,.three,.two{grid-template-columns:minmax(0,1fr);gap:26px}}
@media (max-width:640px){
 html{scroll-padding-top:100px}body{font-size:16px}#theme{display:none}.bar>div,main,footer{padding:0 16px}.bar>div{flex-wrap:wrap;gap:0 12px}nav{order:3;flex:0 0 100%}nav ul{margin-left:-8px}.bar li a{padding:10px 8px}.bar strong{flex:1}input[type=search]{width:150px}
 h1{font-size:24px}.facts{gap:0 14px;font-size:14px;margin-bottom:14px}
 .parts thead{position:absolute;clip-path:inset(50%)}.parts tr{display:grid;grid-template-columns:minmax(0,1fr) auto 44px;gap:2px 12px;padding:10px 0;border-bottom:1px solid var(--rule)}
 .parts th,.parts td,.parts .score{border:0;padding:0}.parts .state{min-width:0}.parts .barcell svg{width:100%}.parts .spark{display:none}.parts th[scope=row]{grid-column:1/-1;order:1}.parts .barcell{grid-column:1;order:2;align-self:center}.parts .score{order:3;grid-column:3}.parts .delta{order:4;grid-column:2;grid-row:2;align-self:center}
 dl{display:block}dd{margin-bottom:6px}
 .dense{min-width:0}
 .wide thead{position:absolute;clip-path:inset(50%)}.wide tr{display:block;padding:10px 0;border-bottom:1px solid var(--rule)}.wide th,.wide td{display:block;border:0;padding:1px 0;text-align:left}.wide td[data-l]::before,.wide th[data-l]::before{content:attr(data-l) ": ";color:var(--soft);font-weight:400}
 .journey td{min-width:0}
 th,td{padding-right:8px}.num{white-space:normal}.three td svg{max-width:24px}.three table,#how table{font-size:14px}.three th,.three td,#how th,#how td{padding-right:5px}.three thead th,#how thead th{font-size:11.5px}
 .ev>summary{grid-template-columns:minmax(0,1fr)}.em{text-align:left}
 .props thead{position:absolute;clip-path:inset(50%)}.props tr{display:block;padding:8px 0;border-bottom:1px solid var(--rule)}.props td{display:block;border:0;padding:1px 0}
}
@media print{
 :root,:root[data-theme]{color-scheme:light;${vars(0)};--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--link:#000}
 @page{size:A4;margin:14mm}body{font-size:9.5pt}.bar,.skip,.js{display:none}main{padding:0}h1{font-size:20pt}.first{display:block}.todo{margin-top:4px}.first h2{margin-top:14px}.todo li{padding:5px 0 5px 28px}.three{display:block;break-before:page}.three h3{margin-top:12px}.parts td,.parts th{padding-top:4px;padding-bottom:4px}
 tr,li,svg{break-inside:avoid}h2,h3,caption{break-after:avoid}thead{display:table-header-group}main>section+section{break-before:page}.scroll{overflow:visible}.map{min-width:0}
 .dense{min-width:0;font-size:6.5pt}.dense td,.dense th{padding-right:4px}
 .ev{content-visibility:visible}details:not(.ev)::details-content{content-visibility:visible;block-size:auto}a{text-decoration:none}.sort::after{content:none}
 :root[data-print=full] details.ev::details-content{content-visibility:visible;block-size:auto}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:auto}}
@media (forced-colors:active){.f-good,.f-bad,.f-warn{fill:CanvasText}.s-good,.s-warn,.s-bad{stroke:CanvasText}}
`;
