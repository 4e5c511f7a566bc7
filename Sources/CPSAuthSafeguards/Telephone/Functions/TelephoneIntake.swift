public import CPSAuth
public import CPSProof

/// The act of a host's operator by which many accounts get their details from a file; no policy opens it.
public enum TelephoneIntake: GatedFunction {
  /// How many accounts a file names; which they are has an entry each.
  public struct Subject: GatedSubject {
    /// The number.
    public let count: Int

    /// A number of accounts.
    public init(count: Int) { self.count = count }

    /// `accounts:` and the number.
    public var canonicalText: String { "accounts:\(count)" }
  }

  /// How many accounts were registered.
  public struct Answer: Sendable, Hashable, Encodable {
    /// The number.
    public let registered: Int

    /// A number.
    public init(registered: Int) { self.registered = registered }
  }

  /// The name in the audit log.
  public static let name: FunctionName = "telephone.import"

  /// That accounts were registered.
  public static func disclosed(by answer: Answer) -> Set<String> { ["count"] }
}
