import CPSPrimitives
import BenchSupport
import OpenSSLKit

/// What is left of a signed compact JWS when nobody asks what it says: a message, and a signature in DER.
struct BareStatement {
  let message: [UInt8]
  let signature: [UInt8]

  init(ofCompact text: String) throws {
    let parts = text.split(separator: ".")
    guard parts.count == 3, let raw = Base64URL.decode(String(parts[2])) else { throw BareFailure("form") }
    message = Array("\(parts[0]).\(parts[1])".utf8)
    signature = try BareSignature.der(raw)
  }
}
