public import CPSAuth
public import CPSDiagnostics

/// An address, or a network by its prefix, in canonical form: `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/48`.
public struct AddressBlock: GatedSubject, Hashable {
  /// What all its addresses begin with, other bits zero.
  public let base: IPAddress
  /// How many bits they share.
  public let prefixLength: Int

  /// Shorter prefixes than these hold whole providers: 65,536 IPv4 addresses, or the allocation of a provider of IPv6
  /// (RIPE-738, section 5.1.1: /32).
  private static let widestIPv4 = 16
  private static let widestIPv6 = 32

  /// Reads an address or a network.
  ///
  /// - Throws: ``Diagnostic/banBlockInvalid`` for anything else, also for a network with bits beyond its prefix: whoever
  ///   wrote `192.0.2.77/24` may have meant the address or the network.
  public init(_ text: String) throws(CPSError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard text.utf8.count <= 64, !text.contains("%"), parts.count <= 2,
      let address = IPAddress(String(parts[0]))
    else { throw Self.refusal(text, "address") }
    var length = address.length
    if parts.count == 2 {
      // A prefix of an IPv4 address in IPv6 form counts from there.
      let skipped = address.isIPv4 && parts[0].contains(":") ? 96 : 0
      guard let number = Int(parts[1]), String(number) == parts[1],
        (skipped...skipped + address.length).contains(number)
      else { throw Self.refusal(text, "prefix") }
      length = number - skipped
    }
    self.init(around: address, prefixLength: length)
    guard base == address else {
      throw Self.refusal(text, "bits beyond the prefix; the network is \(self.text)")
    }
  }

  /// The network of so many bits around an address.
  init(around address: IPAddress, prefixLength: Int) {
    base = Self.base(of: address, prefixLength)
    self.prefixLength = prefixLength
  }

  /// Whether an address belongs to it; none of the other kind does.
  public func contains(_ address: IPAddress) -> Bool {
    address.isIPv4 == base.isIPv4 && Self.base(of: address, prefixLength) == base
  }

  /// Whether it is so wide that a ban needs to say so.
  public var isWide: Bool { prefixLength < (base.isIPv4 ? Self.widestIPv4 : Self.widestIPv6) }

  /// Whether it shares an address with those by which a host reaches itself: `127.0.0.0/8`, `::1` (RFC 6890,
  /// clause 2.2).
  public var touchesLoopback: Bool {
    guard base.isIPv4 else { return contains(IPAddress(isIPv4: false, high: 0, low: 1)) }
    let shared = min(prefixLength, 8)
    return Self.base(of: base, shared)
      == Self.base(of: IPAddress(isIPv4: true, high: 0, low: 0x7F00_0000), shared)
  }

  /// The canonical text.
  public var text: String { prefixLength == base.length ? base.text : "\(base.text)/\(prefixLength)" }
  /// The same.
  public var canonicalText: String { text }

  /// An address with every bit beyond a prefix cleared.
  static func base(of address: IPAddress, _ prefixLength: Int) -> IPAddress {
    guard !address.isIPv4 else {
      return IPAddress(isIPv4: true, high: 0, low: address.low & (mask(prefixLength) >> 32))
    }
    return IPAddress(
      isIPv4: false, high: address.high & mask(prefixLength), low: address.low & mask(prefixLength - 64))
  }

  /// So many ones, then zeros.
  private static func mask(_ ones: Int) -> UInt64 {
    ones <= 0 ? 0 : ones >= 64 ? .max : ~(UInt64.max >> UInt64(ones))
  }

  private static func refusal(_ text: String, _ reason: String) -> CPSError {
    CPSError(.banBlockInvalid, ["detail": text], reason: reason)
  }
}
