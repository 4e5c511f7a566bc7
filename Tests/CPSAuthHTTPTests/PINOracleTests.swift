import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import HTTPTestSupport
import InfopatientDemonstration
import OpenSSLKit
import TestSupport
import Testing
import Yams

@testable import CPSAuthHTTP

/// The service is no help to who guesses PINs: it takes none, hears of no VERIFY, and has no counter to tell of.
@Suite struct PINOracleTests {
  private static let pin = "73194682"
  private static let messageWithPIN = #"{"schema":1,"pin":"\#(pin)"}"#

  private let paths: [String: [String: Any]]
  private let components: [String: Any]

  init() throws {
    let text = try String(contentsOfFile: PackageRoot.path("docs/openapi.yaml"), encoding: .utf8)
    let document = try #require(try Yams.load(yaml: text) as? [String: Any])
    paths = try #require(document["paths"] as? [String: [String: Any]])
    components = try #require(document["components"] as? [String: Any])
  }

  /// The names of all members and parameters of a part of the file.
  private func names(in part: Any) -> [String] {
    if let list = part as? [Any] { return list.flatMap { names(in: $0) } }
    guard let members = part as? [String: Any] else { return [] }
    let own = (members["properties"] as? [String: Any]).map { Array($0.keys) } ?? []
    let parameter = members["in"] == nil ? [] : [members["name"] as? String ?? ""]
    return own + parameter + members.values.flatMap { names(in: $0) }
  }

  @Test func `CL-06 no message and no address has a place for a PIN`() {
    let names = names(in: paths) + names(in: components)
    #expect(names.contains("certificate") && names.contains("permit"))
    for name in names {
      let words = name.lowercased().split { !$0.isLetter }
      #expect(!words.contains { ["pin", "puk", "verify", "tries"].contains($0) }, "\(name)")
    }
  }

  @Test func `CL-06 every message that carries a PIN is refused, and the PIN is kept nowhere`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    var refused = 0
    for (path, members) in paths where members["x-configured"] == nil {
      for (method, operation) in members {
        guard (operation as? [String: Any])?["requestBody"] != nil else { continue }
        let address = path.replacing("{name}", with: "infopatient.lookup").replacing("{entry}", with: "1")
          .replacing("{permit}", with: "permit")
        let answer =
          path.hasPrefix("/permits")
          ? try await service.backChannel.send(
            ServiceRequest(
              method.uppercased(), service.audience, address,
              headers: [
                "Content-Type": "application/json", "X-CPSAuth-Proxy": TestService.backChannelSecret,
              ], body: Array(Self.messageWithPIN.utf8)))
          : try await station.send(method.uppercased(), address, Self.messageWithPIN, token: token)
        #expect(answer.status == 400, "\(method) \(path)")
        #expect(answer.code == "request.malformed" || answer.code == "proof.malformed", "\(method) \(path)")
        #expect(!String(decoding: answer.body, as: UTF8.self).contains(Self.pin), "\(method) \(path)")
        refused += 1
      }
    }
    #expect(refused >= 9)
    #expect(!service.logLines.all.contains(Self.pin))
    for record in await service.store.auditRecords(after: 0, limit: 1_000) {
      #expect(!String(decoding: record.content, as: UTF8.self).contains(Self.pin))
    }
  }

  /// Those that a service mounts only where it is configured to.
  @Test func `CL-06 messages of other doors have no place for it either`() {
    let bytes = Array(Self.messageWithPIN.utf8)
    let handshake = #expect(throws: CPSError.self) {
      try ProtocolJSON.decode(HandshakeLoginRequest.self, from: bytes, otherwise: .requestMalformed)
    }
    let token = #expect(throws: CPSError.self) {
      try ProtocolJSON.decode(TokenRequest.self, from: bytes, otherwise: .requestMalformed)
    }
    for error in [handshake, token] {
      #expect(error?.diagnostic == .requestMalformed)
      #expect(error?.reason == "unknown member pin")
    }
  }

  @Test func `CL-06 a login that would be right is refused with a PIN in it, and stays unanswered`()
    async throws
  {
    let service = try TestService()
    let station = try service.workstation()
    let proof = try FixtureCard("physician").proof(
      answering: try await station.challenge(), for: service.audience, binding: station.publicKey())
    let body = String(decoding: try ProtocolJSON.encode(proof), as: UTF8.self)
    let answer = try await station.send(
      "POST", "/cpsauth/sessions", #"{"pin":"\#(Self.pin)","# + body.dropFirst())
    #expect(answer.status == 400)
    #expect(answer.code == "proof.malformed")
    // Nothing was taken: what was refused for its form has not touched the challenge.
    #expect(try await station.open(proof).status == 201)
  }

  /// As a robot would look for a difference, such as tries that become fewer.
  @Test func `CL-06 the tenth failed login is answered as the first, and the card is as welcome as before`()
    async throws
  {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let elsewhere = try Audience("https://elsewhere.example")
    var answers: [ServiceAnswer] = []
    for _ in 0..<10 {
      let proof = try card.proof(
        answering: try await station.challenge(), for: elsewhere, binding: station.publicKey())
      answers.append(try await station.open(proof))
    }
    #expect(Set(answers.map(\.status)) == [401])
    #expect(Set(answers.map(\.code)) == ["proof.signature-invalid"])
    #expect(Set(answers.map(\.body)).count == 1)
    #expect(Set(answers.map { $0.header("WWW-Authenticate") }).count == 1)
    #expect(answers.allSatisfy { $0.header("Retry-After") == nil })
    let members = try #require(try answers.first?.json())
    #expect(Set(members.keys) == ["type", "title", "detail", "status", "code"])
    for text in ["title", "detail"] {
      #expect((members[text] as? String)?.contains { $0.isNumber } == false, "\(text)")
    }
    #expect(try await station.login(with: card).status == 201)
  }
}
