/// How a page looks: system fonts, one column, readable on a phone, in the dark and on paper. Nothing is loaded.
enum Stylesheet {
  static let screen: StaticString = """
    :root { --ink: #0b0c0c; --soft: #484f54; --paper: #ffffff; --shade: #f3f2f1; --line: #b1b4b6; --accent: #1d70b8;
      --alarm: #ca3519; --caution: #b26200; --calm: #00703c; --s0: #1d70b8; --s1: #b5470b; --s2: #00703c; --s3: #53308f; --s4: #0f7d75; --s5: #801650;
      --idle: #8a9196; --window: #f6d77a; }
    @media screen and (prefers-color-scheme: dark) {
      :root { --ink: #f1f1ef; --soft: #b9bec2; --paper: #14171a; --shade: #22272b; --line: #4b5358; --accent: #7cb8f0;
        --alarm: #ff7a5c; --caution: #f5ad4e; --calm: #5cc98c; --s0: #6fb1ee; --s1: #f39a5b; --s2: #62c98f; --s3: #b79bea; --s4: #57c4bb; --s5: #e58bc0;
        --idle: #7b848a; --window: #5c4a12; }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
    header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 1rem; color: var(--soft); }
    header p { margin: 0; padding-bottom: .6rem; border-bottom: 1px solid var(--line); }
    h1, h2, h3, p, li, dd, dt, td, th, caption, figcaption { overflow-wrap: anywhere; }
    h1 { font-size: 2.25rem; line-height: 1.15; margin: 0 0 .75rem; letter-spacing: -.01em; text-wrap: balance; }
    h2 { font-size: 1.6rem; line-height: 1.2; margin: 3rem 0 1rem; text-wrap: balance; }
    h3 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .5rem; }
    p, ul, ol { margin: 0 0 1rem; }
    ul { padding-left: 1.25rem; }
    li { margin-bottom: .35rem; }
    .intro { margin-bottom: .25rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    a:focus-visible, summary:focus-visible { outline: 3px solid #ffdd00; outline-offset: 2px; background: #ffdd00; color: #0b0c0c; }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: .5rem; top: .5rem; padding: .5rem; }
    .verdict { margin: 1.75rem 0 1.5rem; padding: .25rem 0 .25rem 1.25rem; border-left: .6rem solid var(--calm); }
    .verdict.alarm { border-color: var(--alarm); }
    .verdict.caution { border-color: var(--caution); }
    .verdict :last-child { margin-bottom: 0; }
    .lead { font-size: 1.3rem; line-height: 1.4; }
    dl { margin: 0 0 1.5rem; border-top: 1px solid var(--line); }
    dl div { display: grid; grid-template-columns: 13rem 1fr; gap: .25rem 1.25rem; padding: .65rem 0; border-bottom: 1px solid var(--line); }
    dt { font-weight: 700; }
    dd { margin: 0; }
    .literal { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .92em; overflow-wrap: anywhere; }
    .steps { list-style: none; padding: 0; counter-reset: step; }
    .steps li { counter-increment: step; position: relative; padding: 0 0 1rem 3.5rem; margin: 0; }
    .steps li::before { content: counter(step); position: absolute; left: 0; top: 0; width: 2.25rem; height: 2.25rem; border: 2px solid var(--ink); border-radius: 50%; font-weight: 700; text-align: center; line-height: 2.05rem; }
    .steps li:not(:last-child)::after { content: ""; position: absolute; left: 1.1rem; top: 2.5rem; bottom: .25rem; border-left: 2px solid var(--line); }
    .steps h3 { margin: 0 0 .15rem; padding-top: .25rem; }
    .steps p { margin: 0 0 .35rem; }
    .due { color: var(--soft); font-weight: 700; }
    nav { margin: 2.5rem 0 0; padding: 1rem 1.25rem .75rem; background: var(--shade); }
    nav h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
    nav ul { list-style: none; padding: 0; margin: 0; columns: 2; }
    nav li { break-inside: avoid; }
    table { width: 100%; border-collapse: collapse; margin: 1.25rem 0 1.5rem; font-size: 1rem; line-height: 1.4; }
    caption { text-align: left; font-weight: 700; padding-bottom: .35rem; }
    th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); }
    tbody th { font-weight: 400; min-width: 8.5rem; }
    td { min-width: 4.5rem; }
    td:last-child { min-width: 8.5rem; }
    thead th { overflow-wrap: normal; }
    th:last-child, td:last-child { padding-right: 0; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    thead .number { white-space: normal; }
    footer { margin-top: 3.5rem; padding-bottom: 3rem; color: var(--soft); font-size: .85em; }
    footer p:first-child { border-top: 1px solid var(--line); padding-top: 1rem; }
    @media (max-width: 40rem) {
      body { font-size: 1.0625rem; }
      h1 { font-size: 1.75rem; }
      h2 { font-size: 1.4rem; margin-top: 2.5rem; }
      .lead { font-size: 1.15rem; }
      .verdict { padding-left: 1rem; border-left-width: .45rem; }
      dl div { grid-template-columns: 1fr; }
      nav ul { columns: 1; }
      .cards thead { position: absolute; left: -999rem; }
      .cards, .cards tbody, .cards tr, .cards td, .cards th, .cards caption { display: block; }
      .cards tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
      tbody th, td, td:last-child { min-width: 0; }
      .cards td, .cards th { display: grid; grid-template-columns: 8.5rem 1fr; gap: .75rem; border: 0; padding: .1rem 0; text-align: left; white-space: normal; }
      .cards td::before, .cards th[data-label]::before { content: attr(data-label); color: var(--soft); }
    }

    """

