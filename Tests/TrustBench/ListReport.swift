import BenchSupport
/// The figures of one list, and what they must not exceed.
enum ListReport {
  /// A look-up must answer in microseconds: this many at most.
  private static let maximumLookUp = 10.0

  /// Prints; whether the look-ups are within their limit.
  static func print(_ figures: ListBench.Figures, of name: String) -> Bool {
    Report.row(
      name, Report.number(figures.loading), Report.number(figures.present, 1),
      Report.number(figures.peak, 1), Report.number(figures.hit.median, 2),
      Report.number(figures.miss.median, 2))
    return max(figures.hit.median, figures.miss.median) <= maximumLookUp
  }
}
