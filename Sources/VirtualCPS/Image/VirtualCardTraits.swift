/// Ways in which a card may differ from the others of its generation, for tests of what a driver must stand.
public struct VirtualCardTraits: Codable, Sendable, Hashable {
  /// How a CPS4 says that it knows no RSASSA-PSS.
  public struct ProbabilisticRefusal: Codable, Sendable, Hashable {
    /// The command that is refused.
    public enum Command: String, Codable, Sendable, CaseIterable {
      /// MSE SET already.
      case manageSecurityEnvironment = "mse"
      /// PSO COMPUTE DIGITAL SIGNATURE.
      case computeDigitalSignature = "pso"
    }

    /// The status word, such as 6A80, 6A88 or 6D00.
    public let status: UInt16
    /// Which command is answered so.
    public let command: Command

    /// A refusal from its parts.
    public init(_ status: UInt16, at command: Command) {
      self.status = status
      self.command = command
    }
  }

  /// How a CPS4 refuses RSASSA-PSS; nil when it signs so.
  public var probabilisticRefusal: ProbabilisticRefusal?
  /// Whether a CPS4 answers 6985 to the SELECT of ChipDoc until the official detour was made, after every reset
  /// (cps-card.md section 10, pitfall 4; when a real card does so is not known).
  public var refusesSelection: Bool

  /// Traits, by default those of a card that has none.
  public init(probabilisticRefusal: ProbabilisticRefusal? = nil, refusesSelection: Bool = false) {
    self.probabilisticRefusal = probabilisticRefusal
    self.refusesSelection = refusesSelection
  }
}
