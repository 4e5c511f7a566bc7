internal import CPSDiagnostics
internal import FoundationEssentials

/// The client's certificate in a header field, in one of the two forms that proxies write.
enum ForwardedCertificate {
  private static let beginning = Array("-----BEGIN CERTIFICATE-----\n".utf8)
  private static let end = Array("-----END CERTIFICATE-----".utf8)
  /// The longest line of a PEM block (RFC 7468, clause 3).
  private static let longestLine = 64

  /// The DER in a field: the percent-encoded PEM of nginx (`$ssl_client_escaped_cert`), or the byte sequence of
  /// RFC 9440, clause 2.2 (`:base64:`).
  ///
  /// Exactly one certificate and nothing before, between or after it: a second block, another line or another
  /// encoding of the same bytes is what somebody has put there (attack case HN-21).
  ///
  /// - Returns: nil for anything else.
  static func der(in field: String) -> [UInt8]? {
    if field.hasPrefix(":"), field.hasSuffix(":"), field.utf8.count > 2 {
      return base64(Array(field.utf8.dropFirst().dropLast()))
    }
    guard let text = percentDecoded(Array(field.utf8)), text.starts(with: beginning) else { return nil }
    var body = text.dropFirst(beginning.count)
    if body.last == 0x0A { body = body.dropLast() }
    guard body.suffix(end.count).elementsEqual(end) else { return nil }
    return lines(of: body.dropLast(end.count))
  }

  /// The bytes of the base64 lines of a block: all of one length but the last, and each ended.
  private static func lines(of body: ArraySlice<UInt8>) -> [UInt8]? {
    guard body.last == 0x0A else { return nil }
    let lines = body.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.dropLast().allSatisfy({ $0.count == longestLine }),
      let last = lines.last, (1...longestLine).contains(last.count)
    else { return nil }
    return base64(Array(lines.joined()))
  }

  /// Canonical base64 (RFC 4648, clause 4), or nil.
  private static func base64(_ text: [UInt8]) -> [UInt8]? {
    guard let data = Data(base64Encoded: Data(text)), !data.isEmpty,
      data.base64EncodedData().elementsEqual(text)
    else { return nil }
    return Array(data)
  }

  /// Percent-decodes what nginx encoded: every byte but the unreserved ones, in upper case (RFC 3986, clause 2.3).
  private static func percentDecoded(_ text: [UInt8]) -> [UInt8]? {
    var decoded: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        guard isUnreserved(byte) else { return nil }
        decoded.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
        return nil
      }
      let value = high << 4 | low
      guard !isUnreserved(value) else { return nil }
      decoded.append(value)
    }
    return decoded
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    default: nil
    }
  }
}
