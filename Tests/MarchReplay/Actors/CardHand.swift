import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import InfopatientDemonstration
import OpenSSLKit

/// A card in the reader of a workstation, and whoever can use it there with its PIN.
struct CardHand: Sendable {
  /// Sends the workstation's requests.
  let client: ReplayClient
  private let station: VirtualWorkstation
  private let card: SyntheticCardInHand

  /// A workstation at an address, with a fresh key.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  init(_ card: SyntheticCardInHand, of service: ReplayService, from address: String) throws(CPSError) {
    self.card = card
    station = try VirtualWorkstation(
      audience: service.audience, clock: service.clock, random: SystemRandomSource())
    client = ReplayClient(of: service, from: address, key: station.key)
  }

  /// Logs in.
  func logIn() async throws(CPSError) -> ServiceAnswer {
    let challenge = try await client.post("/cpsauth/challenges", #"{"schema":1,"purpose":"login"}"#)
    guard challenge.status == 201 else { return challenge }
    return try await client.post("/cpsauth/sessions", try await proof(answering: challenge))
  }

  /// Confirms the look-up with the PIN typed again; the answer brings the session's new token.
  func stepUp(_ token: String) async throws(CPSError) -> ServiceAnswer {
    let function = InfopatientLookup.name.rawValue
    let challenge = try await client.post(
      "/cpsauth/challenges", #"{"schema":1,"purpose":"step-up","function":"\#(function)"}"#)
    guard challenge.status == 201 else { return challenge }
    let proof = try await proof(answering: challenge)
    return try await client.post(
      "/cpsauth/sessions/current/step-up", #"{"schema":1,"function":"\#(function)","proof":\#(proof)}"#,
      token: token)
  }

  /// Declares that a card of staff may look people up, and says what the service answered.
  ///
  /// - Parameters:
  ///   - number: the ten digits on the staff card.
  ///   - end: until when.
  func delegate(to number: String, until end: Timestamp) async throws(CPSError) -> ServiceAnswer {
    let opened = try await logIn()
    guard let token = opened.sessionToken else { return opened }
    let terms = "card:\(number);function:\(InfopatientLookup.name.rawValue);until:\(end.rfc3339)"
    return try await client.post(
      "/functions/\(DelegationDeclaration.name.rawValue)", #"{"schema":1,"subject":"\#(terms)"}"#,
      token: token)
  }

  private func proof(answering answer: ServiceAnswer) async throws(CPSError) -> String {
    let challenge = try ProtocolJSON.decode(Challenge.self, from: answer.body, otherwise: .challengeMalformed)
    let proof = try await station.proof(answering: challenge, with: card.card)
    return String(decoding: try ProtocolJSON.encode(proof), as: UTF8.self)
  }
}
