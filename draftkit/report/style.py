"""The style sheet of the HTML report: screen and A4 print, no outside resource."""

CSS = """
:root { --ink:#1f2328; --dim:#59636e; --line:#d5dae0; --soft:#f5f6f8; --red:#b3261e; --redbg:#fdf1f0;
  --amber:#8a5a00; --amberbg:#fff8e8; --blue:#2c5d8f; --bluebg:#f0f6fc; --green:#1b6e3c; --greenbg:#eef8f1; }
* { box-sizing:border-box; }
html { -webkit-text-size-adjust:100%; }
body { margin:0; background:#eceef1; color:var(--ink); line-height:1.65; font-size:15px;
  font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Zen Hei",sans-serif; }
main { max-width:1480px; margin:24px auto; background:#fff; padding:40px 48px 48px; border-radius:6px;
  box-shadow:0 1px 4px rgba(0,0,0,.12); }
h1 { font-size:24px; line-height:1.4; margin:0 0 6px; font-weight:700; overflow-wrap:anywhere; }
h2 { font-size:17px; margin:34px 0 12px; padding-bottom:6px; border-bottom:2px solid var(--ink); }
h3 { font-size:15px; margin:22px 0 8px; }
p { margin:0 0 6px; }
.meta { color:var(--dim); font-size:13px; overflow-wrap:anywhere; }
.verdict { display:flex; align-items:center; gap:18px; margin:20px 0 0; padding:14px 18px; border-radius:6px; border:1px solid; }
.verdict b { font-size:22px; white-space:nowrap; letter-spacing:2px; }
.fail { color:var(--red); background:var(--redbg); } .review { color:var(--amber); background:var(--amberbg); }
.pass { color:var(--green); background:var(--greenbg); } .verdict span { color:var(--ink); }
.tiles { display:grid; grid-template-columns:repeat(auto-fit,minmax(130px,1fr)); gap:10px; margin:14px 0 0; padding:0; list-style:none; }
.tiles li { border:1px solid var(--line); border-radius:6px; padding:8px 12px; }
.tiles b { display:block; font-size:20px; line-height:1.3; } .tiles span { font-size:12px; color:var(--dim); }
.tiles .error b { color:var(--red); } .tiles .warning b { color:var(--amber); } .tiles .hint b { color:var(--blue); }
nav { margin:14px 0 0; font-size:13px; color:var(--dim); } nav a { color:var(--blue); margin-right:14px; text-decoration:none; }
table { width:100%; border-collapse:collapse; font-size:14px; }
th { text-align:left; font-weight:600; background:var(--soft); white-space:nowrap; }
th, td { padding:6px 10px; border:1px solid var(--line); vertical-align:top; overflow-wrap:anywhere; }
td.no { width:42px; text-align:center; color:var(--dim); } td.tight { white-space:nowrap; }
.status { display:inline-block; padding:0 8px; border-radius:10px; font-size:12.5px; white-space:nowrap; }
.status.present { background:var(--greenbg); color:var(--green); } .status.merged { background:var(--bluebg); color:var(--blue); }
.status.missing { background:var(--redbg); color:var(--red); font-weight:700; } .status.optional { background:var(--soft); color:var(--dim); }
.finding { border:1px solid var(--line); border-left:5px solid var(--blue); border-radius:4px; padding:8px 14px; margin:0 0 10px; break-inside:avoid; }
.finding p { margin:0 0 2px; }
.finding.error { border-left-color:var(--red); } .finding.warning { border-left-color:#d99a1c; }
.finding header { display:flex; flex-wrap:wrap; gap:4px 12px; align-items:baseline; margin-bottom:4px; }
.finding header b { font-size:15px; } .finding .code { font-family:Consolas,"Liberation Mono",monospace; font-size:12.5px; color:var(--dim); }
.finding .place { font-size:12.5px; color:var(--dim); margin-left:auto; text-align:right; overflow-wrap:anywhere; }
.quote { margin:4px 0 6px; padding:6px 12px; background:var(--soft); border-radius:4px; overflow-wrap:anywhere; white-space:pre-wrap;
  font-family:"FangSong","STFangsong","Songti SC","Noto Serif CJK SC","Source Han Serif SC",serif; font-size:15.5px; unicode-bidi:isolate; }
mark { background:#ffe08a; padding:0 2px; border-radius:2px; border-bottom:2px solid #d99a1c; }
.error mark { background:#ffd0cc; border-bottom-color:var(--red); }
dl { display:grid; grid-template-columns:auto 1fr; gap:1px 10px; margin:4px 0 0; font-size:14px; } dt { color:var(--dim); white-space:nowrap; } dd { margin:0; overflow-wrap:anywhere; }
.fix del { color:var(--red); } .fix ins { color:var(--green); text-decoration:none; font-weight:600; }
.tick { font-size:12.5px; color:var(--dim); margin:5px 0 0; display:flex; flex-wrap:wrap; justify-content:space-between; gap:0 16px; }
.who { font-size:12.5px; color:var(--dim); border:1px solid var(--line); border-radius:10px; padding:0 8px; }
.todo { list-style:none; margin:0; padding:0; } .todo li { padding:5px 0; border-bottom:1px dashed var(--line); position:relative; break-inside:avoid; }
.todo small { color:var(--dim); margin-left:8px; } .todo b { font-weight:600; margin-right:8px; } .todo .near { font-size:13.5px; }
.kind { display:inline-block; min-width:40px; font-weight:600; color:var(--amber); margin-right:6px; }
.origin { display:inline-block; padding:0 7px; border-radius:3px; font-size:12px; white-space:nowrap; border:1px solid; }
.o-fact,.o-basis,.o-table,.o-user { color:var(--green); } .o-past { color:var(--blue); } .o-template { color:var(--dim); } .o-model { color:var(--red); } .o-open { color:var(--amber); }
.source td { font-size:14px; border-width:1px 0; } .source td.text { width:62%; font-family:"FangSong","STFangsong","Songti SC","Noto Serif CJK SC",serif; font-size:15.5px; }
.source small { color:var(--dim); display:block; line-height:1.5; } .source small.part { display:inline; } .source tr { break-inside:avoid; }
.source th { border-width:1px 0; } .source tr.head td { background:var(--soft); font-weight:700; padding-top:4px; padding-bottom:4px; }
.legend { margin:6px 0 12px; padding-left:24px; font-size:13px; color:var(--dim); }
.sign { display:grid; grid-template-columns:2fr 1fr 1fr; gap:20px; margin-top:36px; font-size:14px; } .sign div { border-bottom:1px solid var(--ink); padding-bottom:26px; }
footer { margin-top:26px; font-size:12px; color:var(--dim); }
section.report + section.report { border-top:4px double var(--line); margin-top:48px; padding-top:40px; }
.panes { display:grid; grid-template-columns:minmax(0,1fr); gap:24px; margin-top:20px; }
.paper { font-family:"FangSong","STFangsong","FangSong_GB2312","Songti SC","Noto Serif CJK SC","Source Han Serif SC",serif; font-size:17px; line-height:1.9;
  border:1px solid var(--line); border-radius:6px; padding:32px 40px; background:#fff; overflow-wrap:anywhere; unicode-bidi:isolate; }
.paper p { margin:0; text-indent:2em; white-space:pre-wrap; } .paper p.title { text-indent:0; text-align:center; font-size:22px; font-weight:700; line-height:1.5; margin:10px 0 18px; }
.paper p.h1 { font-family:"SimHei","Heiti SC","Noto Sans CJK SC","WenQuanYi Zen Hei",sans-serif; margin-top:8px; } .paper p.h2 { font-family:"KaiTi","STKaiti","Kaiti SC","Noto Serif CJK SC",serif; }
.paper table { font-size:14px; margin:10px 0; line-height:1.5; }
.m { color:inherit; text-decoration:none; background:var(--bluebg); border-bottom:2px solid var(--blue); scroll-margin:80px; } .m.warning { background:#fff3cf; border-bottom-color:#d99a1c; } .m.error { background:#ffdcd8; border-bottom-color:var(--red); }
.m.on { outline:3px solid #ffb700; outline-offset:1px; } .m.off { background:none; border-bottom:0; } .m.off + sup { display:none; }
.paper sup { font:600 10px/1 sans-serif; color:var(--dim); margin:0 1px; text-indent:0; } .paper .open { background:#eee4ff; border-bottom:1px dashed #6b3fa0; }
.js .paper .trace, .js .paper [data-s] { cursor:pointer; } .js .paper .trace { border-bottom:1px dotted var(--dim); } .js .paper [data-s]:hover { background:#f3f7fb; }
.where { border:1px solid var(--line); border-left:5px solid var(--green); border-radius:4px; padding:8px 14px; margin:6px 0 12px; font-size:14px; background:#fff; position:sticky; top:0; z-index:2; }
.where[hidden] { display:none; } .where small { display:block; color:var(--dim); } .paper span.on { background:#fffbe6; outline:2px solid #ffb700; }
.finding { scroll-margin:90px; } .finding.on, tr.on td { background:#fffbe6; } .finding .level { font-size:12.5px; font-weight:700; }
.finding.error .level { color:var(--red); } .finding.warning .level { color:var(--amber); } .finding.hint .level { color:var(--blue); } .finding a.place { color:var(--blue); }
.finding[hidden] { display:none; } .finding.said { opacity:.75; } .none { color:var(--green); }
.bar, .say { display:none; } .js .bar { display:flex; flex-direction:column; gap:6px; position:sticky; top:0; z-index:1; background:#fff; padding:8px 0; border-bottom:1px solid var(--line); margin-bottom:10px; font-size:13px; }
.bar > div { display:flex; flex-wrap:wrap; gap:6px 12px; align-items:center; } .bar label.error { color:var(--red); } .bar label.warning { color:var(--amber); } .bar label.hint { color:var(--blue); }
.js .say { display:flex; gap:6px; margin-top:6px; } .say input { flex:1; min-width:60px; } button, select, .say input { font:inherit; font-size:13px; padding:2px 10px; border:1px solid #8c959f; border-radius:4px; background:#fff; color:var(--ink); }
button[aria-pressed="true"] { background:var(--ink); color:#fff; } .export { margin-left:auto; } :focus-visible { outline:2px solid var(--blue); outline-offset:2px; }
.js .tick .box { display:none; } .todo input { margin:0 6px 0 0; }
details { margin-top:28px; } summary { cursor:pointer; font-weight:700; font-size:16px; padding-bottom:6px; border-bottom:2px solid var(--ink); }
@media screen and (min-width:1080px) { .panes { grid-template-columns:minmax(0,1fr) minmax(400px,500px); align-items:start; } .side { position:sticky; top:0; max-height:100vh; overflow:auto; padding:0 6px 20px; } .side h2:first-child { margin-top:6px; } }
@media (max-width:640px) { .paper { padding:16px 14px; font-size:16px; } main { margin:0; padding:20px 16px; border-radius:0; } .finding .place { margin-left:0; text-align:left; } .sign { grid-template-columns:1fr; } .tiles { grid-template-columns:repeat(2,1fr); } }
@page { size:A4; margin:18mm 16mm; }
@media print { .bar, .say, .js .bar, .js .say { display:none; } .js .tick .box { display:inline; } .paper { border:0; padding:0; font-size:12pt; line-height:1.7; } .finding[hidden] { display:block; } .panes { display:block; } .js .paper .trace { border:0; } .where { display:none; } body { background:#fff; font-size:10pt; line-height:1.5; } table { font-size:9.5pt; } .quote, .source td.text { font-size:10.5pt; } .source td { font-size:8.5pt; padding:3px 8px; } main { max-width:none; margin:0; padding:0; box-shadow:none; border-radius:0; }
  nav { display:none; } h2 { break-after:avoid; } h3 { break-after:avoid; } section.report + section.report { break-before:page; border:0; margin:0; padding:0; }
  * { -webkit-print-color-adjust:exact; print-color-adjust:exact; } }
"""
