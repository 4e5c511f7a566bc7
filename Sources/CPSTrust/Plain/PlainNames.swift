internal import OpenSSLKit

/// What may stand in subjectAltName (RFC 5280, clause 4.2.1.6; attack cases HC-34, HC-35).
enum PlainNames {
  /// rfc822Name, dNSName and uniformResourceIdentifier, IA5String each.
  private static let textTags: Set<UInt8> = [0x81, 0x82, 0x86]

  /// What is wrong with the names of a certificate.
  static func faults(in certificate: Certificate) -> [String] {
    certificate.extensions(.subjectAlternativeName).flatMap { item in
      let names = (try? DERElement(item.value).children()) ?? []
      return names.isEmpty ? ["empty subjectAltName"] : names.compactMap(fault)
    }
  }

  private static func fault(in name: DERElement) -> String? {
    if textTags.contains(name.tag), !name.contents.allSatisfy({ (0x20...0x7E).contains($0) }) {
      return "character in subjectAltName"
    }
    if name.tag == 0x82, !isHost(name.contents) { return "dNSName" }
    return name.tag == 0x87 && ![4, 16].contains(name.contents.count) ? "iPAddress" : nil
  }

  /// Labels of letters, digits and hyphens (RFC 1034, clause 3.5), the first of which may be `*`; no address.
  private static func isHost(_ name: ArraySlice<UInt8>) -> Bool {
    let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...253).contains(name.count), let last = labels.last, labels.allSatisfy({ !$0.isEmpty }),
      !last.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    let hosts = labels.first == [UInt8(ascii: "*")] ? labels.dropFirst() : labels[...]
    return hosts.allSatisfy { label in
      label.count <= 63
        && label.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
          default: false
          }
        }
    }
  }
}
