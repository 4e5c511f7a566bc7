internal import CPSAuth
public import CPSDiagnostics

/// Somebody, or something, whose acts are looked at, in one text: `account:pharmacie-42`, `card:2698000201`.
public struct ExposureActor: Sendable, Hashable {
  /// What stands before the colon.
  private enum Kind: String, CaseIterable {
    case account, person, card, session, delegator
  }

  /// The longest text, in bytes.
  public static let maximumLength = 320

  /// The text.
  public let text: String

  /// Reads a text: `account:` and the name of an account, `person:` and a national identifier, `card:` and the number
  /// of a card, `session:` and the name of a session in the audit log, `delegator:` and the national identifier of a
  /// professional in whose place somebody acted.
  ///
  /// - Throws: ``Diagnostic/exposureScopeInvalid``.
  public init(_ text: String) throws(CPSError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard text.utf8.count <= Self.maximumLength, PrintableText.escaped(text) == text, parts.count == 2,
      !text.contains(ExposureScope.separator),
      !parts[1].isEmpty, Kind(rawValue: String(parts[0])) != nil
    else {
      throw CPSError(
        .exposureScopeInvalid, reason: "account:, person:, card:, session: or delegator: and a name")
    }
    self.text = text
  }

  private init(_ kind: Kind, _ name: String) { text = "\(kind.rawValue):\(name)" }

  /// Every name under which an act can be asked for.
  static func all(of event: AuditEvent) -> [ExposureActor] {
    guard let actor = event.actor else { return [] }
    let names: [(Kind, String?)] = [
      (.account, actor.account), (.person, actor.nationalIdentifier), (.card, actor.cardNumber),
      (.session, actor.session), (.delegator, event.delegator),
    ]
    return names.compactMap { kind, name in name.map { ExposureActor(kind, $0) } }
  }

  /// The name that says most about who acted: the person, or the account.
  static func chief(of actor: AuditActor?) -> String {
    guard let actor else { return "?" }
    if let person = actor.nationalIdentifier { return ExposureActor(.person, person).text }
    if let account = actor.account { return ExposureActor(.account, account).text }
    return "?"
  }
}
