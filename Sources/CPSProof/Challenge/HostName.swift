internal import CPSDiagnostics

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// The one spelling of a host.
enum HostName {
  /// Folds case and checks a host: A-labels (RFC 5890, clause 2.3.2.1), an IPv4 literal in dotted decimal,
  /// or a bracketed IPv6 literal, which is rewritten by RFC 5952.
  static func canonical(_ text: Substring) throws(CPSError) -> String {
    if text.hasPrefix("[") { return try ipv6(text.dropFirst().dropLast()) }
    let host = text.lowercased()
    guard host.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw Audience.refusal("write an international name in its xn-- form")
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...253).contains(host.utf8.count), labels.allSatisfy({ isLabel($0) }) else {
      throw Audience.refusal("host name")
    }
    // A last label that could be a number makes resolvers read the whole as an IPv4 address of some notation.
    if let last = labels.last, last.utf8.first.map({ (0x30...0x39).contains($0) }) == true,
      !isIPv4Literal(host)
    {
      throw Audience.refusal("IPv4 address not in plain dotted decimal")
    }
    return host
  }

  /// Whether `host` is four decimal numbers without leading zeros.
  static func isIPv4Literal(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in UInt8(part).map { String($0) == part } ?? false }
  }

  private static func isLabel(_ label: Substring) -> Bool {
    let bytes = Array(label.utf8)
    guard (1...63).contains(bytes.count), bytes.first != 0x2D, bytes.last != 0x2D else { return false }
    return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  private static func ipv6(_ text: Substring) throws(CPSError) -> String {
    var address = in6_addr()
    var canonical = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_pton(AF_INET6, String(text), &address) == 1,
      inet_ntop(AF_INET6, &address, &canonical, socklen_t(canonical.count)) != nil
    else { throw Audience.refusal("IPv6 address") }
    return String(decoding: canonical.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
