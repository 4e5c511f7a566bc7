public import CPSDiagnostics

/// The origin of a service as both halves write it: scheme, A-label host and port (RFC 6454, clause 6.2).
///
/// Always taken from the address that a person or a configuration gave, never from a message
/// (attack cases HN-01, HN-02). Upper case is folded, a default port and one trailing slash are dropped;
/// everything else that could make two spellings of one origin is refused.
public struct Audience: Sendable, Hashable, CustomStringConvertible {
  /// How the service is reached.
  public enum Scheme: String, Sendable, Hashable {
    /// Over TLS.
    case https
    /// In clear, on a loopback literal only.
    case http

    var defaultPort: UInt16 {
      switch self {
      case .https: 443
      case .http: 80
      }
    }
  }

  /// The scheme.
  public let scheme: Scheme
  /// The host: A-labels in lower case, a dotted-decimal IPv4 address, or an IPv6 address without brackets.
  public let host: String
  /// The TCP port.
  public let port: UInt16

  /// Reads the address of a service.
  ///
  /// - Throws: ``Diagnostic/audienceInvalid`` with the reason; ``Diagnostic/serviceInsecure`` for `http`
  ///   elsewhere than on `127.0.0.0/8` or `[::1]`, ``Diagnostic/serviceLocalName`` for `http://localhost`.
  public init(_ text: String) throws(CPSError) {
    guard let colon = text.firstIndex(of: ":"),
      let scheme = Scheme(rawValue: text[..<colon].lowercased())
    else { throw Self.refusal("no https:// in front") }
    var authority = text[colon...].dropFirst()
    guard authority.hasPrefix("//") else { throw Self.refusal("no https:// in front") }
    authority = authority.dropFirst(2)
    if authority.hasSuffix("/") { authority = authority.dropLast() }
    guard !authority.contains(where: { "/?#@\\%".contains($0) }) else {
      throw Self.refusal("more than a host and a port")
    }
    let (hostText, portText) = try Self.split(authority)
    self.scheme = scheme
    self.host = try HostName.canonical(hostText)
    self.port = try Self.port(portText, default: scheme.defaultPort)
    guard scheme == .https || isLoopbackLiteral else {
      // RFC 6761, clause 6.3: names of this machine, which a resolver is only asked to keep here.
      if host == "localhost" || host.hasSuffix(".localhost") { throw CPSError(.serviceLocalName) }
      throw CPSError(.serviceInsecure, reason: "http to \(host)")
    }
  }

  /// Whether the host is a loopback address written as a literal, so that no resolver can redirect it.
  public var isLoopbackLiteral: Bool {
    host == "::1" || (HostName.isIPv4Literal(host) && host.hasPrefix("127."))
  }

  /// The canonical text: `https://host`, with `:port` unless it is the scheme's own.
  public var text: String {
    let bracketed = host.contains(":") ? "[\(host)]" : host
    return port == scheme.defaultPort
      ? "\(scheme.rawValue)://\(bracketed)" : "\(scheme.rawValue)://\(bracketed):\(port)"
  }

  /// The canonical text.
  public var description: String { text }

  private static func split(_ authority: Substring) throws(CPSError) -> (Substring, Substring?) {
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { throw refusal("bracket not closed") }
      let rest = authority[authority.index(after: close)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { throw refusal("text after the bracket") }
      return (authority[...close], rest.isEmpty ? nil : rest.dropFirst())
    }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let host = parts.first else { throw refusal("more than one colon") }
    return (host, parts.count == 2 ? parts[1] : nil)
  }

  private static func port(_ text: Substring?, default fallback: UInt16) throws(CPSError) -> UInt16 {
    guard let text else { return fallback }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !text.hasPrefix("0"),
      let port = UInt16(text)
    else { throw refusal("port") }
    return port
  }

  static func refusal(_ detail: String) -> CPSError { CPSError(.audienceInvalid, ["detail": detail]) }
}
