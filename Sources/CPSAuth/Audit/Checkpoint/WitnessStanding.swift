/// How a witness of an audit log stands.
public struct WitnessStanding: Sendable, Hashable {
  /// Whether it is out of reach of who rules over this host.
  public let isOffHost: Bool
  /// Whether it did not keep what it was given last.
  public internal(set) var isLate: Bool
  /// The last entry up to which it has vouching that it confirmed; nil before its first word to this process.
  public internal(set) var keptThrough: Int64?
  /// How many checkpoints wait for it.
  public internal(set) var waiting: Int
}
