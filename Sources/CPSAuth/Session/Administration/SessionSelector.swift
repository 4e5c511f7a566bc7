public import CPSDiagnostics
internal import CPSPrimitives

/// Which sessions an administrator means, in one text: `person:899700245667`, `card:2698000201`, `everyone`.
///
/// The subject of ``SessionInspection`` and ``SessionRemoval``.
public struct SessionSelector: GatedSubject, Hashable {
  /// What stands before the colon.
  private enum Kind: String {
    case session, person, account, card, workstation, service
  }

  /// The longest text, in bytes.
  public static let maximumLength = 320

  /// The text.
  public let canonicalText: String
  /// The sessions that it names.
  public let selection: SessionSelection

  /// Reads a text.
  ///
  /// - `session:` and the name of a session in the audit log;
  /// - `person:` and a national identifier, `account:` and the name of an account, `card:` and the number of a card;
  /// - `workstation:` and the text of the thumbprint of its key, `service:` and the address of its audience;
  /// - `every-card` and `everyone`.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed``.
  public init(_ text: String) throws(CPSError) {
    guard text.utf8.count <= Self.maximumLength, PrintableText.escaped(text) == text else {
      throw CPSError(.subjectMalformed, reason: "selection of sessions")
    }
    canonicalText = text
    switch text {
    case "everyone": selection = .everyone
    case "every-card": selection = .everyCard
    default: selection = try Self.selection(text)
    }
  }

  private static func selection(_ text: String) throws(CPSError) -> SessionSelection {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, let kind = Kind(rawValue: String(parts[0])) else {
      throw CPSError(.subjectMalformed, reason: "selection of sessions")
    }
    let value = String(parts[1])
    switch kind {
    case .session: return .reference(value)
    // An account's sessions stand under its name with the prefix: a person's identifier never meets them.
    case .person: return .holder(value)
    case .account: return .holder(text)
    case .card: return .card(value)
    case .workstation: return .workstation(value)
    case .service: return .service(value)
    }
  }
}
