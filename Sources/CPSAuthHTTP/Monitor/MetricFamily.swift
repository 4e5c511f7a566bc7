/// A measured quantity as a monitor collects it: one name, one kind, one sample for each set of labels.
///
/// Names end with the unit (`_seconds`, `_bytes`) and counters with `_total`, as OpenMetrics wants them.
public struct MetricFamily: Sendable, Hashable {
  /// What a monitor may do with the samples.
  public enum Kind: String, Sendable, Hashable {
    /// It only grows, until the process ends.
    case counter
    /// It goes up and down.
    case gauge
    /// Counts by upper bound, with their sum.
    case histogram
  }

  /// One value.
  public struct Sample: Sendable, Hashable {
    /// What stands behind the family's name: `_bucket`, `_sum`, `_count`, or nothing.
    public let suffix: String
    /// Labels by name.
    ///
    /// Never a person, a card, a session or an address: each value is one of a set that the service itself bounds.
    public let labels: [String: String]
    /// The value.
    public let value: Double

    /// A value.
    public init(_ value: Double, labels: [String: String] = [:], suffix: String = "") {
      self.value = value
      self.labels = labels
      self.suffix = suffix
    }
  }

  /// The name: letters, digits and underscores.
  public let name: String
  /// What it is, in one sentence of English.
  public let help: String
  /// What a monitor may do with it.
  public let kind: Kind
  /// The values.
  public let samples: [Sample]

  /// A quantity.
  public init(_ name: String, _ kind: Kind, help: String, samples: [Sample]) {
    self.name = name
    self.kind = kind
    self.help = help
    self.samples = samples
  }
}
