/// How the page looks: desktop, telephone, dark and on paper, with nothing loaded from elsewhere.
enum PageStyle {
  /// The style sheet.
  static let css = colours + layout + tables + plot + narrow + paper

  private static let colours = """
    :root { color-scheme: light dark; --ground: #ffffff; --card: #f4f5f9; --text: #17181c; --soft: #454854;
      --edge: #c3c6d2; --link: #0b4aa2; --good: #0b6b3a; --bad: #a3161d;
      --c0: #a3161d; --c1: #7a4b00; --c2: #0b4aa2; --c3: #6a2c91; --c4: #00626a; --c5: #3c5a00; --c6: #8a1c5c;
      --c7: #3f4654; --c8: #1b5e20; --c9: #5d4037; --c10: #283593; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #14161b; --card: #1e2129; --text: #eef0f5; --soft: #bfc3cf; --edge: #4a4f5d;
        --link: #9cc3ff; --good: #7fdca6; --bad: #ff9d9d;
        --c0: #ff9d9d; --c1: #f0bd6a; --c2: #9cc3ff; --c3: #d5a9f5; --c4: #7fdbe3; --c5: #b9dd6e; --c6: #f5a3cf;
        --c7: #c5cad6; --c8: #a5d6a7; --c9: #dcbfae; --c10: #aab6ff; } }

    """

  private static let layout = """
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--text);
      font: 1rem/1.55 system-ui, "DejaVu Sans", "Segoe UI", sans-serif; }
    header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 2.5rem; }
    h1 { font-size: 2.1rem; line-height: 1.15; margin: 0 0 .5rem; }
    h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.75rem 0 .75rem; }
    p, li { max-width: 46rem; }
    a { color: var(--link); }
    .lead { font-size: 1.15rem; color: var(--soft); }
    .soft { color: var(--soft); }
    .skip { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .9rem; padding: 0;
      margin: 1.5rem 0; list-style: none; }
    .tiles li { background: var(--card); border-radius: .6rem; padding: .9rem 1rem; }
    .tiles strong { display: block; font-size: 1.9rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
    .good { color: var(--good); } .bad { color: var(--bad); }
    .mark { white-space: nowrap; }
    code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .9em; overflow-wrap: anywhere; }
    footer { margin-top: 3rem; padding-bottom: 2.5rem; color: var(--soft); }

    """

  private static let tables = """
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
    th, td { padding: .5rem .6rem; border-bottom: 1px solid var(--edge); text-align: left; vertical-align: top; }
    thead th { border-bottom-width: 2px; font-size: .9rem; }
    td.figure, th.figure { text-align: right; }
    tbody th { font-weight: 600; }

    """

  private static let plot = """
    figure { margin: 1rem 0; }
    .chart { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start; }
    .plot { width: 100%; height: auto; display: block; }
    .plot text { fill: var(--text); font-size: 11px; font-family: inherit; }
    .plot .grid { stroke: var(--edge); stroke-width: .6; fill: none; }
    .line { fill: none; stroke-width: 2.4; stroke-linejoin: round; }
    .plot .mark { font-weight: 700; font-size: 12px; }
    .legend { list-style: none; padding: 0; margin-top: 0; } .legend li { margin-bottom: .4rem; }
    .swatch { width: 2.75rem; height: .65rem; vertical-align: middle; margin-right: .4rem; }
    .line-0 { stroke: var(--c0); } .line-1 { stroke: var(--c1); } .line-2 { stroke: var(--c2); }
    .line-3 { stroke: var(--c3); } .line-4 { stroke: var(--c4); } .line-5 { stroke: var(--c5); }
    .line-6 { stroke: var(--c6); } .line-7 { stroke: var(--c7); } .line-8 { stroke: var(--c8); }
    .line-9 { stroke: var(--c9); } .line-10 { stroke: var(--c10); }
    .plot .mark-0 { fill: var(--c0); } .plot .mark-1 { fill: var(--c1); } .plot .mark-2 { fill: var(--c2); }
    .plot .mark-3 { fill: var(--c3); } .plot .mark-4 { fill: var(--c4); } .plot .mark-5 { fill: var(--c5); }
    .plot .mark-6 { fill: var(--c6); } .plot .mark-7 { fill: var(--c7); }
    .plot .mark-8 { fill: var(--c8); } .plot .mark-9 { fill: var(--c9); } .plot .mark-10 { fill: var(--c10); }

    """

  /// On a telephone each row of a table is a block of its own, each figure behind the name of its column.
  private static let narrow = """
    @media (max-width: 46rem) {
      h1 { font-size: 1.7rem; }
      .chart { grid-template-columns: minmax(0, 1fr); }
      table, thead, tbody, tr, th, td, caption { display: block; }
      thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
      tbody tr { background: var(--card); border-radius: .6rem; margin: .75rem 0; padding: .5rem .2rem; }
      th, td { border: 0; padding: .2rem .7rem; }
      td { display: flex; justify-content: space-between; gap: 1rem; }
      td.figure, th.figure { text-align: right; }
      td::before { content: attr(data-label); color: var(--soft); text-align: left; }
      caption { padding: 0; }
    }

    """

  private static let paper = """
    @page { size: A4; margin: 16mm 14mm; }
    @media print {
      :root { color-scheme: light; --ground: #fff; --card: #fff; --text: #000; --soft: #333; --edge: #888;
        --link: #000; --good: #000; --bad: #000; --c0: #a3161d; --c1: #7a4b00; --c2: #0b4aa2; --c3: #6a2c91;
        --c4: #00626a; --c5: #3c5a00; --c6: #8a1c5c; --c7: #3f4654; --c8: #1b5e20; --c9: #5d4037; --c10: #283593; }
      body { font-size: 10.5pt; line-height: 1.4; }
      header, main, footer { max-width: none; padding: 0; }
      .skip { display: none; }
      .tiles li { border: 1px solid var(--edge); }
      h2, h3 { break-after: avoid; }
      tr, figure, li, .tiles { break-inside: avoid; }
      thead { display: table-header-group; }
      p { orphans: 3; widows: 3; }
    }
    """
}
