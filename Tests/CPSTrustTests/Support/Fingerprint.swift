import CPSPrimitives
import OpenSSLKit

enum Fingerprint {
  static func sha256(_ bytes: [UInt8]) throws -> String { Hexadecimal.encode(try Digest.sha256(bytes)) }
}
