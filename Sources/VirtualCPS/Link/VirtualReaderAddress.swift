public import CPSDiagnostics

/// Where a virtual reader (vsmartcard's vpcd) listens for cards.
public struct VirtualReaderAddress: Sendable, Hashable, CustomStringConvertible {
  /// The first slot of a reader that Debian's package sets up, on this machine (cps-card.md section 12).
  public static let standard = VirtualReaderAddress(host: "127.0.0.1", port: 35_963)

  /// Host name or address.
  public let host: String
  /// TCP port; the second slot of a reader listens on the next one.
  public let port: UInt16

  /// An address from its parts.
  public init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST:PORT`, an IPv6 address in brackets.
  ///
  /// - Throws: ``Diagnostic/usage``.
  public init(_ text: String) throws(CPSError) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0
    else { throw CPSError(.usage, ["detail": "HOST:PORT"], reason: "no port in an address") }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw CPSError(.usage, ["detail": "HOST:PORT"], reason: "an IPv6 address without brackets")
    }
    guard !host.isEmpty else { throw CPSError(.usage, ["detail": "HOST:PORT"], reason: "no host") }
    self.init(host: String(host), port: port)
  }

  /// `HOST:PORT`.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
