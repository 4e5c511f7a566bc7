public import CPSAuth
public import CPSDiagnostics

/// Whom a measure is about, by the name that the audit log gives them: `person:899700245667`, `account:pharmacie-42`.
public struct HolderName: GatedSubject, Hashable {
  /// What stands before the colon.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A professional with a card, by their national identifier.
    case person
    /// An account of a service's own log-in.
    case account
  }

  /// The longest text, in bytes.
  public static let maximumLength = 160

  /// Which of the two.
  public let kind: Kind
  /// The national identifier, or the name of the account.
  public let name: String

  private init(_ kind: Kind, _ name: String) {
    self.kind = kind
    self.name = name
  }

  /// Reads a text.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` for anything else, and for a name with a control character, a comma or a
  ///   semicolon, which stand between names.
  public init(_ text: String) throws(CPSError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), !parts[1].isEmpty,
      text.utf8.count <= Self.maximumLength, PrintableText.escaped(text) == text,
      !text.contains(where: { ";,".contains($0) })
    else { throw CPSError(.inputMalformed, ["detail": "person: or account:"], reason: "name of a holder") }
    self.init(kind, String(parts[1]))
  }

  /// The name of an account.
  public init(_ account: AccountName) { self.init(.account, account.text) }

  /// Who acted, by an entry of the audit log; nil for nobody known, and for the operator of a host.
  ///
  /// A card stands for its person.
  public init?(_ actor: AuditActor?) {
    if let person = actor?.nationalIdentifier {
      self.init(.person, person)
    } else if let account = actor?.account {
      self.init(.account, account)
    } else {
      return nil
    }
  }

  /// The text that ``init(_:)-(String)`` reads.
  public var text: String { "\(kind.rawValue):\(name)" }
  /// The same.
  public var canonicalText: String { text }
}
