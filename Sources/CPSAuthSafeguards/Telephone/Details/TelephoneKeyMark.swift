internal import CPSPrimitives

/// By which a key of the telephone check is known again, and which says nothing of it: a code of its epoch's name.
struct TelephoneKeyMark: Sendable, Hashable, Codable {
  private var schema = 1
  /// HMAC-SHA-256 in base64url.
  private let mark: String

  init(_ code: [UInt8]) { mark = Base64URL.encode(code) }
}
