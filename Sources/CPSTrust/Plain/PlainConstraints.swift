internal import OpenSSLKit

/// Duties of authorities about the extensions that bound what they may certify (RFC 5280, clauses 4.2.1.10 and
/// 4.2.1.11).
enum PlainConstraints {
  private static let mustBeCritical: [(oid: ObjectIdentifier, name: String)] = [
    (.nameConstraints, "nameConstraints"), (.policyConstraints, "policyConstraints"),
    (.inhibitAnyPolicy, "inhibitAnyPolicy"),
  ]

  /// What departs from them in a certificate.
  ///
  /// That they must be critical is asked of a log-in only: PKITS 1.0.1 has others, and validation obeys them
  /// all the same.
  static func faults(in certificate: Certificate, for purpose: PlainPurpose) -> [String] {
    var faults: [String] = []
    for (oid, name) in mustBeCritical
    where purpose.isLogIn && certificate.extensions(oid).contains(where: { !$0.isCritical }) {
      faults.append("\(name) not critical")
    }
    let constraints = certificate.extensions(.nameConstraints)
    guard !constraints.isEmpty else { return faults }
    if certificate.basicConstraints?.isAuthority != true { faults.append("nameConstraints of no authority") }
    if !constraints.allSatisfy({ isSound($0.value) }) { faults.append("nameConstraints") }
    return faults
  }

  /// One list of subtrees at least, none empty, and no host that begins with a dot.
  private static func isSound(_ value: [UInt8]) -> Bool {
    guard let lists = try? DERElement(value).children(), !lists.isEmpty else { return false }
    return lists.allSatisfy { list in
      guard let trees = try? list.children(), !trees.isEmpty else { return false }
      return trees.allSatisfy { tree in
        guard let base = try? tree.children().first else { return false }
        return base.tag != 0x82 || base.contents.first != UInt8(ascii: ".")
      }
    }
  }
}
