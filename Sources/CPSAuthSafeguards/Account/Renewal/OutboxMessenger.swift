public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Sends codes through the outbox of notices, in which none of them stands.
public struct OutboxMessenger: RenewalMessenger {
  private let outbox: NoticeOutbox

  /// A messenger.
  public init(_ outbox: NoticeOutbox) { self.outbox = outbox }

  /// Queues the notice; it is not sent any more when the code is past its time.
  public func send(
    codeNamed name: String, for account: AccountName, to address: MailAddress, until expiry: Timestamp
  ) async throws(CPSError) {
    let notice = try OutgoingNotice(
      to: address, .renewalCode,
      [
        "account": NoticeValue(account.text), "until": NoticeValue(expiry.rfc3339), "name": NoticeValue(name),
      ],
      until: expiry)
    try await outbox.queue(notice)
  }

  /// Queues the notice of a renewal.
  public func tell(
    ofRenewalOf account: AccountName, to address: MailAddress, at moment: Timestamp
  ) async throws(CPSError) {
    try await outbox.queue(
      OutgoingNotice(
        to: address, .passwordRenewed,
        ["account": NoticeValue(account.text), "moment": NoticeValue(moment.rfc3339)]))
  }

  /// What fills the place of the code when such a notice leaves, for ``NoticeComposer``.
  public static func completion(under secret: ServiceSecret) -> NoticeComposer.Completion {
    let codes = OneUseCode(under: secret)
    return { (values) throws(CPSError) in
      guard let name = values["name"]?.english else {
        throw CPSError(.noticeContentInvalid, ["detail": NoticeTemplate.renewalCode.name])
      }
      return ["code": NoticeValue(try codes.text(of: name))]
    }
  }
}
