internal import CPSProof

/// What a service says of itself before anybody types a PIN (docs/protocol.md, section 7).
struct ServiceDescription: Encodable {
  let schema = 1
  let environment: TrustEnvironment
  let audience: String
}
