public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import FoundationEssentials

/// Hands notices over to a service of the house by HTTPS: one POST each, signed as Standard Webhooks does, so that the
/// receiver can use a library (standardwebhooks.com, "Signature scheme").
public struct WebhookNoticeTransport: NoticeTransport {
  private struct Body: Encodable {
    struct Text: Encodable {
      let fr: String
      let en: String

      init(_ text: Bilingual) { (fr, en) = (text.french, text.english) }
    }

    var schema = 1
    let id: String
    let type: String
    let recipient: String
    let queuedAt: String
    let subject: Text
    let text: Text

    private enum CodingKeys: String, CodingKey {
      case schema, id, type, recipient, subject, text
      case queuedAt = "queued_at"
    }
  }

  private let audience: Audience
  private let path: String
  private let secret: WebhookSecret
  private let transport: any ServiceTransport
  private let clock: any WallClock

  /// A transport.
  ///
  /// - Parameters:
  ///   - audience: the receiver; TLS is verified for it by the transport, which follows no redirect.
  ///   - path: begins with a slash.
  public init(
    to audience: Audience, path: String, signingWith secret: WebhookSecret,
    over transport: any ServiceTransport, clock: any WallClock
  ) {
    self.audience = audience
    self.path = path
    self.secret = secret
    self.transport = transport
    self.clock = clock
  }

  /// Posts a message; a receiver that answers 2xx has taken it.
  public func send(_ message: NoticeMessage) async throws(CPSError) {
    let body = try ProtocolJSON.encode(
      Body(
        id: message.id, type: "cpsauth.\(message.template)", recipient: message.recipient.text,
        queuedAt: message.queuedAt.rfc3339, subject: Body.Text(message.subject),
        text: Body.Text(message.body)))
    let moment = String(clock.now().secondsSince1970)
    let code = try secret.code(of: Array("\(message.id).\(moment).".utf8) + body)
    let headers = [
      "content-type": "application/json", "webhook-id": message.id, "webhook-timestamp": moment,
      "webhook-signature": "v1,\(Data(code).base64EncodedString())",
    ]
    let status: Int
    do {
      status = try await transport.send(
        ServiceRequest("POST", audience, path, headers: headers, body: body)
      ).status
    } catch { throw CPSError(.noticeNotSent, ["detail": audience.text], reason: "\(error)") }
    guard (200..<300).contains(status) else {
      throw CPSError(.noticeNotSent, ["detail": audience.text], reason: "status \(status)")
    }
  }
}
