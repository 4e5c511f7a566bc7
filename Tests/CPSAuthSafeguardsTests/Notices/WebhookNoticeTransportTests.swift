import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import Synchronization
import Testing

@Suite struct WebhookNoticeTransportTests {
  /// Answers with one status, and remembers what it was asked.
  private final class Receiver: ServiceTransport {
    let status: Int
    let requests = Mutex<[ServiceRequest]>([])

    init(status: Int) { self.status = status }

    func send(_ request: ServiceRequest) async throws(CPSError) -> ServiceAnswer {
      requests.withLock { $0.append(request) }
      if status == 0 { throw CPSError(.serviceRedirected, ["server": "x"]) }
      return ServiceAnswer(status: status, headers: [:], body: [])
    }
  }

  private let key = [UInt8](repeating: 7, count: 32)

  private func send(to receiver: Receiver) async throws -> NoticeScene {
    let scene = try NoticeScene()
    try await scene.outbox.queue(scene.notice())
    let webhook = WebhookNoticeTransport(
      to: try Audience("https://mail.example"), path: "/notices",
      signingWith: try WebhookSecret(SecretBytes(copying: key)), over: receiver, clock: scene.clock)
    let faults = try await scene.delivery(over: webhook).round()
    if (200..<300).contains(receiver.status) {
      #expect(faults.isEmpty)
    } else {
      #expect(faults.map(\.diagnostic) == [.noticeNotSent])
    }
    return scene
  }

  @Test func `the signature is what Standard Webhooks defines`() async throws {
    let receiver = Receiver(status: 204)
    let scene = try await send(to: receiver)
    let request = try #require(receiver.requests.withLock { $0.first })
    let id = try #require(request.headers["webhook-id"])
    let moment = try #require(request.headers["webhook-timestamp"])
    #expect(moment == String(scene.clock.now().secondsSince1970))
    let code = try MessageAuthentication.hmacSHA256(
      key: key, message: Array("\(id).\(moment).".utf8) + request.body)
    #expect(request.headers["webhook-signature"] == "v1,\(Data(code).base64EncodedString())")
    #expect(request.url == "https://mail.example/notices")
    let body = try #require(
      try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
    #expect(body["recipient"] as? String == "lea@example.fr")
    #expect(body["id"] as? String == id)
    #expect(try await scene.outbox.waiting(atMost: 1) == 0)
  }

  @Test(arguments: [0, 300, 400, 404, 410, 429, 500, 503])
  func `any other answer leaves the notice in the outbox`(status: Int) async throws {
    let scene = try await send(to: Receiver(status: status))
    #expect(try await scene.outbox.waiting(atMost: 1) == 1)
  }

  @Test(arguments: [0, 23, 65])
  func `a secret of another length is refused`(length: Int) {
    #expect(throws: CPSError.self) {
      try WebhookSecret(SecretBytes(copying: [UInt8](repeating: 1, count: length)))
    }
  }
}
