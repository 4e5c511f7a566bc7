public import CPSAuth
public import CPSDiagnostics

/// Holders and where they get notices, one a line: the subject of ``ContactImport``.
public struct ContactRoll: GatedSubject, Hashable {
  /// One holder.
  public struct Line: Sendable, Hashable {
    /// Whose contact it is.
    public let holder: HolderName
    /// The contact.
    public let contact: Contact
  }

  /// The most holders of one roll: what one entry of the audit log can seal.
  public static let maximumCount = 64

  /// The lines.
  public let lines: [Line]

  /// Reads `person:899700245667;dr.martin@example.fr;grouped`, one a line.
  ///
  /// The choice may be left out: an account is told of each log-in, and cannot choose otherwise than by `each`; a
  /// professional with a card of those never seen before, and of the rest together.
  ///
  /// - Throws: ``Diagnostic/contactInvalid`` with the number of the line.
  public init(_ text: String) throws(CPSError) {
    var lines: [Line] = []
    let texts = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, text) in texts.enumerated() where !(text.isEmpty && index == texts.count - 1) {
      lines.append(try Self.line(text, index + 1))
    }
    guard (1...Self.maximumCount).contains(lines.count) else {
      throw CPSError(.contactInvalid, ["detail": "1...\(Self.maximumCount)"], reason: "\(lines.count) lines")
    }
    guard Set(lines.map(\.holder)).count == lines.count else {
      throw CPSError(.contactInvalid, ["detail": "2 ×"], reason: "a holder twice")
    }
    self.lines = lines
  }

  private static func line(_ text: Substring, _ number: Int) throws(CPSError) -> Line {
    func refusal(_ reason: String) -> CPSError {
      CPSError(.contactInvalid, ["detail": String(number)], reason: reason)
    }
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count) else { throw refusal("two fields or three") }
    guard let holder = try? HolderName(parts[0]) else { throw refusal("holder") }
    guard let address = try? MailAddress(parts[1]) else { throw refusal("address") }
    let standard: Contact.Choice = holder.kind == .account ? .each : .grouped
    guard parts.count == 2 || Contact.Choice(rawValue: parts[2]) != nil else { throw refusal("choice") }
    let choice = parts.count == 2 ? standard : Contact.Choice(rawValue: parts[2]) ?? standard
    guard holder.kind == .person || choice == .each else {
      throw refusal("an account is told of each log-in")
    }
    return Line(holder: holder, contact: Contact(address, choice))
  }

  /// The text that ``init(_:)`` reads.
  public var canonicalText: String {
    lines.map { "\($0.holder.text);\($0.contact.address.text);\($0.contact.choice.rawValue)" }
      .joined(separator: "\n")
  }
}
