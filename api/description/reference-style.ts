/** The look of the reference, in light and dark, on phones and wide screens. */
export const REFERENCE_STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 0 }
header, main { padding: 1rem 1.5rem; max-width: 56rem }
code, pre { font: .875rem/1.5 ui-monospace, monospace }
pre { background: #8881; border-radius: .5rem; padding: .75rem 1rem; overflow: auto; margin: .25rem 0 }
h2 code { font-size: 1.125rem }
nav h2 { font-size: 1rem; margin: 1rem 0 0 }
nav ul { list-style: none; padding: 0; margin: 0 }
section { border-top: 1px solid #8885; padding-top: .5rem; margin-top: 2rem }
section, tr { scroll-margin-top: 1rem }
figure { margin: 1rem 0 }
summary { cursor: pointer }
.wide { overflow-x: auto }
table { border-collapse: collapse; text-align: left }
td, th { vertical-align: top; padding: .25rem 1rem .25rem 0; border-top: 1px solid #8883 }
td p { margin: 0 }
tr:target { background: #fc03 }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 20rem 1fr }
  header { position: sticky; top: 0; height: 100vh; overflow: auto; box-sizing: border-box }
}
`;
