public import CPSDiagnostics

/// An error with members of its own beside those that every problem has (RFC 9457, clause 3.2).
public struct ExtendedFailure: Error, Sendable {
  /// What a member says.
  public enum Member: Sendable, Hashable {
    /// A text.
    case text(String)
    /// A whole number.
    case number(Int)
  }

  /// What to answer.
  public let error: CPSError
  /// The members by name; none of those that every problem has.
  public let members: [String: Member]

  /// An error with members.
  public init(_ error: CPSError, members: [String: Member]) {
    self.error = error
    self.members = members
  }
}

extension ExtendedFailure.Member: Encodable {
  /// Writes the text or the number alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}
