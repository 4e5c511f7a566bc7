public import CPSAuth
public import CPSDiagnostics
public import CPSProof

/// The gated function that shows who is under observation; open to those whom the policy names.
public enum ObservationInspection: GatedFunction {
  /// All of them: `all`.
  public struct Everybody: GatedSubject, Hashable {
    /// `all`.
    public let canonicalText = "all"

    /// Reads `all`.
    ///
    /// - Throws: ``Diagnostic/watchOrderInvalid`` for anything else.
    public init(_ text: String = "all") throws(CPSError) {
      guard text == canonicalText else { throw CPSError(.watchOrderInvalid, reason: "all") }
    }
  }

  /// Who is observed.
  public struct Answer: Sendable, Hashable, Encodable {
    /// A line each.
    public let observed: [ObservationLine]

    /// Some people.
    public init(observed: [ObservationLine]) { self.observed = observed }
  }

  /// Which.
  public typealias Subject = Everybody

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "watch.list"

  /// That somebody is observed.
  public static func disclosed(by answer: Answer) -> Set<String> {
    answer.observed.isEmpty ? [] : ["holders"]
  }
}
