internal import CPSDiagnostics
internal import CPSProof
internal import FoundationEssentials

/// A message between a command and the agent: JSON, versioned, of bounded length.
struct AgentEnvelope<Body: Sendable & Codable>: Sendable, Codable {
  private static var currentSchema: Int { 4 }

  /// The version of the form; an agent of another version that still runs after an update is told apart by it.
  private let schema: Int
  /// The language in which the service is to answer.
  let language: String
  /// The request or the reply.
  let body: Body

  init(_ body: Body, in language: Language) {
    schema = Self.currentSchema
    self.language = language.rawValue
    self.body = body
  }

  /// Reads a message.
  ///
  /// - Throws: ``Diagnostic/agentUnavailable`` when it is not one of this version.
  init(reading bytes: [UInt8]) throws(CPSError) {
    do { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) } catch {
      throw CPSError(.agentUnavailable, reason: "message of another form")
    }
    guard schema == Self.currentSchema else {
      throw CPSError(.agentUnavailable, reason: "message of version \(schema)")
    }
  }

  /// The message as UTF-8.
  func encoded() throws(CPSError) -> [UInt8] { try ProtocolJSON.encode(self) }
}
