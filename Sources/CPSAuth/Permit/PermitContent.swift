internal import CPSPrimitives
internal import CPSProof

/// What a permit that was handed out says, to the service that issued it.
struct PermitContent: Codable {
  let environment: TrustEnvironment
  let function: FunctionName
  /// Of the session: the permit gives its holder's right, and dies with it.
  let tokenHash: [UInt8]
  /// The network of the request, which its session does not know.
  let network: String?
  /// Milliseconds since 1970.
  let issued: Int64
  /// Of the store, so that a database that is put back knows no used permit as unused (attack case ST-09).
  let epoch: [UInt8]
  /// 16 random bytes: two permits of one moment are two.
  let name: [UInt8]

  /// When it was issued.
  var issuedAt: Timestamp { Timestamp(millisecondsSince1970: issued) }

  private enum CodingKeys: String, CodingKey {
    case environment = "env"
    case function = "fn"
    case tokenHash = "session"
    case issued = "iat"
    case network = "net"
    case epoch, name
  }
}
