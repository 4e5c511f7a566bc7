public import CPSDiagnostics
public import CPSPrimitives

/// A notice to be sent: to whom, which text, and what stands in its places.
///
/// Never about a patient, and never with a secret: what is here stands in the store in clear.
public struct OutgoingNotice: Sendable, Hashable {
  /// How long a notice is tried unless it says otherwise.
  public static let standardLife: Duration = .seconds(72 * 3_600)
  /// The most characters of one value, and of one of its lines.
  static let maximumValueLength = 8_192
  static let maximumLineLength = 300

  /// To whom.
  public let recipient: MailAddress
  /// Which text.
  public let template: NoticeTemplate
  /// What stands in its places.
  public let values: [String: NoticeValue]
  /// Until when it is of use; nil for ``standardLife``.
  public let expiry: Timestamp?

  /// A notice.
  ///
  /// - Throws: ``Diagnostic/noticeContentInvalid`` when a place is not filled, a value has none, or a value shows
  ///   otherwise than it is written; lines may be several.
  public init(
    to recipient: MailAddress, _ template: NoticeTemplate, _ values: [String: NoticeValue],
    until expiry: Timestamp? = nil
  ) throws(CPSError) {
    guard Set(values.keys) == template.places else {
      throw CPSError(.noticeContentInvalid, ["detail": template.name], reason: "places and values differ")
    }
    for (place, value) in values where ![value.french, value.english].allSatisfy(Self.isShownAsWritten) {
      throw CPSError(.noticeContentInvalid, ["detail": "\(template.name), \(place)"])
    }
    self.recipient = recipient
    self.template = template
    self.values = values
    self.expiry = expiry
  }

  private static func isShownAsWritten(_ text: String) -> Bool {
    text.unicodeScalars.count <= maximumValueLength
      && text.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy { line in
        line.unicodeScalars.count <= maximumLineLength
          && line.unicodeScalars.allSatisfy(PrintableText.isPrintable)
      }
  }
}
