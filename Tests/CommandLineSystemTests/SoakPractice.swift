import BenchSupport
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import TestSupport

/// A practice that works as fast as the service answers: log in, look people up, log out, again and again.
final class SoakPractice {
  /// How many people are looked up in one session.
  static let lookUps = 8
  /// The people: one of the demonstration, and a number with a right key that nobody has.
  private static let subjects = ["208137512536476", "208137512536575"]

  private let audience: Audience
  private let signer: SoakCard
  private let connection: LoopbackConnection
  private let key: PrivateKey
  private var nonce = ""

  /// A practice with a workstation key of its own.
  init(at audience: Audience, port: Int, with signer: SoakCard) throws {
    self.audience = audience
    self.signer = signer
    connection = try LoopbackConnection(port: port)
    key = try PrivateKey.generateP256()
    _ = try send("GET", "/cpsauth/service")
  }

  /// One session, from the challenge to the end.
  ///
  /// - Throws: ``TestSupportError`` for any answer but the right one.
  func work() throws {
    let asked = try send(
      "POST", "/cpsauth/challenges", #"{"schema":1,"purpose":"login"}"#, expecting: 201)
    let challenge = try ProtocolJSON.decode(Challenge.self, from: asked.body, otherwise: .challengeMalformed)
    let workstation = try WorkstationKey(key.publicKey)
    let proof = try signer.proof(answering: challenge, for: audience, binding: workstation)
    let opened = try send(
      "POST", "/cpsauth/sessions", String(decoding: try ProtocolJSON.encode(proof), as: UTF8.self),
      expecting: 201)
    let object = try JSONSerialization.jsonObject(with: Data(opened.body)) as? [String: Any]
    guard let token = object?["token"] as? String else { throw TestSupportError("a session without a token") }
    for number in 0..<Self.lookUps {
      let subject = Self.subjects[number % Self.subjects.count]
      _ = try send(
        "POST", "/functions/infopatient.lookup", #"{"schema":1,"subject":"\#(subject)"}"#, token: token)
    }
    _ = try send("DELETE", "/cpsauth/sessions/current", token: token, expecting: 204)
  }

  /// Sends a request, once more where a fresher nonce is asked for.
  private func send(
    _ method: String, _ path: String, _ body: String = "", token: String? = nil, expecting status: Int = 200
  ) throws -> LoopbackConnection.Answer {
    var answer = try sendOnce(method, path, body, token)
    if answer.status == 401 { answer = try sendOnce(method, path, body, token) }
    guard answer.status == status else {
      throw TestSupportError(
        "\(method) \(path): \(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
    }
    return answer
  }

  private func sendOnce(
    _ method: String, _ path: String, _ body: String, _ token: String?
  ) throws -> LoopbackConnection.Answer {
    let proof = try DPoPProof.make(
      with: key, method: method, url: audience.text + path, accessToken: token, serverNonce: nonce,
      at: SystemWallClock().now(), random: SystemRandomSource())
    var fields = [
      "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "DPoP: \(proof)", "Content-Length: \(body.utf8.count)",
    ]
    if !body.isEmpty { fields.append("Content-Type: application/json") }
    if let token { fields.append("Authorization: DPoP \(token)") }
    let text = fields.joined(separator: "\r\n") + "\r\n\r\n" + body
    let answer = try connection.exchange(Array(text.utf8))
    nonce = answer.header("dpop-nonce") ?? nonce
    return answer
  }
}
