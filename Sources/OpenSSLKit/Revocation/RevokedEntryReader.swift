internal import CPSDiagnostics

/// Reads the entries of a revocation list one after the other (RFC 5280, clause 5.1.2.6).
///
/// A list may have half a million, so that no object is made for one. It is as strict as ``DERElement``, to
/// which extensions are left unless they are the reason alone.
struct RevokedEntryReader {
  /// The contents of serial numbers with the reason behind each, by length, in the order of the list.
  private(set) var rows: [Int: [UInt8]] = [:]
  private(set) var count = 0
  /// The types of critical extensions.
  private(set) var criticalExtensions: Set<ObjectIdentifier> = []

  /// Extensions that are reasonCode alone, up to the reason itself.
  private static let reasonPrefix: [UInt8] = [
    0x30, 0x0C, 0x30, 0x0A, 0x06, 0x03, 0x55, 0x1D, 0x15, 0x04, 0x03, 0x0A, 0x01,
  ]

  /// Reads the contents of revokedCertificates.
  init(_ contents: ArraySlice<UInt8>, isVersion2: Bool) throws(CPSError) {
    var fault: CPSError?
    contents.withUnsafeBufferPointer { bytes in
      do throws(CPSError) { try read(bytes, isVersion2: isVersion2) } catch { fault = error }
    }
    if let fault { throw fault }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, isVersion2: Bool) throws(CPSError) {
    var cursor = DERCursor(bytes)
    while !cursor.isAtEnd {
      guard let entry = cursor.next(), entry.tag == 0x30 else { throw Self.malformed }
      var members = DERCursor(bytes, entry.contents)
      guard let serial = members.next(), serial.tag == 0x02,
        DERCursor.isShortestInteger(bytes, serial.contents), let moment = members.next(),
        DERCursor.isMoment(bytes, moment)
      else { throw Self.malformed }
      var reason = RevocationReason.unspecified.rawValue
      if !members.isAtEnd {
        guard isVersion2 else { throw Self.malformed }
        reason = try readExtensions(bytes, members.rest)
      }
      rows[serial.contents.count, default: []].append(contentsOf: bytes[serial.contents])
      rows[serial.contents.count]?.append(reason)
      count += 1
    }
  }

  /// Notes the critical extensions of an entry, and gives its reason.
  private mutating func readExtensions(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) throws(CPSError) -> UInt8 {
    let prefix = Self.reasonPrefix
    if range.count == prefix.count + 1,
      prefix.indices.allSatisfy({ bytes[range.lowerBound + $0] == prefix[$0] })
    {
      return bytes[range.upperBound - 1]
    }
    let extensions = try CertificateExtension.list(DERElement(Array(bytes[range])))
    guard Set(extensions.map(\.oid)).count == extensions.count else {
      throw DERElement.failure("repeated extension of an entry")
    }
    criticalExtensions.formUnion(extensions.filter(\.isCritical).map(\.oid))
    guard let reason = extensions.first(where: { $0.oid == .crlReason }) else { return 0 }
    let element = try DERElement(reason.value)
    guard element.tag == 0x0A, element.contents.count == 1, let code = element.contents.first else {
      throw DERElement.failure("reasonCode")
    }
    return code
  }

  private static var malformed: CPSError { DERElement.failure("entry of the list") }
}
