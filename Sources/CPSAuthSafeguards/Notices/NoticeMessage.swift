public import CPSDiagnostics
public import CPSPrimitives

/// A notice as it leaves: composed, in both languages.
public struct NoticeMessage: Sendable, Hashable {
  /// The Message-ID without its brackets (RFC 5322, clause 3.6.4), the same at every try.
  public let id: String
  /// From whom.
  public let sender: MailAddress
  /// To whom.
  public let recipient: MailAddress
  /// The name of the template.
  public let template: String
  /// The subject.
  public let subject: Bilingual
  /// The body.
  public let body: Bilingual
  /// When it was queued.
  public let queuedAt: Timestamp

  /// A message from its parts.
  public init(
    id: String, from sender: MailAddress, to recipient: MailAddress, template: String, subject: Bilingual,
    body: Bilingual, queuedAt: Timestamp
  ) {
    self.id = id
    self.sender = sender
    self.recipient = recipient
    self.template = template
    self.subject = subject
    self.body = body
    self.queuedAt = queuedAt
  }
}
