/**
 * Colours, by what they are for. Blue, ochre and vermilion are told apart under every common form of colour blindness; shape, pattern or word stands
 * beside each. Text on its ground has at least 4.5 : 1.
 */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f5f1; --line: #d9d6cc; --line-strong: #8c8a82;
  --ink: #1b1f24; --quiet: #565c66; --link: #0b4f94; --focus: #0b4f94;
  --error: #a53a06; --warning: #7a5300; --note: #2b5f92;
  --error-fill: #d55e00; --warning-fill: #c98a00; --note-fill: #4b86bd;
  --first: #0b5fa5; --other: #b5521b;
  --full: #d3e5f5; --part: #fbebc2; --part-hatch: #ecd189; --none: #fbd9c8; --none-hatch: #f0b294;
  --in-force: #2f78b7; --ended: #b3b7bd; --proposed: #a05a00; --mark: #1b1f24;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #13161a; --raised: #1c2127; --line: #353c45; --line-strong: #7f8894;
    --ink: #e7e9ec; --quiet: #a9b1bc; --link: #8cc2f5; --focus: #f2c14e;
    --error: #ff9a6c; --warning: #f0c05a; --note: #93c5f3;
    --error-fill: #e8743a; --warning-fill: #d9a032; --note-fill: #5b9bd5;
    --first: #5ba6e6; --other: #e58b55;
    --full: #1d3d5c; --part: #4a3c12; --part-hatch: #5f4e1c; --none: #572a16; --none-hatch: #703a22;
    --in-force: #4a94d3; --ended: #59616b; --proposed: #e3a548; --mark: #e7e9ec;
  }
}
`;
