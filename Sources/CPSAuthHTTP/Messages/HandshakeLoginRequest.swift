internal import CPSDiagnostics
internal import CPSProof

/// The body of a login by the handshake of the connection (docs/protocol.md, section 10).
///
/// It says nothing; it is there since a browser shows a certificate by itself, whichever page asks, but sends JSON
/// for no foreign page (attack case HN-24).
struct HandshakeLoginRequest: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case schema
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
  }
}
