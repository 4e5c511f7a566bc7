internal import CPSPrimitives
internal import CPSProof

/// What the receipt of a consumed permit says, to the service that gave it: which decision the outcome belongs to.
///
/// Who acted and about whom stands in the entry of the audit log alone, which the hash names without doubt.
struct PermitReceiptContent: Codable {
  /// A quota's unit that the outcome may disprove, as two digests.
  struct Unit: Codable {
    let key: [UInt8]
    let unit: [UInt8]
  }

  let environment: TrustEnvironment
  /// The number of the decision's entry.
  let decision: Int64
  /// The hash of that entry.
  let hash: [UInt8]
  let disprovable: [Unit]
  /// Milliseconds since 1970.
  let issued: Int64

  /// When it was given.
  var issuedAt: Timestamp { Timestamp(millisecondsSince1970: issued) }

  private enum CodingKeys: String, CodingKey {
    case environment = "env"
    case decision = "seq"
    case hash
    case disprovable = "units"
    case issued = "iat"
  }
}