  static let figures: StaticString = """
    .plotted { margin: 1.5rem 0 2rem; }
    figure { margin: 0; }
    figcaption { margin-bottom: .75rem; }
    figcaption strong { display: block; }
    figcaption span { color: var(--soft); font-size: .9em; }
    .plot { display: block; overflow: visible; }
    .plot text { fill: var(--ink); font-size: 15px; }
    .plot .value { font-weight: 700; font-variant-numeric: tabular-nums; }
    .plot .tick { fill: var(--soft); font-size: 13px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
    .plot .note { font-size: 13px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
    .plot .window-note { font-weight: 700; }
    .track { fill: var(--shade); }
    .bar { fill: var(--idle); }
    .bar.lead { fill: var(--s0); }
    .bar.outside { fill: var(--idle); }
    .window { fill: var(--window); fill-opacity: .6; }
    .grid { stroke: var(--line); stroke-opacity: .55; }
    .axis { stroke: var(--ink); }
    .mark { stroke: var(--ink); stroke-dasharray: 2 3; }
    .line { fill: none; stroke-width: 2px; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
    .line.s0 { stroke: var(--s0); stroke-width: 3px; }
    .line.s1 { stroke: var(--s1); stroke-dasharray: 8 4; }
    .line.s2 { stroke: var(--s2); stroke-dasharray: 2 4; }
    .line.s3 { stroke: var(--s3); stroke-dasharray: 10 4 2 4; }
    .fill.s0 { fill: var(--s0); } .fill.s1 { fill: var(--s1); } .fill.s2 { fill: var(--s2); }
    .fill.s3 { fill: var(--s3); } .fill.s4 { fill: var(--s4); } .fill.s5 { fill: var(--s5); }
    .legend { list-style: none; padding: 0; margin: 0 0 .5rem; display: flex; flex-wrap: wrap; gap: .15rem 1.25rem; font-size: .85em; }
    .legend li { margin: 0; display: flex; align-items: center; gap: .45rem; }
    details { margin-top: .75rem; }
    summary { cursor: pointer; color: var(--accent); text-decoration: underline; text-underline-offset: .15em; width: fit-content; }
    details table { margin-top: .75rem; }

    """

  static let print: StaticString = """
    @media print {
      @page { size: A4; margin: 18mm 16mm; }
      body { font-size: 10.5pt; line-height: 1.4; }
      header, main, footer { max-width: none; padding: 0; }
      h1 { font-size: 22pt; } h2 { font-size: 15pt; margin-top: 9mm; } h3 { font-size: 11.5pt; margin-top: 5mm; }
      .lead { font-size: 12pt; } table { font-size: 9.5pt; }
      nav, .skip, summary { display: none; }
      .verdict, .track, .bar, .fill, .window, .legend svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      h1, h2, h3, caption, figcaption { break-after: avoid; }
      figure, .steps li, dl div, tr { break-inside: avoid; }
      p, li { orphans: 3; widows: 3; }
      details::details-content { content-visibility: visible; block-size: auto; display: block; }
    }

    """
}
