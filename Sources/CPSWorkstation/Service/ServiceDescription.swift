internal import CPSDiagnostics
public import CPSProof

/// What a service says of itself before anybody types a PIN (docs/protocol.md, section 7).
///
/// Only compared with what the person or the configuration gave, so as to fail early; never put into a
/// transcript.
public struct ServiceDescription: Sendable, Hashable, Decodable {
  /// The environment whose cards it accepts.
  public let environment: TrustEnvironment
  /// The public origin that it compares transcripts with, as text.
  public let audience: String

  private enum Key: String, CodingKey, CaseIterable {
    case schema, environment, audience
  }

  /// Reads the JSON of docs/protocol.md, section 7; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .serviceAnswerInvalid)
    try container.requireSchema(1, at: .schema)
    environment = try container.value(.environment)
    audience = try container.string(.audience)
  }
}
